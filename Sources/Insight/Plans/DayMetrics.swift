public import Returns

/// The figures of one business date that plans go by; nil: nothing is known of it.
public struct DayMetrics: Sendable {
  public private(set) var values: [DayMetric: Int64] = [:]

  public init(_ history: CountedHistory, _ open: OpenExceptions) {
    let day = history.day
    let week = day.window(DayMetric.casesRate.days)
    let sold = history.sold(.all, CountedHistory.everything, week)
    func rate(_ holds: (Reason) -> Bool) -> Int64? {
      guard sold > 0 else { return nil }
      let claims = history.claims(.all, CountedHistory.everything, week, where: holds)
      return Decimals.ratio(Int128(claims), Int128(sold), places: 4)
    }
    values[.casesRate] = rate { _ in true }
    values[.qualityRate] = rate { $0.family == .quality }
    values[.transportRate] = rate { $0.family == .transport }
    let month = day.window(AnalysisWindow.days)
    var fates = [Int64](repeating: 0, count: ParcelFate.allCases.count)
    for carrier in history.values(of: .carrier) {
      for (detail, numbers) in history.counts(.carrier, carrier.hash, .parcels, month)
      where fates.indices.contains(detail) { fates[detail] += numbers.count }
    }
    if fates[0] > 0 {
      values[.lostRate] = Decimals.ratio(
        Int128(fates[Int(ParcelFate.lost.rawValue)]), Int128(fates[0]), places: 4)
      values[.lateRate] = Decimals.ratio(
        Int128(fates[Int(ParcelFate.late.rawValue)]), Int128(fates[0]), places: 4)
    }
    values[.refundsMissing] = Int64(open[.refundMissing] + open[.refundShort])
    values[.openErrors] = Int64(open.errors)
    values[.reviewsOverdue] = Int64(open[.reviewOverdue])
    values[.ticketsBreached] = Int64(open[.ticketBreached])
    values[.parcelsLate] = Int64(open[.parcelLate])
    values[.lawBreaches] = Int64(
      open[.lawRefundOverdue] + open[.lawFreight] + open[.lawPolicy])
    let answers = history.counts(.all, CountedHistory.everything, .answers, month)
    let all = answers.reduce(0) { $0 + $1.numbers.count }
    if all > 0 {
      let good = answers.reduce(0) { $0 + ($1.detail % 8 >= 4 ? $1.numbers.count : 0) }
      values[.satisfaction] = Decimals.ratio(Int128(good), Int128(all), places: 4)
    }
  }

  public subscript(metric: DayMetric) -> Int64? { values[metric] }
}

extension DayMetric {
  /// How many days up to its date a figure tells of.
  var days: Int {
    switch self {
    case .casesRate, .qualityRate, .transportRate: 7
    case .lostRate, .lateRate, .satisfaction: AnalysisWindow.days
    case .refundsMissing, .openErrors, .reviewsOverdue, .ticketsBreached, .parcelsLate,
      .lawBreaches:
      1
    }
  }
}

/// The figures of all business dates, by date: what plans are replayed over.
public struct MetricHistory: Sendable {
  public private(set) var days: [Day] = []
  private var values: [[DayMetric: Int64]] = []

  public init() {}

  /// Dates come ascending.
  public mutating func add(_ metric: DayMetric, _ value: Int64, on day: Day) {
    if days.last != day {
      days.append(day)
      values.append([:])
    }
    values[values.count - 1][metric] = value
  }

  /// Dates on which the figure is known.
  public func series(_ metric: DayMetric) -> [(day: Day, value: Int64)] {
    zip(days, values).compactMap { day, values in values[metric].map { (day, $0) } }
  }

  /// The mean of a figure over some days, half up; nil where none of them has it.
  func mean(_ metric: DayMetric, _ range: ClosedRange<Day>) -> Int64? {
    let own = series(metric).filter { range.contains($0.day) }
    guard !own.isEmpty else { return nil }
    return Decimals.ratio(
      own.reduce(0) { $0 + Int128($1.value) }, Int128(own.count), places: 0)
  }
}
