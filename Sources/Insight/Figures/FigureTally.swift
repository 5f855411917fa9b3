public import Returns

/// Orders of one customer on one day, and what was paid for them in minor units of one currency.
public struct CustomerSale: Sendable, Equatable {
  public let customer: UInt64
  public let day: Day
  public var orders: Int32
  public var amount: Int64
  /// `.none`: a page of before does not say.
  public let currency: Currency

  public init(
    customer: UInt64, day: Day, orders: Int32, amount: Int64, currency: Currency = .none
  ) {
    self.currency = currency
    self.customer = customer
    self.day = day
    self.orders = orders
    self.amount = amount
  }
}

/// One worker's counting: a table of cells for each dimension, where a text is hashed once and kept
/// once. `FigurePages` brings together what several workers counted, in any order.
public final class FigureTally: @unchecked Sendable {
  /// One for each dimension: few cells for all but articles, so that they stay close at hand.
  private(set) var tables: [CellTable]
  private(set) var names: ValueNames
  /// Every order's customer; one that never applies for anything has no cell.
  public private(set) var customerSales: [CustomerSale] = []
  /// What was left out of the counting: how often, less how often it was before.
  private var removed: [FigureRemoval: Int64] = [:]
  private let arena: Arena

  /// - Parameter arena: keeps the texts of values; it lives as long as the run.
  public init(_ arena: Arena) {
    self.arena = arena
    names = ValueNames(arena)
    tables = Array(repeating: CellTable(), count: Dimension.allCases.count)
  }

  /// The name of a dimension's value. An empty text is a value too: not known.
  @inline(__always)
  public static func value(_ dimension: Dimension, _ text: Text) -> UInt64 {
    StableHash.of(text, seed: UInt64(dimension.rawValue))
  }

  /// By which a value's text is kept: article 1001 and supplier 6001 are one number, as that of a
  /// dimension is only xor-ed into its text's.
  static func nameHash(_ dimension: Dimension, _ value: UInt64) -> UInt64 {
    value ^ UInt64(dimension.rawValue) &* 0xD6E8_FEB8_6659_FD93
  }

  /// The name of a customer: the same id is another person in another shop.
  static func customer(_ id: Text, shop: Text) -> UInt64 {
    var hash = StableHash(seed: UInt64(Dimension.customer.rawValue))
    hash.combine(shop)
    hash.combine(id)
    return hash.value
  }

  /// - Parameter text: what stands behind the key's value; asked for where the cell is new.
  @inline(__always)
  public func add(_ key: CellKey, _ text: @autoclosure () -> Text, _ more: CellNumbers) {
    let table = Int(key.dimension.rawValue)
    if let free = tables[table].add(key, more) {
      let name = names.insert(Self.nameHash(key.dimension, key.value), text())
      tables[table].insert(key, more, name: name, at: free)
    }
  }

  public func add(_ sale: CustomerSale) { customerSales.append(sale) }

  public func add(_ removal: FigureRemoval, _ sign: Int64) {
    if let known = removed[removal] {
      removed[removal] = known + sign
    } else {
      let copy = FigureRemoval(
        removal.cause, removal.feed, arena.copy(removal.subject),
        detail: arena.copy(removal.detail))
      removed[copy] = sign
    }
  }

  /// What was left out for the first time, in a fixed order.
  public static func removals(of tallies: [FigureTally]) -> [FigureRemoval] {
    var removed: [FigureRemoval: Int64] = [:]
    for tally in tallies { removed.merge(tally.removed, uniquingKeysWith: +) }
    return removed.filter { $0.value > 0 }.keys.sorted()
  }
}
