import Insight
public import Returns

/// A finding with its life: what it is today, how old, and the decision that stands.
public struct ExceptionRow: Sendable {
  public var finding: Finding
  /// `publicID(finding.identity)`.
  public var exceptionID: String
  /// Counts up whenever what the exception says changes; a decision names the version it was taken
  /// on.
  public var version: Int
  public var status: ExceptionStatus
  /// From the day it broke to the business date.
  public var ageDays: Int
  /// The decision in force; empty where there is none.
  public var assignee = ""
  public var decision: DecisionAction?
  /// Minor units of the finding's currency.
  public var decisionAmount: Int64?
  public var target = ""
  public var decidedBy = ""
  public var note = ""

  public init(
    finding: Finding, exceptionID: String, version: Int, status: ExceptionStatus, ageDays: Int
  ) {
    self.finding = finding
    self.exceptionID = exceptionID
    self.version = version
    self.status = status
    self.ageDays = ageDays
  }

  /// For the first page: what is open, the severest first, then the most money, then by id.
  public static func isMoreUrgent(_ a: ExceptionRow, _ b: ExceptionRow) -> Bool {
    let (left, right) = (a.urgency, b.urgency)
    return left != right ? left > right : a.exceptionID < b.exceptionID
  }

  /// Amounts of different currencies compare by their figures: 500 yen are more than 30.00 yuan.
  private var urgency: (UInt8, UInt128, Int) {
    var amount = UInt128(finding.difference?.magnitude ?? 0)
    for _ in finding.currency.decimals..<4 { amount *= 10 }
    return (finding.code.severity.rawValue, amount, ageDays)
  }
}

private let severityWords = Words<Severity>()
private let statusWords = Words<ExceptionStatus>()
private let actionWords = Words<DecisionAction>()
let codeWords: [Cell] = ExceptionCode.allCases.map { .text(Text($0.name)) }

/// `exceptions.csv`: every exception open at the end of the run and those closed in it.
/// `suggested_action` and
/// `explanation` are in the workspace's language.
public let exceptionsTable = TableKind<ExceptionRow>(
  "exceptions",
  [
    TableColumn("exception_id") { row, _ in .string(row.exceptionID) },
    TableColumn("version") { row, _ in .count(row.version) },
    TableColumn("code") { row, _ in codeWords[Int(row.finding.code.rawValue)] },
    TableColumn("severity") { row, _ in severityWords[row.finding.code.severity] },
    TableColumn("owner") { row, _ in ownerWords[row.finding.code.owner] },
    TableColumn("status") { row, _ in statusWords[row.status] },
    TableColumn("subject") { row, _ in .text(row.finding.subject) },
    TableColumn("shop_id") { row, context in context.shopID(row.finding.shop) },
    TableColumn("case_id") { row, _ in .text(row.finding.caseID) },
    TableColumn("order_id") { row, _ in .text(row.finding.orderID) },
    TableColumn("waybill") { row, _ in .text(row.finding.waybill) },
    TableColumn("txn_id") { row, _ in .text(row.finding.txnID) },
    TableColumn("expected") { row, _ in figure(row.finding.expected, row.finding) },
    TableColumn("actual") { row, _ in figure(row.finding.actual, row.finding) },
    TableColumn("difference") { row, _ in figure(row.finding.difference, row.finding) },
    TableColumn("currency") { row, _ in .currency(row.finding.currency) },
    TableColumn("opened_on") { row, _ in .day(row.finding.openedOn) },
    TableColumn("due_on") { row, _ in Cell(row.finding.dueOn) },
    TableColumn("age_days") { row, _ in .count(row.ageDays) },
    TableColumn("cause_group") { row, _ in causeGroup(row.finding) },
    TableColumn("suggested_action") { row, context in
      .string(Wording.suggestedAction(row.finding, context.language))
    },
    TableColumn("explanation") { row, context in
      .string(Wording.explanation(row.finding, context.language))
    },
    TableColumn("assignee") { row, _ in .string(row.assignee) },
    TableColumn("decision") { row, _ in actionWords[row.decision] },
    TableColumn("decision_amount") { row, _ in Cell(row.decisionAmount, row.finding.currency) },
    TableColumn("target") { row, _ in .string(row.target) },
    TableColumn("decided_by") { row, _ in .string(row.decidedBy) },
    TableColumn("note") { row, _ in .string(row.note) },
  ])

/// Without a currency the figure is a quantity.
func figure(_ value: Int64?, _ finding: Finding) -> Cell {
  finding.currency == .none ? Cell(value) : Cell(value, finding.currency)
}

private func causeGroup(_ finding: Finding) -> Cell {
  finding.cause.isEmpty ? codeWords[Int(finding.code.rawValue)] : .text(finding.cause)
}
