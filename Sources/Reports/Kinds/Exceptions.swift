import CByteScan
import Insight
public import Returns

/// The decision in force beside an exception, or the one that has lapsed or been overtaken. Filled
/// in once, before it is shown.
public final class ExceptionDecision: @unchecked Sendable {
  public var assignee = ""
  public var action: DecisionAction?
  /// Minor units of its currency, which is the order's where the exception is about no money.
  public var amount: Int64?
  public var currency = Currency.none
  public var target = ""
  public var decidedBy = ""
  public var note = ""
  /// Put off by a person, and not counted as open until then.
  public var isSnoozed = false
  /// What it was taken on has changed.
  public var lapsed: (action: DecisionAction, decidedBy: String)?
  /// Money came in full that it had given up.
  public var overtaken: (action: DecisionAction, decidedBy: String)?

  public init() {}

  /// The column `note`.
  func note(_ language: ReportLanguage) -> String {
    let sentence: String
    if let lapsed {
      sentence = Wording.lapsed(lapsed.action, lapsed.decidedBy, language)
    } else if let overtaken {
      sentence = Wording.overtaken(overtaken.action, overtaken.decidedBy, language)
    } else {
      return note
    }
    return note.isEmpty ? sentence : "\(sentence) \(note)"
  }
}

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
  /// Minor units of `decisionCurrency`; nil there: of the finding's.
  public var decisionAmount: Int64?
  public var decisionCurrency: Currency?
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

  /// Fills the columns of the decision.
  public mutating func show(_ shown: ExceptionDecision, _ language: ReportLanguage) {
    assignee = shown.assignee
    decision = shown.action
    decisionAmount = shown.amount
    decisionCurrency = shown.currency
    target = shown.target
    decidedBy = shown.decidedBy
    note = shown.note(language)
  }

  /// For the first page: what is open, the severest first, then the most money, that of the home
  /// currency before that of others, then by id.
  public static func isMoreUrgent(
    home: Currency
  ) -> (_ a: ExceptionRow, _ b: ExceptionRow) -> Bool {
    { a, b in
      let left = Urgency(a.finding, ageDays: a.ageDays, home: home)
      let right = Urgency(b.finding, ageDays: b.ageDays, home: home)
      return left == right ? a.exceptionID < b.exceptionID : right < left
    }
  }
}

private let severityWords = Words<Severity>()
private let statusWords = Words<ExceptionStatus>()
private let actionWords = Words<DecisionAction>()
private let codeFields = ExceptionCode.allCases.map { WordField($0.name) }
let codeWords: [Cell] = ExceptionCode.allCases.map { .text(Text($0.name)) }

/// `exceptions.csv`: every exception open at the end of the run and those closed in it.
/// `suggested_action` and
/// `explanation` are in the workspace's language.
public let exceptionsTable = TableKind<ExceptionRow>(
  "exceptions", order: .number { $0.pointee.finding.identity },
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
    TableColumn("decision_amount") { row, _ in
      Cell(row.decisionAmount, row.decisionCurrency ?? row.finding.currency)
    },
    TableColumn("target") { row, _ in .string(row.target) },
    TableColumn("decided_by") { row, _ in .string(row.decidedBy) },
    TableColumn("note") { row, _ in .string(row.note) },
  ], prefetch: { _ in },
  append: { row, context, bytes in
    withUnsafePointer(to: row.pointee.finding) { finding in
      appendString(row.pointee.exceptionID, &bytes)
      let line = ExceptionLine(
        finding: finding, openedOn: finding.pointee.openedOn, version: row.pointee.version,
        status: row.pointee.status, ageDays: row.pointee.ageDays)
      append(line, context, &bytes)
      appendDecision(row.pointee, &bytes)
    }
  })

/// An exception as the day's table is full of them: its finding stays where it is.
public struct ExceptionLine {
  let finding: UnsafePointer<Finding>
  /// From the exception's life; the finding's own day may be later.
  let openedOn: Day
  let version: Int
  let status: ExceptionStatus
  let ageDays: Int
  /// nil: none, as nearly always.
  let decision: ExceptionDecision?

  public init(
    finding: UnsafePointer<Finding>, openedOn: Day, version: Int, status: ExceptionStatus,
    ageDays: Int, decision: ExceptionDecision? = nil
  ) {
    self.decision = decision
    self.finding = finding
    self.openedOn = openedOn
    self.version = version
    self.status = status
    self.ageDays = ageDays
  }
}

extension TableKind<ExceptionRow> {
  /// Exceptions that are in the order of the file already.
  /// - Parameter lines: calls its body for each line of a range.
  public func sheet(
    lines rowCount: Int, _ context: ReportContext, _ options: TableOptions = TableOptions(),
    _ lines: @escaping @Sendable (Range<Int>, (ExceptionLine) -> Void) -> Void
  ) -> TableSheet {
    sheet(rowCount: rowCount, options) { range, bytes in
      lines(range) { line in
        bytes.write(atMost: BytePen.mostOfField) { $0.field(id: line.finding.pointee.identity) }
        append(line, context, &bytes)
        if let decision = line.decision {
          append(decision, context.language, &bytes)
          return
        }
        bytes.write(atMost: BytePen.mostOfField) { pen in
          for _ in 0..<6 { pen.endField() }
          pen.endRow()
        }
      }
    }
  }
}

