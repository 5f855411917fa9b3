import CByteScan
public import Returns

private let passWords = Words<MatchPass>()

/// `matches.csv`: every expectation met on the business date, its evidence, and how the two were
/// found to belong together.
public let matchesTable = TableKind<Match>(
  "matches", order: .number { $0.pointee.expectationID },
  [
    TableColumn("expectation_id") { row, _ in .id(row.expectationID) },
    TableColumn("kind") { row, _ in expectationKindWords[row.kind] },
    TableColumn("shop_id") { row, context in context.shopID(row.shop) },
    TableColumn("case_id") { row, _ in .text(row.caseID) },
    TableColumn("order_id") { row, _ in .text(row.orderID) },
    TableColumn("evidence_feed") { row, _ in feedWord(row.evidenceFeed) },
    TableColumn("evidence_id") { row, _ in .text(row.evidenceID) },
    TableColumn("expected") { row, _ in .amount(row.expected, row.currency) },
    TableColumn("actual") { row, _ in .amount(row.actual, row.currency) },
    TableColumn("currency") { row, _ in .currency(row.currency) },
    TableColumn("pass") { row, _ in passWords[row.pass] },
    TableColumn("tolerance_used") { row, _ in .amount(row.toleranceUsed, row.currency) },
    TableColumn("matched_on") { row, _ in .text(row.matchedOn) },
    TableColumn("evidence_amount") { row, _ in Cell(row.evidenceAmount, row.currency) },
  ],
  prefetch: { row in
    bytescan_prefetch(row.pointee.caseID.bytes.baseAddress)
    bytescan_prefetch(row.pointee.orderID.bytes.baseAddress)
    bytescan_prefetch(row.pointee.evidenceID.bytes.baseAddress)
  }, append: append)

private func append(
  _ row: UnsafePointer<Match>, _ context: ReportContext, _ bytes: inout ByteBuffer
) {
  let shop = context.shop(row.pointee.shop)
  let matchedOn = row.pointee.matchedOn
  let texts =
    BytePen.most(shop) + BytePen.most(row.pointee.caseID) + BytePen.most(row.pointee.orderID)
    + BytePen.most(row.pointee.evidenceID) + BytePen.most(matchedOn)
  let decimals = row.pointee.currency.decimals
  bytes.write(atMost: texts + 14 * BytePen.mostOfField) { pen in
    pen.field(id: row.pointee.expectationID)
    pen.word(expectationKindWords.field(row.pointee.kind))
    pen.text(shop)
    pen.text(row.pointee.caseID)
    pen.text(row.pointee.orderID)
    pen.word(feedFields[Int(row.pointee.evidenceFeed.rawValue)])
    pen.text(row.pointee.evidenceID)
    pen.field(row.pointee.expected, decimals)
    pen.field(row.pointee.actual, decimals)
    pen.field(row.pointee.currency)
    pen.word(passWords.field(row.pointee.pass))
    pen.field(row.pointee.toleranceUsed, decimals)
    pen.text(matchedOn)
    pen.field(row.pointee.evidenceAmount, decimals)
    pen.endRow()
  }
}
