import ArgumentParser
import EveningRun
import Foundation

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell what a file is and how it reads; nothing is written.",
    discussion: """
      For each file, and each member of a zip: feed and profile, what told them and which others \
      came near, how it is written, rows, sums, control totals, the first records as the program \
      understands them, the columns it does not use, and every reject with its line, what was \
      found, what was expected and what to do.

      For a file that nothing fits it proposes a profile, with what speaks for each line. What the \
      file does not settle (day and month, decimal mark, sign) is not guessed but asked.

        backhaul check bill.csv
        backhaul check --workspace shop shop/inbox/*
        backhaul check export.csv --proposal shop/profiles/my-source.yaml

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

  @Option(help: "en or zh-Hans. Default: the workspace's language, else English.")
  var language: String?

  @Option(help: "What an unknown file holds, for the proposal. Default: what fits best.")
  var feed: String?

  @Option(
    help: ArgumentHelp(
      "Write the proposed profile of the one file here; it must not exist yet.", valueName: "file"))
  var proposal: String?

  @Flag(help: "Print JSON on standard output.")
  var json = false

  func run() throws {
    let checks = try reporting {
      try checkFiles(files, workspace: workspace, language: language, feed: feed)
    }
    if let proposal { try save(checks, at: proposal) }
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
      guard let yaml = member.proposal, proposal == nil else { continue }
      Console.print(paint.bold("---"))
      Console.print(terminalLines(yaml))
    }
  }

  private func terminalLines(_ text: String) -> String {
    text.split(separator: "\n").map { terminalText(String($0)) }.joined(separator: "\n")
  }

  private func save(_ checks: [FileCheck], at path: String) throws {
    let proposals = checks.flatMap(\.members).compactMap(\.proposal)
    guard proposals.count == 1 else {
      Console.fail("--proposal: expected one file that nothing fits, found \(proposals.count)")
      throw ExitCode(2)
    }
    do {
      try Data(proposals[0].utf8).write(to: URL(filePath: path), options: .withoutOverwriting)
    } catch {
      Console.fail("\(path): cannot be written; is there a file of that name already?")
      throw ExitCode(2)
    }
    Console.note("the proposed profile is in \(path)")
  }

  private func object(_ check: FileCheck) -> [String: Any] {
    var object: [String: Any] = ["file": check.file, "clean": check.isClean]
    if let problem = check.problem { object["problem"] = problem }
    object["members"] = check.members.map { member in
      var object: [String: Any] = Answer.json(member.sections)
      object["name"] = member.name
      object["would_be"] = member.fate
      object["clean"] = member.isClean
      if let proposal = member.proposal { object["proposal"] = proposal }
      return object
    }
    return object
  }
}
