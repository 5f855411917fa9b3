import Returns

/// Reads a profile of the workspace.
/// - Parameters:
///   - root: the workspace's folder.
///   - path: the file below it; it is also its name in errors.
/// - Throws: `ProfileError` where the file cannot be opened or something in it is not understood.
public func loadProfile(root: String, path: String) throws(ProfileError) -> Profile {
  func refused(_ message: String) -> ProfileError {
    ProfileError(file: path, line: 1, key: "", message: message)
  }
  let bytes: Text
  do throws(InputError) {
    bytes = try MappedFile(root: root, path: path).bytes
  } catch {
    throw refused(error.message)
  }
  guard bytes.count <= ProfileNode.sizeLimit else {
    throw refused("the file is larger than 1 MiB; a profile is a page of YAML")
  }
  guard let yaml = String(validating: bytes.bytes, as: UTF8.self) else {
    throw refused("the file is not UTF-8; save it as UTF-8")
  }
  return try Profile(yaml: yaml, file: path)
}
