import Dispatch
import Insight
import LedgerStore
import Reports
import Returns

/// An exception as it is reported on the business date, and as the ledger is to remember it.
struct JudgedException: Sendable {
  let finding: Finding
  let life: ExceptionLife
}

/// The exceptions of a business date: those found, by identity, then those resolved, likewise. The
/// findings stay where the judge left them.
struct JudgedExceptions: RandomAccessCollection, Sendable {
  private struct Entry {
    /// Address of the finding in `findings`.
    let finding: KeyedIndex
    let life: ExceptionLife
    let decision: ExceptionDecision?
  }

  private let findings: TableRows<Finding>
  private var entries: [Entry] = []

  init() { findings = TableRows([]) }

  init(_ findings: TableRows<Finding>, reserving count: Int) {
    self.findings = findings
    entries.reserveCapacity(count)
  }

  mutating func append(
    _ finding: KeyedIndex, _ life: ExceptionLife, _ decision: ExceptionDecision? = nil
  ) {
    entries.append(Entry(finding: finding, life: life, decision: decision))
  }

  var startIndex: Int { 0 }
  var endIndex: Int { entries.count }

  subscript(index: Int) -> JudgedException {
    JudgedException(finding: finding(index).pointee, life: entries[index].life)
  }

  func finding(_ index: Int) -> UnsafePointer<Finding> { UnsafePointer(entries[index].finding) }
  func life(_ index: Int) -> ExceptionLife { entries[index].life }
  func isSnoozed(_ index: Int) -> Bool { entries[index].decision?.isSnoozed == true }

  /// Calls `body` for exceptions one after the other, for exceptions.csv; all threads do so at
  /// once, and none of them touches a counter.
  /// - Parameter order: where each row of the file stands here.
  func forEachLine(
    _ range: Range<Int>, _ order: [KeyedIndex], on day: Day, _ body: (ExceptionLine) -> Void
  ) {
    entries.withUnsafeBufferPointer { entries in
      order.withUnsafeBufferPointer { order in
        for place in range {
          if place + 4 < range.upperBound {
            UnsafePointer<Finding>(entries[order[place + 4].index].finding).prefetchTexts()
          }
          let index = order[place].index
          let life = entries[index].life
          body(
            ExceptionLine(
              finding: UnsafePointer(entries[index].finding), openedOn: life.openedOn,
              version: life.version, status: life.status,
              ageDays: Swift.max(0, day - life.openedOn), decision: entries[index].decision))
        }
      }
    }
  }
}

/// Gives the evening's findings their lives: new, open, changed, reopened; and resolves what is not
/// found any more.
struct ExceptionDesk: Sendable {
  let day: Day
  /// Exceptions open before the business date.
  let openBefore: [UInt64: RememberedException]
  /// Nothing will be kept: a new exception needs no digest of what it says.
  let isRehearsal: Bool
  let threads: Int
  var decisions = ShownDecisions()

  struct RememberedException: Sendable {
    let life: ExceptionLife
    /// As it was last reported.
    let finding: Finding
  }

  /// - Parameters:
  ///   - decided: what would be found, were people not done with it.
  ///   - closedBefore: exceptions seen and closed before, asked for the identities that are found
  ///   and not open.
  func judge(
    _ findings: TableRows<Finding>, decided: [Finding] = [],
    closedBefore: ([UInt64]) throws -> [UInt64: RememberedException]
  ) rethrows -> JudgedExceptions {
    var found = unique(findings)
    let unknown = found.lazy.map(\.key).filter { openBefore.isEmpty || openBefore[$0] == nil }
    let closed = try closedBefore(
      Array(unknown)
        + (decided.map(\.identity) + decisions.overtaken).filter { openBefore[$0] == nil })
    // What was over when it was told last is not told again.
    if !closed.isEmpty {
      found.removeAll { closed[$0.key] != nil && UnsafePointer<Finding>($0).pointee.isOver }
    }
    let ended = end(decided, found, closed)
    let resolved = gone(found, ended) + putRight(found, closed)
    let all = TableRows(findings.lists + [(resolved + ended).map(\.finding)])
    return withExtendedLifetime(findings) {
      var result = JudgedExceptions(all, reserving: found.count + resolved.count)
      for (entry, life) in zip(found, lives(of: found, closed)) {
        result.append(entry, life, decisions[entry.key]?.columns)
      }
      let lives = (resolved + ended).map(\.life)
      guard let list = all.lists.last, !lives.isEmpty else { return result }
      var place = 0
      TableRows([list]).forEach { finding in
        let entry = KeyedIndex(key: finding.pointee.identity, index: Int(bitPattern: finding))
        result.append(entry, lives[place], decisions[entry.key]?.columns)
        place += 1
      }
      return result
    }
  }

