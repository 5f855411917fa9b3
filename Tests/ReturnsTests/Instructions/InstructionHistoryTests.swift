import Testing

@testable import Returns

/// Whether a row leaves is decided in one place, by all rows of its subject: the table of what may
/// happen to one refund.
@Suite struct InstructionHistoryTests {
  private let today = Day(year: 2026, month: 3, day: 6)!

  private func wanted(
    _ need: InstructionNeed, _ amounts: [Int64] = [100], release: String = "",
    paid: [Int64] = [], under number: Int? = nil
  ) -> Instruction {
    let details = RefundDetails(part: .goods, lineNo: 1, reason: .damaged, dueOn: today)
    var instruction = Instruction(
      .refund, subject: 7, need: need, shop: 0,
      parts: amounts.enumerated().map { place, amount in
        var part = InstructionPart(amount: amount)
        part.accountID = amounts.count == 1 ? "" : place == 0 ? "M1" : "M2"
        return part
      }, details: .refund(details))
    instruction.release = release
    instruction.paid = paid.map { InstructionProof(number: number, amount: $0, day: today + 1) }
    return instruction
  }

  /// What leaves, as `issue 2 (attempt 1) for 1`, and what is marked, as `1 replaced`.
  private func play(_ words: [Instruction?]) -> [[String]] {
    var rows: [IssuedRow] = []
    return words.map { word in
      let history = InstructionHistory(.refund, subject: 7, rows: rows, on: today)
      return history.steps(for: word).map { step in
        switch step {
        case .issue(let row, let replaces):
          rows.append(row)
          let old = replaces.map { " for \($0.number)" } ?? ""
          let money = row.part.amount == 100 ? "" : " of \(row.part.amount ?? 0)"
          return "\(row.action) \(row.id.number) (attempt \(row.attempt))\(old)\(money)"
        case .cancel(let old, let row):
          rows.append(row)
          return "cancel \(row.id.number) for \(old.number)"
        case .mark(let id, let state):
          for place in rows.indices where rows[place].id == id { rows[place].state = state }
          return "\(id.number) \(state)"
        }
      }
    }
  }

