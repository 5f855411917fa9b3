import Foundation

/// Makes a folder, and those above it, where it is not there.
func makeFolder(_ path: String, permissions: Int) throws {
  do {
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: permissions])
  } catch {
    throw folderFailure(error, path)
  }
}

/// What the system says of a folder or file that cannot be made, moved or written, for people.
func folderFailure(_ error: any Error, _ path: String) -> RunFailure {
  let number: Int32? =
    switch (error as? CocoaError)?.code {
    case .fileWriteNoPermission, .fileReadNoPermission: EACCES
    case .fileWriteVolumeReadOnly: EROFS
    case .fileWriteOutOfSpace: ENOSPC
    default: nil
    }
  let reason = number.map { String(cString: strerror($0)) } ?? error.localizedDescription
  let advice =
    switch number {
    case EACCES, EROFS: "Give this user the right to write there, and run again."
    case ENOSPC: "Free some space, and run again."
    default: "See that it is a folder that this user may write to, and run again."
    }
  let stop = reason.hasSuffix(".") ? "" : "."
  return .broken("\(path): cannot be written: \(reason)\(stop) \(advice)")
}
