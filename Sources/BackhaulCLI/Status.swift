import ArgumentParser
import EveningRun

struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Show open exceptions by owner, age and amount, the last runs, and what waits in the inbox.",
    discussion: """
      Ages are days since the trouble broke, as of the last run's date; amounts are what expected \
      and found differ by. It may be asked while a run goes on. Exit codes: 0; 2 wrong usage or \
      configuration.
      """)

  @Argument(help: "The workspace's folder.")
  var workspace: String

  @Flag(help: "Print JSON on standard output.")
  var json = false

  func run() throws {
    let sections = try reporting { try status(workspace: workspace) }
    if json {
      Console.print(json: Answer.json(sections))
    } else {
      Answer.print(sections, withEmpty: true)
    }
  }
}
