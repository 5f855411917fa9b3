public import Returns

/// Whether reasons hang together with a quality of the order (R8.2.2b).
public struct Association: Sendable {
  public enum Verdict: UInt8, Vocabulary {
    case tested
    /// Too few cases to say anything.
    case refused
  }

  /// A cell of the table that was tested.
  public struct Cell: Sendable {
    public let value: Text
    public let reason: Reason
    /// Orders, however many of their lines have the reason: those are no independent cases.
    public let count: Int
    public let expected: Double
    /// Adjusted and standardized: above 3 or below −3 the cell drives the table.
    public let residual: Double
  }

  public let dimension: Dimension
  public let verdict: Verdict
  public let sample: Int
  public let chiSquare: Double
  public let degrees: Int
  public let pValue: Double
  /// After control of false discoveries among all tests of the date.
  public internal(set) var qValue: Double
  public let cramersV: Double
  public let cells: [Cell]
  /// Values and reasons that were too rare to be tested, and how many cases they are.
  public let leftOut: Int

  public var isFound: Bool { verdict == .tested && qValue <= 0.01 }
  /// Too few cases for any test, whatever their kinds.
  public var isSmall: Bool { sample < CountedHistory.sampleLeast }
}

extension CountedHistory {
  /// Fewer cases are not tested.
  static let sampleLeast = 100
  private static let associatedDimensions: [Dimension] = [.category, .orderValue, .gender, .age]

  /// Four weeks up to the business date.
  public func associations() -> [Association] {
    let days = day.window(AnalysisWindow.days)
    var found = Self.associatedDimensions.compactMap { association($0, days) }
    let tested = found.indices.filter { found[$0].verdict == .tested }
    let adjusted = FalseDiscovery.adjusted(tested.map { found[$0].pValue })
    for (place, q) in zip(tested, adjusted) { found[place].qValue = q }
    return found
  }

  /// nil where nothing is counted by the dimension.
  private func association(
    _ dimension: Dimension, _ days: ClosedRange<Day>
  ) -> Association? {
    var rows: [(value: Text, counts: [Int])] = []
    for value in values(of: dimension) where !value.name.isEmpty {
      var counts = [Int](repeating: 0, count: Reason.allCases.count)
      for (detail, numbers) in self.counts(dimension, value.hash, .claimed, days)
      where counts.indices.contains(detail) { counts[detail] += Int(numbers.count) }
      for (detail, numbers) in self.counts(dimension, value.hash, .repeated, days)
      where counts.indices.contains(detail) { counts[detail] -= Int(numbers.count) }
      if counts.contains(where: { $0 > 0 }) { rows.append((value.name, counts)) }
    }
    guard !rows.isEmpty else { return nil }
    let total = rows.reduce(0) { $0 + $1.counts.reduce(0, +) }
    let reasons = dropRare(&rows)
    let table = ContingencyTable(rows.map { row in reasons.map { row.counts[$0] } })
    guard table.isLargeEnough(sample: Self.sampleLeast) else {
      return Association(
        dimension: dimension, verdict: .refused, sample: total, chiSquare: 0, degrees: 0, pValue: 1,
        qValue: 1, cramersV: 0, cells: [], leftOut: total)
    }
    var cells: [Association.Cell] = []
    for row in rows.indices {
      for (column, reason) in reasons.enumerated() {
        cells.append(
          Association.Cell(
            value: rows[row].value, reason: Reason(rawValue: UInt8(reason)) ?? .noLongerNeeded,
            count: table.counts[row][column], expected: table.expected(row, column),
            residual: table.residual(row, column)))
      }
    }
    return Association(
      dimension: dimension, verdict: .tested, sample: table.total, chiSquare: table.chiSquare,
      degrees: table.degrees, pValue: table.pValue, qValue: table.pValue, cramersV: table.cramersV,
      cells: cells, leftOut: total - table.total)
  }

  /// Values and reasons that the approximation has too few cases of: they are left out, the rarest
  /// first, until the expected counts are large enough.
  /// - Returns: the places of the reasons that stay.
  private func dropRare(_ rows: inout [(value: Text, counts: [Int])]) -> [Int] {
    var reasons = Reason.allCases.indices.filter { place in
      rows.contains { $0.counts[place] > 0 }
    }
    while rows.count > 1, reasons.count > 1 {
      let table = ContingencyTable(rows.map { row in reasons.map { row.counts[$0] } })
      if table.isLargeEnough(sample: 0) { break }
      let row = table.rowSums.indices.min { table.rowSums[$0] < table.rowSums[$1] } ?? 0
      let column = table.columnSums.indices.min { table.columnSums[$0] < table.columnSums[$1] } ?? 0
      if table.rowSums[row] <= table.columnSums[column] {
        rows.remove(at: row)
      } else {
        reasons.remove(at: column)
      }
    }
    return reasons
  }
}
