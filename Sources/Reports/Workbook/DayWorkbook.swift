import Insight
import Returns

/// Rows of one owner that the workbook has; what is beyond is said, and stands in the CSV.
public let workbookRows = 2_000

/// `backhaul.xlsx`: the exceptions with room for decisions, the date's totals, and a sheet for each
/// owner.
///
/// The first sheet has the columns of exceptions.csv and nothing else, so that an edited copy comes
/// back as decisions.
public struct DayWorkbook: Sendable {
  let sheets: [Worksheet]
  private let language: ReportLanguage

  public init(_ report: DayReport) {
    language = report.language
    let rows = Owner.allCases.map { owner in
      Array(report.exceptions.lazy.filter { $0.finding.code.owner == owner }.prefix(workbookRows))
    }
    sheets =
      [Self.decisionSheet(report, rows.flatMap(\.self)), Self.totalsSheet(report)]
      + Owner.allCases.map { Self.ownerSheet(report, $0, rows[Int($0.rawValue)]) }
  }

  /// The file, read back and compared with what was to be written.
  /// - Parameter work: does all of the tasks it is given, on as many threads as it likes.
  /// - Throws: `WorkbookError` where the file does not say what it should.
  public func bytes(
    _ work: ([@Sendable () -> Void]) -> Void = { $0.forEach { $0() } }
  ) throws(WorkbookError) -> [UInt8] {
    let bytes = WorkbookFile(sheets: sheets, language: language).bytes(work)
    try WorkbookCheck(bytes).compare(with: sheets)
    return bytes
  }

  // MARK: the sheets

  private static func decisionSheet(_ report: DayReport, _ rows: [ExceptionRow]) -> Worksheet {
    let table = exceptionsTable
    let context = report.context
    var sheet = Worksheet(
      name: table.name,
      columns: table.columns.map {
        Worksheet.Column(
          title: $0.name, width: width($0.name), isText: typedTexts.contains($0.name))
      },
      rowCount: rows.count
    ) { row in table.columns.map { $0.cell(rows[row], context) } }
    if let column = table.columnNames.firstIndex(of: "decision") {
      sheet.choice = Worksheet.Choice(column: column, values: DecisionAction.names)
    }
    return sheet
  }

  /// Columns that a person fills in with texts, ids and days.
  private static let typedTexts: Set = ["assignee", "decision", "target", "decided_by", "note"]

  private static func width(_ column: String) -> Int {
    switch column {
    case "explanation", "suggested_action": 60
    case "exception_id", "subject", "case_id", "order_id", "waybill", "txn_id", "cause_group": 20
    case "note", "target", "code": 24
    default: 13
    }
  }

  /// What summary.json says, a figure a row.
  private static func totalsSheet(_ report: DayReport) -> Worksheet {
    let language = report.language
    let lines = totals(report)
    var sheet = Worksheet(
      name: Labels.totalsSheet.in(language),
      columns: [
        Worksheet.Column(title: Labels.figureGroup.in(language), width: 30),
        Worksheet.Column(title: Labels.figureName.in(language), width: 36),
        Worksheet.Column(title: Labels.count.in(language), width: 12, isNumber: true),
        Worksheet.Column(title: Labels.amount.in(language), width: 18, isNumber: true),
        Worksheet.Column(title: Labels.currency.in(language), width: 10),
      ], rowCount: lines.count
    ) { lines[$0] }
    sheet.notes = [PageVerdict(report).title.in(language)]
    return sheet
  }

  private static func totals(_ report: DayReport) -> [[Cell]] {
    let language = report.language
    var lines: [[Cell]] = []
    func add(_ group: Worded, _ name: String, _ count: Int?, _ amounts: [(Currency, Int128)]) {
      let head: [Cell] = [.string(group.in(language)), .string(name)]
      let number: Cell = count.map { .count($0) } ?? .empty
      if amounts.isEmpty { lines.append(head + [number, .empty, .empty]) }
      for (place, (currency, amount)) in amounts.enumerated() {
        lines.append(
          head + [place == 0 ? number : .empty, .total(amount, currency), .currency(currency)])
      }
    }
    func add(_ group: Worded, _ name: String, _ tally: Tally) {
      add(group, name, tally.count, tally.amounts.sorted.map { ($0.currency, $0.amount) })
    }
    for owner in Owner.allCases {
      add(
        Labels.openExceptions, Labels.word(owner.name, language),
        report.figures.exceptions { $0.owner == owner })
    }
    for (code, tally) in report.figures.exceptionsByCode {
      add(Labels.exceptionsByCode, Wording.title(code, language), tally)
    }
    for (group, figures) in report.figures.moneyByKind {
      let kind = Labels.expectation(group.kind).in(language)
      let values: [(Worded, Int128)] = [
        (Labels.expected, figures.expected), (Labels.matched, figures.matched),
        (Labels.notDue, figures.notDue), (Labels.unprovenMoney, figures.unproven),
        (Labels.writtenOff, figures.writtenOff), (Labels.missing, figures.missing),
      ]
      for (label, value) in values {
        add(
          Labels.money, "\(kind) · \(label.in(language))", figures.count, [(group.currency, value)])
      }
    }
    for (currency, figures) in report.figures.freightByCurrency {
      let values: [(Worded, Int128)] = [
        (Labels.billed, figures.billed), (Labels.freightExpected, figures.expected),
        (Labels.payable, figures.payable), (Labels.disputed, figures.disputed),
        (Labels.recovered, figures.recovered),
      ]
      for (label, value) in values {
        add(Labels.freightTitle, label.in(language), figures.positions, [(currency, value)])
      }
    }
    add(Labels.openCases, "", report.figures.openCaseCount, [])
    return lines
  }

