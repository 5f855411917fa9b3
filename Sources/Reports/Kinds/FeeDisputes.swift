public import Returns

private let typeWords = Words<ChargeType>()

/// `fee_disputes.csv`: what can be had back from each carrier, charge by charge, with the check
/// that found it and the last day it can be claimed. All that is open, not only what is new.
public let feeDisputesTable = TableKind<FeeDispute>(
  "fee_disputes",
  [
    TableColumn("carrier") { row, _ in .text(row.carrier) },
    TableColumn("invoice_no") { row, _ in .text(row.invoiceNo) },
    TableColumn("waybill") { row, _ in .text(row.waybill) },
    TableColumn("charge_type") { row, _ in typeWords[row.type] },
    TableColumn("check") { row, _ in .text(checkNames[Int(row.check.rawValue)]) },
    TableColumn("billed") { row, _ in .amount(row.billed, row.currency) },
    TableColumn("expected") { row, _ in .amount(row.expected, row.currency) },
    TableColumn("recoverable") { row, _ in .amount(row.recoverable, row.currency) },
    TableColumn("currency") { row, _ in .currency(row.currency) },
    TableColumn("claim_deadline") { row, _ in Cell(row.claimUntil) },
    TableColumn("shop_id") { row, context in context.shopID(row.shop) },
    TableColumn("case_id") { row, _ in .text(row.caseID) },
    TableColumn("order_id") { row, _ in .text(row.orderID) },
    TableColumn("exception_id") { row, _ in
      row.identity == 0 ? .empty : .text(Text(publicID(row.identity)))
    },
  ])

private let checkNames = FeeCheck.allCases.map { Text($0.name) }