extension UnsafePointer<Finding> {
  /// Asks for the memory of what a row shows besides the finding itself.
  public func prefetchTexts() {
    bytescan_prefetch(pointee.subject.bytes.baseAddress)
    bytescan_prefetch(pointee.caseID.bytes.baseAddress)
    bytescan_prefetch(pointee.orderID.bytes.baseAddress)
    bytescan_prefetch(pointee.waybill.bytes.baseAddress)
    bytescan_prefetch(pointee.txnID.bytes.baseAddress)
  }
}

/// All between the exception's id and the decision on it.
private func append(_ line: ExceptionLine, _ context: ReportContext, _ bytes: inout ByteBuffer) {
  appendFacts(line, context, &bytes)
  guard line.openedOn != line.finding.pointee.openedOn else {
    return appendSentences(line.finding.pointee, context, &bytes)
  }
  var shown = line.finding.pointee
  shown.openedOn = line.openedOn
  appendSentences(shown, context, &bytes)
}

private func appendSentences(
  _ finding: Finding, _ context: ReportContext, _ bytes: inout ByteBuffer
) {
  let action = bytes.count
  Wording.appendSuggestedAction(finding, context.language, to: &bytes)
  CSVFormat.makeField(from: action, &bytes)
  bytes.append(UInt8(ascii: ","))
  let explanation = bytes.count
  Wording.appendExplanation(finding, context.language, to: &bytes)
  CSVFormat.makeField(from: explanation, &bytes)
  bytes.append(UInt8(ascii: ","))
}

private func appendFacts(
  _ line: ExceptionLine, _ context: ReportContext, _ bytes: inout ByteBuffer
) {
  let finding = line.finding
  let (code, currency) = (finding.pointee.code, finding.pointee.currency)
  let shop = context.shop(finding.pointee.shop)
  let most =
    BytePen.most(finding.pointee.subject) + BytePen.most(shop)
    + BytePen.most(finding.pointee.caseID) + BytePen.most(finding.pointee.orderID)
    + BytePen.most(finding.pointee.waybill) + BytePen.most(finding.pointee.txnID)
    + BytePen.most(finding.pointee.cause) + 20 * BytePen.mostOfField
  // Without a currency the figures are quantities.
  let decimals = currency == .none ? 0 : currency.decimals
  bytes.write(atMost: most) { pen in
    pen.field(Int64(line.version))
    pen.word(codeFields[Int(code.rawValue)])
    pen.word(severityWords.field(code.severity))
    pen.word(ownerWords.field(code.owner))
    pen.word(statusWords.field(line.status))
    pen.text(finding.pointee.subject)
    pen.text(shop)
    pen.text(finding.pointee.caseID)
    pen.text(finding.pointee.orderID)
    pen.text(finding.pointee.waybill)
    pen.text(finding.pointee.txnID)
    pen.field(finding.pointee.expected, decimals)
    pen.field(finding.pointee.actual, decimals)
    pen.field(
      Finding.difference(
        finding.pointee.expected, finding.pointee.actual, givenUp: finding.pointee.givenUp),
      decimals)
    pen.field(currency)
    pen.field(line.openedOn)
    pen.field(finding.pointee.dueOn)
    pen.field(Int64(line.ageDays))
    if finding.pointee.cause.isEmpty {
      pen.word(codeFields[Int(code.rawValue)])
    } else {
      pen.text(finding.pointee.cause)
    }
  }
}

private func appendDecision(_ row: ExceptionRow, _ bytes: inout ByteBuffer) {
  appendString(row.assignee, &bytes)
  bytes.write(atMost: 2 * BytePen.mostOfField) { pen in
    pen.word(actionWords.field(row.decision))
    pen.field(row.decisionAmount, (row.decisionCurrency ?? row.finding.currency).decimals)
  }
  appendString(row.target, &bytes)
  appendString(row.decidedBy, &bytes)
  appendString(row.note, &bytes)
  bytes.write(atMost: 0) { $0.endRow() }
}

private func append(
  _ decision: ExceptionDecision, _ language: ReportLanguage, _ bytes: inout ByteBuffer
) {
  appendString(decision.assignee, &bytes)
  bytes.write(atMost: 2 * BytePen.mostOfField) { pen in
    pen.word(actionWords.field(decision.action))
    pen.field(decision.amount, decision.currency.decimals)
  }
  appendString(decision.target, &bytes)
  appendString(decision.decidedBy, &bytes)
  appendString(decision.note(language), &bytes)
  bytes.write(atMost: 0) { $0.endRow() }
}

private func appendString(_ string: String, _ bytes: inout ByteBuffer) {
  if !string.isEmpty { CSVFormat.append(.string(string), to: &bytes) }
  bytes.append(UInt8(ascii: ","))
}

/// Without a currency the figure is a quantity.
func figure(_ value: Int64?, _ finding: Finding) -> Cell {
  finding.currency == .none ? Cell(value) : Cell(value, finding.currency)
}

private func causeGroup(_ finding: Finding) -> Cell {
  finding.cause.isEmpty ? codeWords[Int(finding.code.rawValue)] : .text(finding.cause)
}
