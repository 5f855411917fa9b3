import Foundation

/// A program run to its end, its output in files: no pipe fills up, and no run loop is waited for.
struct Spawn {
  let program: String
  let arguments: [String]
  /// `NAME=value`.
  let environment: [String]
  /// Paths of files.
  let output: String
  let errors: String
  /// Seconds after which the process is killed, if it still runs then.
  var killAfter: Double?

  /// - Returns: the exit code; 128 and the signal's number where one ended it.
  func run() throws -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)

    var process = pid_t()
    let failure = Self.withCStrings([program] + arguments) { argv in
      Self.withCStrings(environment) { envp in
        posix_spawn(&process, program, &actions, nil, argv, envp)
      }
    }
    guard failure == 0 else {
      throw Backhaul.Missing(description: "cannot start \(program): \(failure)")
    }
    if let killAfter {
      usleep(UInt32(killAfter * 1_000_000))
      kill(process, SIGKILL)
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) == -1, errno == EINTR {}
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : 128 + signal
  }

  private static func withCStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let pointers = strings.map { strdup($0) }
    defer { pointers.forEach { free($0) } }
    return body(pointers + [nil])
  }
}
