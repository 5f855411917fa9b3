import Returns

/// The records of an XML member: parts, captures, control figures and balances, on the way to the
/// decoder.
final class TreeRecords {
  private let profile: Profile
  private let shape: XMLShape
  private let trees: PathTrees
  private let evaluator: Evaluator
  private let decoder: RowDecoder
  private var facts: FileFacts
  private var account: BalanceCount?
  private var totals: [ControlTotal] = []
  private var links: [ChainLink] = []
  private var accountPeriods: [AccountPeriod] = []
  private var notices: [String]
  private var unknownNames: Set<String> = []
  /// The record's place: the line of its start tag, or, where several stand on one line, a number
  /// of its own, because a record is told from others by its place.
  private var line = 0
  /// The first line that more than one record begins on; 0: none.
  private var sharedLine = 0
  private var parts: [Text] = []
  private var partCount = 0
  private var doubledName: String?
  /// Records that are taken whole because their parts do not add up, and the first of them.
  private var wholeCount = 0
  private var wholeLine = 0
  private var groupCount = 0
  private var isInGroup = false
  /// The captures of the document or group at hand are still to be taken.
  private var awaitsCaptures = true

  init(
    _ recognition: Recognition, _ shape: XMLShape, _ trees: PathTrees, zone: Zone, zones: Zones,
    shops: ShopFinder, file: Int, run: Int
  ) {
    profile = recognition.profile
    self.shape = shape
    self.trees = trees
    notices = recognition.notices
    evaluator = Evaluator(profile, zones: zones)
    evaluator.fieldOf = Array(profile.columns.indices)
    let labels = profile.columns.map(\.label)
    let evaluator = evaluator
    let blocks = profile.blocks.map { BlockPlan($0, evaluator, header: labels) }
    decoder = RowDecoder(
      evaluator, blocks, controls: profile.controls.map(ControlCount.init), shops: shops,
      file: file, run: run)
    facts = FileFacts(zone: zone)
    account = shape.balance.map { BalanceCount($0, slot: trees.balanceSlot) }
  }

  // MARK: events

  func unknown(_ name: Text) {
    if profile.isCanonical, unknownNames.count < 100 { unknownNames.insert(name.string) }
  }

  func doubled(_ slot: Int) {
    guard profile.isCanonical, profile.columns.indices.contains(slot) else { return }
    doubledName = profile.columns[slot].label
  }

  func beginGroup() {
    groupCount += 1
    isInGroup = true
    awaitsCaptures = true
    facts.beginGroup()
    account?.clear()
  }

  func begin(_ line: Int) {
    if line <= self.line {
      if sharedLine == 0 { sharedLine = line }
      self.line += 1
    } else {
      self.line = line
    }
    partCount = 0
    parts.removeAll(keepingCapacity: true)
    doubledName = nil
  }

  func endPart(_ slots: [Text]) {
    partCount += 1
    for slot in trees.partSlots { parts.append(slots[slot]) }
  }

  func balance(_ slots: [Text]) {
    if let day = account?.take(slots) { facts.close(day, evaluator) }
  }

  func end(_ slots: inout [Text]) {
    slots.withUnsafeBufferPointer { fields in
      takeCaptures(fields)
      evaluator.begin(fields)
      account?.count(evaluator)
    }
    if let name = doubledName {
      decoder.reject(
        line: line, field: name, code: "BAD_COLUMNS",
        reason: "the element \(name) stands twice in one record; keep one", record: record(slots))
      return
    }
    evaluator.isSplit = partCount > 1 && addsUp(&slots)
    evaluator.isWhole = partCount > 1 && !evaluator.isSplit
    let before = decoder.rejects.count
    if evaluator.isSplit {
      let rows = self.rows(of: slots)
      decodeParts(rows)
      if decoder.rejects.count > before { keepCells(rows) }
    } else {
      fillPart(&slots)
      slots.withUnsafeBufferPointer { decoder.row($0, line: line, record: record(slots)) }
      if decoder.rejects.count > before { keepCells([slots]) }
    }
    for slot in trees.partSlots { slots[slot] = Text() }
  }

  func endGroup(_ slots: [Text]) {
    isInGroup = false
    close(slots)
  }

  func finish(_ slots: [Text], into reading: inout MemberReading) throws(InputError) {
    if !shape.groups.isEmpty, groupCount == 0 {
      let names = shape.groups.map { $0.map(\.string).joined(separator: "/") }
      throw InputError(
        .notUnderstood,
        "profile \(profile.name) expects an element \(names.joined(separator: " or ")), and the"
          + " file has none"
      )
    }
    if shape.groups.isEmpty { close(slots) }
    decoder.finish()
    if sharedLine > 0 { notices.append(sharedLineNotice) }
    if wholeCount > 0 {
      notices.append(
        "\(wholeCount) records are taken whole because their parts do not add up to them"
          + " (the first on line \(wholeLine))")
    }
    if !unknownNames.isEmpty {
      let names = unknownNames.sorted().joined(separator: ", ")
      notices.append("unknown columns are not read: \(names)")
    }
    if !decoder.controls.isEmpty, account == nil, totals.isEmpty {
      notices.append("the file states no control total: that it is whole is not proven")
    }
    var seen: Set<String> = []
    let assumed = evaluator.assumptions.notices(profile)
    reading.notices = (notices + facts.notices + assumed).filter { seen.insert($0).inserted }
    reading.controlTotals = totals
    reading.links = links
    reading.accountPeriods = accountPeriods
    if decoder.rejects.contains(where: { !$0.cells.isEmpty }) {
      reading.correctionHead = CorrectionHead.of(
        evaluator, decoder.shops, columns: profile.tableNames)
    }
    reading.take(decoder, facts)
  }