  @Test func onceAndNotAgain() {
    #expect(
      play([
        wanted(.wanted), wanted(.wanted), wanted(.held), wanted(.done(isOwn: true), paid: [100]),
        nil,
      ])
        == [["issue 1 (attempt 1)"], [], [], ["1 done"], []])
  }

  @Test func anotherAmountReplaces() {
    #expect(
      play([wanted(.wanted), wanted(.wanted, [90]), wanted(.wanted, [90])])
        == [["issue 1 (attempt 1)"], ["replace 2 (attempt 1) for 1 of 90", "1 replaced"], []])
  }

  @Test func aLostGroundCancelsAndARegainedOneNamesIt() {
    #expect(
      play([wanted(.wanted), nil, nil, wanted(.wanted)])
        == [
          ["issue 1 (attempt 1)"], ["cancel 2 for 1", "1 cancelled"], [],
          ["issue 3 (attempt 1) for 2"],
        ])
  }

  @Test func aFailureWaitsForAPersonAndEachWordCountsOnce() {
    #expect(
      play([
        wanted(.wanted), wanted(.failed), wanted(.failed), wanted(.wanted, release: "D1"),
        wanted(.wanted, release: "D1"), wanted(.failed), wanted(.wanted, release: "D2"),
      ])
        == [
          ["issue 1 (attempt 1)"], ["1 failed"], [], ["issue 2 (attempt 2) for 1"], [],
          ["2 failed"], ["issue 3 (attempt 3) for 2"],
        ])
  }

  @Test func aFailureThatIsTakenBackOpensTheRowAgain() {
    #expect(
      play([wanted(.wanted), wanted(.failed), wanted(.wanted)])
        == [["issue 1 (attempt 1)"], ["1 failed"], ["1 issued"]])
  }

  @Test func whatOthersPaidIsCalledOff() {
    #expect(
      play([wanted(.wanted), wanted(.done(isOwn: false)), wanted(.done(isOwn: false))])
        == [["issue 1 (attempt 1)"], ["cancel 2 for 1", "1 cancelled"], []])
  }

  @Test func evidenceThatIsTakenBackSendsNothing() {
    #expect(
      play([wanted(.wanted), wanted(.done(isOwn: true), paid: [100]), wanted(.wanted)])
        == [["issue 1 (attempt 1)"], ["1 done"], ["1 issued"]])
  }

  /// Each row may have been carried out already: so each has one heir, which gets no more than its
  /// share.
  @Test func rowsThatWereSplitStaySplit() {
    let first = ["issue 1 (attempt 1) of 60", "issue 2 (attempt 1) of 40"]
    #expect(play([wanted(.wanted, [60, 40]), wanted(.wanted, [50, 50])]) == [first, []])
    #expect(
      play([wanted(.wanted, [60, 40]), wanted(.wanted, [70]), nil])
        == [
          first,
          [
            "replace 3 (attempt 1) for 1 of 42", "replace 4 (attempt 1) for 2 of 28", "1 replaced",
            "2 replaced",
          ],
          ["cancel 5 for 3", "cancel 6 for 4", "3 cancelled", "4 cancelled"],
        ])
  }

  @Test func whatLeftAsOneStaysOne() {
    #expect(
      play([wanted(.wanted), wanted(.wanted, [54, 36])])
        == [["issue 1 (attempt 1)"], ["replace 2 (attempt 1) for 1 of 90", "1 replaced"]])
  }

  /// More is owed: the rest is a row of its own, whether the first was paid or not, and whatever
  /// becomes of the evidence.
  @Test func whatIsOwedBeyondIsARowOfItsOwn() {
    let (paid, taken) = (wanted(.wanted, [150], paid: [100]), wanted(.wanted, [150]))
    #expect(
      play([wanted(.wanted), paid, paid, taken, paid])
        == [
          ["issue 1 (attempt 1)"], ["1 done", "issue 2 (attempt 1) of 50"], [], ["1 issued"],
          ["1 done"],
        ])
    #expect(
      play([wanted(.wanted), taken, taken, paid])
        == [["issue 1 (attempt 1)"], ["issue 2 (attempt 1) of 50"], [], ["1 done"]])
  }

  /// Less is owed again: what was paid stays, what is under way is replaced or called off.
  @Test func whatIsUnderWayShrinksAndWhatWasPaidStays() {
    let first = ["issue 1 (attempt 1)"]
    let both = wanted(.wanted, [150], paid: [100])
    #expect(
      play([wanted(.wanted), both, wanted(.wanted, [120], paid: [100])]).last
        == ["replace 3 (attempt 1) for 2 of 20", "2 replaced"])
    #expect(
      play([wanted(.wanted), both, wanted(.done(isOwn: true), paid: [100])])
        == [first, ["1 done", "issue 2 (attempt 1) of 50"], ["cancel 3 for 2", "2 cancelled"]])
  }

  /// What was called off may have been carried out: what leaves again names it.
  @Test func aRestThatWasCalledOffIsNamedByTheNext() {
    let both = wanted(.wanted, [150])
    #expect(
      play([wanted(.wanted), both, wanted(.wanted), both]).suffix(2)
        == [["cancel 3 for 2", "2 cancelled"], ["issue 4 (attempt 1) for 3 of 50"]])
  }

  /// A larger row may have been carried out before it shrank: what grows again leads back to it,
  /// and nothing leaves beside it before it was to be larger still.
  @Test func whatShrankAndGrowsAgainLeadsBack() {
    #expect(
      play([wanted(.wanted), wanted(.wanted, [50]), wanted(.wanted, [75]), wanted(.wanted, [130])])
        == [
          ["issue 1 (attempt 1)"], ["replace 2 (attempt 1) for 1 of 50", "1 replaced"],
          ["replace 3 (attempt 1) for 2 of 75", "2 replaced"],
          ["replace 4 (attempt 1) for 3", "3 replaced", "issue 5 (attempt 1) of 30"],
        ])
  }

  /// One movement that pays several rows, and a rest on the same day: asked again, nothing more
  /// leaves.
  @Test func aRestLeavesOnceBesideWhatOneMovementPaid() {
    let more = wanted(.wanted, [80], paid: [50])
    #expect(
      play([wanted(.wanted, [35, 15]), more, more]).suffix(2)
        == [["1 done", "2 done", "issue 3 (attempt 1) of 30"], []])
  }

  /// Others have paid a part: nothing leaves on top of it.
  @Test func aPartFromElsewhereIsForAPerson() {
    #expect(play([wanted(.wanted, paid: [40])]) == [[]])
    #expect(
      play([wanted(.wanted), wanted(.wanted, paid: [40], under: 9)])
        == [["issue 1 (attempt 1)"], ["cancel 2 for 1", "1 cancelled"]])
  }

  /// Only the row that failed is sent again.
  @Test func oneOfTwoFails() {
    let both = wanted(.wanted, [150], paid: [100])
    var failed = wanted(.failed, [150], paid: [100])
    failed.failures = [InstructionProof(number: 2, amount: 50, day: today + 1)]
    #expect(
      play([
        wanted(.wanted), both, failed, wanted(.wanted, [150], release: "D1", paid: [100]), both,
      ]).suffix(3)
        == [["2 failed"], ["issue 3 (attempt 2) for 2 of 50"], []])
  }

  @Test func aNoticeLeavesOnceForGood() {
    let details = RefundDetails(part: .goods, lineNo: nil, reason: nil, dueOn: today)
    let notice = Instruction(
      .notice, subject: 9, need: .wanted, shop: 0, details: .refund(details))
    let first = InstructionHistory(.notice, subject: 9, rows: [], on: today).steps(for: notice)
    guard case .issue(let row, nil)? = first.first, first.count == 1 else {
      Issue.record("\(first)")
      return
    }
    #expect(row.state == .done)
    let history = InstructionHistory(.notice, subject: 9, rows: [row], on: today)
    #expect(history.steps(for: notice) == [])
    #expect(history.steps(for: nil) == [])
  }
}

