import Returns

/// How a column is read, in one byte.
enum ValueKind: UInt8, Sendable {
  case text, id, count, amount, signed, time, choice, flag, currency

  init(_ column: Column) {
    switch column.type {
    case .text: self = FeedLayout.isID(column) ? .id : .text
    case .count: self = .count
    case .amount(let signed): self = signed ? .signed : .amount
    case .time: self = .time
    case .choice: self = .choice
    case .flag: self = .flag
    case .currency: self = .currency
    }
  }
}

/// A feed's schema as the decoder and the encoder want it: parallel arrays instead of values with
/// strings.
final class FeedLayout: Sendable {
  let feed: Feed
  let names: [String]
  let kinds: [ValueKind]
  let choices: [ChoiceTable?]
  /// Bit i = column i.
  let required: UInt64
  let keyColumns: [Int]
  let currencyColumn: Int?
  let amountColumns: UInt64
  /// The first of these that is present is when the event of the record happened.
  let eventColumns: [Int]
  /// Values of absent columns, by the file contract.
  let defaults: [(column: Int, number: Int64)]

  init(_ schema: FeedSchema) {
    feed = schema.feed
    names = schema.columns.map(\.name)
    kinds = schema.columns.map(ValueKind.init)
    choices = schema.columns.map { column in
      guard case .choice(let words) = column.type else { return nil }
      return ChoiceTable(words)
    }
    func mask(_ test: (Int) -> Bool) -> UInt64 {
      schema.columns.indices.filter(test).reduce(0) { $0 | 1 << UInt64($1) }
    }
    let kinds = self.kinds
    required = mask { schema.columns[$0].isRequired }
    amountColumns = mask { kinds[$0] == .amount || kinds[$0] == .signed }
    keyColumns = schema.columns.indices.filter { schema.columns[$0].isKey }
    currencyColumn = kinds.firstIndex(of: .currency)
    eventColumns = Self.events(schema.feed).compactMap(schema.index)
    defaults = Self.defaults(schema.feed).compactMap { name, number in
      schema.index(name).map { ($0, number) }
    }
  }

  func isText(_ column: Int) -> Bool { kinds[column] == .text || kinds[column] == .id }

  func index(_ name: String) -> Int? { names.firstIndex(of: name) }

  private static let all = FeedSchema.all.map(FeedLayout.init)
  static func of(_ feed: Feed) -> FeedLayout { all[Int(feed.rawValue)] }

  /// Ids are compared and hashed: no control character may hide in them.
  static func isID(_ column: Column) -> Bool {
    let names = [
      "waybill", "return_waybill", "exchange_waybill", "carrier", "return_carrier", "sku",
      "exchange_sku", "reference", "ref", "target", "revokes", "credit_of",
    ]
    return column.isKey || names.contains(column.name)
      || ["_id", "_ref", "_no"].contains { column.name.hasSuffix($0) }
  }

  private static func events(_ feed: Feed) -> [String] {
    switch feed {
    case .orders: ["ordered_at"]
    case .cases: ["applied_at"]
    case .materials: ["received_at"]
    case .reviews: ["reviewed_at"]
    case .parcels: ["status_at", "delivered_at", "picked_up_at"]
    case .charges: ["billed_at"]
    case .inspections: ["inspected_at"]
    case .settlements: ["settled_at"]
    case .stock: ["moved_at"]
    case .surveys: ["answered_at"]
    case .tickets: ["result_told_at", "resolved_at", "opened_at"]
    case .claimResults: ["at"]
    case .decisions: ["decided_at"]
    }
  }

  private static func defaults(_ feed: Feed) -> [(String, Int64)] {
    switch feed {
    case .cases: [("quantity", 1)]
    case .settlements:
      [
        ("view", Int64(SettlementView.trade.rawValue)),
        ("status", Int64(SettlementStatus.succeeded.rawValue)),
      ]
    case .parcels, .charges: [("terms", Int64(Terms.account.rawValue))]
    default: []
    }
  }
}
