/// A kind of input (design: file contract, section 4). Raw values are stored in ledgers: append,
/// never renumber.
public enum Feed: UInt8, CaseIterable, Sendable {
  case orders, cases, materials, reviews, parcels, charges, inspections, settlements, stock,
    surveys,
    tickets, claimResults, decisions

  /// The name in files, folders and configuration.
  public var name: String {
    switch self {
    case .orders: "orders"
    case .cases: "cases"
    case .materials: "materials"
    case .reviews: "reviews"
    case .parcels: "parcels"
    case .charges: "charges"
    case .inspections: "inspections"
    case .settlements: "settlements"
    case .stock: "stock"
    case .surveys: "surveys"
    case .tickets: "tickets"
    case .claimResults: "claim_results"
    case .decisions: "decisions"
    }
  }

  public init?(name: String) {
    guard let feed = Feed.allCases.first(where: { $0.name == name }) else { return nil }
    self = feed
  }

  public var schema: FeedSchema { FeedSchema.all[Int(rawValue)] }
}

/// How a canonical column is read and stored.
public enum ColumnType: Sendable, Equatable {
  case text
  /// Whole number ≥ 0.
  case count
  /// Decimal in the record's currency, stored in minor units; `signed` where negatives are legal.
  case amount(signed: Bool)
  /// ISO 8601 date or date-time, stored as UTC seconds. A bare date is the start of that day.
  case time
  /// One of a closed list, stored as its index.
  case choice([String])
  /// yes/no, true/false, 1/0, y/n.
  case flag
  case currency
}

public struct Column: Sendable, Equatable {
  public let name: String
  public let type: ColumnType
  public let isRequired: Bool
  public let isKey: Bool
}

/// The canonical columns of a feed in storage order. `shop_id` and `updated_at` are allowed on
/// every feed and are not listed: they go to the record's head. Facts read columns in exactly this
/// order: append, never reorder.
public struct FeedSchema: Sendable {
  public let feed: Feed
  public let columns: [Column]

  public func index(_ name: String) -> Int? { columns.firstIndex { $0.name == name } }

  /// One line per column: `name type`, `*` marks required, `#` marks a part of the key.
  init(_ feed: Feed, _ lines: [(String, ColumnType)]) {
    self.feed = feed
    columns = lines.map { line, type in
      Column(
        name: line.filter { $0 != "*" && $0 != "#" }, type: type,
        isRequired: line.contains("*"), isKey: line.contains("#"))
    }
  }

  public static let all: [FeedSchema] = [
    orders, cases, materials, reviews, parcels, charges, inspections, settlements, stock, surveys,
    tickets, claimResults, decisions,
  ]
}