  /// In the order of `found`; all threads read what the findings say.
  private func lives(
    of found: [KeyedIndex], _ closed: [UInt64: RememberedException]
  ) -> [ExceptionLife] {
    let workers = max(1, threads)
    let parts = Slots<[ExceptionLife]>(count: workers)
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      let part = found.count * worker / workers..<found.count * (worker + 1) / workers
      var bytes: [UInt8] = []
      parts.set(worker, found[part].map { life(UnsafePointer($0), closed, &bytes) })
    }
    return (0..<workers).flatMap(parts.take)
  }

  private func life(
    _ finding: UnsafePointer<Finding>, _ closed: [UInt64: RememberedException],
    _ bytes: inout [UInt8]
  ) -> ExceptionLife {
    let identity = finding.pointee.identity
    var before: ExceptionLife?
    if !openBefore.isEmpty { before = openBefore[identity]?.life }
    if before == nil, !closed.isEmpty { before = closed[identity]?.life }
    let isUnknown = isRehearsal && before == nil
    let digest = isUnknown ? 0 : finding.pointee.digest(using: &bytes)
    if finding.pointee.isOver {
      return .after(before, found: finding.pointee, digest: digest, on: day)
    }
    return .after(
      before, identity: identity, openedOn: finding.pointee.openedOn, digest: digest, on: day)
  }

  /// What was open and is not found any more, by identity.
  private func gone(
    _ found: [KeyedIndex], _ ended: [RememberedException]
  ) -> [RememberedException] {
    guard !openBefore.isEmpty else { return [] }
    var present = Set(found.map(\.key))
    present.formUnion(ended.map(\.life.identity))
    return openBefore.values.filter { !present.contains($0.life.identity) }
      .sorted { $0.life.identity < $1.life.identity }
      .map { before in
        let isDecided = decisions[before.life.identity]?.isClosing == true
        return RememberedException(
          life: .resolved(before.life, byDecision: isDecided, on: day), finding: before.finding)
      }
  }

  /// What a decision had closed before the money came all the same, once, by identity.
  private func putRight(
    _ found: [KeyedIndex], _ closed: [UInt64: RememberedException]
  ) -> [RememberedException] {
    guard !decisions.overtaken.isEmpty else { return [] }
    let present = Set(found.map(\.key))
    return decisions.overtaken.compactMap { identity in
      guard !present.contains(identity), let before = closed[identity],
        before.life.status == .decided
      else { return nil }
      return RememberedException(life: .resolved(before.life, on: day), finding: before.finding)
    }
  }

  /// What people are done with since this date, by identity.
  private func end(
    _ decided: [Finding], _ found: [KeyedIndex], _ closed: [UInt64: RememberedException]
  ) -> [RememberedException] {
    guard !decided.isEmpty else { return [] }
    var present = Set(found.map(\.key))
    var ended: [RememberedException] = []
    for finding in decided.sorted(by: { $0.identity < $1.identity })
    where present.insert(finding.identity).inserted {
      let before = (openBefore[finding.identity] ?? closed[finding.identity])?.life
      let life = ExceptionLife.decided(
        before, found: finding, digest: finding.digest,
        isNew: decisions[finding.identity]?.isNew == true, on: day)
      guard let life else { continue }
      ended.append(RememberedException(life: life, finding: finding))
    }
    return ended
  }

  /// One exception per identity, in the order of identities: of two findings about the same trouble
  /// the one with the smaller code stands.
  private func unique(_ findings: TableRows<Finding>) -> [KeyedIndex] {
    var entries: [KeyedIndex] = []
    entries.reserveCapacity(findings.count)
    findings.forEach {
      entries.append(KeyedIndex(key: $0.pointee.identity, index: Int(bitPattern: $0)))
    }
    sortByKey(&entries)
    var kept = 0
    for entry in entries {
      guard kept > 0, entries[kept - 1].key == entry.key else {
        entries[kept] = entry
        kept += 1
        continue
      }
      if precedes(UnsafePointer(entry), UnsafePointer(entries[kept - 1])) {
        entries[kept - 1] = entry
      }
    }
    entries.removeLast(entries.count - kept)
    return entries
  }

  private func precedes(_ a: UnsafePointer<Finding>, _ b: UnsafePointer<Finding>) -> Bool {
    a.pointee.code == b.pointee.code
      ? a.pointee.digest < b.pointee.digest : a.pointee.code.rawValue < b.pointee.code.rawValue
  }
}

