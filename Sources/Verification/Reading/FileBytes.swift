internal import CLibCrypto
import Glibc

/// A regular file's bytes, mapped read-only for as long as this value lives.
final class FileBytes {
  let count: Int
  private let start: UnsafeMutableRawPointer?

  /// - Throws: `Unreadable` where there is no such file, or it is no regular file.
  init(path: String) throws(Unreadable) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw Unreadable(path: path, found: String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw Unreadable(path: path, found: "no regular file")
    }
    count = Int(status.st_size)
    guard count > 0 else {
      start = nil
      return
    }
    let mapped = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let mapped, mapped != MAP_FAILED else {
      throw Unreadable(path: path, found: String(cString: strerror(errno)))
    }
    start = mapped
    madvise(mapped, count, MADV_SEQUENTIAL)
  }

  deinit { if let start { munmap(start, count) } }

  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

  /// 64 hexadecimal digits.
  var sha256: String { sha256(ofFirst: count) }

  /// Of the first bytes: `length` of them, or all where there are fewer.
  func sha256(ofFirst length: Int) -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    EVP_Digest(start, max(0, min(length, count)), &digest, nil, EVP_sha256(), nil)
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}

/// A file that cannot be read, or does not read as what it should be. Where it is told, the line
/// counts from 1.
struct Unreadable: Error {
  let path: String
  var line: Int?
  let found: String
  var expected = "a file that can be read"

  var place: String { line.map { "\(path):\($0)" } ?? path }
}