  /// The owner's open exceptions in words.
  private static func ownerSheet(
    _ report: DayReport, _ owner: Owner, _ rows: [ExceptionRow]
  ) -> Worksheet {
    let (language, context) = (report.language, report.context)
    let open = rows.filter(\.status.isOpen)
    let columns = ownerColumns
    var sheet = Worksheet(
      name: Labels.word(owner.name, language),
      columns: columns.map {
        Worksheet.Column(title: $0.label.in(language), width: $0.width, isNumber: $0.isNumber)
      },
      rowCount: open.count
    ) { row in columns.map { $0.cell(open[row], context) } }
    var sums: [Currency: Int128] = [:]
    for row in open {
      guard case .total(let amount, let currency) = stake(row) else { continue }
      sums[currency, default: 0] += amount
    }
    sheet.totals = sums.sorted { $0.key < $1.key }.map {
      Worksheet.Total(
        label: Labels.total.in(language), column: stakeColumn, currencyColumn: stakeColumn + 1,
        currency: $0.key, sum: $0.value)
    }
    let all = report.figures.exceptions { $0.owner == owner }
    if all.count > open.count {
      sheet.notes = [
        Labels.beyondWorkbook(all.count - open.count, all.amounts, language)
      ]
    }
    return sheet
  }

  private struct OwnerColumn: Sendable {
    let label: Worded
    let width: Int
    let isNumber: Bool
    let cell: @Sendable (ExceptionRow, ReportContext) -> Cell

    init(
      _ label: Worded, _ width: Int, isNumber: Bool = false,
      _ cell: @escaping @Sendable (ExceptionRow, ReportContext) -> Cell
    ) {
      self.label = label
      self.width = width
      self.isNumber = isNumber
      self.cell = cell
    }
  }

  private static let stakeColumn = 7

  private static let ownerColumns: [OwnerColumn] = [
    OwnerColumn(Labels.exception, 28) { row, context in
      .string(Wording.title(row.finding.code, context.language))
    },
    OwnerColumn(Labels.severity, 10) { row, context in
      .string(Labels.word(row.finding.code.severity.name, context.language))
    },
    OwnerColumn(Labels.status, 12) { row, context in
      .string(Labels.word(row.status.name, context.language))
    },
    OwnerColumn(Labels.subject, 22) { row, _ in .text(row.finding.subject) },
    OwnerColumn(Labels.shop, 12) { row, context in context.shopID(row.finding.shop) },
    OwnerColumn(Labels.caseID, 18) { row, _ in .text(row.finding.caseID) },
    OwnerColumn(Labels.difference, 14, isNumber: true) { row, _ in
      figure(row.finding.difference, row.finding)
    },
    OwnerColumn(Labels.atStake, 14, isNumber: true) { row, _ in stake(row) },
    OwnerColumn(Labels.currency, 8) { row, _ in .currency(row.finding.currency) },
    OwnerColumn(Labels.due, 14, isNumber: true) { row, _ in Cell(row.finding.dueOn) },
    OwnerColumn(Labels.age, 8, isNumber: true) { row, _ in .count(row.ageDays) },
    OwnerColumn(Labels.explanation, 70) { row, context in
      .string(Wording.explanation(row.finding, context.language))
    },
    OwnerColumn(Labels.action, 60) { row, context in
      .string(Wording.suggestedAction(row.finding, context.language))
    },
    OwnerColumn(Labels.identifier, 20) { row, _ in .string(row.exceptionID) },
  ]

  /// The difference without its sign; nothing where no money is at stake.
  private static func stake(_ row: ExceptionRow) -> Cell {
    guard row.finding.currency != .none, let difference = row.finding.difference else {
      return .empty
    }
    return .total(Int128(Int64(clamping: difference.magnitude)), row.finding.currency)
  }
}
