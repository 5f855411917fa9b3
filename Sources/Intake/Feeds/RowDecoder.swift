import Returns

/// Turns rows of fields into records: the one way from any source's columns to facts.
final class RowDecoder {
  let evaluator: Evaluator
  let shops: ShopFinder
  private(set) var blocks: [BlockPlan]
  let file: Int
  let run: Int
  var stamp: Int64?
  private let encoder = RecordEncoder()
  private var staged = 0
  private var stagedEvent: (seconds: Int64, shop: Int)?
  var combiner: Combiner?
  var sharing: Sharing?
  /// Kept only where a record may be made of several rows.
  private var shares: RowShares?
  /// The row's own parts of records of several rows, until the row as a whole is accepted.
  private var held: [(draft: RecordDraft, block: BlockPlan, weight: Exact?)] = []
  private var occurrences: [UInt64: Int] = [:]
  private var ordinals: [UInt64: Int] = [:]
  var controls: [ControlCount]
  var chains: [ChainCount]

  private(set) var read = 0
  private(set) var filtered = 0
  private(set) var rejects: [Reject] = []
  private(set) var earliest: (seconds: Int64, shop: Int)?
  private(set) var latest: (seconds: Int64, shop: Int)?
  private(set) var shopOfRows = ShopOfRows()
  private(set) var hasSeveralFactsPerRow = false
  /// The account of the first settlement that has one.
  private(set) var account: String?
  /// What the row at hand was called when it was rejected before; empty for a new one.
  var identity = ""
  let page: RecordPage
  /// In file order.
  private(set) var pages: [RecordPage]

  init(
    _ evaluator: Evaluator, _ blocks: [BlockPlan], controls: [ControlCount], shops: ShopFinder,
    file: Int, run: Int, page: RecordPage = RecordPage()
  ) {
    self.page = page
    pages = [page]
    self.evaluator = evaluator
    self.blocks = blocks
    self.controls = controls
    chains = evaluator.profile.chains.map(ChainCount.init)
    self.shops = shops
    self.file = file
    self.run = run
    if blocks.contains(where: { $0.combine != nil }) {
      combiner = Combiner()
      shares = RowShares()
    }
    if blocks.contains(where: { $0.share != nil }) { sharing = Sharing() }
  }

  /// Takes other columns from here on: a new section of the file with its own header.
  func rebind(_ blocks: [BlockPlan]) { self.blocks = blocks }

  /// A row that is not even one: bad quotes, bad bytes, a wrong number of cells.
  func reject(line: Int, field: String = "", code: String, reason: String, record: Text) {
    read += 1
    refuse(RowRefusal(code: code, field: field, reason: reason), line, record)
  }

  func refuse(_ refusal: RowRefusal, _ line: Int, _ record: Text) {
    // The row's own text, but no more of it than a person can use.
    let shown = record.count > 65_536 ? record.slice(0, 65_536) : record
    var reject = Reject(
      line: line, field: refusal.field, code: refusal.code, reason: refusal.reason,
      record: shown.string, found: refusal.found, expected: refusal.expected)
    reject.identity = identity
    rejects.append(reject)
  }

  /// The cells of the latest reject.
  func keepCells(_ cells: [[String]]) {
    guard !rejects.isEmpty else { return }
    rejects[rejects.count - 1].cells = cells
  }

  /// Rows that were rejected when the file had ended.
  var linesWithoutCells: Set<Int> { Set(rejects.lazy.filter(\.cells.isEmpty).map(\.line)) }

  func complete(_ line: Int, record: String, cells: [String]?) {
    for index in rejects.indices where rejects[index].line == line {
      if rejects[index].record.isEmpty { rejects[index].record = record }
      if rejects[index].cells.isEmpty, let cells { rejects[index].cells = [cells] }
    }
  }

