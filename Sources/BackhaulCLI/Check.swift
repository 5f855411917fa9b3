import ArgumentParser
import EveningRun

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell what a file is and how it reads; nothing is written.",
    discussion: """
      For each file, and each member of a zip: feed and profile and what told them, rows, sums, \
      control totals, the first records as the program understands them, and every reject with \
      its line.

        backhaul check bill.csv
        backhaul check --workspace shop shop/inbox/*

      Exit codes: 0 all is readable; 2 wrong usage or configuration; 3 a file would be refused or \
      held, or a row is rejected.
      """)

  @Argument(help: "Files to check, as they were downloaded.")
  var files: [String]

  @Option(
    help: ArgumentHelp(
      "The workspace whose shops, sources and profiles hold. Default: one shop, CNY, "
        + "Asia/Shanghai.", valueName: "dir"))
  var workspace: String?

  @Flag(help: "Print JSON on standard output.")
  var json = false

  func run() throws {
    let checks = try reporting { try checkFiles(files, workspace: workspace) }
    if json {
      Console.print(json: checks.map(object))
    } else {
      checks.forEach(show)
    }
    if !checks.allSatisfy(\.isClean) { throw ExitCode(3) }
  }

  private func show(_ check: FileCheck) {
    let paint = Paint(isOn: Console.hasColours)
    if let problem = check.problem { Console.fail("\(check.file): \(problem)") }
    for member in check.members {
      Console.print(paint.bold("== \(terminalText(member.name))"))
      Answer.print(member.sections)
    }
  }

  private func object(_ check: FileCheck) -> [String: Any] {
    var object: [String: Any] = ["file": check.file, "clean": check.isClean]
    if let problem = check.problem { object["problem"] = problem }
    object["members"] = check.members.map { member in
      var object: [String: Any] = Answer.json(member.sections)
      object["name"] = member.name
      object["would_be"] = member.fate
      object["clean"] = member.isClean
      return object
    }
    return object
  }
}
