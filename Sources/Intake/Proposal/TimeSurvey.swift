import Returns

/// Which date patterns the values of a column fit.
public struct TimeSurvey: Sendable {
  /// A way to read dates. Two readings of one order give the same date.
  struct Reading: Sendable {
    enum Order: Sendable { case yearFirst, dayFirst, monthFirst }

    /// Nil: ISO 8601, which needs no pattern.
    let pattern: TimePattern?
    let order: Order
    var fits = 0
    /// A value that this order fits and the other one does not.
    var proof: String?
  }

  private(set) var readings: [Reading] = Self.all
  public private(set) var count = 0
  private var tried = 0
  /// The first values, for questions.
  public private(set) var examples: [String] = []

  private static let dates: [(String, Reading.Order)] = [
    ("yyyy/M/d", .yearFirst), ("yyyy-M-d", .yearFirst), ("yyyy.M.d", .yearFirst),
    ("yyyy年M月d日", .yearFirst), ("yyyyMMdd", .yearFirst),
    ("d/M/yyyy", .dayFirst), ("M/d/yyyy", .monthFirst), ("d.M.yyyy", .dayFirst),
    ("M.d.yyyy", .monthFirst), ("d-M-yyyy", .dayFirst), ("M-d-yyyy", .monthFirst),
    ("d/M/yy", .dayFirst), ("M/d/yy", .monthFirst), ("yy/M/d", .yearFirst),
    ("d.M.yy", .dayFirst), ("M.d.yy", .monthFirst),
    ("d-MMM-yyyy", .yearFirst), ("d MMM yyyy", .yearFirst), ("MMM d, yyyy", .yearFirst),
    ("d-MMM-yy", .yearFirst), ("d. MMM yyyy", .yearFirst), ("MMM-d-yy", .yearFirst),
    ("MMM-d-yyyy", .yearFirst),
  ]
  private static let clocks = [
    "", " H:mm", " H:mm:ss", " H:mm:ss.S", "'T'H:mm:ss", " h:mm a", " h:mm:ss a", ", H:mm:ss",
    " H:mm XXX", " H:mm:ss XXX", "'T'H:mm:ssXXX",
  ]
  private static let all: [Reading] =
    [Reading(pattern: nil, order: .yearFirst)]
    + dates.flatMap { date, order in
      clocks.compactMap { clock in
        TimePattern(date + clock).map { Reading(pattern: $0, order: order) }
      }
    }

  /// - Parameter iso: reads dates that need no pattern.
  /// - Returns: false where the value is no date of any known form.
  mutating func take(_ value: String, iso: TimeReader) -> Bool {
    // Dates begin or end with a digit or a name of a month; all else is not worth the trouble.
    guard value.utf8.count <= 40, value.utf8.contains(where: { $0 &- 0x30 <= 9 }) else {
      return false
    }
    // What fitted none of the first values is not tried on a million others.
    if tried == 50 { readings.removeAll { $0.fits == 0 } }
    tried += 1
    var copy = value
    let fitting = copy.withUTF8 { bytes in
      let text = Text(UnsafeRawBufferPointer(bytes))
      return readings.indices.filter { fits(readings[$0], text, iso) }
    }
    guard !fitting.isEmpty else { return false }
    let orders = Set(fitting.map { readings[$0].order })
    for index in fitting {
      readings[index].fits += 1
      if orders.count == 1, readings[index].proof == nil { readings[index].proof = value }
    }
    count += 1
    if examples.count < 3, !examples.contains(value) { examples.append(value) }
    return true
  }

  private func fits(_ reading: Reading, _ text: Text, _ iso: TimeReader) -> Bool {
    guard let pattern = reading.pattern else {
      return (try? iso.seconds(text, zone: .utc, zoneNumber: 0)) != nil
    }
    return pattern.read(text) != nil
  }

  /// The readings that fit most values, one for each order of day and month.
  var best: [Reading] {
    guard let most = readings.map(\.fits).max(), most > 0 else { return [] }
    return readings.filter { $0.fits == most }.reduce(into: []) { list, reading in
      if !list.contains(where: { $0.order == reading.order }) { list.append(reading) }
    }
  }
}
