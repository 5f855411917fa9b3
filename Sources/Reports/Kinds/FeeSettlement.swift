import CByteScan
public import Returns

private let termsWords = Words<Terms>()

/// `fee_settlement.csv`: audited freight positions. `variance` is billed less expected freight;
/// `borne_fee` what the bearer ends up with of the payable.
public let feeSettlementTable = TableKind<FeeLine>(
  "fee_settlement", order: .text { $0.waybill },
  [
    TableColumn("waybill") { row, _ in .text(row.waybill) },
    TableColumn("carrier") { row, _ in .text(row.carrier) },
    TableColumn("invoice_no") { row, _ in .text(row.invoiceNo) },
    TableColumn("direction") { row, _ in directionWords[row.direction] },
    TableColumn("case_id") { row, _ in .text(row.caseID) },
    TableColumn("chargeable_weight_g") { row, _ in Cell(row.chargeableWeightGrams) },
    TableColumn("expected_fee") { row, _ in Cell(row.expectedFee, row.currency) },
    TableColumn("billed_fee") { row, _ in .amount(row.billedFee, row.currency) },
    TableColumn("variance") { row, _ in Cell(row.variance, row.currency) },
    TableColumn("packaging_fee") { row, _ in .amount(row.packagingFee, row.currency) },
    TableColumn("surcharge") { row, _ in .amount(row.surcharge, row.currency) },
    TableColumn("terms") { row, _ in termsWords[row.terms] },
    TableColumn("bearer") { row, _ in bearerWords[row.bearer] },
    TableColumn("borne_fee") { row, _ in .amount(row.payable, row.currency) },
    TableColumn("payable") { row, _ in .amount(row.payable, row.currency) },
    TableColumn("recovered") { row, _ in .amount(row.recovered, row.currency) },
    TableColumn("currency") { row, _ in .currency(row.currency) },
  ],
  prefetch: { row in
    bytescan_prefetch(row.pointee.waybill.bytes.baseAddress)
    bytescan_prefetch(row.pointee.carrier.bytes.baseAddress)
    bytescan_prefetch(row.pointee.invoiceNo.bytes.baseAddress)
    bytescan_prefetch(row.pointee.caseID.bytes.baseAddress)
  }, append: append)

private func append(_ row: FeeLine, _ context: ReportContext, _ bytes: inout ByteBuffer) {
  let texts =
    BytePen.most(row.waybill) + BytePen.most(row.carrier) + BytePen.most(row.invoiceNo)
    + BytePen.most(row.caseID)
  let decimals = row.currency.decimals
  bytes.write(atMost: texts + 17 * BytePen.mostOfField) { pen in
    pen.text(row.waybill)
    pen.text(row.carrier)
    pen.text(row.invoiceNo)
    pen.word(directionWords.field(row.direction))
    pen.text(row.caseID)
    pen.field(row.chargeableWeightGrams)
    pen.field(row.expectedFee, decimals)
    pen.field(row.billedFee, decimals)
    pen.field(row.variance, decimals)
    pen.field(row.packagingFee, decimals)
    pen.field(row.surcharge, decimals)
    pen.word(termsWords.field(row.terms))
    pen.word(bearerWords.field(row.bearer))
    pen.field(row.payable, decimals)
    pen.field(row.payable, decimals)
    pen.field(row.recovered, decimals)
    pen.field(row.currency)
    pen.endRow()
  }
}
