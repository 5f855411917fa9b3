import LedgerStore
import Returns

/// Writes what was judged of dossiers and cases into the ledger, part by part.
///
/// What the ledger has taken is given up here: a million orders are 640 MB of records.
func keepPart(_ part: inout JudgedPart, _ evening: Evening, _ writer: LedgerWriter) throws {
  let day = evening.day
  try writer.put(part.packed, day: day)
  part.packed = PackedDossiers()
  for change in part.openChanges {
    try writer.setOpen(change.key, day: day, isOpen: change.isOpen)
  }
  for index in part.outcome.cases.indices {
    try writer.putCase(part.outcome.cases[index].stored(on: day, evening.policy))
  }
}

/// Writes the evening's exceptions into the ledger.
func keepExceptions(
  _ exceptions: JudgedExceptions, _ evening: Evening, _ writer: LedgerWriter, _ shops: ShopNumbers
) throws {
  let policy = evening.policy
  let shopNumbers = policy.shops.indices.map { shops.number(ofPolicyShop: $0, policy) }
  var rows = StoredExceptions()
  for index in exceptions.indices {
    let finding = exceptions.finding(index)
    let shop = finding.pointee.shop
    try rows.make(
      finding, exceptions.life(index), on: evening.day,
      shopID: shop >= 0 ? policy.shops[shop].id : Text(),
      shopNumber: shop >= 0 ? shopNumbers[shop] : -1, put: writer.putException)
  }
}

extension CaseResult {
  fileprivate func stored(on day: Day, _ policy: Policy) -> CaseRow {
    var row = CaseRow(shopID: policy.shops[shop].id, caseID: caseID, lineNo: lineNo, day: day)
    row.orderID = orderID
    row.stage = stage
    row.verdict = verdict
    row.refundStatus = refundStatus
    row.expectedRefund = expectedRefund
    row.actualRefund = actualRefund
    row.currency = currency
    return row
  }
}
