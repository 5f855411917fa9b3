import Glibc

/// Why a file could not be written. Nothing stands under its final name then but what stood there
/// before.
public struct WriteError: Error, Equatable, Sendable, CustomStringConvertible {
  public let path: String
  /// What was tried: `create`, `write`, `flush`, `rename`.
  public let step: String
  public let errno: Int32

  public var description: String {
    let reason = String(cString: strerror(errno))
    let advice =
      switch errno {
      case ENOSPC, EDQUOT: "free some space and run again"
      case EACCES, EPERM, EROFS: "make the folder writable and run again"
      default: "check the disk and run again"
      }
    return "\(path): cannot \(step) the file: \(reason); nothing was replaced, \(advice)"
  }
}

/// A file that appears whole or not at all: written beside its final place, flushed to the disk
/// where it is to last, then renamed. Dropped without `commit` it leaves nothing behind.
public struct AtomicFile: ~Copyable {
  public let path: String
  /// Bytes written so far.
  public private(set) var byteCount = 0
  private let folder: String
  private let temporary: String
  private let descriptor: Int32
  private let observe: ((UnsafeRawBufferPointer) -> Void)?
  private let isDurable: Bool
  private var isFlushed = false
  private var isCommitted = false

  /// - Parameters:
  ///   - folder: exists already; the temporary file `.NAME.part` is made in it, and a left-over
  ///     one replaced.
  ///   - isDurable: whether it has to survive a power cut; a rehearsal's files need not.
  ///   - observe: sees all bytes in order, to hash them.
  /// - Throws: `WriteError` at step `create`.
  public init(
    folder: String, name: String, isDurable: Bool = true,
    observe: ((UnsafeRawBufferPointer) -> Void)? = nil
  ) throws(WriteError) {
    self.folder = folder
    self.isDurable = isDurable
    self.observe = observe
    path = folder + "/" + name
    temporary = folder + "/." + name + ".part"
    _ = unlink(temporary)
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
    let opened = open(temporary, flags, 0o640)
    guard opened >= 0 else {
      throw WriteError(path: folder + "/" + name, step: "create", errno: Glibc.errno)
    }
    descriptor = opened
    // Whatever the umask: the group reads reports.
    _ = fchmod(opened, 0o640)
  }

  /// - Throws: `WriteError` at step `write`.
  public mutating func write(_ bytes: UnsafeRawBufferPointer) throws(WriteError) {
    if let failure = Self.write(bytes, to: descriptor) {
      throw WriteError(path: path, step: "write", errno: failure)
    }
    observe?(bytes)
    isFlushed = false
    byteCount += bytes.count
  }

  /// - Throws: `WriteError` at step `write`.
  public mutating func write(_ bytes: [UInt8]) throws(WriteError) {
    let failure: WriteError? = bytes.withUnsafeBytes { buffer in
      do throws(WriteError) {
        try write(buffer)
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
  }

  /// - Returns: nil, or why not all was written.
  private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32? {
    var offset = 0
    while offset < bytes.count, let start = bytes.baseAddress {
      let written = Glibc.write(descriptor, start + offset, bytes.count - offset)
      if written < 0 {
        if Glibc.errno == EINTR { continue }
        return Glibc.errno
      }
      offset += written
    }
    return nil
  }

  /// Brings all bytes to the disk, where the file has to survive a power cut. What takes long of
  /// `commit` can so be done before the moment that the file is to appear.
  /// - Throws: `WriteError` at step `flush`.
  public mutating func flush() throws(WriteError) {
    guard !isDurable || fsync(descriptor) == 0 else {
      throw WriteError(path: path, step: "flush", errno: Glibc.errno)
    }
    isFlushed = true
  }

  /// Gives the file its name, in an order that survives a power cut: file, rename, folder.
  /// - Throws: `WriteError` at step `flush` or `rename`.
  public consuming func commit() throws(WriteError) {
    if !isFlushed { try flush() }
    guard rename(temporary, path) == 0 else {
      throw WriteError(path: path, step: "rename", errno: Glibc.errno)
    }
    isCommitted = true
    guard isDurable else { return }
    let directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else { return }
    _ = fsync(directory)
    _ = close(directory)
  }

  deinit {
    _ = close(descriptor)
    if !isCommitted { _ = unlink(temporary) }
  }
}

/// Writes a small file whole.
/// - Returns: its size in bytes.
@discardableResult
public func writeFile(
  _ bytes: [UInt8], folder: String, name: String, isDurable: Bool = true
) throws(WriteError) -> Int {
  var file = try AtomicFile(folder: folder, name: name, isDurable: isDurable)
  try file.write(bytes)
  try file.commit()
  return bytes.count
}
