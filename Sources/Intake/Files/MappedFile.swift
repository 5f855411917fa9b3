import Glibc
import Returns

/// A regular file, mapped read-only, or one that was unpacked from it into memory. It stays for the
/// rest of the run, because texts point into it.
final class MappedFile: Sendable {
  let bytes: Text
  private let origin: Origin

  private enum Origin: Sendable {
    case disk(path: String, FileIdentity)
    /// In memory, and where it was unpacked from: it is what it was as long as that is.
    case memory(of: MappedFile?)
  }

  /// - Parameters:
  ///   - bytes: must live as long as what is read from them.
  ///   - file: what they were unpacked from.
  init(_ bytes: Text, of file: MappedFile? = nil) {
    self.bytes = bytes
    origin = .memory(of: file)
  }

  /// - Parameter path: relative to `root`; no part of it may be a symbolic link or `..`.
  init(root: String, path: String) throws(InputError) {
    let descriptor = try openRegular(root: root, path: path)
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw cannotOpen(errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw notRegular(mode: status.st_mode) }
    origin = .disk(path: "\(root)/\(path)", FileIdentity(status))
    guard status.st_size > 0 else {
      bytes = Text()
      return
    }
    let size = Int(status.st_size)
    guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED
    else {
      throw cannotOpen(errno)
    }
    bytes = Text(start: start, count: size)
  }

  /// Bytes of the file that were read and need not stay in memory; looked at again, they come back.
  func letGo(_ bytes: UnsafeRawBufferPointer) {
    guard case .disk = origin, let start = bytes.baseAddress else { return }
    let page = Int(sysconf(Int32(_SC_PAGESIZE))) - 1
    let first = (Int(bitPattern: start) + page) & ~page
    let end = (Int(bitPattern: start) + bytes.count) & ~page
    guard end > first, let address = UnsafeMutableRawPointer(bitPattern: first) else { return }
    madvise(address, end - first, MADV_DONTNEED)
  }

  /// The mapping shows later writes too, so what was read counts only if the file is still the one
  /// that was opened: same inode, size and modification time. It was read to its end: nothing of it
  /// need stay in memory, also what the system has read ahead of those who let it go in parts.
  func checkUnchanged() throws(InputError) {
    guard case .disk(let path, let identity) = origin else {
      if case .memory(let file) = origin { try file?.checkUnchanged() }
      return
    }
    letGo(bytes.bytes)
    var status = stat()
    if lstat(path, &status) == 0, FileIdentity(status) == identity { return }
    throw InputError(
      .changedWhileReading,
      "the file was changed, replaced or removed while it was being read; expected a complete "
        + "file. Write it under another name (for example with .part at the end) and rename it "
        + "when it is complete."
    )
  }
}

private struct FileIdentity: Equatable {
  let device: UInt
  let inode: UInt
  let size: Int
  let seconds: Int
  let nanoseconds: Int

  init(_ status: stat) {
    device = UInt(status.st_dev)
    inode = UInt(status.st_ino)
    size = Int(status.st_size)
    seconds = status.st_mtim.tv_sec
    nanoseconds = status.st_mtim.tv_nsec
  }
}

/// Opens step by step from the root, each step without following links: O_NOFOLLOW alone guards the
/// last one only.
private func openRegular(root: String, path: String) throws(InputError) -> Int32 {
  let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
  guard parts.allSatisfy({ !["", ".", ".."].contains($0) && !$0.utf8.contains(0) }) else {
    throw InputError(
      .cannotOpen,
      "the path leaves its folder; expected a path below it without empty parts, . or ..")
  }
  var folder = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  for (index, part) in parts.enumerated() {
    guard folder >= 0 else { throw cannotOpen(errno) }
    let kind = index == parts.count - 1 ? O_NONBLOCK | O_NOCTTY : O_DIRECTORY
    let next = openat(folder, part, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | kind)
    let failure = errno
    close(folder)
    if next < 0, failure == ELOOP || failure == ENXIO {
      throw notRegular(mode: failure == ELOOP ? S_IFLNK : S_IFSOCK)
    }
    if next < 0 { throw cannotOpen(failure) }
    folder = next
  }
  return folder
}

private func cannotOpen(_ failure: Int32) -> InputError {
  InputError(
    .cannotOpen,
    "cannot be opened: \(String(cString: strerror(failure))). Check that it exists and that this "
      + "user may read it."
  )
}

private func notRegular(mode: mode_t) -> InputError {
  InputError(
    .notRegular,
    "is \(fileKind(mode)); expected a regular file. Put a copy of the file itself here.")
}

/// What a directory entry is, in words.
func fileKind(_ mode: mode_t) -> String {
  switch mode & S_IFMT {
  case S_IFLNK: "a symbolic link"
  case S_IFIFO: "a FIFO"
  case S_IFSOCK: "a socket"
  case S_IFBLK, S_IFCHR: "a device"
  case S_IFDIR: "a folder"
  default: "no regular file"
  }
}
