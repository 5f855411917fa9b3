import Insight
import LedgerStore
import Reports
import Returns

extension TypesetDay {
  /// All that the pages of the date say; the history is that of the dates before.
  /// - Parameters:
  ///   - figures: those of the exceptions among them.
  ///   - ledger: knows what is open of earlier dates, and where the figures were.
  func report(
    _ figures: DayFigures, _ exceptions: ExceptionTally, _ evening: Evening, _ ledger: Ledger
  ) throws -> DayReport {
    let urgent = Owner.allCases.flatMap { exceptions.urgent.places($0) }
      .map { day.exceptions.row($0, on: evening.day, press.context.language) }
    var report = DayReport(
      context: press.context, figures: figures, proof: galley.proof, exceptions: urgent,
      intake: galley.intake, statements: galley.statements)
    report.exceptionFigures = exceptions.details
    report.insight = day.insight
    report.undelivered = day.undelivered
    report.work = galley.work.figures
    report.cases = galley.work.cases
    report.disputes = galley.work.disputes.rows
    report.disputeCount = galley.work.disputes.count
    report.batches = day.batches.map { batch in
      BatchSummary(
        batch.kind, file: batch.fileName, rows: batch.lines.count,
        totals: day.batchTotals[batch.fileName] ?? [])
    }
    report.claims = day.claims
    report.history = try ledger.read { try $0.figureHistory(until: evening.day + -1) }
    return report
  }
}

extension ClosedDay {
  /// Looks up what carriers were asked for and have not settled. Called while the date's own claims
  /// stand in the ledger, which in a rehearsal they do only until its transaction is taken back.
  /// - Parameter besides: the latest, where the ledger has not been given them.
  mutating func readClaims(_ reader: LedgerReader, besides: RehearsedClaims) throws {
    for row in try reader.openInstructionTotals() where row.kind == .carrierClaim {
      claims.count += row.count
      claims.amounts.add(row.amount, row.currency)
    }
    claims.count += besides.count
    claims.amounts.merge(besides.amounts)
    let kept = try reader.openInstructions(.carrierClaim, limit: listedRows)
    // In the order in which the ledger would give them all.
    let rows = (kept + besides.rows).sorted {
      ($0.issued.day, $0.batch, $0.position) < ($1.issued.day, $1.batch, $1.position)
    }
    claims.oldest = rows.prefix(listedRows).map(ClaimSummary.init)
  }
}

extension ClaimSummary {
  fileprivate init(_ row: InstructionRow) {
    let fields = instructionTable(row.kind)?.fields(of: row.line) ?? [:]
    self.init(
      id: row.issued.id.string, counterparty: fields["carrier"] ?? "",
      waybill: fields["waybill"] ?? "", caseID: row.caseID, ground: fields["ground"] ?? "",
      amount: row.amount ?? 0, currency: row.currency, issuedOn: row.issued.day,
      deadline: fields["claim_deadline"] ?? "", state: row.issued.state)
  }
}

/// Figures that trends are drawn of stand among the totals of their date.
private let figurePrefix = "figure:"

extension LedgerReader {
  /// The key figures of all dates up to one.
  func figureHistory(until day: Day) throws -> FigureHistory {
    var history = FigureHistory()
    for (day, row) in try totals(from: day + -400, through: day, prefix: figurePrefix) {
      history.add(
        KeyFigure(String(row.name.dropFirst(figurePrefix.count)), row.currency, row.amount),
        on: day)
    }
    return history
  }
}

extension LedgerWriter {
  func putFigures(_ figures: [KeyFigure], day: Day) throws {
    for figure in figures {
      try putTotal(
        TotalRow(
          name: figurePrefix + figure.name, currency: figure.currency, amount: figure.amount),
        day: day)
    }
  }
}
