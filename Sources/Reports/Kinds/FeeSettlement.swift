import CByteScan
public import Returns

private let termsWords = Words<Terms>()

/// `fee_settlement.csv`: audited freight positions. `variance` is billed less expected freight;
/// `borne_fee` what the bearer ends up with of the payable; `written_off` what of that is paid
/// within a tolerance only.
public let feeSettlementTable = TableKind<FeeLine>(
  "fee_settlement", order: .text { $0.pointee.waybill },
  [
    TableColumn("waybill") { row, _ in .text(row.waybill) },
    TableColumn("carrier") { row, _ in .text(row.carrier) },
    TableColumn("invoice_no") { row, _ in .text(row.invoiceNo.asInvoice) },
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
    TableColumn("written_off") { row, _ in .amount(row.writtenOff, row.currency) },
  ],
  prefetch: { row in
    bytescan_prefetch(row.pointee.waybill.bytes.baseAddress)
    bytescan_prefetch(row.pointee.carrier.bytes.baseAddress)
    bytescan_prefetch(row.pointee.invoiceNo.bytes.baseAddress)
    bytescan_prefetch(row.pointee.caseID.bytes.baseAddress)
  }, append: append)

private func append(
  _ row: UnsafePointer<FeeLine>, _ context: ReportContext, _ bytes: inout ByteBuffer
) {
  let texts =
    BytePen.most(row.pointee.waybill) + BytePen.most(row.pointee.carrier)
    + BytePen.most(row.pointee.invoiceNo) + BytePen.most(row.pointee.caseID)
  let decimals = row.pointee.currency.decimals
  bytes.write(atMost: texts + 18 * BytePen.mostOfField) { pen in
    pen.text(row.pointee.waybill)
    pen.text(row.pointee.carrier)
    pen.text(row.pointee.invoiceNo.asInvoice)
    pen.word(directionWords.field(row.pointee.direction))
    pen.text(row.pointee.caseID)
    pen.field(row.pointee.chargeableWeightGrams)
    pen.field(row.pointee.expectedFee, decimals)
    pen.field(row.pointee.billedFee, decimals)
    pen.field(row.pointee.variance, decimals)
    pen.field(row.pointee.packagingFee, decimals)
    pen.field(row.pointee.surcharge, decimals)
    pen.word(termsWords.field(row.pointee.terms))
    pen.word(bearerWords.field(row.pointee.bearer))
    pen.field(row.pointee.payable, decimals)
    pen.field(row.pointee.payable, decimals)
    pen.field(row.pointee.recovered, decimals)
    pen.field(row.pointee.currency)
    pen.field(row.pointee.writtenOff, decimals)
    pen.endRow()
  }
}
