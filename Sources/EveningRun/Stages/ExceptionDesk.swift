import LedgerStore
import Reports
import Returns

/// An exception as it is reported on the business date, and as the ledger is to remember it.
struct JudgedException: Sendable {
  let finding: Finding
  let life: ExceptionLife
}

/// Gives the evening's findings their lives: new, open, changed, reopened; and resolves what is not
/// found any more.
struct ExceptionDesk: Sendable {
  let day: Day
  /// Exceptions open before the business date.
  let openBefore: [UInt64: RememberedException]

  struct RememberedException: Sendable {
    let life: ExceptionLife
    /// As it was last reported.
    let finding: Finding
  }

  /// - Returns: what is found, by identity; then what is resolved, likewise.
  /// - Parameter closedBefore: the lives of exceptions seen and closed before, asked for the
  /// identities that are
  ///   found and not open.
  func judge(
    _ findings: [Finding], closedBefore: ([UInt64]) throws -> [UInt64: ExceptionLife]
  ) rethrows -> [JudgedException] {
    let found = unique(findings)
    let unknown = found.map(\.identity).filter { openBefore[$0] == nil }
    let closed = try closedBefore(unknown)
    var result = found.map { finding in
      let before = openBefore[finding.identity]?.life ?? closed[finding.identity]
      return JudgedException(finding: finding, life: .after(before, found: finding, on: day))
    }
    let present = Set(found.map(\.identity))
    for identity in openBefore.keys.sorted() where !present.contains(identity) {
      guard let remembered = openBefore[identity] else { continue }
      result.append(
        JudgedException(finding: remembered.finding, life: .resolved(remembered.life, on: day)))
    }
    return result
  }

  /// One exception per identity: of two findings about the same trouble the one with the smaller
  /// code stands.
  private func unique(_ findings: [Finding]) -> [Finding] {
    let order = findings.indices.sorted { left, right in
      let (a, b) = (findings[left], findings[right])
      if a.identity != b.identity { return a.identity < b.identity }
      if a.code != b.code { return a.code.rawValue < b.code.rawValue }
      return a.digest < b.digest
    }
    var result: [Finding] = []
    result.reserveCapacity(order.count)
    for index in order where result.last?.identity != findings[index].identity {
      result.append(findings[index])
    }
    return result
  }
}

extension JudgedException {
  /// The row of exceptions.csv.
  func row(on day: Day) -> Reports.ExceptionRow {
    var shown = finding
    shown.openedOn = life.openedOn
    return Reports.ExceptionRow(
      finding: shown, exceptionID: publicID(finding.identity), version: life.version,
      status: life.status, ageDays: max(0, day - life.openedOn))
  }

  /// The row of the ledger.
  /// - Parameters:
  ///   - shopID: as configured; empty for trouble of no shop.
  ///   - shopNumber: the shop's number in the ledger, kept instead of its place in the policy.
  func stored(on day: Day, shopID: Text, shopNumber: Int) -> LedgerStore.ExceptionRow {
    var row = LedgerStore.ExceptionRow(
      id: Text(publicID(finding.identity)), day: day, code: finding.code,
      status: Text(life.status.name), openedOn: life.openedOn)
    row.version = life.version
    row.firstSeenOn = life.firstSeenOn
    row.closedOn = life.closedOn
    row.digest = life.digest
    row.subject = finding.subject
    row.shopID = shopID
    row.caseID = finding.caseID
    row.orderID = finding.orderID
    row.waybill = finding.waybill
    row.txnID = finding.txnID
    row.expected = finding.expected
    row.actual = finding.actual
    row.currency = finding.currency
    row.dueOn = finding.dueOn
    var content = finding
    content.shop = shopNumber
    var bytes: [UInt8] = []
    content.append(to: &bytes)
    row.row = bytes.withUnsafeBytes { Text(copying: $0) }
    return row
  }
}

extension LedgerStore.ExceptionRow {
  /// What the ledger remembers, with the shop's place in today's policy.
  func remembered(policyShop: (Int) -> Int) -> ExceptionDesk.RememberedException? {
    guard var finding = Finding(reading: row) else { return nil }
    finding.shop = finding.shop < 0 ? -1 : policyShop(finding.shop)
    finding.openedOn = openedOn
    let life = ExceptionLife(
      identity: finding.identity, version: version,
      status: ExceptionStatus(name: status.string) ?? .open, openedOn: openedOn,
      firstSeenOn: firstSeenOn, closedOn: closedOn, digest: digest)
    return ExceptionDesk.RememberedException(life: life, finding: finding)
  }
}
