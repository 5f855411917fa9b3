import Returns

/// `exchange_shipments-NN.csv`: goods that the warehouse is to send.
public let exchangeShipmentsTable = TableKind<InstructionLine>(
  "exchange_shipments",
  [
    .batchID, .id(), .caseID, .orderID,
    TableColumn("sku") { row, _ in .text(row.shipment?.sku ?? Text()) },
    TableColumn("quantity") { row, _ in Cell(row.shipment?.quantity) },
    TableColumn("warehouse") { row, _ in .text(row.shipment?.warehouse ?? Text()) },
    TableColumn("ship_by") { row, _ in Cell(row.shipment?.shipBy) },
    .action, .attempt, .replaces, .shopID,
    TableColumn("line_no") { row, _ in Cell(row.shipment?.lineNo) },
  ])

extension InstructionLine {
  fileprivate var shipment: ExchangeShipmentDetails? {
    if case .exchangeShipment(let details) = instruction.details { details } else { nil }
  }
}
