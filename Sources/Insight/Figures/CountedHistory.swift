public import Returns

/// A value of a dimension: a supplier, a category.
public struct FigureValue: Sendable, Equatable {
  public let hash: UInt64
  public let name: Text
}

extension FigureValue: Comparable {
  /// By names' bytes.
  public static func < (a: FigureValue, b: FigureValue) -> Bool {
    a.name != b.name ? a.name < b.name : a.hash < b.hash
  }
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

  /// What is known of one dimension, as flat arrays: an assortment has very many articles.
  fileprivate struct Counted: Sendable {
    /// By value, then day; once it is settled each key stands once.
    var cells: [Cell] = []
    /// By hash; once it is settled each stands once.
    var values: [FigureValue] = []
    /// Where the cells of each value begin, and after the last where they end.
    var starts: [Int] = [0]
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
      if key.value != last {
        dimensions[part].values.append(FigureValue(hash: key.value, name: text))
      }
      last = key.value
    }
  }

  /// After the last page.
  public mutating func settle() {
    for part in dimensions.indices { dimensions[part].settle() }
  }

  /// Values of a dimension by their names' bytes.
  public func values(of dimension: Dimension) -> [FigureValue] {
    dimensions[Int(dimension.rawValue)].values.sorted()
  }

  /// Those of them that have cells of a measure on some days, counted at least so often: of very
  /// many articles few.
  func values(
    of dimension: Dimension, having measure: Measure, on days: ClosedRange<Day>, least: Int64 = 1,
    where holds: (UInt16) -> Bool = { _ in true }
  ) -> [FigureValue] {
    var counts: [(hash: UInt64, count: Int64)] = []
    forEach(dimension, measure, days) { key, numbers in
      guard holds(key.detail) else { return }
      if key.value != counts.last?.hash { counts.append((key.value, 0)) }
      counts[counts.count - 1].count += numbers.count
    }
    let counted = dimensions[Int(dimension.rawValue)]
    return counts.filter { $0.count >= least }.compactMap { counted.value($0.hash) }.sorted()
  }

  /// The value of a dimension that stands for those that do not say.
  static func unnamed(_ dimension: Dimension) -> UInt64 { FigureTally.value(dimension, Text()) }

  /// How many values of a dimension have a name.
  func namedCount(_ dimension: Dimension) -> Int {
    let counted = dimensions[Int(dimension.rawValue)]
    return counted.values.count - (counted.place(Self.unnamed(dimension)) == nil ? 0 : 1)
  }

  /// The only value of `all`.
  public static let everything = FigureTally.value(.all, Text())

  /// Calls `body` with the cells of one value on some days.
  func forEach(
    _ dimension: Dimension, _ value: UInt64, _ measure: Measure, _ days: ClosedRange<Day>,
    _ body: (CellKey, CellNumbers) -> Void
  ) {
    let part = Int(dimension.rawValue)
    guard let place = dimensions[part].place(value) else { return }
    let (start, end) = (dimensions[part].starts[place], dimensions[part].starts[place + 1])
    forEach(of: dimensions[part].cells[start..<end], measure, days, body)
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
    for cell in cells {
      if kept > 0, cells[kept - 1].key == cell.key {
        cells[kept - 1].numbers += cell.numbers
        continue
      }
      // What came to nothing makes room for the next.
      if kept > 0, cells[kept - 1].numbers == .zero { kept -= 1 }
      cells[kept] = cell
      kept += 1
    }
    if kept > 0, cells[kept - 1].numbers == .zero { kept -= 1 }
    cells.removeLast(cells.count - kept)
    settleValues()
  }

  /// Keeps the values that have cells, and says where those begin.
  private mutating func settleValues() {
    values.sort { $0.hash < $1.hash }
    starts = []
    var (kept, cell) = (0, 0)
    for value in values where cell < cells.count && cells[cell].key.value == value.hash {
      starts.append(cell)
      values[kept] = value
      kept += 1
      while cell < cells.count, cells[cell].key.value == value.hash { cell += 1 }
    }
    values.removeLast(values.count - kept)
    starts.append(cells.count)
  }

  /// The place of a value among all; nil: nothing is known of it.
  func place(_ hash: UInt64) -> Int? {
    var (low, high) = (0, values.count)
    while low < high {
      let middle = (low + high) / 2
      if values[middle].hash < hash { low = middle + 1 } else { high = middle }
    }
    return low < values.count && values[low].hash == hash ? low : nil
  }

  func value(_ hash: UInt64) -> FigureValue? { place(hash).map { values[$0] } }
}

extension Day {
  /// The `count` days up to and including this one.
  public func window(_ count: Int) -> ClosedRange<Day> { (self + (1 - count))...self }
}
