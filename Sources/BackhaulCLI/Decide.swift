import ArgumentParser
import EveningRun

struct Decide: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Record what a person decided about an exception.",
    discussion: """
      The decision is checked at once, against people.yaml and what the last run found, and put \
      into the inbox as a file of the feed `decisions`. The next run carries it out, for the same \
      date or a later one.

        backhaul decide shop bkqryrdnbzwzmbn --accept --by "Wang Fang" --note "customer agreed"
        backhaul decide shop bkqryrdnbzwzmbn --match --target RF102 --by "Wang Fang"
        backhaul decide shop bkqryrdnbzwzmbn --snooze --until 2026-12-01 --by "Li Na"

      --accept takes the difference as it is; --write-off gives up --amount, or all; --match and \
      --unmatch take the evidence --target; --set-amount says what is expected; --reship, \
      --compensate and --resend order new goods, money on top, and a new attempt; --assign gives \
      it to --target; --snooze puts it off until --until; --reopen and --revoke (of the decision \
      --target) take decisions back. Without any of these the note alone is kept.

      Exit codes: 0 recorded; 1 refused, and nothing is recorded; 2 wrong usage or configuration.
      """)

  enum Action: String, EnumerableFlag {
    case accept, writeOff, match, unmatch, setAmount, reship, compensate, resend, assign, snooze,
      reopen, revoke

    /// As the file contract writes it.
    var name: String {
      rawValue.reduce(into: "") { word, letter in
        word += letter.isUppercase ? "_" + letter.lowercased() : String(letter)
      }
    }

    var flag: String { String(name.map { $0 == "_" ? "-" : $0 }) }

    static func help(for value: Action) -> ArgumentHelp? { nil }
  }

  @Argument(help: "The workspace's folder.")
  var workspace: String

  @Argument(help: "The exception's id, as it stands in exceptions.csv.")
  var exception: String

  @Flag(help: "What is decided.")
  var action: Action?

  @Option(name: .customLong("by"), help: "Who decides: a name of people.yaml.")
  var decidedBy: String

  @Option(help: "Why.")
  var note = ""

  @Option(help: "The evidence, the assignee, or the decision taken back.")
  var target = ""

  @Option(help: "An amount in the shop's currency.")
  var amount = ""

  @Option(help: "Put off until this day, YYYY-MM-DD.")
  var until = ""

  @Option(help: "Who approves, where a second person must.")
  var approvedBy = ""

  @Option(help: "The exception's version decided on; without it the latest.")
  var version: Int?

  @Flag(help: "Print JSON on standard output.")
  var json = false

  func validate() throws {
    if action == nil, note.isEmpty {
      throw ValidationError("say what is decided, such as --accept, or give a --note")
    }
    if action == .snooze, until.isEmpty { throw ValidationError("--snooze needs --until DATE") }
    if let action, [.match, .unmatch, .assign, .revoke].contains(action), target.isEmpty {
      throw ValidationError("--\(action.flag) needs --target")
    }
    if let action, [.setAmount, .compensate].contains(action), amount.isEmpty {
      throw ValidationError("--\(action.flag) needs --amount")
    }
  }

  func run() throws {
    var order = DecisionOrder(
      workspace: workspace, exception: exception, action: action?.name ?? "note",
      decidedBy: decidedBy, now: Console.now)
    (order.note, order.target, order.amount, order.until) = (note, target, amount, until)
    (order.approvedBy, order.version) = (approvedBy, version)
    let answer = try reporting { try decide(order) }
    switch answer {
    case .recorded(let id, let file) where json:
      Console.print(json: ["decision_id": id, "file": file, "status": "recorded"])
    case .recorded(let id, let file):
      Console.print("decision \(id) waits in the inbox as \(file); the next run carries it out")
    case .refused(let reason) where json:
      Console.print(json: ["reason": reason, "status": "refused"])
      throw ExitCode(1)
    case .refused(let reason):
      Console.fail("refused: \(order.action) of \(decidedBy) on \(exception): \(reason)")
      throw ExitCode(1)
    }
  }
}
