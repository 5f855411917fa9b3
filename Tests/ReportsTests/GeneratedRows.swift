import Reports
import Returns

/// Rows with everything in them that a writer may stumble over, from a seed.
struct GeneratedRows {
  private var random: Generator

  init(seed: UInt64) { random = Generator(state: seed) }

  let context = ReportContext(
    day: SampleDay.day, shopNames: ["main", "a,\"b\"", "=shop", "店铺", "main"], language: .english)

  private static let texts: [Text] = [
    "", "A", "AB", "A,", "A B", "RC202500000001", "RC202500000002", "RC2025000000021",
    "SF101075083503", "=1+1", "+86", "-", "@x", "\tx", "\rx", "\nx", "\u{7F}", "＝1", "，x",
    "say \"hi\"", "a,b", "-\"", "two\nlines", "退款，原因", "sixteen bytes 16", "seventeen bytes17",
    "fifteen bytes 1", "a text that is longer than thirty-two bytes", "1234567,", "12345678,",
    "a text that is longer than thirty-two bytes, and ends otherwise", "\"", "'", "z", "~", "0",
    "eight888", "four", "A\u{0}", "A\u{0}B",
  ]
  private static let currencies = ["CNY", "JPY", "BHD", "CLF", "USD"].map { Currency($0)! }
  private static let amounts: [Int64] = [
    0, 1, 9, 10, 99, 100, 101, 999, 1_000, 9_999, 10_000, 99_999, 100_000, 123_456_789,
    1_000_000_000_000_000, .max, .max - 1,
  ]

  private mutating func pick<Item>(_ items: [Item]) -> Item {
    items[Int(random.next() % UInt64(items.count))]
  }

  mutating func text() -> Text { pick(Self.texts) }
  mutating func word<Word: Vocabulary>() -> Word { pick(Array(Word.allCases)) }
  mutating func isSo() -> Bool { random.next() & 1 == 0 }
  mutating func shop() -> Int { pick([-1, 0, 1, 2, 3, 4, 5]) }

  mutating func currency() -> Currency { isSo() && isSo() ? .none : pick(Self.currencies) }

  mutating func amount() -> Int64 {
    let amount = isSo() ? pick(Self.amounts) : Int64(random.next() % 1_000_000)
    return isSo() ? amount : -amount
  }

  mutating func day() -> Day {
    isSo()
      ? SampleDay.day + Int(random.next() % 800) + -400
      : pick([
        Day(number: 0), Day(year: 1600, month: 1, day: 1)!, Day(year: 9999, month: 12, day: 31)!,
        Day(year: 2024, month: 2, day: 29)!,
      ])
  }

  mutating func maybe<Value>(_ value: Value) -> Value? { isSo() ? value : nil }

  mutating func match() -> Match {
    let identity = isSo() ? random.next() : random.next() % 5
    return Match(
      expectationID: identity, kind: word(), shop: shop(), caseID: text(),
      orderID: text(), evidenceFeed: pick(Array(Feed.allCases)), evidenceID: text(),
      expected: amount(), actual: amount(), currency: currency(), pass: word(),
      toleranceUsed: amount(), matchedOn: pick(["", "order_id", "refund_ref, amount", "a\"b"]))
  }

  mutating func dispute() -> FeeDispute {
    FeeDispute(
      carrier: text(), invoiceNo: text(), waybill: text(), type: word(), check: .rate,
      billed: amount(), expected: amount(), recoverable: amount(), currency: currency())
  }

  mutating func feeLine() -> FeeLine {
    var line = FeeLine()
    line.waybill = text()
    line.carrier = text()
    line.invoiceNo = text()
    line.direction = word()
    line.shop = shop()
    line.caseID = text()
    line.chargeableWeightGrams = maybe(amount())
    line.expectedFee = maybe(Int64(random.next() % 9_000))
    line.billedFee = Int64(random.next() % 9_000)
    line.packagingFee = amount()
    line.surcharge = amount()
    line.terms = word()
    line.bearer = word()
    line.payable = amount()
    line.recovered = amount()
    line.currency = currency()
    return line
  }

  /// Of the first shops only: a posting has a shop.
  mutating func posting() -> JournalPosting {
    let source = Source(file: Int(random.next() % 4), line: Int(random.next() % 3), run: 1)
    let entry = JournalEntry(
      word(), Int64(random.next() % 9_000) + 1, currency(), on: maybe(day()), caseID: text(),
      orderID: text(), counterparty: text(), subject: text(), source: source)
    return JournalPosting(
      entry, entry.identity, key: random.next(), shop: Int(random.next() % 3),
      reversedOn: maybe(SampleDay.day))
  }

  mutating func caseResult() -> CaseResult {
    var row = CaseResult()
    row.shop = shop()
    row.caseID = text()
    row.orderID = text()
    row.lineNo = maybe(amount())
    row.kind = word()
    row.reason = word()
    row.stage = word()
    row.verdict = maybe(word())
    row.isProposed = isSo() && isSo()
    row.checks = (0..<Int(random.next() % 9)).map { _ in CheckResult(word(), word()) }
    row.expectedRefund = amount()
    row.actualRefund = amount()
    row.refundStatus = word()
    row.parcelStatus = word()
    row.freightBearer = maybe(word())
    row.freightCost = amount()
    row.currency = currency()
    row.nextStep = word()
    row.dueOn = maybe(day())
    row.lawDeadline = maybe(day())
    row.isPlatformExecuted = isSo()
    row.refundBasis = word()
    row.repricingDifference = maybe(amount())
    return row
  }

  mutating func pending() -> Pending {
    Pending(
      id: random.next(), kind: word(), subject: text(), shop: shop(), caseID: text(),
      orderID: text(), waybill: text(), amount: maybe(amount()), currency: currency(),
      breaksOn: day(), waitingFor: text(), owner: word())
  }

  mutating func finding() -> Finding {
    var finding = Finding(
      pick(Array(ExceptionCode.allCases)), identity: random.next(), subject: text(), shop: shop(),
      openedOn: day())
    finding.caseID = text()
    finding.orderID = text()
    finding.waybill = text()
    finding.txnID = text()
    finding.expected = maybe(amount())
    finding.actual = maybe(amount())
    finding.currency = currency()
    finding.dueOn = maybe(day())
    finding.cause = text()
    finding.notes = (0..<Int(random.next() % 3)).map { _ in note() }
    return finding
  }

  mutating func note() -> Note {
    switch random.next() % 8 {
    case 0: .nearest(id: text(), field: text(), expected: text(), found: text())
    case 1: .rival(id: text())
    case 2: .missing(text())
    case 3: .weight(billedGrams: amount(), agreedGrams: amount())
    case 4: .lastSeen(word(), maybe(day()))
    case 5:
      .changed(field: pick(["contact_name", "billed_at"]), before: text(), after: text())
    case 6: .amounts(text(), amount())
    default: .text(text())
    }
  }

  mutating func exceptionRow() -> ExceptionRow {
    let finding = finding()
    var row = ExceptionRow(
      finding: finding, exceptionID: publicID(finding.identity), version: Int(random.next() % 20),
      status: word(), ageDays: Int(random.next() % 4_000))
    guard isSo() else { return row }
    row.assignee = text().string
    row.decision = maybe(word())
    row.decisionAmount = maybe(amount())
    row.target = text().string
    row.decidedBy = text().string
    row.note = text().string
    return row
  }
}
