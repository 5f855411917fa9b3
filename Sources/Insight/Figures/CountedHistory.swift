public import Returns

/// A value of a dimension: a supplier, a category.
public struct FigureValue: Sendable, Equatable {
  public let hash: UInt64
  public let name: Text
}

/// The figures of all business dates up to one, added up: what analysis looks at. Pages are added
/// in any order.
public struct CountedHistory: Sendable {
  /// The business date that is looked from.
  public let day: Day
  private var raw: [[CellKey: CellNumbers]]
  private var names: [[UInt64: Text]]
  /// By value, then day.
  private var cells: [[Cell]] = []
  private var places: [[UInt64: Range<Int>]] = []

  struct Cell: Sendable {
    let key: CellKey
    let numbers: CellNumbers
  }

  public init(day: Day) {
    self.day = day
    raw = Array(repeating: [:], count: Dimension.allCases.count)
    names = Array(repeating: [:], count: Dimension.allCases.count)
  }

  /// - Parameter date: the business date that the page was stored on.
  public mutating func add(_ page: Text, of dimension: Dimension, on date: Day) {
    let part = Int(dimension.rawValue)
    FigurePages.forEachCell(page, of: dimension, on: date) { key, text, numbers in
      raw[part][key, default: .zero] += numbers
      if names[part][key.value] == nil { names[part][key.value] = text }
    }
  }

  /// After the last page.
  public mutating func settle() {
    cells = raw.map { cells in
      cells.filter { $0.value != .zero }.map { Cell(key: $0.key, numbers: $0.value) }
        .sorted { $0.key.precedes($1.key) }
    }
    raw = Array(repeating: [:], count: Dimension.allCases.count)
    places = cells.map { cells in
      var places: [UInt64: Range<Int>] = [:]
      var start = 0
      while start < cells.count {
        var end = start + 1
        while end < cells.count, cells[end].key.value == cells[start].key.value { end += 1 }
        places[cells[start].key.value] = start..<end
        start = end
      }
      return places
    }
  }

  /// Values of a dimension by their names' bytes.
  public func values(of dimension: Dimension) -> [FigureValue] {
    let part = Int(dimension.rawValue)
    guard places.indices.contains(part) else { return [] }
    return places[part].keys.map { FigureValue(hash: $0, name: names[part][$0] ?? Text()) }
      .sorted { $0.name != $1.name ? $0.name < $1.name : $0.hash < $1.hash }
  }

  /// The only value of `all`.
  public static let everything = FigureTally.value(.all, Text())

  /// Calls `body` with the cells of one value on some days.
  func forEach(
    _ dimension: Dimension, _ value: UInt64, _ measure: Measure, _ days: ClosedRange<Day>,
    _ body: (CellKey, CellNumbers) -> Void
  ) {
    let part = Int(dimension.rawValue)
    guard places.indices.contains(part), let range = places[part][value] else { return }
    for index in range where cells[part][index].key.measure == measure {
      if days.contains(cells[part][index].key.day) {
        body(cells[part][index].key, cells[part][index].numbers)
      }
    }
  }

  /// What some days come to, of all currencies: for counts and units.
  public func sum(
    _ dimension: Dimension, _ value: UInt64, _ measure: Measure, _ days: ClosedRange<Day>,
    where holds: (UInt16) -> Bool = { _ in true }
  ) -> CellNumbers {
    var sum = CellNumbers.zero
    forEach(dimension, value, measure, days) { key, numbers in
      if holds(key.detail) { sum += numbers }
    }
    return sum
  }

  /// The same by currency, in the order of their codes: for amounts.
  public func sums(
    _ dimension: Dimension, _ value: UInt64, _ measure: Measure, _ days: ClosedRange<Day>,
    where holds: (UInt16) -> Bool = { _ in true }
  ) -> [(currency: Currency, numbers: CellNumbers)] {
    var sums: [Currency: CellNumbers] = [:]
    forEach(dimension, value, measure, days) { key, numbers in
      if holds(key.detail) { sums[key.currency, default: .zero] += numbers }
    }
    return sums.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Counts day by day.
  public func series(
    _ dimension: Dimension, _ value: UInt64, _ measure: Measure, _ days: ClosedRange<Day>,
    of number: KeyPath<CellNumbers, Int64> = \.count, where holds: (UInt16) -> Bool = { _ in true }
  ) -> [Int] {
    var series = [Int](repeating: 0, count: days.upperBound - days.lowerBound + 1)
    forEach(dimension, value, measure, days) { key, numbers in
      if holds(key.detail) { series[key.day - days.lowerBound] += Int(numbers[keyPath: number]) }
    }
    return series
  }

  /// By detail: hours, scores, reasons.
  public func counts(
    _ dimension: Dimension, _ value: UInt64, _ measure: Measure, _ days: ClosedRange<Day>
  ) -> [(detail: Int, numbers: CellNumbers)] {
    var counts: [UInt16: CellNumbers] = [:]
    forEach(dimension, value, measure, days) { key, numbers in
      counts[key.detail, default: .zero] += numbers
    }
    return counts.sorted { $0.key < $1.key }.map { (Int($0.key), $0.value) }
  }

  /// The first day on which anything was sold or claimed; nil: nothing is known.
  public var firstDay: Day? {
    guard let all = cells.first else { return nil }
    return all.lazy.filter { $0.key.measure == .sold || $0.key.measure == .claimed }
      .map(\.key.day).min()
  }
}

extension Day {
  /// The `count` days up to and including this one.
  public func window(_ count: Int) -> ClosedRange<Day> { (self + (1 - count))...self }
}
