import Insight
import Intake
import LedgerStore
import Logging
import Reports
import Returns
import Settings

public let toolVersion = "0.1.0"

/// The whole run on one page: take in, route, remember, judge, keep, publish, archive.
///
/// All that is kept is kept in one transaction of the ledger. Tables are printed beside it, and no
/// file of `out/` has its name before the transaction is on the disk; files leave the inbox last: a
/// run that was killed anywhere is finished by the next, with the same result.
public func runEvening(_ order: RunOrder) throws -> RunResult {
  let now = Instant(seconds: order.now)
  let startedAt = Zone.utc.string(now)
  let workspace = try openForRun(order, startedAt)
  try checkRehearsalFolder(workspace, order)
  let lock = try lock(workspace, order, startedAt)
  defer { lock?.release() }
  let day = order.asOf.flatMap(Day.init(iso:)) ?? workspace.defaultDay(at: now)
  let ledger = try openLedger(workspace, order)
  defer { removeRehearsalLedger(order) }
  RecordMemory.reserve()
  try checkDate(day, ledger)

  try finishEarlierDay(workspace, ledger, before: day, order)
  if order.rehearsalFolder == nil { try checkLedgerKnows(workspace, ledger, before: day) }
  let run = try begin(day, startedAt, ledger, order)
  runLog.info("run \(run) for \(day.string) in \(workspace.root)")
  let evening = Evening(workspace: workspace, day: day, run: run, order: order)
  let closed = try close(evening, ledger, takesIn: true)
  runLog.info("taken in: \(closed.day.filesTaken) files, set aside: \(closed.day.setAside.count)")
  let published = try publish(closed, evening, ledger)
  if order.rehearsalFolder == nil {
    if !workspace.keepsInbox { try archive(evening, closed.day, ledger) }
    try ledger.transaction { writer in
      try writer.putOutputs(published.outputs, day: day)
      try writer.putFigures(published.keyFigures, day: day)
      try writer.finishRun(
        run, finishedAt: startedAt, status: published.result.proofCloses ? .complete : .incomplete,
        manifestSHA256: published.manifestSHA256, isPublished: true)
    }
  }
  return published.result
}

/// A run of an earlier date was killed after it had kept its results: publish and archive them
/// before anything else.
private func finishEarlierDay(
  _ workspace: Workspace, _ ledger: Ledger, before day: Day, _ order: RunOrder
) throws {
  guard order.rehearsalFolder == nil,
    let last = try ledger.read({ reader in try reader.runs(limit: 50).first { $0.isStored } }),
    !last.isPublished, last.day < day
  else { return }
  runLog.warning("the run of \(last.day.string) was cut off; finishing it first")
  let evening = Evening(workspace: workspace, day: last.day, run: last.number, order: order)
  let closed = try close(evening, ledger, takesIn: false)
  let published = try publish(closed, evening, ledger)
  if !workspace.keepsInbox { try archive(evening, closed.day, ledger) }
  try ledger.transaction { writer in
    try writer.putOutputs(published.outputs, day: last.day)
    try writer.putFigures(published.keyFigures, day: last.day)
    try writer.finishRun(
      last.number, finishedAt: last.startedAt,
      status: published.result.proofCloses ? .complete : .incomplete,
      manifestSHA256: published.manifestSHA256, isPublished: true)
  }
}

/// The run's number. What a killed run leaves behind for the next to see is its row; a rehearsal
/// leaves nothing, and has its row in the transaction that it takes back.
private func begin(
  _ day: Day, _ startedAt: String, _ ledger: Ledger, _ order: RunOrder
) throws -> Int {
  let body: (LedgerWriter) throws -> Int = {
    try $0.beginRun(day: day, startedAt: startedAt, toolVersion: toolVersion)
  }
  return order.rehearsalFolder == nil
    ? try ledger.transaction(body) : try ledger.rehearsal(body)
}

