import ArgumentParser
import EveningRun

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prove past runs again from their files, and prove the ledger.",
    discussion: """
      For every business date in out/, from the files of that date and the one before alone: the \
      manifest, the checksums of inputs and outputs, the chain of manifests, and the proof: rows, \
      open amounts, matches, evidence, freight, carriers' statements, exceptions from day to day, \
      and the summary. Nothing that proof.json says is believed; it is compared. Then the ledger. \
      Nothing is written.

        backhaul verify shop --date 2026-11-22

      Exit codes: 0 all holds; 2 wrong usage or configuration; 4 a run holds the workspace; \
      5 internal failure; 6 a proof does not close, or something was changed or is missing.
      """)

  @Argument(help: "The workspace's folder.")
  var workspace: String

  @Option(help: "Only this business date, YYYY-MM-DD, with the one before. Default: all dates.")
  var date: String?

  @Flag(help: "Print JSON on standard output.")
  var json = false

  func validate() throws {
    if let date, !isBusinessDate(date) {
      throw ValidationError("--date \(date): not a date; write YYYY-MM-DD, as 2026-11-22")
    }
  }

  func run() throws {
    let answer = try reporting { try verify(workspace: workspace, date: date) }
    if json {
      Console.print(json: Answer.json(answer.sections))
    } else {
      Answer.print(answer.sections)
    }
    if !answer.holds { throw ExitCode(6) }
  }
}
