import Testing

@testable import Returns

/// Rows that name an order or a payment which is no longer the right one.
@Suite struct AstrayRowsTests {
  private let today = Day(year: 2026, month: 3, day: 6)!

  private func part(
    _ account: String, _ reference: String, _ amount: Int64? = nil, channel: String = "wechat"
  ) -> InstructionPart {
    var part = InstructionPart(amount: amount)
    part.accountID = Text(account)
    part.paymentRef = Text(reference)
    part.channel = Text(channel)
    return part
  }

  private func row(
    _ number: Int, _ part: InstructionPart, _ state: InstructionState = .issued,
    isElsewhere: Bool = false
  ) -> IssuedRow {
    var row = IssuedRow(
      id: InstructionID(.refund, subject: 7, number: number), day: today, round: 1, attempt: 1,
      action: .issue, content: 0, release: "", part: part, state: state)
    row.isElsewhere = isElsewhere
    return row
  }

  /// What leaves, as `replace 2 for 1: 100 to M1 B`, `cancel 3 for 2`; marks are left out.
  private func steps(
    _ rows: [IssuedRow], _ parts: [InstructionPart], means: [InstructionPart] = [],
    release: String = ""
  ) -> [String] {
    let details = RefundDetails(part: .goods, lineNo: 1, reason: .damaged, dueOn: today)
    var wanted = Instruction(
      .refund, subject: 7, need: .wanted, shop: 0, parts: parts, details: .refund(details))
    wanted.means = means
    wanted.release = release
    let history = InstructionHistory(.refund, subject: 7, rows: rows, on: today + 1)
    return history.steps(for: wanted).compactMap { step in
      switch step {
      case .issue(let row, let old):
        let heir = old.map { " for \($0.number)" } ?? ""
        let amount = row.part.amount ?? 0
        return "\(row.action) \(row.id.number)\(heir): \(amount) to "
          + "\(row.part.accountID.string) \(row.part.paymentRef.string)"
      case .cancel(let old, let row): return "cancel \(row.id.number) for \(old.number)"
      case .mark: return nil
      }
    }
  }

  @Test func anotherOrder() {
    let old = row(1, part("M1", "A", 100), isElsewhere: true)
    #expect(steps([old], [part("M1", "B", 100)]) == ["replace 2 for 1: 100 to M1 B"])
    #expect(steps([old], [part("M1", "B", 170)]) == ["replace 2 for 1: 170 to M1 B"])
    #expect(
      steps(
        [
          row(1, part("M1", "A", 60), isElsewhere: true),
          row(2, part("M2", "A", 40), isElsewhere: true),
        ],
        [part("M1", "B", 100)]) == ["replace 3 for 1: 100 to M1 B", "cancel 4 for 2"])
    #expect(
      steps([old], [part("M1", "B", 60), part("M2", "B", 40)])
        == ["replace 2 for 1: 60 to M1 B", "issue 3: 40 to M2 B"])
  }

  /// Both attempts failed, and the payment of the first is gone: the second is what is sent again.
  @Test func whatIsSentAgainFollowsTheRowOfItsMeans() {
    let failed = [row(1, part("M1", "A", 60), .failed), row(2, part("M2", "A", 40), .failed)]
    #expect(
      steps(failed, [part("M2", "A", 40)], means: [part("M2", "A")], release: "D1")
        == ["issue 3 for 2: 40 to M2 A"])
  }

  /// What was carried out for the other order is committed: a person says what becomes of it.
  @Test func whatWasDoneForAnotherOrderStays() {
    let old = row(1, part("M1", "A", 100), .done, isElsewhere: true)
    #expect(steps([old], [part("M1", "B", 100)]) == [])
  }

  @Test func aCorrectedPayment() {
    let old = row(1, part("M1", "A", 100))
    let now = part("M1", "NEW", 100)
    #expect(steps([old], [now], means: [now, part("", "A")]) == ["replace 2 for 1: 100 to M1 NEW"])
    let moved = part("M2", "A", 100)
    #expect(
      steps([old], [moved], means: [moved, part("", "A")]) == ["replace 2 for 1: 100 to M2 A"])
    // Of two payments one: the other row stays.
    let other = row(2, part("M1", "C", 50))
    #expect(
      steps([old, other], [now, part("M1", "C", 50)], means: [now, part("M1", "C")])
        == ["replace 3 for 1: 100 to M1 NEW"])
  }

  @Test func aPaymentThatBecomesKnownLater() {
    let old = row(1, part("M1", "A", 100))
    let parts = [part("M1", "A", 67), part("M2", "B", 33)]
    #expect(steps([old], parts, means: parts) == [])
    // By the order's own word, before its payment was known under another number.
    let byWord = row(1, part("", "A", 100))
    let known = part("M1", "TX", 100)
    #expect(steps([byWord], [known], means: [known, part("", "A")]) == [])
    // The word itself is corrected.
    #expect(
      steps([byWord], [part("", "B", 100)], means: [part("", "B")])
        == ["replace 2 for 1: 100 to  B"])
    // Money of the shop's own names no payment.
    #expect(steps([row(1, part("", "", 100))], [part("", "", 100)], means: [known]) == [])
  }
}
