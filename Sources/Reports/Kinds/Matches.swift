public import Returns

private let passWords = Words<MatchPass>()

/// `matches.csv`: every expectation met on the business date, its evidence, and how the two were
/// found to belong together.
public let matchesTable = TableKind<Match>(
  "matches", leadingKey: { $0.expectationID },
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
    TableColumn("matched_on") { row, _ in Cell(row.matchedOn) },
    TableColumn("evidence_amount") { row, _ in Cell(row.evidenceAmount, row.currency) },
  ])
