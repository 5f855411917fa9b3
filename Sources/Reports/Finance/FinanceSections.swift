import Insight
import Returns

/// A heading, a table, and what is to be said below it.
struct PageSection {
  let title: Worded
  /// Markup, escaped already.
  let body: String
  let note: String
}

/// The page stays readable: what is beyond stands in the CSV.
let listedRows = 200

extension FinanceReport {
  /// In the order in which finance reads them.
  var sections: [PageSection] {
    [
      refusedFiles, ownerSection, exceptionSection, moneySection, caseSection, intakeSection,
      pendingSection, statementSection,
    ]
  }

  private var language: ReportLanguage { context.language }

  private func word(_ name: String) -> Cell { .string(Labels.word(name, language)) }

  /// The first rows, and how many more stand in `file`.
  private func section<Row>(
    _ title: Worded, _ columns: [PageColumn<Row>], _ rows: [Row], further: Int = 0,
    file: String
  ) -> PageSection {
    guard !rows.isEmpty else {
      return PageSection(title: title, body: "", note: Labels.none.in(language))
    }
    let rest = rows.count + further - listedRows
    let note = rest > 0 ? "\(rest) \(Labels.restIn.in(language)) \(file)" : ""
    return PageSection(
      title: title, body: pageTable(columns, rows.prefix(listedRows), language), note: note)
  }

  private var refusedFiles: PageSection {
    let rows = intake.filter { $0.status == .held || $0.status == .refused }
    return section(
      Labels.refusedFiles,
      [
        PageColumn(Labels.file, .prose) { .string($0.file) },
        PageColumn(Labels.status) { word($0.status.name) },
        PageColumn(Labels.reason, .prose) { .string($0.reason) },
        PageColumn(Labels.controlTotal, .prose) { .string($0.controlTotal) },
        PageColumn(Labels.controlFound, .prose) { .string($0.controlFound) },
      ], intakeTable.sorted(rows, context), file: "intake.csv")
  }

  private var ownerSection: PageSection {
    let groups = Severity.allCases.reversed().flatMap { severity in
      Owner.allCases.map { owner in
        (
          severity: severity, owner: owner,
          tally: figures.exceptions { $0.severity == severity && $0.owner == owner }
        )
      }
    }
    return section(
      Labels.byOwner,
      [
        PageColumn(Labels.severity) { word($0.severity.name) },
        PageColumn(Labels.owner) { word($0.owner.name) },
        PageColumn(Labels.count, .number) { .count($0.tally.count) },
        PageColumn(Labels.amount, .number) { .string(worded($0.tally.amounts)) },
      ], groups.filter { $0.tally.count > 0 }, file: "exceptions.csv")
  }

  private var exceptionSection: PageSection {
    let rows = exceptions.filter(\.status.isOpen).sorted(by: ExceptionRow.isMoreUrgent)
    return section(
      Labels.exceptions,
      [
        PageColumn(Labels.severity) { word($0.finding.code.severity.name) },
        PageColumn(Labels.exception, .prose) { .string(Wording.title($0.finding.code, language)) },
        PageColumn(Labels.owner) { word($0.finding.code.owner.name) },
        PageColumn(Labels.status) { word($0.status.name) },
        PageColumn(Labels.subject, .prose) { .text($0.finding.subject) },
        PageColumn(Labels.difference, .number) { .string(difference($0.finding)) },
        PageColumn(Labels.due) { Cell($0.finding.dueOn) },
        PageColumn(Labels.age, .number) { .count($0.ageDays) },
        PageColumn(Labels.explanation, .sentence) {
          .string(Wording.explanation($0.finding, language))
        },
        PageColumn(Labels.action, .sentence) {
          .string(Wording.suggestedAction($0.finding, language))
        },
        PageColumn(Labels.identifier) { .string($0.exceptionID) },
      ], rows, further: furtherExceptions, file: "exceptions.csv")
  }

  /// `-129.00 CNY`, or a quantity.
  private func difference(_ finding: Finding) -> String {
    guard let difference = finding.difference else { return "" }
    return finding.currency == .none
      ? "\(difference)" : worded(Int128(difference), finding.currency)
  }

