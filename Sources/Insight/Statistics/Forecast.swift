/// What a daily series will come to in the days ahead, and how far that can be trusted.
public struct Forecast: Sendable, Equatable {
  public enum Method: String, Sendable {
    case holtWinters = "holt_winters"
    case dampedHoltWinters = "damped_holt_winters"
    /// The value of the same day of the week before.
    case seasonalNaive = "seasonal_naive"
    /// The mean of all days.
    case mean
    case none
  }

  /// Why no model stands where one could.
  public enum Reason: String, Sendable {
    /// Three weeks are the least for a model.
    case shortHistory = "short_history"
    /// A model was tried, and repeating the week before was as good.
    case noBetter = "no_better_than_naive"
    /// The weeks before the test repeat each other, so that no error can be measured by them.
    case nothingToMeasureBy = "nothing_to_measure_by"
    /// Nothing happens in the series.
    case constant
  }

  public struct Point: Sendable, Equatable {
    public let ahead: Int
    public let expected: Double
    public let low80: Double
    public let high80: Double
    public let low95: Double
    public let high95: Double
  }

  public let method: Method
  public let reason: Reason?
  public let points: [Point]
  /// The mean absolute error of the back-test over that of the seasonal-naive forecast within the
  /// weeks before it: below 1 the method beats it. R. Hyndman and A. Koehler, "Another look at
  /// measures of forecast accuracy", International Journal of Forecasting 22 (2006).
  public let mase: Double?
  public let naiveMASE: Double?
  public let parameters: HoltWinters.Parameters?

  public static let period = 7
  /// Days of history that a model takes at least, and those for the naive forecast.
  public static let modelLeast = 28
  static let naiveLeast = 14
  /// Where the back-test begins: so many times before the end, a week apart, a week ahead each.
  static let origins = 4

  /// - Parameters:
  ///   - series: one value a day, the last one of the last day that is complete.
  ///   - days: how many days ahead.
  public init(_ series: [Double], days: Int) {
    let period = Self.period
    guard series.count >= Self.naiveLeast else {
      self.init(.none, .shortHistory)
      return
    }
    guard series.contains(where: { $0 != series[0] }) else {
      self.init(.seasonalNaive, .constant, points: Self.naive(series, days))
      return
    }
    let test = BackTest(series, period: period)
    guard series.count >= Self.modelLeast else {
      self.init(
        .seasonalNaive, .shortHistory, points: Self.naive(series, days), naiveMASE: test.naive)
      return
    }
    guard let naive = test.naive, let best = test.best else {
      // A week in which something happened for once is no pattern.
      let isSeldom = test.isEventless
      self.init(
        isSeldom ? .mean : .seasonalNaive, .nothingToMeasureBy,
        points: isSeldom ? Self.mean(series, days) : Self.naive(series, days))
      return
    }
    guard best.mase < naive else {
      self.init(
        .seasonalNaive, .noBetter, points: Self.naive(series, days), mase: test.naive,
        naiveMASE: test.naive)
      return
    }
    let model = HoltWinters.fit(series, period: period, isDamped: best.isDamped)
    self.init(
      best.isDamped ? .dampedHoltWinters : .holtWinters, nil,
      points: (1...days).map { Self.point($0, model.expected($0), model.variance($0)) },
      mase: best.mase, naiveMASE: test.naive, parameters: model.parameters)
  }

  private init(
    _ method: Method, _ reason: Reason?, points: [Point] = [], mase: Double? = nil,
    naiveMASE: Double? = nil, parameters: HoltWinters.Parameters? = nil
  ) {
    self.method = method
    self.reason = reason
    self.points = points
    self.mase = mase
    self.naiveMASE = naiveMASE
    self.parameters = parameters
  }

  /// The same day a week before; its variance grows by one each week ahead (Hyndman and
  /// Athanasopoulos, "Forecasting: Principles and Practice", 5.5).
  private static func naive(_ series: [Double], _ days: Int) -> [Point] {
    let steps = series.indices.dropFirst(period).map { series[$0] - series[$0 - period] }
    let variance = steps.reduce(0) { $0 + $1 * $1 } / Double(max(1, steps.count))
    return (1...days).map { ahead in
      let week = (ahead - 1) / period
      let place = series.count - period + (ahead - 1) % period
      return point(ahead, series[place], variance * Double(week + 1))
    }
  }

  /// Hyndman and Athanasopoulos, 5.5, as well.
  private static func mean(_ series: [Double], _ days: Int) -> [Point] {
    let count = Double(series.count)
    let mean = series.reduce(0, +) / count
    let squares = series.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let variance = squares / (count - 1) * (1 + 1 / count)
    return (1...days).map { point($0, mean, variance) }
  }

  private static func point(_ ahead: Int, _ value: Double, _ variance: Double) -> Point {
    let deviation = variance.squareRoot()
    return Point(
      ahead: ahead, expected: value,
      low80: value - WilsonInterval.z80 * deviation, high80: value + WilsonInterval.z80 * deviation,
      low95: value - WilsonInterval.z95 * deviation, high95: value + WilsonInterval.z95 * deviation)
  }
}

/// How well forecasts would have done, had they been made in the weeks before.
struct BackTest {
  /// nil where the history is too short for a test.
  private(set) var naive: Double?
  private(set) var best: (isDamped: Bool, mase: Double)?
  /// Nothing changes before what is forecast.
  private(set) var isEventless = false

  init(_ series: [Double], period: Int) {
    let origins = (1...Forecast.origins).map { series.count - $0 * period }
      .filter { $0 >= 2 * period }
    // What is forecast has no part in what its errors are measured by.
    guard let known = origins.last else { return }
    isEventless = series[..<known].allSatisfy { $0 == series[0] }
    let steps = (period..<known).map { (series[$0] - series[$0 - period]).magnitude }
    let scale = steps.reduce(0, +) / Double(steps.count)
    guard scale > 0 else { return }
    func mase(_ forecast: (ArraySlice<Double>) -> (Int) -> Double) -> Double {
      var (sum, count) = (0.0, 0)
      for origin in origins {
        let expected = forecast(series[..<origin])
        for ahead in 1...period where origin + ahead <= series.count {
          sum += (series[origin + ahead - 1] - expected(ahead)).magnitude
          count += 1
        }
      }
      return sum / Double(count) / scale
    }
    naive = mase { past in { past[past.endIndex - period + ($0 - 1) % period] } }
    for isDamped in [false, true] {
      let model = mase { past in
        HoltWinters.fit(Array(past), period: period, isDamped: isDamped).expected
      }
      if model < (best?.mase ?? .infinity) { best = (isDamped, model) }
    }
  }
}
