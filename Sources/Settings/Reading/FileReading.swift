internal import Foundation
internal import Glibc

/// Reads a configuration file whole.
/// - Returns: nil where it cannot be read; the problem is then recorded.
func readFile(
  root: String, path: String, limit: Int, problems: inout Problems
) -> ConfigurationFile? {
  let place = Place(file: path)
  let descriptor = open(join(root, path), O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard descriptor >= 0 else {
    let user = errno == EACCES ? " for user \(geteuid())" : ""
    problems.add("cannot be opened: \(systemMessage())\(user)", at: place)
    return nil
  }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
    problems.add("is not a regular file; expected a text file", at: place)
    return nil
  }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65_536)
  while bytes.count <= limit {
    let count = read(descriptor, &chunk, chunk.count)
    if count < 0 {
      if errno == EINTR { continue }
      problems.add("cannot be read: \(systemMessage())", at: place)
      return nil
    }
    if count == 0 { return ConfigurationFile(path: path, bytes: bytes) }
    bytes += chunk[..<count]
  }
  problems.add(
    "is larger than \(limit / 1_048_576) MiB; a file of this kind is a few pages long, so this is "
      + "probably another file", at: place)
  return nil
}

/// Whether anything of this name exists, whatever it is.
func exists(_ path: String) -> Bool {
  var status = stat()
  return lstat(path, &status) == 0
}

/// The file's text without a byte order mark.
/// - Returns: nil where it is not UTF-8; the problem names the line.
func text(of file: ConfigurationFile, problems: inout Problems) -> String? {
  let hasMark = file.bytes.starts(with: [0xEF, 0xBB, 0xBF])
  let bytes = file.bytes.dropFirst(hasMark ? 3 : 0)
  if let text = String(validating: bytes, as: UTF8.self) { return text }
  var (line, column) = (1, 1)
  for row in bytes.split(separator: 10, omittingEmptySubsequences: false) {
    if String(validating: row, as: UTF8.self) == nil {
      // What cannot be decoded is U+FFFD here.
      column += String(decoding: row, as: UTF8.self).prefix { $0 != "\u{FFFD}" }.count
      break
    }
    line += 1
  }
  problems.add(
    "is not UTF-8 text; save the file as UTF-8 (Excel: \"CSV UTF-8\")",
    at: Place(file: file.path, line: line, column: column))
  return nil
}

/// Names in a folder of the workspace in byte order, without dotfiles; none where there is no such
/// folder.
func names(in folder: String, of root: String, problems: inout Problems) -> [String] {
  let path = join(root, folder)
  guard exists(path) else { return [] }
  do {
    return try FileManager.default.contentsOfDirectory(atPath: path)
      .filter { !$0.hasPrefix(".") }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  } catch {
    problems.add("cannot be listed; expected a folder that may be read", at: Place(file: folder))
    return []
  }
}

/// What the system says about the call that just failed.
func systemMessage() -> String { String(cString: strerror(errno)) }
