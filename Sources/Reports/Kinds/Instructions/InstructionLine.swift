public import Returns

/// One row of a batch as it leaves.
public struct InstructionLine: Sendable {
  /// The batch's file and date: `refund_instructions-2026-11-22-01`.
  public var batchID: String
  public var issued: IssuedRow
  /// The id of the row that this one takes the place of; empty: none.
  public var replaces: String
  public var instruction: Instruction
  /// The legal entity of the shop.
  public var entity: Text

  public init(
    batchID: String, _ issued: IssuedRow, replaces: String, _ instruction: Instruction,
    entity: Text
  ) {
    self.batchID = batchID
    self.issued = issued
    self.replaces = replaces
    self.instruction = instruction
    self.entity = entity
  }
}

/// The columns of every kind of instruction, in the order of the file contract. A kind is one file
/// here and one line in this list.
public let instructionTables: [(kind: InstructionKind, table: TableKind<InstructionLine>)] = [
  (.refund, refundInstructionsTable),
  (.exchangeShipment, exchangeShipmentsTable),
  (.carrierBooking, carrierBookingsTable),
  (.carrierClaim, carrierClaimsTable),
  (.supplierClaim, supplierClaimsTable),
  (.surveyRequest, surveyRequestsTable),
  (.notice, noticesTable),
  (.orderUpdate, orderUpdatesTable),
]

public func instructionTable(_ kind: InstructionKind) -> TableKind<InstructionLine>? {
  instructionTables.first { $0.kind == kind }?.table
}

/// The file of a batch, without extension: `refund_instructions-01`.
public func batchName(_ kind: InstructionKind, _ number: Int) -> String {
  "\(kind.fileName)-\(number < 10 ? "0" : "")\(number)"
}

/// Names a batch for good: `refund_instructions-2026-11-22-01`.
public func batchID(_ kind: InstructionKind, _ day: Day, _ number: Int) -> String {
  "\(kind.fileName)-\(day.string)-\(number < 10 ? "0" : "")\(number)"
}

/// Columns that every kind has.
extension TableColumn where Row == InstructionLine {
  static var batchID: Self { Self("batch_id") { row, _ in .string(row.batchID) } }
  static func id(_ name: String = "instruction_id") -> Self {
    Self(name) { row, _ in .string(row.issued.id.string) }
  }
  static var attempt: Self { Self("attempt") { row, _ in .count(row.issued.attempt) } }
  static var replaces: Self { Self("replaces") { row, _ in .string(row.replaces) } }
  static var shopID: Self {
    Self("shop_id") { row, context in context.shopID(row.instruction.shop) }
  }
  static var caseID: Self { Self("case_id") { row, _ in .text(row.instruction.caseID) } }
  static var orderID: Self { Self("order_id") { row, _ in .text(row.instruction.orderID) } }
  static var amount: Self {
    Self("amount") { row, _ in Cell(row.issued.part.amount, row.instruction.currency) }
  }
  static var currency: Self { Self("currency") { row, _ in .currency(row.instruction.currency) } }
  static var action: Self { Self("action") { row, _ in actionWords[row.issued.action] } }
}

private let actionWords = Words<InstructionAction>()
