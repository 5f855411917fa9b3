import Returns

/// `refund_instructions-NN.csv`: money to be sent to customers. `instruction_id` is the idempotency
/// key for whoever sends it.
public let refundInstructionsTable = TableKind<InstructionLine>(
  "refund_instructions",
  [
    .batchID, .id(), .attempt, .replaces, .shopID,
    TableColumn("entity") { row, _ in .text(row.entity) },
    TableColumn("account_id") { row, _ in .text(row.issued.part.accountID) },
    .caseID, .orderID,
    TableColumn("payment_ref") { row, _ in .text(row.issued.part.paymentRef) },
    .amount, .currency,
    TableColumn("part") { row, _ in partWords[row.refund?.part] },
    TableColumn("reason") { row, _ in reasonWords[row.refund?.reason] },
    TableColumn("due_on") { row, _ in Cell(row.refund?.dueOn) },
    TableColumn("channel") { row, _ in .text(row.issued.part.channel) },
    .action,
    TableColumn("line_no") { row, _ in Cell(row.refund?.lineNo) },
    TableColumn("expectation_id") { row, _ in .id(row.issued.id.subject) },
  ])

private let partWords = Words<RefundPart>()
private let reasonWords = Words<Reason>()

extension InstructionLine {
  fileprivate var refund: RefundDetails? {
    if case .refund(let details) = instruction.details { details } else { nil }
  }
}
