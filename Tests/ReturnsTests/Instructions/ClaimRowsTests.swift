import Testing

@testable import Returns

/// What a claim is asked for beyond what was paid of it.
@Suite struct ClaimRowsTests {
  private let today = Day(year: 2026, month: 3, day: 6)!

  private func row(
    _ number: Int, _ amount: Int64, of claim: Int64, _ state: InstructionState,
    _ action: InstructionAction = .issue, for old: Int? = nil
  ) -> IssuedRow {
    IssuedRow(
      id: InstructionID(.carrierClaim, subject: 7, number: number), day: today, round: number,
      attempt: 1, action: action, content: UInt64(claim), release: "",
      part: InstructionPart(amount: amount), state: state,
      replaces: old.map { InstructionID(.carrierClaim, subject: 7, number: $0) })
  }

  private func said(
    to number: Int, paid amount: Int64? = nil, isPaid: Bool = false, isOfAccount: Bool = false
  ) -> ClaimReply {
    ClaimReply(
      number: number, isPaid: isPaid || amount != nil, amount: amount, isOfAccount: isOfAccount)
  }

  /// What happens to the rows of a claim that is over so much by now.
  private func steps(
    _ rows: [IssuedRow], _ amount: Int64, _ replies: [ClaimReply] = []
  ) -> [String] {
    var wanted = Instruction(
      .carrierClaim, subject: 7, need: .wanted, shop: 0,
      parts: [InstructionPart(amount: amount)], details: .none)
    wanted.content = UInt64(amount)
    wanted.replies = replies
    let history = InstructionHistory(.carrierClaim, subject: 7, rows: rows, on: today + 1)
    return history.steps(for: wanted).map { step in
      switch step {
      case .issue(let row, let old):
        let heir = old.map { " for \($0.number)" } ?? ""
        return "\(row.action) \(row.id.number)\(heir): \(row.part.amount ?? 0)"
      case .cancel(let old, let row): return "cancel \(row.id.number) for \(old.number)"
      case .mark(let id, let state): return "\(id.number) \(state)"
      }
    }
  }

  @Test func whatIsBeyondThePaidRows() {
    let paid = row(1, 80, of: 80, .done)
    #expect(steps([paid], 92) == ["issue 2: 12"])
    #expect(steps([paid, row(2, 12, of: 92, .issued)], 92) == [])
    #expect(
      steps([paid, row(2, 12, of: 92, .issued)], 95) == ["replace 3 for 2: 15", "2 replaced"])
    #expect(steps([paid, row(2, 12, of: 92, .done)], 95) == ["issue 3: 3"])
  }

  /// An answer that is corrected asks for nothing that had left, and the claim is open again.
  @Test func whatWasPaidAndIsNot() {
    #expect(steps([row(1, 80, of: 80, .done)], 80) == ["1 issued"])
    #expect(steps([row(1, 80, of: 80, .done)], 70) == [])
  }

  @Test func anOpenRowIsReplaced() {
    #expect(steps([row(1, 80, of: 80, .issued)], 92) == ["replace 2 for 1: 92", "1 replaced"])
  }

  @Test func whatIsBeyondTheAnsweredRows() {
    let first = row(1, 100, of: 100, .issued)
    #expect(steps([first], 212, [said(to: 1)]) == ["issue 2: 112"])
    #expect(steps([first], 80, [said(to: 1)]) == [])
    #expect(steps([first], 212, [said(to: 1, isPaid: true)]) == ["1 done", "issue 2: 112"])
    #expect(steps([first], 212, [said(to: 1, paid: 60)]) == ["issue 2: 112"])
    #expect(steps([first], 212, [said(to: 1, paid: 130)]) == ["1 done", "issue 2: 82"])
    let both = [first, row(2, 112, of: 212, .issued)]
    #expect(steps(both, 212, [said(to: 1)]) == [])
    #expect(steps(both, 100, [said(to: 1)]) == ["cancel 3 for 2", "2 cancelled"])
    #expect(steps(both, 212, [said(to: 1), said(to: 2, paid: 212)]) == ["1 done", "2 done"])
  }

  @Test func onePaymentIsToldTwice() {
    let paid = [said(to: 1, paid: 100), said(to: 1, paid: 100, isOfAccount: true)]
    #expect(steps([row(1, 100, of: 100, .issued)], 212, paid) == ["1 done", "issue 2: 112"])
  }

  @Test func anAnswerToARowThatWasReplaced() {
    let rows = [row(1, 100, of: 100, .replaced), row(2, 150, of: 150, .issued, .replace, for: 1)]
    #expect(steps(rows, 212, [said(to: 1)]) == ["issue 3: 62"])
  }

  /// What is claimed again is no row that was answered, and what had been paid is not asked for.
  @Test func anAnswerToARowThatWasCalledOff() {
    let rows = [row(1, 100, of: 100, .cancelled), row(2, 100, of: 0, .done, .cancel, for: 1)]
    #expect(steps(rows, 212, [said(to: 1)]) == ["issue 3 for 2: 212"])
    #expect(steps(rows, 212, [said(to: 1, paid: 100)]) == ["issue 3 for 2: 112"])
    let again = rows + [row(3, 112, of: 212, .issued, .issue, for: 2)]
    #expect(steps(again, 212, [said(to: 1, paid: 100)]) == [])
  }
}
