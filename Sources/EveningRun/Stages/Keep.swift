import Insight
import Intake
import LedgerStore
import Reports
import Returns

/// A day as it was judged: what is published, and what the ledger has kept of it.
struct ClosedDay: Sendable {
  /// The rows of the tables, where the judge left them.
  var matches = TableRows<Match>([])
  var pending = TableRows<Pending>([])
  var cases = TableRows<CaseResult>([])
  var fees = TableRows<FeeLine>([])
  var disputes = TableRows<FeeDispute>([])
  var opening = TableRows<OpeningItem>([])
  /// Every clause of the policy beside the law's.
  var lawReport: [LawComparison] = []
  var exceptions = JudgedExceptions()
  var flows = ProofFlows()
  var statements = CarrierStatement()
  var freight = TableRows<FeeLine>([])
  var journal = TableRows<JournalPosting>([])
  var figures = DayFigures()
  var proof = ProofInput()
  var matchTotals = MatchTotals()
  var files: [FileRow] = []
  /// Names of files of earlier dates that the journal's entries come from.
  var earlierFiles: [Int: String] = [:]
  var rejects: [LedgerStore.RejectRow] = []
  var corrections: [CorrectionSheet] = []
  /// Files that people took out of the books on the date.
  var withdrawn: [FileRow] = []
  /// Held and refused files of the date's last run, which stay in the inbox.
  var setAside: [SetAsideFile] = []
  var notices: [String] = []
  /// Open amounts per kind and currency at the last closing.
  var openBefore: [ProofFlows.Key: Int64] = [:]
  var filesTaken = 0
  /// Everything issued on the date, by any run of it.
  var batches: [InstructionBatch] = []
  /// Shops that do not deliver all that could be proof.
  var undelivered: [UndeliveredFeeds] = []
  /// Claims on carriers that are not settled, those of the date among them.
  var claims = OpenClaims()
  /// What the figures say; nil until it is asked.
  var insight: DayInsight?

  /// Files taken out on the date are named by it, and their rows count no more.
  mutating func show(_ withdrawals: Withdrawals) {
    let gone = Set(withdrawals.files.map(\.number))
    files.removeAll { gone.contains($0.number) }
    rejects.removeAll { gone.contains($0.file) }
    withdrawn = withdrawals.files
    notices += withdrawals.notices
  }
}

/// Gathers what is to be published of the parts, and writes what the evening is as a whole into the
/// ledger.
func gatherDay(
  _ parts: [JudgedPart], _ counts: RowCounts, _ files: TakenFiles, _ decisions: TakenDecisions,
  _ history: History, _ circumstances: Circumstances, _ evening: Evening, _ writer: LedgerWriter,
  _ shops: ShopNumbers
) throws -> ClosedDay {
  var day = ClosedDay()
  day.matches = TableRows(parts.map(\.outcome.matches))
  day.pending = TableRows(parts.map(\.outcome.pending))
  day.cases = TableRows(parts.map(\.outcome.cases))
  day.fees = TableRows(parts.map(\.outcome.fees))
  day.disputes = TableRows(parts.map(\.outcome.disputes))
  day.opening = TableRows(parts.map(\.outcome.opening))
  day.freight = TableRows(parts.map(\.freight))
  var carriage = CarriageSums()
  for part in parts {
    carriage.merge(part.carriage)
    day.flows.merge(part.flows)
    day.statements.merge(part.statements)
    day.figures.merge(part.figures)
    day.proof.merge(part.proof)
    day.matchTotals.merge(part.matchTotals)
  }
  let keys = evening.policy.shops.map { StableHash.of($0.id) }
  day.journal = TableRows(
    parts.map(\.journal) + [carriage.postings(on: evening.day, keys: keys)])
  try keepFiles(files, counts, decisions.unchanged, &day, evening, writer, shops)
  day.lawReport = evening.policy.comparedWithLaw(on: evening.day)
  let ofNoDossier =
    try fileFindings(files, history, evening, writer)
    + LawTrouble.findings(day.lawReport, evening.policy, asOf: evening.day)
  let judged = parts.flatMap(\.outcome.decisions)
  let common = reviewCommon(ofNoDossier, decisions.book, judged, circumstances)
  let shown = ShownDecisions(judged + common.decisions)
  let desk = ExceptionDesk(
    day: evening.day, openBefore: history.openExceptions, isRehearsal: evening.isRehearsal,
    threads: evening.order.threads, decisions: shown)
  day.exceptions = try desk.judge(
    TableRows(parts.map(\.outcome.findings) + [common.findings]),
    decided: parts.flatMap(\.outcome.decided) + common.decided
  ) { identities in
    try closedLives(identities, evening, writer, shops)
  }
  day.readOpenings(history.totals)
  if !evening.isRehearsal {
    try keepTotals(day, history, evening, writer)
    try keepDecisions(judged + common.decisions, on: evening.day, writer)
  }
  return day
}

