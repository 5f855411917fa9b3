import Glibc
import Returns
import Synchronization

/// Where blocks of records go that the memory limit has no room for: one nameless temporary file.
/// Blocks are written once and read back once, by any thread.
final class SpillFile: Sendable {
  private let descriptor: Int32
  private let end = Atomic<Int>(0)
  /// Bytes of full blocks that stay in memory.
  private let limit: Int
  private let held = Atomic<Int>(0)

  /// - Parameters:
  ///   - folder: on a disk with room for the day's records.
  ///   - limit: bytes that stay in memory before anything is written.
  init(folder: String, limit: Int) throws {
    var template = Array((Self.existing(folder) + "/.backhaul-spill-XXXXXX").utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else {
      throw RunFailure.spill(folder, String(cString: strerror(errno)))
    }
    unlink(template)
    self.limit = limit
  }

  deinit { close(descriptor) }

  /// Bytes written to the file so far.
  var byteCount: Int { end.load(ordering: .relaxed) }

  /// The folder, or the nearest one above it: a rehearsal's may have to be made yet.
  private static func existing(_ folder: String) -> String {
    var path = folder
    while !path.isEmpty, access(path, F_OK) != 0 {
      guard let slash = path.lastIndex(of: "/") else { return "." }
      path = String(path[..<slash])
    }
    return path.isEmpty ? "/" : path
  }

  /// - Returns: where the block lies in the file; nil: there is room for it in memory.
  func write(_ block: UnsafeMutableRawPointer, _ count: Int) throws -> Int? {
    if held.add(count, ordering: .relaxed).newValue <= limit { return nil }
    held.subtract(count, ordering: .relaxed)
    let offset = end.add(count, ordering: .relaxed).oldValue
    var done = 0
    while done < count {
      let written = pwrite(descriptor, block + done, count - done, off_t(offset + done))
      if written < 0, errno == EINTR { continue }
      guard written > 0 else {
        throw RunFailure.spill("the temporary file", String(cString: strerror(errno)))
      }
      done += written
    }
    return offset
  }

  func read(_ offset: Int, _ count: Int, into block: UnsafeMutableRawPointer) throws {
    var done = 0
    while done < count {
      let got = pread(descriptor, block + done, count - done, off_t(offset + done))
      if got < 0, errno == EINTR { continue }
      guard got > 0 else {
        throw RunFailure.spill("the temporary file", String(cString: strerror(errno)))
      }
      done += got
    }
  }
}
