import ArgumentParser
import EveningRun

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
    subcommands: [Init.self, Run.self, Check.self, Explain.self, Status.self])
}
