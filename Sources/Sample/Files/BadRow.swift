/// Rows that cannot be read, as real exports have them: each is set aside with its reason.
struct BadRow: Sendable {
  let feed: String
  /// What its columns hold; those that are not named are empty.
  let values: [String: String]

  /// A few in some files: none in most small ones.
  static func add(to file: ExportFile, _ stream: inout RandomStream) throws(SampleError) {
    let rows = all.filter { $0.feed == file.feed.name }
    guard file.rowCount > 0, !rows.isEmpty else { return }
    let count = (stream.chance(perMille: 60) ? 1 : 0) + file.rowCount / 5_000
    for _ in 0..<count {
      let row = stream.pick(rows)
      for column in file.feed.columns { file.text(row.values[column] ?? "") }
      try file.endRow()
    }
  }

  private static let all: [BadRow] = [
    BadRow(feed: "orders", values: order.merging(["unit_price": "89,00"]) { $1 }),
    BadRow(feed: "orders", values: order.merging(["ordered_at": "2026-02-30 10:00"]) { $1 }),
    BadRow(feed: "orders", values: order.merging(["order_id": ""]) { $1 }),
    BadRow(feed: "orders", values: order.merging(["quantity": "-1"]) { $1 }),
    BadRow(feed: "cases", values: application.merging(["kind": "退货"]) { $1 }),
    BadRow(feed: "cases", values: application.merging(["applied_at": "yesterday"]) { $1 }),
    BadRow(feed: "parcels", values: parcel.merging(["status": "签收"]) { $1 }),
    BadRow(feed: "parcels", values: parcel.merging(["weight_g": "1.2kg"]) { $1 }),
    BadRow(feed: "charges", values: charge.merging(["amount": "12.0.0"]) { $1 }),
    BadRow(feed: "charges", values: charge.merging(["charge_type": "运费, \"other\""]) { $1 }),
    BadRow(feed: "settlements", values: money.merging(["amount": "-129.00"]) { $1 }),
    BadRow(feed: "settlements", values: money.merging(["currency": "RMB"]) { $1 }),
  ]

  private static let order = [
    "order_id": "SO00000001", "line_no": "1", "sku": "MUG-QH01", "quantity": "1",
    "unit_price": "89", "ordered_at": "2026-01-05 10:00",
  ]
  private static let application = [
    "case_id": "RC00000001", "order_id": "SO00000001", "kind": "return", "reason": "size",
    "applied_at": "2026-01-09 10:00",
  ]
  private static let parcel = [
    "waybill": "XX00000001", "carrier": "XX", "direction": "return", "status": "delivered",
    "status_at": "2026-01-12 10:00",
  ]
  private static let charge = [
    "carrier": "XX", "invoice_no": "XX-1", "charge_type": "freight", "amount": "12",
    "waybill": "XX00000001",
  ]
  private static let money = [
    "txn_id": "TX00000001", "type": "payment", "amount": "129", "settled_at": "2026-01-05 10:01",
  ]
}