/// What is wrong with sources and files: those held now, those that were held and are gone, and
/// those that were taken in although they disagree with themselves, until a person decides.
private func fileFindings(
  _ files: TakenFiles, _ history: History, _ evening: Evening, _ writer: LedgerWriter
) throws -> [Finding] {
  var findings = history.coverage.findings(asOf: evening.day)
  for file in files.setAside where file.isHeld {
    findings.append(
      FileTrouble.controlTotal(
        file: Text(file.name), expected: Text(file.controlTotal), found: Text(file.controlFound),
        on: evening.day, held: file.heldDays))
  }
  findings += history.chainFindings
  for row in try writer.filesAtOddsWithThemselves() {
    findings.append(
      FileTrouble.controlTotal(
        file: Text(row.name), expected: Text(row.controlTotal), found: Text(row.controlFound),
        on: row.day))
  }
  let present = Set(findings.map(\.identity))
  return findings + history.takenAway.filter { !present.contains($0.identity) }
}

private func keepFiles(
  _ files: TakenFiles, _ counts: RowCounts, _ unchanged: [Int: Int], _ day: inout ClosedDay,
  _ evening: Evening, _ writer: LedgerWriter, _ shops: ShopNumbers
) throws {
  day.setAside = files.setAside
  try writer.putSetAside(files.setAside, day: evening.day)
  for member in files.members {
    day.notices += member.reading.notices.map { "\(member.reading.name): \($0)" }
    guard member.fate == .taken else { continue }
    if member.isRejectedWhole {
      day.notices.append(
        "\(member.reading.name): none of its \(member.reading.rejected) rows could be taken, and "
          + "what it should have told is missing; rejects.csv has the reasons: put its sheet of "
          + "rejects right, or get the file anew, and drop it in")
    }
    day.filesTaken += 1
    var row = member.row(counts.result(file: member.number), evening)
    row.filtered += unchanged[member.number] ?? 0
    try writer.addFile(row)
    try writer.addRejects(
      member.reading.rejects.map {
        LedgerStore.RejectRow(
          file: member.number, line: $0.line, field: $0.field, code: $0.code, reason: $0.reason,
          record: $0.record)
      })
    if let sheet = member.corrections { try writer.addCorrections(sheet) }
    try keepLinks(member, evening, writer)
    for cover in member.coversOfAccounts(evening.policy) { try writer.addFileCover(cover) }
  }
  day.files = try writer.files(day: evening.day)
  try day.nameEarlierFiles(writer)
  day.rejects = try writer.rejects(day: evening.day)
  day.corrections = try writer.corrections(day: evening.day)
}

private func keepLinks(
  _ member: TakenMember, _ evening: Evening, _ writer: LedgerWriter
) throws {
  let links = member.links(evening.day)
  for link in links {
    try writer.addChainLink(
      file: link.number, position: link.position, chain: link.chain, account: link.account,
      start: link.start, end: link.end)
  }
  let isOfSource = !links.isEmpty || !member.covers.isEmpty
  if isOfSource, member.reading.periodFrom == nil, let day = member.reading.firstEventDay {
    try writer.addChainBegin(file: member.number, day: day)
  }
}