/// Made once: a name is made letter by letter.
private let storedStatuses = ExceptionStatus.allCases.map { Text($0.name) }

extension JudgedExceptions {
  /// The row of exceptions.csv, for pages and the workbook.
  func row(_ index: Int, on day: Day, _ language: ReportLanguage) -> Reports.ExceptionRow {
    let life = life(index)
    var shown = finding(index).pointee
    shown.openedOn = life.openedOn
    var row = Reports.ExceptionRow(
      finding: shown, exceptionID: publicID(shown.identity), version: life.version,
      status: life.status, ageDays: Swift.max(0, day - life.openedOn))
    if let decision = entries[index].decision { row.show(decision, language) }
    return row
  }
}

/// Makes the rows of the ledger, one after the other, in room that is used again.
struct StoredExceptions {
  private var bytes: [UInt8] = []

  /// - Parameters:
  ///   - shopID: as configured; empty for trouble of no shop.
  ///   - shopNumber: the shop's number in the ledger, kept instead of its place in the policy.
  ///   - put: gets the row, which is good until it returns.
  mutating func make(
    _ finding: UnsafePointer<Finding>, _ life: ExceptionLife, on day: Day, shopID: Text,
    shopNumber: Int, put: (LedgerStore.ExceptionRow) throws -> Void
  ) rethrows {
    bytes.removeAll(keepingCapacity: true)
    finding.pointee.append(shop: shopNumber, openedOn: finding.pointee.openedOn, to: &bytes)
    try withUnsafeTemporaryAllocation(byteCount: 16, alignment: 1) { letters in
      var row = LedgerStore.ExceptionRow(
        id: writePublicID(finding.pointee.identity, into: letters), day: day,
        code: finding.pointee.code, status: storedStatuses[Int(life.status.rawValue)],
        openedOn: life.openedOn)
      row.version = life.version
      row.firstSeenOn = life.firstSeenOn
      row.closedOn = life.closedOn
      row.digest = life.digest
      row.subject = finding.pointee.subject
      row.shopID = shopID
      row.caseID = finding.pointee.caseID
      row.orderID = finding.pointee.orderID
      row.waybill = finding.pointee.waybill
      row.txnID = finding.pointee.txnID
      row.expected = finding.pointee.expected
      row.actual = finding.pointee.actual
      row.difference = Finding.difference(
        row.expected, row.actual, givenUp: finding.pointee.givenUp)
      row.currency = finding.pointee.currency
      row.dueOn = finding.pointee.dueOn
      row.orderKey = finding.pointee.dossier
      try bytes.withUnsafeBytes { content in
        row.row = Text(content)
        try put(row)
      }
    }
  }
}

extension LedgerStore.ExceptionRow {
  /// What the ledger remembers, with the shop's place in today's policy.
  func remembered(policyShop: (Int) -> Int) -> ExceptionDesk.RememberedException? {
    guard var finding = Finding(reading: row) else { return nil }
    finding.shop = finding.shop < 0 ? -1 : policyShop(finding.shop)
    finding.openedOn = openedOn
    finding.dossier = orderKey
    let life = ExceptionLife(
      identity: finding.identity, version: version,
      status: ExceptionStatus(name: status.string) ?? .open, openedOn: openedOn,
      firstSeenOn: firstSeenOn, closedOn: closedOn, digest: digest)
    return ExceptionDesk.RememberedException(life: life, finding: finding)
  }
}
