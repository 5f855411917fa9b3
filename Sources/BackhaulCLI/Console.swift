import ArgumentParser
import EveningRun
import Foundation
import Glibc

/// Standard output for results, standard error for talk.
enum Console {
  static let hasColours = isatty(1) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
  static let isTerminal = isatty(2) == 1
  static var coreCount: Int { ProcessInfo.processInfo.activeProcessorCount }
  static var now: Int64 { Int64(Date().timeIntervalSince1970) }

  static func print(_ line: String) { print(bytes: Array((line + "\n").utf8)) }

  static func print(bytes: [UInt8]) {
    guard let number = write(bytes, to: 1), number != EPIPE else { return }
    fail("standard output: \(String(cString: strerror(number))): not all of the answer is there")
  }

  /// A reader that has gone away or a full disk is no reason to end otherwise than the work did.
  static func prepare() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    // What is not open would be the next file's number, and that file would get what is said.
    for number in Int32(0)...2 where fcntl(number, F_GETFD) < 0 { _ = open("/dev/null", O_RDWR) }
  }

  /// - Returns: the system's number of what went wrong.
  @discardableResult
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    bytes.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let start = UnsafeRawBufferPointer(rebasing: rest).baseAddress
        let count = Glibc.write(descriptor, start, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return errno }
        rest = rest.dropFirst(count)
      }
      return nil
    }
  }

  static func print(json value: Any) {
    let options: JSONSerialization.WritingOptions = [
      .sortedKeys, .prettyPrinted, .withoutEscapingSlashes,
    ]
    guard let data = try? JSONSerialization.data(withJSONObject: value, options: options) else {
      return
    }
    print(bytes: Array(data) + [10])
  }

  static func note(_ text: String) { talk("note: \(text)") }
  static func warn(_ text: String) { talk("warning: \(text)") }
  static func fail(_ text: String) { talk("error: \(text)") }

  private static func talk(_ text: String) {
    let lines = text.split(separator: "\n").map { terminalText(String($0)) + "\n" }
    write(Array(lines.joined().utf8), to: 2)
  }
}

/// Runs a command's work and turns its failure into messages and an exit code.
func reporting<Result>(_ work: () throws -> Result) throws -> Result {
  do {
    return try work()
  } catch let failure as RunFailure {
    for message in failure.messages { Console.fail(message) }
    throw ExitCode(failure.exitCode)
  } catch {
    Console.fail("\(error)")
    throw ExitCode(5)
  }
}
