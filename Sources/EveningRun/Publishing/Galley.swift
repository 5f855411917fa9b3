import Dispatch
import Insight
import Intake
import LedgerStore
import Reports
import Returns
import Synchronization

/// The day set in type: every table in the order of its file, the proof, and the figures. Each part
/// is work of its own for a thread.
struct Galley {
  /// In the order of the file contract.
  let sheets: [TableSheet]
  let proof: ProofResult
  /// All but the exceptions', which are counted while they are printed.
  let figures: DayFigures
  let work: DayWork
  let intake: [IntakeRow]
  let statements: [StatementRow]
  let disputes: DisputeFiles
  private let tallies: ExceptionTallies

  init(_ closed: ClosedDay, _ evening: Evening, _ press: Press) {
    let (context, options) = (press.context, press.options)
    let intake = intakeTable.sorted(closed.intakeRows(evening), context)
    let statements = closed.statementRows
    let names = Dictionary(uniqueKeysWithValues: closed.files.map { ($0.number, $0.name) })
    let rejects = closed.rejectRows(names)
    let tallies = ExceptionTallies(home: context.currency)
    self.tallies = tallies
    let proof = Slots<ProofResult>(count: 1)
    let figures = Slots<(DayFigures, DayWork)>(count: 1)
    let sheets = Slots<TableSheet>(count: 13)
    let books = Slots<[JournalTotal]>(count: 1)
    let disputes = Slots<DisputeFiles>(count: 1)
    // The longest first.
    let work: [@Sendable () -> Void] = [
      { sheets.set(4, matchesTable.sheet(closed.matches, context, options)) },
      { proof.set(0, prove(closed.proofInput(evening))) },
      {
        let journal = closed.journalBooks(evening, names)
        sheets.set(9, journal.csvSheet(context, options))
        sheets.set(10, journal.beancountSheet(context))
        books.set(0, journal.totals)
      },
      {
        let files = DisputeFiles(closed.disputes, context, options) { Checksum.hex($0) }
        sheets.set(12, files.all)
        disputes.set(0, files)
      },
      { sheets.set(6, feeSettlementTable.sheet(closed.fees, context, options)) },
      { sheets.set(2, casesTable.sheet(closed.cases, context, options)) },
      { figures.set(0, closed.counted(on: context.day)) },
      { sheets.set(3, closed.exceptionSheet(context, options, tallies)) },
      { sheets.set(5, pendingTable.sheet(closed.pending, context, options)) },
      { sheets.set(8, openingTable.sheet(closed.opening, context, options)) },
      { sheets.set(11, lawReportTable.sheet(TableRows([closed.lawReport]), context, options)) },
      { sheets.set(0, intakeTable.sheet(TableRows([intake]), context, options)) },
      { sheets.set(1, rejectsTable.sheet(TableRows([rejects]), context, options)) },
      { sheets.set(7, carrierStatementTable.sheet(TableRows([statements]), context, options)) },
    ]
    let next = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: max(1, press.threads)) { _ in
      while true {
        let task = next.withLock { next in
          next += 1
          return next - 1
        }
        guard task < work.count else { return }
        work[task]()
      }
    }
    let ofCarriers = disputes.take(0)
    self.disputes = ofCarriers
    self.sheets =
      (0..<13).map(sheets.take) + ofCarriers.carriers.map(\.sheet)
      + (closed.insight?.sheets(intake, context, options) ?? []) + closed.batchSheets
    self.proof = proof.take(0).with(journal: books.take(0))
    (self.figures, self.work) = figures.take(0)
    self.intake = intake
    self.statements = statements
  }

  /// After printing.
  func exceptions() -> ExceptionTally { tallies.sum }
}

extension ClosedDay {
  fileprivate func counted(on day: Day) -> (DayFigures, DayWork) {
    var figures = figures
    var work = DayWork()
    cases.forEach { row in
      figures.addCase(
        row.pointee.kind, row.pointee.reason, row.pointee.stage, isOpen: row.pointee.isOpen)
      if row.pointee.isOpen { work.add(row, on: day) }
    }
    pending.forEach { item in
      figures.add(item.pointee)
      work.figures.add(item)
    }
    disputes.forEach { work.add($0) }
    return (figures, work)
  }

  /// Exceptions come found first and resolved then, each by identity: the file has all by identity.
  fileprivate func exceptionSheet(
    _ context: ReportContext, _ options: TableOptions, _ tallies: ExceptionTallies
  ) -> TableSheet {
    let exceptions = exceptions
    let day = context.day
    var order = exceptions.indices.map {
      KeyedIndex(key: exceptions.life($0).identity, index: $0)
    }
    sortByKey(&order)
    let places = order
    let told = exceptions.toldTwice { breach, code in code.tellsMoney(of: breach) }
    var sheet = exceptionsTable.sheet(lines: exceptions.count, context, options) { range, body in
      exceptions.forEachLine(range, places, on: day, body)
    }
    sheet.observe = { range in
      tallies.add { tally in
        for place in range {
          let index = places[place].index
          tally.add(
            exceptions.finding(index), exceptions.life(index), on: day, place: index,
            isSnoozed: exceptions.isSnoozed(index), isToldTwice: told.contains(places[place].key))
        }
      }
    }
    return sheet
  }
}

/// What is under way, counted; and the rows of it that fall due first.
struct DayWork: Sendable {
  var figures = WorkFigures()
  private(set) var cases = CaseLists()
  private(set) var disputes = SoonestRows<FeeDispute> { a, b in
    let left = (a.pointee.waybill, a.pointee.invoiceNo, a.pointee.type.rawValue)
    let right = (b.pointee.waybill, b.pointee.invoiceNo, b.pointee.type.rawValue)
    return left == right ? a.pointee.check.rawValue < b.pointee.check.rawValue : left < right
  }

  /// - Parameter row: is open, and stays where it is.
  fileprivate mutating func add(_ row: UnsafePointer<CaseResult>, on day: Day) {
    figures.add(row, on: day)
    cases.add(row)
  }

  fileprivate mutating func add(_ row: UnsafePointer<FeeDispute>) {
    figures.add(row)
    disputes.add(row, due: row.pointee.claimUntil)
  }
}
