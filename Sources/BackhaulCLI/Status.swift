import ArgumentParser
import EveningRun

struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Show open exceptions by owner, age and amount, the last runs, and what waits in the inbox.")

  @Argument(help: "The workspace's folder.")
  var workspace: String

  @Flag(help: "Print JSON on standard output.")
  var json = false

  func run() throws {
    let sections = try reporting { try status(workspace: workspace) }
    if json { Console.print(json: Answer.json(sections)) } else { Answer.print(sections) }
  }
}
