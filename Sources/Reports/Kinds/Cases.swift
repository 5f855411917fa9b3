import CByteScan
public import Returns

private let kindWords = Words<CaseKind>()
private let reasonWords = Words<Reason>()
private let stageWords = Words<Stage>()
private let verdictWords = Words<Verdict>()
private let refundWords = Words<RefundStatus>()
private let parcelWords = Words<ParcelState>()
private let stepWords = Words<NextStep>()
private let checkWords = Words<CheckName>()
private let checkVerdictWords = Words<CheckVerdict>()
private let basisWords = Words<RefundBasis>()
private let proposedField = WordField("proposed")
private let platformField = WordField("platform")
private let shopField = WordField("shop")

/// `cases.csv`: every case line open or changed on the business date.
public let casesTable = TableKind<CaseResult>(
  "cases", order: .shopAndText({ $0.pointee.shop }, { $0.pointee.caseID }),
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
    TableColumn("refund_basis") { row, _ in basisWords[row.refundBasis] },
    TableColumn("repricing_difference") { row, _ in Cell(row.repricingDifference, row.currency) },
  ],
  prefetch: { row in
    bytescan_prefetch(row.pointee.caseID.bytes.baseAddress)
    bytescan_prefetch(row.pointee.orderID.bytes.baseAddress)
  }, append: append)

private func append(
  _ row: UnsafePointer<CaseResult>, _ context: ReportContext, _ bytes: inout ByteBuffer
) {
  let shop = context.shop(row.pointee.shop)
  let most =
    BytePen.most(shop) + BytePen.most(row.pointee.caseID) + BytePen.most(row.pointee.orderID)
    + (22 + 2 * row.pointee.checks.count) * BytePen.mostOfField
  let decimals = row.pointee.currency.decimals
  bytes.write(atMost: most) { pen in
    pen.text(shop)
    pen.text(row.pointee.caseID)
    pen.text(row.pointee.orderID)
    pen.field(row.pointee.lineNo)
    pen.word(kindWords.field(row.pointee.kind))
    pen.word(reasonWords.field(row.pointee.reason))
    pen.word(stageWords.field(row.pointee.stage))
    pen.word(row.pointee.isProposed ? proposedField : verdictWords.field(row.pointee.verdict))
    pen.verdictReasons(row.pointee.checks)
    pen.field(row.pointee.expectedRefund, decimals)
    pen.field(row.pointee.actualRefund, decimals)
    pen.word(refundWords.field(row.pointee.refundStatus))
    pen.word(parcelWords.field(row.pointee.parcelStatus))
    pen.word(bearerWords.field(row.pointee.freightBearer))
    pen.field(row.pointee.freightCost, decimals)
    pen.field(row.pointee.currency)
    pen.word(stepWords.field(row.pointee.nextStep))
    pen.field(row.pointee.dueOn)
    pen.field(row.pointee.lawDeadline)
    pen.word(row.pointee.isPlatformExecuted ? platformField : shopField)
    pen.word(basisWords.field(row.pointee.refundBasis))
    pen.field(row.pointee.repricingDifference, decimals)
    pen.endRow()
  }
}

extension BytePen {
  fileprivate mutating func verdictReasons(_ checks: [CheckResult]) {
    let start = place
    for check in checks where check.verdict != .pass {
      word(checkWords.field(check.name))
      (place - 1).pointee = UInt8(ascii: ":")
      word(checkVerdictWords.field(check.verdict))
      (place - 1).pointee = UInt8(ascii: ";")
    }
    if place > start { place -= 1 }
    endField()
  }
}

/// The checks that did not pass: `in_time:fail;material_complete:unknown`.
private func verdictReasons(_ checks: [CheckResult]) -> Cell {
  let reasons = checks.filter { $0.verdict != .pass }.map { "\($0.name.name):\($0.verdict.name)" }
  return reasons.isEmpty ? .empty : .string(reasons.joined(separator: ";"))
}
