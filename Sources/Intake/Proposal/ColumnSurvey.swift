import Returns

/// What is known of a column of an unknown file: its name and what its values look like.
public struct ColumnSurvey: Sendable {
  /// The name in the header; XML: the path below the record.
  public let name: String
  /// The n-th column of that name.
  public let occurrence: Int
  public private(set) var filled = 0
  public private(set) var numbers = NumberSurvey()
  public private(set) var times = TimeSurvey()
  public private(set) var currencyCount = 0
  public private(set) var flagCount = 0
  /// Of the first 64 columns, those that ever had a number other than 0 in a row with this one.
  private(set) var together: UInt64 = 0
  /// Rows that have a number other than 0 here.
  private(set) var nonZeroCount = 0
  /// Different values, as long as they are few.
  private(set) var words: [String] = []
  private(set) var hasManyWords = false
  /// Some cells hold `--`, which stands for nothing.
  private(set) var hasDashes = false

  init(name: String, occurrence: Int = 1) {
    self.name = name
    self.occurrence = occurrence
  }

  /// Beyond this many different values a column is no list of words.
  private static let fewWords = 24
  /// Beyond this many values forms are settled.
  static let surveyed = 20_000

  mutating func take(_ value: String, iso: TimeReader) {
    guard !value.isEmpty else { return }
    if value == "--" {
      hasDashes = true
      return
    }
    filled += 1
    guard filled <= Self.surveyed else { return }
    _ = numbers.take(value)
    _ = times.take(value, iso: iso)
    if value.utf8.count == 3, Currency(value.uppercased()) != nil { currencyCount += 1 }
    if value.utf8.count <= 5, Self.isFlag(value) { flagCount += 1 }
    guard !hasManyWords, !words.contains(value) else { return }
    if words.count == Self.fewWords || value.utf8.count > 60 {
      hasManyWords = true
    } else {
      words.append(value)
    }
  }

  func isSame(as other: ColumnSurvey) -> Bool {
    name == other.name && occurrence == other.occurrence
  }

  mutating func noteRow(nonZero columns: UInt64) {
    nonZeroCount += 1
    together |= columns
  }

  private static func isFlag(_ value: String) -> Bool {
    var copy = value
    return copy.withUTF8 { (try? Words.flag(Text(UnsafeRawBufferPointer($0)))) != nil }
  }

  /// How many values were looked at.
  public var surveyedCount: Int { min(filled, Self.surveyed) }

  /// What the values are, the form that most fit first: `amount`, `count`, `time`, `currency`,
  /// `flag`; empty for mere text.
  public var forms: [(form: String, fits: Int)] {
    let dates = times.best.first.map(\.fits) ?? 0
    let all: [(String, Int)] = [
      ("time", dates), ("currency", currencyCount), ("flag", flagCount),
      ("count", numbers.wholeCount), ("amount", numbers.count),
    ]
    return all.filter { $0.1 > 0 }.sorted { $0.1 > $1.1 }
  }

  /// How many values are of a canonical column's type.
  func fits(_ type: ColumnType) -> Int {
    switch type {
    case .amount: numbers.count
    case .count: numbers.wholeCount
    case .time: times.best.first?.fits ?? 0
    case .currency: currencyCount
    case .flag: flagCount
    case .text, .choice: surveyedCount
    }
  }
}
