internal import Glibc

/// Folders and files of the sample on the disk.
enum DiskFile {
  static func makeFolder(_ path: String) throws(SampleError) {
    guard mkdir(path, 0o700) != 0, errno != EEXIST else { return }
    throw SampleError("\(path): cannot be made a folder: \(reason); choose another place")
  }

  /// Appends; the file is made where it is not there.
  static func append(_ bytes: [UInt8], to path: String) throws(SampleError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw SampleError("\(path): cannot be made: \(reason); choose another place")
    }
    defer { close(descriptor) }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        write(descriptor, $0.baseAddress! + written, $0.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        throw SampleError(
          "\(path): cannot be written: \(reason); free some space, remove the folder and try again")
      }
      written += count
    }
  }

  static func read(_ path: String) throws(SampleError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SampleError("\(path): cannot be read again: \(reason)") }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = chunk.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw SampleError("\(path): cannot be read again: \(reason)") }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
  }

  /// Whether there is nothing at the path, or an empty folder.
  static func isFree(_ path: String) -> Bool {
    guard let folder = opendir(path) else { return errno == ENOENT }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let isDots = withUnsafeBytes(of: entry.pointee.d_name) { name in
        name[0] == 0x2E && (name[1] == 0 || (name[1] == 0x2E && name[2] == 0))
      }
      if !isDots { return false }
    }
    return true
  }

  private static var reason: String { String(cString: strerror(errno)) }
}
