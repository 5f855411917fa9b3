public import Returns

/// Orders of one customer on one day, and what was paid for them in minor units of whatever
/// currency.
public struct CustomerSale: Sendable, Equatable {
  public let customer: UInt64
  public let day: Day
  public var orders: Int32
  public var amount: Int64

  public init(customer: UInt64, day: Day, orders: Int32, amount: Int64) {
    self.customer = customer
    self.day = day
    self.orders = orders
    self.amount = amount
  }
}

/// One worker's counting: a flat table of cells by number, where a text is hashed once and kept
/// once. What several workers count merges in any order.
public final class FigureTally: @unchecked Sendable {
  private var slots: [Int32]
  private var mask: Int
  public private(set) var keys: [CellKey] = []
  public private(set) var numbers: [CellNumbers] = []
  /// The text behind the name of a value; of `all` none.
  public private(set) var names: [UInt64: Text] = [:]
  /// Every order's customer; one that never applies for anything has no cell.
  public private(set) var customerSales: [CustomerSale] = []
  /// What was left out of the counting: how often, less how often it was before.
  private var removed: [FigureRemoval: Int64] = [:]
  private let arena: Arena

  /// - Parameter arena: keeps the texts of values; it lives as long as the run.
  public init(_ arena: Arena) {
    self.arena = arena
    mask = 4095
    slots = [Int32](repeating: -1, count: 4096)
  }

  /// The name of a dimension's value. An empty text is a value too: not known.
  @inline(__always)
  public static func value(_ dimension: Dimension, _ text: Text) -> UInt64 {
    StableHash.of(text, seed: UInt64(dimension.rawValue))
  }

  /// - Parameter text: what stands behind the key's value; asked for where the cell is new.
  @inline(__always)
  public func add(_ key: CellKey, _ text: @autoclosure () -> Text, _ more: CellNumbers) {
    var place = Int(truncatingIfNeeded: key.mixed >> 20) & mask
    while true {
      let slot = slots[place]
      if slot < 0 { break }
      if keys[Int(slot)] == key {
        numbers[Int(slot)] += more
        return
      }
      place = (place + 1) & mask
    }
    insert(key, text(), more, at: place)
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
  public var removals: [FigureRemoval] { removed.filter { $0.value > 0 }.keys.sorted() }

  public func merge(_ other: FigureTally) {
    for index in other.keys.indices {
      let key = other.keys[index]
      add(key, other.names[key.value] ?? Text(), other.numbers[index])
    }
    customerSales += other.customerSales
    for (removal, sign) in other.removed { add(removal, sign) }
  }

  private func insert(_ key: CellKey, _ text: Text, _ more: CellNumbers, at place: Int) {
    slots[place] = Int32(keys.count)
    keys.append(key)
    numbers.append(more)
    if names[key.value] == nil { names[key.value] = arena.copy(text) }
    if keys.count * 2 > slots.count { grow() }
  }

  private func grow() {
    let size = slots.count * 4
    mask = size - 1
    slots = [Int32](repeating: -1, count: size)
    for index in keys.indices {
      var place = Int(truncatingIfNeeded: keys[index].mixed >> 20) & mask
      while slots[place] >= 0 { place = (place + 1) & mask }
      slots[place] = Int32(index)
    }
  }
}

/// Something that stands in the records and not in the figures, and why (R8.2.1).
public struct FigureRemoval: Sendable, Hashable {
  /// Raw values order the list.
  public enum Cause: UInt8, Vocabulary {
    /// A line of nothing: there is no unit to count.
    case noQuantity
    /// A case whose order is not known: there is no article, supplier or region to count it by.
    case noOrder
    /// A case that names a line the order does not have.
    case noLine
    /// A score that is not one of 1 to 5.
    case scoreOutOfRange
    /// It took less than nothing: the times contradict each other.
    case timeRunsBack
    /// The day is so far off the others of its series that a forecast would follow it.
    case outlier
    /// A day without a single order between days with orders.
    case gap
  }

  public let cause: Cause
  public let feed: Feed?
  public let subject: Text
  public let detail: Text

  public init(_ cause: Cause, _ feed: Feed?, _ subject: Text, detail: Text = Text()) {
    self.cause = cause
    self.feed = feed
    self.subject = subject
    self.detail = detail
  }
}

extension FigureRemoval: Comparable {
  public static func < (a: FigureRemoval, b: FigureRemoval) -> Bool {
    if a.cause != b.cause { return a.cause.rawValue < b.cause.rawValue }
    return a.subject != b.subject ? a.subject < b.subject : a.detail < b.detail
  }
}
