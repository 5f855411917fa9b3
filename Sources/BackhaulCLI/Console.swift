import ArgumentParser
import EveningRun
import Foundation

/// Standard output for results, standard error for talk.
enum Console {
  static let hasColours = isatty(1) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
  static let isTerminal = isatty(2) == 1
  static var coreCount: Int { ProcessInfo.processInfo.activeProcessorCount }
  static var now: Int64 { Int64(Date().timeIntervalSince1970) }

  static func print(_ line: String) { print(bytes: Array((line + "\n").utf8)) }

  static func print(bytes: [UInt8]) { FileHandle.standardOutput.write(Data(bytes)) }

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
    FileHandle.standardError.write(Data(lines.joined().utf8))
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
