import ArgumentParser
import EveningRun

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell everything about a case, order, waybill, transaction, ticket or exception.",
    discussion: """
      Facts with file and line, and what newer versions changed; checks and verdict; what is \
      expected, by when; matches with the pass that made them; freight with its rate; and \
      exceptions: for what did not match, the nearest candidates and the first field that failed. \
      As of the last run's date, by today's settings. Names, phones and addresses are masked.

        backhaul explain shop RC101

      Exit codes: 0; 2 wrong usage or configuration, or nothing is known of the id.
      """)

  @Argument(help: "The workspace's folder.")
  var workspace: String

  @Argument(help: "An id, exactly as it stands in a report or export.")
  var id: String

  @Flag(help: "Print JSON on standard output.")
  var json = false

  func run() throws {
    let answers = try reporting { try explain(workspace: workspace, id: id) }
    if json {
      Console.print(json: answers.map(Answer.json))
    } else {
      for answer in answers { Answer.print(answer) }
    }
  }
}