  private var moneySection: PageSection {
    section(
      Labels.money,
      [
        PageColumn(Labels.kind) { word($0.group.kind.name) },
        PageColumn(Labels.currency) { .currency($0.group.currency) },
        PageColumn(Labels.count, .number) { .count($0.figures.count) },
        PageColumn(Labels.expected, .number) { .total($0.figures.expected, $0.group.currency) },
        PageColumn(Labels.matched, .number) { .total($0.figures.matched, $0.group.currency) },
        PageColumn(Labels.notDue, .number) { .total($0.figures.pending, $0.group.currency) },
        PageColumn(Labels.writtenOff, .number) {
          .total($0.figures.writtenOff, $0.group.currency)
        },
        PageColumn(Labels.missing, .number) { .total($0.figures.missing, $0.group.currency) },
      ], figures.moneyByKind, file: "summary.json")
  }

  private var caseSection: PageSection {
    let rows = CaseKind.allCases.flatMap { kind in
      ReasonFamily.allCases.map { (kind: kind, family: $0) }
    }.map { group in
      let matches = { (isOpen: Bool) in
        figures.countCases {
          $0.kind == group.kind && $0.family == group.family && $0.isOpen == isOpen
        }
      }
      return (kind: group.kind, family: group.family, open: matches(true), done: matches(false))
    }
    return section(
      Labels.casesByReason,
      [
        PageColumn(Labels.kind) { word($0.kind.name) },
        PageColumn(Labels.reason) { word($0.family.name) },
        PageColumn(Labels.open, .number) { .count($0.open) },
        PageColumn(Labels.done, .number) { .count($0.done) },
      ], rows.filter { $0.open + $0.done > 0 }, file: "cases.csv")
  }

  private var intakeSection: PageSection {
    let rows = intake.filter { $0.status == .taken || $0.status == .withdrawn }
    return section(
      Labels.intake,
      [
        PageColumn(Labels.file, .prose) { .string($0.file) },
        PageColumn(Labels.shop) { .text($0.shopID) },
        PageColumn(Labels.feed) { $0.feed.map { word($0.name) } ?? .empty },
        PageColumn(Labels.status) { word($0.status.name) },
        PageColumn(Labels.read, .number) { .count($0.read) },
        PageColumn(Labels.accepted, .number) { .count($0.accepted) },
        PageColumn(Labels.duplicate, .number) { .count($0.duplicate) },
        PageColumn(Labels.superseded, .number) { .count($0.superseded) },
        PageColumn(Labels.rejected, .number) { .count($0.rejected) },
        PageColumn(Labels.filtered, .number) { .count($0.filtered) },
        PageColumn(Labels.controlTotal, .prose) { .string($0.controlTotal) },
        PageColumn(Labels.controlFound, .prose) { .string($0.controlFound) },
      ], intakeTable.sorted(rows, context), file: "intake.csv")
  }

  private var pendingSection: PageSection {
    section(
      Labels.pending,
      [
        PageColumn(Labels.breaksOn) { .day($0.day) },
        PageColumn(Labels.count, .number) { .count($0.tally.count) },
        PageColumn(Labels.amount, .number) { .string(worded($0.tally.amounts)) },
      ], figures.pendingByDay, file: "pending.csv")
  }

  private var statementSection: PageSection {
    section(
      Labels.statement,
      [
        PageColumn(Labels.carrier) { .text($0.carrier) },
        PageColumn(Labels.invoice) { .text($0.invoiceNo) },
        PageColumn(Labels.statementTotal, .number) { .total($0.statementTotal, $0.currency) },
        PageColumn(Labels.currency) { .currency($0.currency) },
        PageColumn(Labels.direction) { word($0.direction.name) },
        PageColumn(Labels.bearer) { word($0.bearer.name) },
        PageColumn(Labels.parcels, .number) { .count($0.parcels) },
        PageColumn(Labels.billed, .number) { .total($0.billed, $0.currency) },
        PageColumn(Labels.expected, .number) { .total($0.expected, $0.currency) },
        PageColumn(Labels.disputed, .number) { .total($0.disputed, $0.currency) },
        PageColumn(Labels.payable, .number) { .total($0.payable, $0.currency) },
      ], carrierStatementTable.sorted(statements, context), file: "carrier_statement.csv")
  }
}
