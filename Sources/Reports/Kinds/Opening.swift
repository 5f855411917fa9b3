public import Returns

/// `opening.csv`: refunds and parcels whose case would predate go-live.
public let openingTable = TableKind<OpeningItem>(
  "opening",
  [
    TableColumn("shop_id") { row, context in context.shopID(row.shop) },
    TableColumn("feed") { row, _ in feedWord(row.feed) },
    TableColumn("evidence_id") { row, _ in .text(row.evidenceID) },
    TableColumn("order_id") { row, _ in .text(row.orderID) },
    TableColumn("reference") { row, _ in .text(row.reference) },
    TableColumn("amount") { row, _ in Cell(row.amount, row.currency) },
    TableColumn("currency") { row, _ in .currency(row.currency) },
    TableColumn("happened_on") { row, _ in .day(row.happenedOn) },
  ])
