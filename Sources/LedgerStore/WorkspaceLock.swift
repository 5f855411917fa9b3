import Glibc
import Synchronization

/// Holds a workspace for one run: a kernel lock on `.backhaul.lock`, gone with the process that
/// took it.
///
/// The file says who holds it (`pid started_at`) and stays; only the lock on it counts.
public final class WorkspaceLock: Sendable {
  public static let name = ".backhaul.lock"
  private let descriptor: Mutex<Int32?>

  /// - Parameter startedAt: shown to whoever comes second.
  public init(workspace: String, startedAt: String) throws(LedgerError) {
    let path = workspace.hasSuffix("/") ? workspace + Self.name : workspace + "/" + Self.name
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
    guard file >= 0 else { throw LedgerError(creating: path, errno) }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      let reason = errno
      let holder = Self.holder(file)
      Glibc.close(file)
      guard reason == EWOULDBLOCK else { throw LedgerError(creating: path, reason) }
      throw .workspaceHeld(path: path, pid: holder.pid, startedAt: holder.startedAt)
    }
    let text = Array("\(getpid()) \(startedAt)\n".utf8)
    guard ftruncate(file, 0) == 0, pwrite(file, text, text.count, 0) == text.count else {
      let reason = errno
      Glibc.close(file)
      throw LedgerError(creating: path, reason)
    }
    descriptor = Mutex(file)
  }

  deinit { release() }

  /// Lets the next run in; further calls do nothing.
  public func release() {
    descriptor.withLock { file in
      if let held = file { Glibc.close(held) }
      file = nil
    }
  }

  private static func holder(_ file: Int32) -> (pid: Int32?, startedAt: String?) {
    var bytes = [UInt8](repeating: 0, count: 200)
    let count = pread(file, &bytes, bytes.count, 0)
    guard count > 0, bytes[count - 1] == UInt8(ascii: "\n") else { return (nil, nil) }
    let line = String(decoding: bytes[..<(count - 1)], as: UTF8.self)
    let words = line.split(separator: " ", maxSplits: 1)
    guard words.count == 2, let pid = Int32(words[0]) else { return (nil, nil) }
    return (pid, String(words[1]))
  }
}
