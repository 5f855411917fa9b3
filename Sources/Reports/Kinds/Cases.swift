public import Returns

private let kindWords = Words<CaseKind>()
private let reasonWords = Words<Reason>()
private let stageWords = Words<Stage>()
private let verdictWords = Words<Verdict>()
private let refundWords = Words<RefundStatus>()
private let parcelWords = Words<ParcelState>()
private let stepWords = Words<NextStep>()

/// `cases.csv`: every case line open or changed on the business date.
public let casesTable = TableKind<CaseResult>(
  "cases",
  [
    TableColumn("shop_id") { row, context in context.shopID(row.shop) },
    TableColumn("case_id") { row, _ in .text(row.caseID) },
    TableColumn("order_id") { row, _ in .text(row.orderID) },
    TableColumn("line_no") { row, _ in Cell(row.lineNo) },
    TableColumn("kind") { row, _ in kindWords[row.kind] },
    TableColumn("reason") { row, _ in reasonWords[row.reason] },
    TableColumn("stage") { row, _ in stageWords[row.stage] },
    TableColumn("verdict") { row, _ in row.isProposed ? Cell("proposed") : verdictWords[row.verdict]
    },
    TableColumn("verdict_reasons") { row, _ in verdictReasons(row.checks) },
    TableColumn("expected_refund") { row, _ in .amount(row.expectedRefund, row.currency) },
    TableColumn("actual_refund") { row, _ in .amount(row.actualRefund, row.currency) },
    TableColumn("refund_status") { row, _ in refundWords[row.refundStatus] },
    TableColumn("parcel_status") { row, _ in parcelWords[row.parcelStatus] },
    TableColumn("freight_bearer") { row, _ in bearerWords[row.freightBearer] },
    TableColumn("freight_cost") { row, _ in .amount(row.freightCost, row.currency) },
    TableColumn("currency") { row, _ in .currency(row.currency) },
    TableColumn("next_step") { row, _ in stepWords[row.nextStep] },
    TableColumn("due_on") { row, _ in Cell(row.dueOn) },
    TableColumn("law_deadline") { row, _ in Cell(row.lawDeadline) },
    TableColumn("executor") { row, _ in row.isPlatformExecuted ? Cell("platform") : Cell("shop") },
  ])

/// The checks that did not pass: `in_time:fail;material_complete:unknown`.
private func verdictReasons(_ checks: [CheckResult]) -> Cell {
  let reasons = checks.filter { $0.verdict != .pass }.map { "\($0.name.name):\($0.verdict.name)" }
  return reasons.isEmpty ? .empty : .string(reasons.joined(separator: ";"))
}