/// One evening's fixed circumstances.
struct Evening: Sendable {
  let workspace: Workspace
  let day: Day
  let run: Int
  let order: RunOrder

  var policy: Policy { workspace.policy }
  var isRehearsal: Bool { order.rehearsalFolder != nil }
  var inbox: String { workspace.path(workspace.inbox) }
  /// Where this date's files go.
  var folder: String {
    order.rehearsalFolder ?? workspace.path(workspace.out) + "/" + day.string
  }
}

/// Takes in, judges and keeps: everything between the inbox and the ledger, in one transaction.
/// What the day's tables say is certain once all is judged: they are being printed when the ledger
/// gets its last rows.
func close(_ evening: Evening, _ ledger: Ledger, takesIn: Bool) throws -> TypesetDay {
  let body: (LedgerWriter) throws -> TypesetDay = { writer in
    if evening.isRehearsal {
      _ = try writer.beginRun(day: evening.day, startedAt: "", toolVersion: toolVersion)
    }
    let shops = try ShopNumbers(writer, evening.policy, keeps: !evening.isRehearsal)
    let files =
      takesIn
      ? try takeIn(evening, writer, shops)
      : TakenFiles(setAside: try writer.setAside(day: evening.day))
    evening.order.progress(.routing)
    let withdrawals = try Withdrawals(evening, writer)
    var history = try History(writer, evening, shops, takesIn: takesIn)
    var decisions = try TakenDecisions(files, evening, writer, shops)
    let issued = try IssuedInstructions(writer, on: evening.day)
    let set = try gather(
      files, withdrawals.touched, &decisions, &history, issued, evening, writer, shops)
    try history.settleCoverage(decisions.book, files, writer)
    let circumstances = history.circumstances(
      evening, files, issued.book, try writer.allottedWaybills(), set.looseMovements)
    let counting = try Counting(writer, evening, shops)
    try writer.resetDay(evening.day, run: evening.run)

    var counts = RowCounts(
      firstFile: files.members.first?.number ?? 0,
      severalFacts: files.members.map(\.reading.hasSeveralFactsPerRow),
      joined: files.members.map(\.reading.joined))
    var judge = Judge(
      circumstances: circumstances, set: set, decisions: decisions.book, run: evening.run,
      day: evening.day,
      shopIndex: shops.policyIndex, endOfDay: shops.endOfDay(evening.day, evening.policy),
      isRehearsal: evening.isRehearsal, counting: counting)
    try judge.holdToCaps(
      history.openExceptions, threads: evening.order.threads, counts: counts)
    let total = (0..<set.bins.count).reduce(set.remembered.count) { $0 + set.bins.entryCount($1) }
    let meter = Counter()
    let progress = evening.order.progress
    var figures: [FigureTally] = []
    var parts = try judge.run(
      threads: evening.order.threads, counts: &counts, figures: &figures,
      progress: { done in progress(.judging(done: meter.add(done), of: total)) },
      keep: { part in
        if !evening.isRehearsal { try keepPart(&part, evening, writer) }
      })
    BlockPool.cool(chill)
    decisions.count(in: &counts)
    progress(.storing)
    runLog.info("judged: \(parts.reduce(0) { $0 + $1.dossierCount }) dossiers")
    var day = try gatherDay(
      parts, counts, files, decisions, history, circumstances, evening, writer, shops)
    day.show(withdrawals)
    day.insight = try analyse(&figures, counting, day, evening, writer)
    let issuing = try issue(&parts, issued, evening, writer, isNew: takesIn)
    day.batches = issuing.batches
    try day.readClaims(writer, besides: issuing.claims)
    day.notices += issuing.warnings
    day.notices += calendarNotices(circumstances)
    day.undelivered = undeliveredFeeds(circumstances)
    let typeset = try TypesetDay(day, evening)
    if !evening.isRehearsal { try keepExceptions(day.exceptions, evening, writer, shops) }
    return typeset
  }
  return evening.isRehearsal ? try ledger.rehearsal(body) : try ledger.transaction(body)
}
