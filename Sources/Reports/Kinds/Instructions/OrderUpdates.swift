import Returns

/// `order_updates-NN.csv`: the status of order lines, to be written back where orders are kept.
public let orderUpdatesTable = TableKind<InstructionLine>(
  "order_updates",
  [
    .batchID, .shopID, .orderID,
    TableColumn("line_no") { row, _ in Cell(row.update?.lineNo) },
    .caseID,
    TableColumn("old_status") { row, _ in statusWords[row.update?.before] },
    TableColumn("new_status") { row, _ in statusWords[row.update?.status] },
    TableColumn("reason") { row, _ in updateReasonWords[row.update?.reason] },
    .id("update_id"),
  ])

private let statusWords = Words<Stage>()
private let updateReasonWords = Words<Reason>()

extension InstructionLine {
  fileprivate var update: OrderUpdateDetails? {
    if case .orderUpdate(let details) = instruction.details { details } else { nil }
  }
}