  /// One row, or one XML record without parts.
  func row(_ fields: UnsafeBufferPointer<Text>, line: Int, record: @autoclosure () -> Text) {
    read += 1
    forgetStaged()
    evaluator.begin(fields)
    count()
    if isLeftOut {
      filtered += 1
      return
    }
    do throws(RowRefusal) {
      try decode(line)
      commit([line])
    } catch {
      refuse(error, line, record())
      if combiner != nil || sharing != nil { spoilJoined(BrokenRecord(line: line, refusal: error)) }
    }
  }

  /// One XML record with parts: all of them become records, or the record is one reject.
  func parts(
    _ count: Int, line: Int, record: () -> Text, fields: (Int) -> UnsafeBufferPointer<Text>
  ) {
    read += 1
    forgetStaged()
    evaluator.begin(fields(0))
    self.count()
    if isLeftOut {
      filtered += 1
      return
    }
    do throws(RowRefusal) {
      for part in 0..<count {
        evaluator.part = part + 1
        if part > 0 { evaluator.begin(fields(part)) }
        try decode(line)
      }
      commit([line])
    } catch {
      refuse(error, line, record())
    }
  }

  /// A refused row leaves nothing to the next one.
  func forgetStaged() {
    encoder.clear()
    held.removeAll(keepingCapacity: true)
    staged = 0
    stagedEvent = nil
  }

  private func count() {
    for index in controls.indices { controls[index].count(evaluator) }
    for index in chains.indices { chains[index].count(evaluator) }
  }

  private var isLeftOut: Bool {
    let conditions = evaluator.profile.leaveOut
    if blocks.isEmpty { return true }
    if conditions.isEmpty { return false }
    return conditions.contains { evaluator.holds($0) }
  }

  private func decode(_ line: Int) throws(RowRefusal) {
    var isKnown = false
    for block in blocks {
      if isKnown, block.isOtherwise { continue }
      if let when = block.when, !evaluator.holds(when) { continue }
      isKnown = true
      if let missing = block.missing {
        throw RowRefusal(
          code: "BAD_COLUMNS", field: missing,
          reason: "a row of this kind needs the column \(missing), and the file does not have it")
      }
      try fill(block)
      if block.combine == nil, block.share == nil {
        try stage(block.draft, block, line)
      } else {
        try hold(block, line)
      }
    }
    guard isKnown else {
      throw RowRefusal(
        code: "UNKNOWN_ROW", field: "",
        reason: "no rule of profile \(evaluator.profile.name) fits this row; add one to `records`"
          + " or to `leave_out`")
    }
  }

  func stage(_ draft: RecordDraft, _ block: BlockPlan, _ line: Int) throws(RowRefusal) {
    let absent =
      draft.layout.required & ~draft.present & ~(block.contentID.map { 1 << UInt64($0) } ?? 0)
      & ~(block.ordinal.map { 1 << UInt64($0) } ?? 0)
    if absent != 0 { throw block.missingValue(absent.trailingZeroBitCount) }
    draft.fillDefaults()
    try block.checkDirection()
    try block.checkMarks()
    if let column = block.ordinal, !draft.has(column) { number(column, draft) }
    if let column = block.contentID, !draft.has(column) { invent(column, draft) }
    draft.isStampOwn = draft.stamp != nil
    if !draft.isStampOwn { draft.stamp = stamp }
    encoder.append(draft, file: file, line: line, run: run)
    staged += 1
    shopOfRows.add(draft.shop)
    if let event = draft.event, event > stagedEvent?.seconds ?? Int64.min {
      stagedEvent = (event, draft.shop)
    }
    if account == nil, draft.layout.feed == .settlements {
      account = draft.layout.index("account_id").flatMap(draft.text)?.string
    }
  }

