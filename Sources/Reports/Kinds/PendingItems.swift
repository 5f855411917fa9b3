public import Returns

/// `pending.csv`: what is expected and not yet due, or due and not yet provable.
public let pendingTable = TableKind<Pending>(
  "pending",
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
  ])