  private var sharedLineNotice: String {
    "several records stand on one line (the first on line \(sharedLine)): from there on, line"
      + " numbers count records"
  }

  // MARK: captures and totals

  private func takeCaptures(_ fields: UnsafeBufferPointer<Text>) {
    guard awaitsCaptures else { return }
    awaitsCaptures = false
    evaluator.begin(fields)
    for rule in profile.captures {
      guard let term = rule.term, let text = try? evaluator.text(term) else { continue }
      if text.isEmpty { evaluator.captures[rule.name] = Text() }
      facts.take(rule.name, text, rule.time, evaluator)
    }
    decoder.stamp = facts.stamp
  }

  /// The end of a group, or of a document without groups.
  private func close(_ slots: [Text]) {
    slots.withUnsafeBufferPointer { fields in
      takeCaptures(fields)
      evaluator.begin(fields)
      let label = account?.label(evaluator) ?? ""
      for index in decoder.controls.indices {
        totals += decoder.controls[index].totals(evaluator, label: label)
        decoder.controls[index].clear()
      }
      closeChains()
      switch account?.result(label) {
      case .total(let total): totals.append(total)
      case .notice(let words): notices.append(words)
      case nil: break
      }
    }
  }

  /// A statement's account and period, and its own links: its number, and its balances under the
  /// name of the balance's chain.
  private func closeChains() {
    let number = profile.captureNames.firstIndex(of: FileFacts.account)
    let owner = number.map { evaluator.captures[$0].string } ?? ""
    if !owner.isEmpty {
      accountPeriods.append(AccountPeriod(account: owner, to: facts.groupCompleteTo))
    }
    for index in decoder.chains.indices {
      if case .number = decoder.chains[index].rule.kind { decoder.chains[index].count(evaluator) }
      links += decoder.chains[index].links(account: owner)
      decoder.chains[index].clear()
    }
    if let name = shape.balance?.chain, shape.balance?.chainWhen.map(evaluator.holds) ?? true,
      let (opening, closing, currency) = account?.ends
    {
      links.append(
        ChainLink(
          chain: name, account: "\(owner) \(currency)", start: opening.string(decimals: 2),
          end: closing.string(decimals: 2)))
    }
  }

  // MARK: parts

  /// Whether the parts' amounts are all there and add up to the record's own.
  private func addsUp(_ slots: inout [Text]) -> Bool {
    guard let split = shape.split else { return true }
    var sum = Exact(units: 0)
    for part in 0..<partCount {
      fill(part, &slots)
      let value = slots.withUnsafeBufferPointer { fields -> Exact? in
        evaluator.begin(fields)
        return (try? evaluator.exact(split.part, decimals: 2)) ?? nil
      }
      guard let value else { return false }
      sum = sum + value
    }
    let whole = slots.withUnsafeBufferPointer { fields -> Exact? in
      evaluator.begin(fields)
      return (try? evaluator.exact(split.whole, decimals: 2)) ?? nil
    }
    return whole == sum
  }

  private func keepCells(_ rows: [[Text]]) {
    let count = profile.columns.count
    decoder.keepCells(rows.map { row in row.prefix(count).map(\.string) })
  }

  /// The values of each part, with what all have in common.
  private func rows(of slots: [Text]) -> [[Text]] {
    let count = trees.partSlots.count
    var rows = [[Text]](repeating: slots, count: partCount)
    for part in 0..<partCount {
      for (offset, slot) in trees.partSlots.enumerated() {
        rows[part][slot] = parts[part * count + offset]
      }
    }
    return rows
  }

  private func decodeParts(_ rows: [[Text]]) {
    let width = rows[0].count
    let all = rows.flatMap { $0 }
    all.withUnsafeBufferPointer { buffer in
      decoder.parts(partCount, line: line, record: { record(rows[0]) }) { part in
        UnsafeBufferPointer(rebasing: buffer[(part * width)..<((part + 1) * width)])
      }
    }
  }

  private func fill(_ part: Int, _ slots: inout [Text]) {
    for (offset, slot) in trees.partSlots.enumerated() {
      slots[slot] = parts[part * trees.partSlots.count + offset]
    }
  }

  /// The only part's values; of several parts, what they all say alike.
  private func fillPart(_ slots: inout [Text]) {
    let count = trees.partSlots.count
    for (offset, slot) in trees.partSlots.enumerated() {
      guard partCount > 0 else {
        slots[slot] = Text()
        continue
      }
      let first = parts[offset]
      let isCommon = (1..<max(1, partCount)).allSatisfy { parts[$0 * count + offset] == first }
      slots[slot] = isCommon ? first : Text()
    }
    if partCount > 1 {
      if wholeCount == 0 { wholeLine = line }
      wholeCount += 1
    }
  }

  /// The record's own text, for a reject: the values that were read from it.
  private func record(_ slots: [Text]) -> Text {
    let own = trees.recordSlots + trees.partSlots
    let named = own.filter { !slots[$0].isEmpty }
    return Text(
      named.map { "\(profile.columns[$0].label)=\(slots[$0].string)" }.joined(separator: "; "))
  }
}
