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

  /// The program beside the test bundle: both are products of one build.
  static let program: URL? = {
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
      throw Missing(description: "no program `backhaul` beside the test bundle: build it first")
    }
    let output = scratch.appending(path: "stdout.txt").path
    let errors = scratch.appending(path: "stderr.txt").path
    let environment = [
      "PATH=/usr/bin:/bin", "HOME=\(scratch.path)", "TZ=Pacific/Kiritimati", "LC_ALL=C",
      "NO_COLOR=1",
      "SWIFT_BACKTRACE=enable=no",
    ]
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)

    var process = pid_t()
    let failure = withCStrings([program.path] + arguments) { argv in
      withCStrings(environment) { envp in
        posix_spawn(&process, program.path, &actions, nil, argv, envp)
      }
    }
    guard failure == 0 else {
      throw Missing(description: "cannot start \(program.path): \(failure)")
    }
    if let killAfter {
      usleep(UInt32(killAfter * 1_000_000))
      kill(process, SIGKILL)
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) == -1, errno == EINTR {}
    let signal = status & 0x7f
    return Ending(
      code: signal == 0 ? (status >> 8) & 0xff : 128 + signal,
      output: (try? String(contentsOfFile: output, encoding: .utf8)) ?? "",
      errors: (try? String(contentsOfFile: errors, encoding: .utf8)) ?? "")
  }

  private static func withCStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let pointers = strings.map { strdup($0) }
    defer { pointers.forEach { free($0) } }
    return body(pointers + [nil])
  }
}
