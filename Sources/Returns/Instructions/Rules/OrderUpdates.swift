/// What else an order's new status says.
public struct OrderUpdateDetails: Sendable {
  public let lineNo: Int64
  public let status: Stage
  public let reason: Reason
  /// nil: none was reported before.
  public var before: Stage?
}

extension InstructionRule {
  /// The status of each order line that a case is about, written back as it changes (R1.1).
  static let orderUpdate = InstructionRule(.orderUpdate) { desk, outcome, list in
    guard desk.circumstances.updatesOrders, outcome.cases.count == desk.files.count else { return }
    for (file, result) in zip(desk.files, outcome.cases) where !file.isBeforeOpening {
      for line in file.lines {
        var instruction = Instruction(
          .orderUpdate,
          subject: desk.circumstances.identity(
            "order update", shop: desk.shop, file.caseID, Text(), line.lineNo),
          need: .wanted, shop: desk.shop,
          details: .orderUpdate(
            OrderUpdateDetails(
              lineNo: line.lineNo, status: result.stage, reason: result.reason)))
        instruction.caseID = file.caseID
        instruction.orderID = result.orderID
        instruction.content = UInt64(result.stage.rawValue) + 1
        list.append(instruction)
      }
    }
  }
}