@Suite struct InstructionIDTests {
  @Test func idsReadBack() {
    for kind in InstructionKind.allCases {
      for (subject, number) in [(0, 1), (UInt64.max, 20), (12_345, 21), (7, 400), (7, 401)] {
        let id = InstructionID(kind, subject: subject, number: number)
        #expect(InstructionID(Text(id.string)) == id)
        let stem = InstructionID.stem(kind, subject: subject)
        #expect(InstructionID.stem(of: Text(id.string)) == Text(stem))
      }
    }
    let numbers = [1, 2, 20, 21, 400].map { InstructionID(.refund, subject: 7, number: $0).string }
    #expect(numbers == numbers.sorted())
  }

  @Test func whatIsNoIDIsNone() {
    for text in ["", "RC101", "rbcdfghjkmnpqrst", "rbcdfghjkmnpqrstab", "abcdfghjkmnpqrstbb"] {
      #expect(InstructionID(Text(text)) == nil, "\(text)")
    }
  }
}

/// Shares are exact, and as near to the weights as whole units can be (domain.md CN-12).
@Suite struct PaymentShareTests {
  @Test(
    arguments: [
      (100, [1, 1, 1], [34, 33, 33]), (5000, [7000, 3001], [3500, 1500]), (1, [5, 6], [0, 1]),
      (7, [3, 0, 4], [3, 0, 4]), (9, [Int64.max, Int64.max], [5, 4]),
      (-100, [1, 1, 1], [-34, -33, -33]), (-5, [0, 0], [-5, 0]),
    ] as [(Int64, [Int64], [Int64])])
  func sharesAddUp(_ amount: Int64, _ weights: [Int64], _ expected: [Int64]) {
    #expect(MinorUnits.split(amount, by: weights) == expected)
  }
}
