import ArgumentParser
import EveningRun

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell what a file is and how it reads; nothing is written.",
    discussion: """
      Feed and profile, rows, sums, control totals, the first records and every reject.
      Exit codes: 0 all is readable; 2 wrong usage or configuration; 3 a file would be refused or \
      held, or a row is rejected.
      """)

  @Argument(help: "Files to check, as they were downloaded.")
  var files: [String]

  @Option(
    help: "The workspace whose shops and profiles hold. Default: one shop, CNY, Asia/Shanghai.")
  var workspace: String?

  @Flag(help: "Print JSON on standard output.")
  var json = false

  func run() throws {
    let checks = try reporting { try checkFiles(files, workspace: workspace) }
    if json {
      Console.print(
        json: checks.map {
          ["file": $0.file, "clean": $0.isClean, "members": Answer.json($0.sections)]
        })
    } else {
      for check in checks { Answer.print(check.sections) }
    }
    if !checks.allSatisfy(\.isClean) { throw ExitCode(3) }
  }
}
