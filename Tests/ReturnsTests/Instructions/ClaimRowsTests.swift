import Testing

@testable import Returns

/// What a claim is asked for beyond what was paid of it.
@Suite struct ClaimRowsTests {
  private let today = Day(year: 2026, month: 3, day: 6)!

  private func row(
    _ number: Int, _ amount: Int64, of claim: Int64, _ state: InstructionState
  ) -> IssuedRow {
    IssuedRow(
      id: InstructionID(.carrierClaim, subject: 7, number: number), day: today, round: number,
      attempt: 1, action: .issue, content: UInt64(claim), release: "",
      part: InstructionPart(amount: amount), state: state)
  }

  /// What happens to the rows of a claim that is over so much by now.
  private func steps(_ rows: [IssuedRow], _ amount: Int64) -> [String] {
    var wanted = Instruction(
      .carrierClaim, subject: 7, need: .wanted, shop: 0,
      parts: [InstructionPart(amount: amount)], details: .none)
    wanted.content = UInt64(amount)
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
}