extension TakenMember {
  /// Kept only where they say something else than the file as a whole.
  fileprivate func coversOfAccounts(_ policy: Policy) -> [FileCoverRow] {
    let whole = covers.allSatisfy {
      $0.periodTo == reading.periodTo && $0.lastEvent == reading.lastEventDay
    }
    if covers.count < 2, whole { return [] }
    return covers.map {
      FileCoverRow(
        file: number, sourceID: policy.sources[$0.source].id.string, periodTo: $0.periodTo,
        lastEventDay: $0.lastEvent)
    }
  }

  func row(_ count: RowCounts.Count, _ evening: Evening) -> FileRow {
    var row = FileRow(number: number, run: evening.run, day: evening.day, path: path)
    row.member = memberName
    row.sha256 = sha256
    row.byteCount = byteCount
    row.shopID = reading.shopID
    row.feed = reading.feed?.name ?? ""
    row.profile = reading.profile
    row.sourceID = source.map { evening.policy.sources[$0].id.string } ?? ""
    row.account = reading.account ?? ""
    row.periodFrom = reading.periodFrom
    row.periodTo = reading.periodTo
    row.lastEventDay = reading.lastEventDay
    row.exportedAt = reading.exportedAt
    row.rowsRead = reading.read
    row.rejected = reading.rejected
    row.filtered = reading.filtered
    row.accepted = count.accepted
    row.duplicate = count.duplicate
    row.superseded = count.superseded
    row.controlTotal = reading.controlExpected
    row.controlFound = reading.controlFound
    row.hasSeveralFactsPerRow = reading.hasSeveralFactsPerRow
    return row
  }
}

private func closedLives(
  _ identities: [UInt64], _ evening: Evening, _ writer: LedgerWriter, _ shops: ShopNumbers
) throws -> [UInt64: ExceptionDesk.RememberedException] {
  // A first date asks for nothing, however many it finds.
  guard try writer.hasExceptions(before: evening.day) else { return [:] }
  let ids = identities.map { Text(publicID($0)) }
  var lives: [UInt64: ExceptionDesk.RememberedException] = [:]
  for row in try writer.latestExceptions(ids, before: evening.day) {
    if let remembered = row.remembered(policyShop: { shops.policyIndex[$0] }) {
      lives[remembered.life.identity] = remembered
    }
  }
  return lives
}

extension ClosedDay {
  fileprivate mutating func nameEarlierFiles(_ reader: LedgerReader) throws {
    let today = Set(files.map(\.number))
    var earlier: Set<Int> = []
    journal.forEach { posting in
      let file = Int(posting.pointee.entry.file)
      if file > 0, !today.contains(file) { earlier.insert(file) }
    }
    for file in earlier.sorted() { earlierFiles[file] = try reader.fileName(file) }
  }

  mutating func readOpenings(_ totals: [TotalRow]) {
    for total in totals {
      guard let kind = ExpectationKind.allCases.first(where: { openName($0) == total.name }) else {
        continue
      }
      openBefore[ProofFlows.Key(kind: kind, currency: total.currency)] = total.amount
    }
  }
}

private func keepTotals(
  _ day: ClosedDay, _ history: History, _ evening: Evening, _ writer: LedgerWriter
) throws {
  for (key, flow) in day.flows.flows {
    let row = TotalRow(name: openName(key.kind), currency: key.currency, amount: flow.openAfter)
    try writer.putTotal(row, day: evening.day)
  }
  for (shop, mask) in zip(evening.policy.shops, history.feeds) {
    let row = TotalRow(name: History.feedsName(shop.id), currency: .none, amount: Int64(mask))
    try writer.putTotal(row, day: evening.day)
  }
  for row in history.coverage.rows { try writer.putCoverage(row, day: evening.day) }
}

private func openName(_ kind: ExpectationKind) -> String { "open:\(kind.name)" }
