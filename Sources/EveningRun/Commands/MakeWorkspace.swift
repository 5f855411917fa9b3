import Settings

/// Makes a commented workspace (`backhaul init`).
/// - Returns: the paths made, below the folder.
/// - Throws: `RunFailure.configuration` where the folder is a workspace already or cannot be
/// written.
public func makeWorkspace(at root: String) throws -> [String] {
  do {
    return try initialiseWorkspace(at: root)
  } catch {
    throw RunFailure.configuration(error.errors.map(\.description))
  }
}
