import ArgumentParser
import EveningRun

struct Withdraw: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Take a file that should not have come in out of the books again.",
    discussion: """
      The file is marked; the next run takes it out: its facts and decisions cease from that date \
      on, matches are made anew, and intake.csv shows it as withdrawn. Rows that another file \
      brought as well count as withdrawn too: drop that file in again.

        backhaul withdraw shop hangzhou/orders-0311.csv --by "Wang Fang" --note "test data"

      Exit codes: 0 marked; 2 wrong usage or configuration; 4 another run holds the workspace.
      """)

  @Argument(help: "The workspace's folder.")
  var workspace: String

  @Argument(help: "The file as intake.csv names it, or the first letters of its checksum.")
  var file: String

  @Option(name: .customLong("by"), help: "Who takes it out: a name of people.yaml.")
  var person: String

  @Option(help: "Why.")
  var note: String

  @Flag(help: "Print JSON on standard output.")
  var json = false

  func run() throws {
    let answer = try reporting {
      try withdraw(workspace: workspace, file: file, by: person, note: note, now: Console.now)
    }
    if json {
      Console.print(json: [
        "files": answer.files, "decisions": answer.decisions, "released": answer.released,
      ])
      return
    }
    for file in answer.files { Console.print("\(file): the next run takes it out") }
    for line in answer.decisions { Console.print("taken back with it: \(line)") }
    for line in answer.released { Console.warn("released already, look at it: \(line)") }
  }
}
