import Returns

/// `carrier_claims-NN.csv`: what carriers are to pay for.
public let carrierClaimsTable = claimsTable("carrier_claims", counterparty: "carrier")

/// `supplier_claims-NN.csv`: what suppliers are to make good.
public let supplierClaimsTable = claimsTable("supplier_claims", counterparty: "supplier_id")

private func claimsTable(
  _ name: String, counterparty: String
) -> TableKind<InstructionLine> {
  TableKind(
    name,
    [
      .batchID, .id("claim_id"),
      TableColumn(counterparty) { row, _ in .text(row.claim?.counterparty ?? Text()) },
      TableColumn("waybill") { row, _ in .text(row.claim?.waybill ?? Text()) },
      .caseID,
      TableColumn("ground") { row, _ in .text(row.claim?.ground ?? Text()) },
      .amount, .currency,
      TableColumn("claim_deadline") { row, _ in Cell(row.claim?.deadline) },
      TableColumn("evidence") { row, _ in .text(row.claim?.evidence ?? Text()) },
      .action, .replaces, .shopID, .orderID,
    ])
}

extension InstructionLine {
  fileprivate var claim: ClaimDetails? {
    if case .claim(let details) = instruction.details { details } else { nil }
  }
}
