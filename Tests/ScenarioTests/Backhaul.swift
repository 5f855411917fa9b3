import Foundation

/// The real program, run as a person or a timer runs it.
enum Backhaul {
  struct Ending {
    let code: Int32
    let output: String
    let errors: String
  }

  struct Missing: Error, CustomStringConvertible {
    let description: String
  }

  /// What `make test` names, the release program, a good deal faster and the one people use; else
  /// the program beside the test bundle, with all checks of a debug build.
  static let program: URL? = {
    if let named = ProcessInfo.processInfo.environment["BACKHAUL_PROGRAM"] {
      return FileManager.default.isExecutableFile(atPath: named) ? URL(filePath: named) : nil
    }
    var folder = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent()
    if let first = CommandLine.arguments.first, first.hasSuffix(".xctest") {
      folder = URL(filePath: first).resolvingSymlinksInPath().deletingLastPathComponent()
    }
    let program = folder.appending(path: "backhaul")
    return FileManager.default.isExecutableFile(atPath: program.path) ? program : nil
  }()

  /// Runs `backhaul ARGUMENTS` to its end. Output goes through files below `scratch`, so that no
  /// pipe fills up. The time zone of the process is far from every workspace's: only the
  /// workspace's may count.
  /// - Parameter killAfter: seconds after which the process is killed, if it still runs then.
  static func run(_ arguments: [String], scratch: URL, killAfter: Double? = nil) throws -> Ending {
    guard let program else {
      throw Missing(
        description: "no program `backhaul` beside the test bundle or where BACKHAUL_PROGRAM says")
    }
    let output = scratch.appending(path: "stdout.txt").path
    let errors = scratch.appending(path: "stderr.txt").path
    let environment = [
      "PATH=/usr/bin:/bin", "HOME=\(scratch.path)", "TZ=Pacific/Kiritimati", "LC_ALL=C",
      "NO_COLOR=1",
      "SWIFT_BACKTRACE=enable=no",
    ]
    let code = try Spawn(
      program: program.path, arguments: arguments, environment: environment, output: output,
      errors: errors, killAfter: killAfter
    ).run()
    return Ending(
      code: code,
      output: (try? String(contentsOfFile: output, encoding: .utf8)) ?? "",
      errors: (try? String(contentsOfFile: errors, encoding: .utf8)) ?? "")
  }
}
