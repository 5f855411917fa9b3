import Returns

/// A parcel's row that carries fees also gives charges, so that freight is settled in one place.
struct ParcelCharges {
  /// Whoever judges takes the fees from the parcel's own record, so that its row gives no charges.
  static let isDerivedLater = false

  /// The parcel's columns that give charges.
  static let feeColumns = fees.compactMap { FeedLayout.of(.parcels).index($0.column) }

  private let parcel = Columns(FeedLayout.of(.parcels))
  private let charge = Columns(FeedLayout.of(.charges))
  private let draft = RecordDraft(FeedLayout.of(.charges))
  private static let noInvoice = Text("-")

  /// Column numbers by name, looked up once.
  private struct Columns {
    let numbers: [String: Int]
    init(_ layout: FeedLayout) {
      var numbers: [String: Int] = [:]
      for (index, name) in layout.names.enumerated() { numbers[name] = index }
      self.numbers = numbers
    }
    subscript(name: String) -> Int { numbers[name] ?? 0 }
  }

  private static let fees: [(column: String, type: ChargeType)] = [
    ("freight_fee", .freight), ("packaging_fee", .packaging), ("surcharge", .other),
  ]
  private static let shared = [
    "waybill", "carrier", "zone", "billed_weight_g", "terms", "currency",
  ]

  private lazy var charged = Self.fees.map { (parcel[$0.column], Int64($0.type.rawValue)) }
  private lazy var sharedColumns = Self.shared.map { (parcel[$0], charge[$0]) }
  private lazy var eventColumns = ["status_at", "delivered_at", "picked_up_at"].map { parcel[$0] }
  private lazy var invoice = (parcel["invoice_no"], charge["invoice_no"])
  private lazy var type = charge["charge_type"]
  private lazy var amount = charge["amount"]
  private lazy var billedAt = charge["billed_at"]

  /// - Returns: how many charges the parcel gave.
  mutating func append(
    _ from: RecordDraft, _ encoder: RecordEncoder, file: Int, line: Int, run: Int
  ) -> Int {
    if Self.isDerivedLater { return 0 }
    var count = 0
    for (column, type) in charged where from.has(column) {
      if count == 0 { fill(from) }
      draft.set(self.type, number: type)
      draft.set(amount, number: from.numbers[column])
      encoder.append(draft, file: file, line: line, run: run)
      count += 1
    }
    return count
  }

  private mutating func fill(_ from: RecordDraft) {
    draft.clear()
    draft.shop = from.shop
    draft.stamp = from.stamp
    draft.currency = from.currency
    for (source, target) in sharedColumns where from.has(source) {
      draft.numbers[target] = from.numbers[source]
      draft.texts[target] = from.texts[source]
      draft.present |= 1 << UInt64(target)
    }
    draft.set(invoice.1, text: from.text(invoice.0) ?? Self.noInvoice)
    for column in eventColumns where from.has(column) {
      draft.set(billedAt, number: from.numbers[column])
      break
    }
  }
}
