import ArgumentParser
import EveningRun
import Foundation

@main
struct Backhaul: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "backhaul",
      abstract: "Closes the books on returns, exchanges and refunds, every evening.",
      discussion: """
        Drop the exports of shops, carriers and payment providers into a workspace's inbox and \
        run it:

          backhaul init shop
          cp ~/exports/* shop/inbox/
          backhaul run shop

        Reports, exceptions and the proof are then in shop/out/<date>/.
        """,
      version: isDeciding ? "" : toolVersion,
      subcommands: [
        Init.self, Run.self, Check.self, Explain.self, Decide.self, Withdraw.self, Status.self,
        Report.self, Verify.self, Sample.self,
      ])
  }

  /// `decide` has a `--version` of its own, the exception's, which the parser would else answer
  /// with the program's wherever something is missing beside it.
  private static var isDeciding: Bool {
    CommandLine.arguments.dropFirst().first { !$0.hasPrefix("-") } == "decide"
  }

  /// Wrong usage ends with 2, as the file contract says, and not with the parser's own 64.
  static func main() {
    Console.prepare()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
      Console.write(Array((fullMessage(for: error) + "\n").utf8), to: 2)
      Foundation.exit(2)
    }
  }
}
