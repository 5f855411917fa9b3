public import Returns

/// A daily series and what it does (R8.2.2c, R8.2.2d).
public struct TrendSeries: Sendable {
  public enum Subject: UInt8, Vocabulary {
    case orders, cases, quality, fit, noReason, transport, refunds
  }

  public struct Point: Sendable {
    public let day: Day
    public let value: Int64
    /// Of the seven days up to it.
    public let mean: Double
    /// What the day of the week adds.
    public let season: Double
    /// The first day of another level.
    public let isChange: Bool
  }

  /// How a level changed.
  public struct Change: Sendable {
    public let since: Day
    public let before: Double
    public let after: Double
  }

  public let subject: Subject
  /// Of `refunds`; else none.
  public let currency: Currency
  public let points: [Point]
  public let changes: [Change]
  public let forecast: Forecast
  /// Days far off the others, which the forecast and the changes do not follow.
  public let outliers: [Day]
  /// Days without any order between days with orders.
  public let gaps: [Day]
}

extension CountedHistory {
  /// Days of a trend, at most: half a year shows seasons of a week and changes of level.
  static let trendDays = 182
  /// Days that it takes to tell an outlier from its weekday: four of each.
  private static let outlierDays = 28
  /// Two weeks ahead.
  static let forecastDays = 14

  /// - Parameter currency: of amounts; sums of other currencies are left out.
  public func trends(_ currency: Currency) -> [TrendSeries] {
    let reach = day.window(Self.trendDays)
    guard let first = firstDay, first <= day else { return [] }
    let days = max(first, reach.lowerBound)...day
    return TrendSeries.Subject.allCases.map { trend($0, currency, days) }
  }

  private func trend(
    _ subject: TrendSeries.Subject, _ currency: Currency, _ days: ClosedRange<Day>
  ) -> TrendSeries {
    let values = values(of: subject, currency, days)
    let gaps = subject == .orders ? gaps(values, days) : []
    let (smooth, outliers, weekdays) = Self.withoutOutliers(values.map(Double.init))
    let season = Seasonality.additive(smooth, period: Forecast.period)
    // A change of level is in the means that make `season`, and hardly in medians.
    let level = smooth.indices.map { smooth[$0] - weekdays[$0 % Forecast.period] }
    // Where no outlier can be told, one would look like a level of its own.
    let changes = values.count < Self.outlierDays ? [] : ChangePoints.find(level)
    let means = Seasonality.trailingMean(values.map(Double.init), span: Forecast.period)
    let edges = [0] + changes + [level.count]
    func mean(_ place: Int) -> Double {
      level[edges[place]..<edges[place + 1]].reduce(0, +)
        / Double(edges[place + 1] - edges[place])
    }
    return TrendSeries(
      subject: subject, currency: subject == .refunds ? currency : .none,
      points: values.indices.map { place in
        TrendSeries.Point(
          day: days.lowerBound + place, value: Int64(values[place]), mean: means[place],
          season: season[place % Forecast.period], isChange: changes.contains(place))
      },
      changes: changes.indices.map { place in
        TrendSeries.Change(
          since: days.lowerBound + changes[place], before: mean(place), after: mean(place + 1))
      },
      forecast: Forecast(smooth, days: Self.forecastDays),
      outliers: outliers.map { days.lowerBound + $0 }, gaps: gaps)
  }

  private func values(
    of subject: TrendSeries.Subject, _ currency: Currency, _ days: ClosedRange<Day>
  ) -> [Int] {
    let everything = Self.everything
    func claims(_ holds: (Reason) -> Bool) -> [Int] {
      series(.all, everything, .claimed, days) { detail in
        Reason(rawValue: UInt8(truncatingIfNeeded: detail)).map(holds) ?? false
      }
    }
    switch subject {
    case .orders: return series(.all, everything, .sold, days, of: \.cost)
    case .cases: return claims { _ in true }
    case .quality: return claims { $0.family == .quality }
    case .fit: return claims { $0.family == .fit }
    case .noReason: return claims { $0.family == .noReason }
    case .transport: return claims { $0.family == .transport }
    case .refunds:
      var values = [Int](repeating: 0, count: days.upperBound - days.lowerBound + 1)
      forEach(.all, everything, .claimed, days) { key, numbers in
        if key.currency == currency { values[key.day - days.lowerBound] += Int(numbers.amount) }
      }
      return values
    }
  }

  private func gaps(_ values: [Int], _ days: ClosedRange<Day>) -> [Day] {
    guard let last = values.lastIndex(where: { $0 > 0 }) else { return [] }
    return (0..<last).filter { values[$0] == 0 }.map { days.lowerBound + $0 }
  }

  /// A day more than six deviations off the median of the days two weeks around it (the deviation
  /// from the median distance, × 1.4826: F. Hampel, JASA 69, 1974), its weekday's effect taken off,
  /// stands at that median: a busy Sunday is no outlier, and hides none.
  ///
  /// - Returns: with what each weekday adds, the first day's first; nothing in a short series.
  static func withoutOutliers(
    _ series: [Double]
  ) -> (series: [Double], outliers: [Int], season: [Double]) {
    guard series.count >= outlierDays else {
      return (series, [], [Double](repeating: 0, count: Forecast.period))
    }
    func median(of series: [Double], around place: Int, _ reach: Int) -> Double {
      Quantiles.median(
        Array(series[max(0, place - reach)...min(series.count - 1, place + reach)]))
    }
    // A week has each weekday once.
    let distances = series.indices.map { series[$0] - median(of: series, around: $0, 3) }
    let season = (0..<Forecast.period).map { weekday in
      Quantiles.median(
        stride(from: weekday, to: series.count, by: Forecast.period).map { distances[$0] })
    }
    let level = series.indices.map { series[$0] - season[$0 % Forecast.period] }
    var (smooth, outliers) = (series, [Int]())
    for place in level.indices {
      let middle = median(of: level, around: place, 14)
      let around = level[max(0, place - 14)...min(level.count - 1, place + 14)]
      let deviation = 1.4826 * Quantiles.median(around.map { ($0 - middle).magnitude })
      // A series of small counts is no outlier's place: a root of the level is chance alone.
      if (level[place] - middle).magnitude > 6 * max(deviation, max(1, middle).squareRoot()) {
        smooth[place] = middle + season[place % Forecast.period]
        outliers.append(place)
      }
    }
    return (smooth, outliers, season)
  }
}