  /// An id from the content and its n-th occurrence in the file: the same export twice gives the
  /// same ids, two rows that are alike stay two.
  private func invent(_ column: Int, _ draft: RecordDraft) {
    if !identity.isEmpty {
      // However a row is put right, it is that row.
      let count = occurrences[StableHash.of(Text(identity)), default: 0] + 1
      occurrences[StableHash.of(Text(identity))] = count
      draft.set(column, text: evaluator.scratch.text(Array("r\(identity)-\(count)".utf8)))
      return
    }
    let hash = encoder.contentHash(draft, seed: shops.seeds[draft.shop])
    let occurrence = occurrences[hash, default: 0] + 1
    occurrences[hash] = occurrence
    let id = ContentID.text(hash, occurrence: occurrence)
    draft.set(column, text: evaluator.scratch.text(Array(id.utf8)))
  }

  /// The place among the records that are alike in all other key columns.
  private func number(_ column: Int, _ draft: RecordDraft) {
    let key = draft.hash(of: draft.layout.keyColumns.filter { $0 != column })
    let place = ordinals[key, default: 0] + 1
    ordinals[key] = place
    // A row that comes back stands behind those of its file; a record with parts comes back whole.
    let isWhole = evaluator.profile.shape?.parts != nil
    let before = isWhole ? 0 : Int(identity.drop { $0 != "R" }.dropFirst()) ?? 0
    draft.set(column, number: Int64(place + 1000 * before))
  }

  private func hold(_ block: BlockPlan, _ line: Int) throws(RowRefusal) {
    var weight: Exact?
    if let term = block.share?.weight {
      do throws(ValueProblem) {
        weight = try evaluator.exact(term, decimals: 2)
      } catch {
        let source = evaluator.culprit(term, of: error, decimals: 2)
        throw block.refusal(error, source, evaluator.shown(source), "BAD_AMOUNT")
      }
    }
    let kept = RecordDraft(block.layout)
    kept.copy(block.draft)
    held.append((kept, block, weight))
  }

  /// - Parameter lines: the rows that the staged records are made of.
  func commit(_ lines: @autoclosure () -> [Int]) {
    for (draft, block, weight) in held {
      if let rule = block.combine {
        combiner?.add(draft, rule, block, lines()[0])
      } else if let rule = block.share {
        sharing?.add(draft, rule, weight, block, lines()[0])
      }
    }
    if staged == 0 { return }
    shares?.keep(lines())
    if shares?.hasSeveralFacts ?? false { hasSeveralFactsPerRow = true }
    page.append(encoder.bytes, byteCount: encoder.count, records: staged)
    if staged > 1 { hasSeveralFactsPerRow = true }
    if let event = stagedEvent { note(event) }
  }

  private func note(_ event: (seconds: Int64, shop: Int)) {
    if event.seconds > latest?.seconds ?? Int64.min { latest = event }
    if event.seconds < earliest?.seconds ?? Int64.max { earliest = event }
  }

  /// Rows of a shop whose records were written into the page directly.
  func takeDirect(_ rows: Int, shop: Int, events: (earliest: Int64, latest: Int64)?) {
    read += rows
    if rows > 0 { shopOfRows.add(shop) }
    guard let events else { return }
    note((events.earliest, shop))
    note((events.latest, shop))
  }

  /// Adds what was read of the rows that follow, by themselves.
  func absorb(_ other: RowDecoder) {
    read += other.read
    filtered += other.filtered
    rejects += other.rejects
    for event in [other.earliest, other.latest] { event.map(note) }
    shopOfRows.add(other.shopOfRows)
    hasSeveralFactsPerRow = hasSeveralFactsPerRow || other.hasSeveralFactsPerRow
    account = account ?? other.account
    for index in controls.indices { controls[index].add(other.controls[index]) }
    pages += other.pages.filter { $0.count > 0 }
  }

  // MARK: at the end of the file

  func takeCombined() -> [Combiner.Entry] { combiner?.take() ?? [] }
  func takeShared() -> [Sharing.Entry] { sharing?.take() ?? [] }

  /// Those of a refused record's rows that gave nothing else.
  func unkept(_ lines: [Int]) -> [Int] { shares?.lost(lines) ?? lines }

  /// How many further rows stand behind a record, by the record's row.
  var joined: [Int: Int] { shares?.counts ?? [:] }
}
