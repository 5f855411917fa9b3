import Returns

@testable import LedgerStore

extension InstructionRow {
  /// A refund of 1.00 that left in the first batch of a date.
  static func sample(number: Int, on day: Day) -> InstructionRow {
    let issued = IssuedRow(
      id: InstructionID(.refund, subject: 7, number: number), day: day, round: 1, attempt: 1,
      action: .issue, content: 3, release: "", part: InstructionPart(amount: 100),
      state: .issued)
    return InstructionRow(
      issued, batch: 1, position: number, replaces: "", shopID: "S1", caseID: "RC1",
      orderID: "SO1", orderKey: 9, amount: 100, currency: .cny, closedOn: nil, line: "a,b")
  }
}

extension InstructionBatchRow {
  static func sample(on day: Day, run: Int) -> InstructionBatchRow {
    InstructionBatchRow(kind: .refund, day: day, number: 1, run: run, head: "batch_id\n")
  }
}
