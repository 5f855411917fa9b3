import ArgumentParser
import EveningRun
import Foundation

@main
struct Backhaul: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backhaul",
    abstract: "Closes the books on returns, exchanges and refunds, every evening.",
    discussion: """
      Drop the exports of shops, carriers and payment providers into a workspace's inbox and run it:

        backhaul init shop
        cp ~/exports/* shop/inbox/
        backhaul run shop

      Reports, exceptions and the proof are then in shop/out/<date>/.
      """,
    version: toolVersion,
    subcommands: [
      Init.self, Run.self, Check.self, Explain.self, Decide.self, Withdraw.self, Status.self,
      Report.self, Verify.self, Sample.self,
    ])

  /// Wrong usage ends with 2, as the file contract says, and not with the parser's own 64.
  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
      FileHandle.standardError.write(Data((fullMessage(for: error) + "\n").utf8))
      Foundation.exit(2)
    }
  }
}
