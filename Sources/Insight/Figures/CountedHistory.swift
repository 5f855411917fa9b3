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
  private var dimensions: [Counted]

  fileprivate struct Cell: Sendable {
    let key: CellKey
    var numbers: CellNumbers
  }

  /// What is known of one dimension.
  fileprivate struct Counted: Sendable {
    /// By value, then day; once it is settled each key stands once.
    var cells: [Cell] = []
    /// Where the cells of a value stand.
    var places: [UInt64: Range<Int>] = [:]
    var names: [UInt64: Text] = [:]

    func sorted(_ hashes: some Sequence<UInt64>) -> [FigureValue] {
      hashes.map { FigureValue(hash: $0, name: names[$0] ?? Text()) }
        .sorted { $0.name != $1.name ? $0.name < $1.name : $0.hash < $1.hash }
    }
  }

  public init(day: Day) {
    self.day = day
    dimensions = Array(repeating: Counted(), count: Dimension.allCases.count)
  }

  /// - Parameter date: the business date that the page was stored on.
  public mutating func add(_ page: Text, of dimension: Dimension, on date: Day) {
    let part = Int(dimension.rawValue)
    var last: UInt64?
    FigurePages.forEachCell(page, of: dimension, on: date) { key, text, numbers in
      dimensions[part].cells.append(Cell(key: key, numbers: numbers))
      if key.value != last { dimensions[part].names[key.value] = text }
      last = key.value
    }
  }

  /// After the last page.
  public mutating func settle() {
    for part in dimensions.indices { dimensions[part].settle() }
  }

  /// Values of a dimension by their names' bytes.
  public func values(of dimension: Dimension) -> [FigureValue] {
    let counted = dimensions[Int(dimension.rawValue)]
    return counted.sorted(counted.places.keys)
  }

  /// Those that have cells of a measure on some days: of very many articles few.
  func values(
    of dimension: Dimension, having measure: Measure, on days: ClosedRange<Day>
  ) -> [FigureValue] {
    var hashes: [UInt64] = []
    forEach(dimension, measure, days) { key, _ in
      if key.value != hashes.last { hashes.append(key.value) }
    }
    return dimensions[Int(dimension.rawValue)].sorted(hashes)
  }

  /// The value of a dimension that stands for those that do not say.
  static func unnamed(_ dimension: Dimension) -> UInt64 { FigureTally.value(dimension, Text()) }

  /// How many values of a dimension have a name.
  func namedCount(_ dimension: Dimension) -> Int {
    let places = dimensions[Int(dimension.rawValue)].places
    return places.count - (places[Self.unnamed(dimension)] == nil ? 0 : 1)
  }

  /// The only value of `all`.
  public static let everything = FigureTally.value(.all, Text())

  /// Calls `body` with the cells of one value on some days.
  func forEach(
    _ dimension: Dimension, _ value: UInt64, _ measure: Measure, _ days: ClosedRange<Day>,
    _ body: (CellKey, CellNumbers) -> Void
  ) {
    let part = Int(dimension.rawValue)
    guard let range = dimensions[part].places[value] else { return }
    forEach(of: dimensions[part].cells[range], measure, days, body)
  }

  /// Calls `body` with the cells of all values, one value after the other.
  func forEach(
    _ dimension: Dimension, _ measure: Measure, _ days: ClosedRange<Day>,
    _ body: (CellKey, CellNumbers) -> Void
  ) {
    forEach(of: dimensions[Int(dimension.rawValue)].cells[...], measure, days, body)
  }

  private func forEach(
    of cells: ArraySlice<Cell>, _ measure: Measure, _ days: ClosedRange<Day>,
    _ body: (CellKey, CellNumbers) -> Void
  ) {
    for cell in cells where cell.key.measure == measure && days.contains(cell.key.day) {
      body(cell.key, cell.numbers)
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
    // Few of very many values have any, and those have one or two currencies.
    var sums: [(currency: Currency, numbers: CellNumbers)] = []
    forEach(dimension, value, measure, days) { key, numbers in
      guard holds(key.detail) else { return }
      if let place = sums.firstIndex(where: { $0.currency == key.currency }) {
        sums[place].numbers += numbers
      } else {
        sums.append((key.currency, numbers))
      }
    }
    return sums.sorted { $0.currency < $1.currency }
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
    dimensions[Int(Dimension.all.rawValue)].cells.lazy.filter {
      $0.key.measure == .sold || $0.key.measure == .claimed
    }
    .map(\.key.day).min()
  }
}

extension CountedHistory.Counted {
  mutating func settle() {
    cells.sort { $0.key.precedes($1.key) }
    var kept = 0
    for index in cells.indices {
      if kept > 0, cells[kept - 1].key == cells[index].key {
        cells[kept - 1].numbers += cells[index].numbers
        continue
      }
      // What came to nothing makes room for the next.
      if kept > 0, cells[kept - 1].numbers == .zero { kept -= 1 }
      cells[kept] = cells[index]
      kept += 1
    }
    if kept > 0, cells[kept - 1].numbers == .zero { kept -= 1 }
    cells.removeLast(cells.count - kept)
    var start = 0
    while start < cells.count {
      let value = cells[start].key.value
      var end = start + 1
      while end < cells.count, cells[end].key.value == value { end += 1 }
      places[value] = start..<end
      start = end
    }
  }
}

extension Day {
  /// The `count` days up to and including this one.
  public func window(_ count: Int) -> ClosedRange<Day> { (self + (1 - count))...self }
}
