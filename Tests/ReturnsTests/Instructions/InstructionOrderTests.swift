import Testing

@testable import Returns

/// Ids of instructions in the order of a batch.
@Suite struct InstructionOrderTests {
  /// Batches are ordered without making strings of ids; the order is that of the strings, also
  /// where a subject has so many rows that its ids get another letter.
  @Test func isThatOfTheirStrings() {
    let subjects: [UInt64] = [0, 1, 19, 20, 399, 400, 1 << 40, .max / 20, .max - 1, .max]
    let ids = subjects.flatMap { subject in
      [1, 2, 20, 21, 399, 400, 401, 8000, 8001].flatMap { number in
        [InstructionKind.refund, .notice].map {
          InstructionID($0, subject: subject, number: number)
        }
      }
    }
    for a in ids {
      for b in ids { #expect(a.precedes(b) == (a.string < b.string), "\(a.string) \(b.string)") }
    }
  }

  @Test(arguments: [
    (1, "bb"), (2, "bc"), (20, "bz"), (21, "cb"), (400, "zz"), (401, "cbb"), (8000, "zzz"),
    (8001, "cbbb"),
  ])
  func endsWithItsNumber(number: Int, letters: String) {
    let id = InstructionID(.refund, subject: 7, number: number)
    #expect(id.string == "r" + String(repeating: "b", count: 14) + "k" + letters)
    #expect(InstructionID(Text(id.string)) == id)
  }
}
