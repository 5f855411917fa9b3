import CByteScan
public import Returns

/// `pending.csv`: what is expected and not yet due, or due and not yet provable.
public let pendingTable = TableKind<Pending>(
  "pending", order: .text { $0.pointee.subject },
  [
    TableColumn("subject") { row, _ in .text(row.subject) },
    TableColumn("shop_id") { row, context in context.shopID(row.shop) },
    TableColumn("case_id") { row, _ in .text(row.caseID) },
    TableColumn("order_id") { row, _ in .text(row.orderID) },
    TableColumn("waybill") { row, _ in .text(row.waybill) },
    TableColumn("expectation") { row, _ in expectationKindWords[row.kind] },
    TableColumn("amount") { row, _ in Cell(row.amount, row.currency) },
    TableColumn("currency") { row, _ in .currency(row.currency) },
    TableColumn("breaks_on") { row, _ in .day(row.breaksOn) },
    TableColumn("waiting_for") { row, _ in .text(row.waitingFor) },
    TableColumn("owner") { row, _ in ownerWords[row.owner] },
  ],
  prefetch: { row in
    bytescan_prefetch(row.pointee.subject.bytes.baseAddress)
    bytescan_prefetch(row.pointee.caseID.bytes.baseAddress)
    bytescan_prefetch(row.pointee.orderID.bytes.baseAddress)
    bytescan_prefetch(row.pointee.waybill.bytes.baseAddress)
  }, append: append)

private func append(
  _ row: UnsafePointer<Pending>, _ context: ReportContext, _ bytes: inout ByteBuffer
) {
  let shop = context.shop(row.pointee.shop)
  let texts =
    BytePen.most(row.pointee.subject) + BytePen.most(shop) + BytePen.most(row.pointee.caseID)
    + BytePen.most(row.pointee.orderID) + BytePen.most(row.pointee.waybill)
    + BytePen.most(row.pointee.waitingFor)
  bytes.write(atMost: texts + 11 * BytePen.mostOfField) { pen in
    pen.text(row.pointee.subject)
    pen.text(shop)
    pen.text(row.pointee.caseID)
    pen.text(row.pointee.orderID)
    pen.text(row.pointee.waybill)
    pen.word(expectationKindWords.field(row.pointee.kind))
    pen.field(row.pointee.amount, row.pointee.currency.decimals)
    pen.field(row.pointee.currency)
    pen.field(row.pointee.breaksOn)
    pen.text(row.pointee.waitingFor)
    pen.word(ownerWords.field(row.pointee.owner))
    pen.endRow()
  }
}
