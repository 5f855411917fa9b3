import CByteScan
public import Returns

/// `pending.csv`: what is expected and not yet due, or due and not yet provable.
public let pendingTable = TableKind<Pending>(
  "pending", order: .text { $0.subject },
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

private func append(_ row: Pending, _ context: ReportContext, _ bytes: inout ByteBuffer) {
  let shop = context.shop(row.shop)
  let texts =
    BytePen.most(row.subject) + BytePen.most(shop) + BytePen.most(row.caseID)
    + BytePen.most(row.orderID) + BytePen.most(row.waybill) + BytePen.most(row.waitingFor)
  bytes.write(atMost: texts + 11 * BytePen.mostOfField) { pen in
    pen.text(row.subject)
    pen.text(shop)
    pen.text(row.caseID)
    pen.text(row.orderID)
    pen.text(row.waybill)
    pen.word(expectationKindWords.field(row.kind))
    pen.field(row.amount, row.currency.decimals)
    pen.field(row.currency)
    pen.field(row.breaksOn)
    pen.text(row.waitingFor)
    pen.word(ownerWords.field(row.owner))
    pen.endRow()
  }
}
