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

  /// Ctrl-C and a service manager's signal end the run at once, as they ever do: what it began is
  /// finished by the next one. Only what a signal may do is done here.
  static func sayWhenStopped() {
    for number in [SIGINT, SIGTERM] {
      var before = sigaction()
      sigaction(number, nil, &before)
      // Whoever started the program may have wanted it to go on.
      if unsafeBitCast(before.__sigaction_handler.sa_handler, to: Int.self) == 1 { continue }
      signal(number) { number in
        let text: StaticString =
          "\nerror: stopped before the end; run again for the same date to finish the work\n"
        _ = Glibc.write(2, text.utf8Start, text.utf8CodeUnitCount)
        _exit(128 + number)
      }
    }
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
