/// Exponential smoothing with an additive, optionally damped trend and an additive season: the
/// method of Holt (1957) and Winters (1960) in the form of the state space model ETS(A,A,A) and
/// ETS(A,Ad,A) of R. Hyndman, A. Koehler, J. Ord, R. Snyder, "Forecasting with Exponential
/// Smoothing" (2008), which also gives its intervals.
///
///     y = l + φ b + s + e      l ← l + φ b + α e      b ← φ b + β e      s ← s + γ e
public struct HoltWinters: Sendable, Equatable {
  /// How much of an error each part of the state takes over.
  public struct Parameters: Sendable, Equatable {
    public var alpha: Double
    public var beta: Double
    public var gamma: Double
    /// What is left of the trend a day later; 1: it goes on for ever.
    public var phi: Double

    public init(alpha: Double, beta: Double, gamma: Double, phi: Double = 1) {
      self.alpha = alpha
      self.beta = beta
      self.gamma = gamma
      self.phi = phi
    }

    /// Where the errors of long ago lose their weight (usual region: 0 < β < α, γ < 1 − α).
    var areUsual: Bool {
      alpha > 1e-4 && alpha < 0.9999 && beta > 0 && beta < alpha && gamma > 0 && gamma < 1 - alpha
        && phi >= 0.8 && phi <= 1
    }
  }

  /// Level, trend, and the season of each place of the period, the next day's first.
  public struct State: Sendable, Equatable {
    public var level: Double
    public var trend: Double
    public var season: [Double]

    public init(level: Double, trend: Double, season: [Double]) {
      self.level = level
      self.trend = trend
      self.season = season
    }
  }

  public let parameters: Parameters
  /// After the last day.
  public let state: State
  public let period: Int
  /// Of one day ahead, over all days.
  public let squaredErrors: Double
  public let count: Int
  private let phase: Int

  /// Smooths a series with given parameters, from a given state before its first day.
  public init(_ series: [Double], _ parameters: Parameters, from first: State) {
    var (level, trend, season) = (first.level, first.trend, first.season)
    let period = season.count
    var (sum, place) = (0.0, 0)
    for value in series {
      let carried = parameters.phi * trend
      let error = value - (level + carried + season[place])
      sum += error * error
      level += carried + parameters.alpha * error
      trend = carried + parameters.beta * error
      season[place] += parameters.gamma * error
      place = place + 1 == period ? 0 : place + 1
    }
    self.parameters = parameters
    self.period = period
    state = State(level: level, trend: trend, season: season)
    phase = place
    squaredErrors = sum
    count = series.count
  }

  /// The expected value `ahead` days after the last one; 1: the next day.
  public func expected(_ ahead: Int) -> Double {
    var (carried, factor) = (0.0, 1.0)
    for _ in 0..<ahead {
      factor *= parameters.phi
      carried += factor
    }
    return state.level + carried * state.trend + state.season[(phase + ahead - 1) % period]
  }

  /// The variance of one day's error; what the parameters took of freedom is not taken off, as in
  /// statsmodels.
  public var variance: Double { count > 0 ? squaredErrors / Double(count) : 0 }

  /// The variance of the error `ahead` days on (table 6.2 of the book):
  /// σ² (1 + Σ c²), c_j = α + β (φ + … + φ^j) + γ where a period is full.
  public func variance(_ ahead: Int) -> Double {
    var (sum, carried, factor) = (1.0, 0.0, 1.0)
    for step in 1..<max(1, ahead) {
      factor *= parameters.phi
      carried += factor
      let weight =
        parameters.alpha + parameters.beta * carried
        + (step % period == 0 ? parameters.gamma : 0)
      sum += weight * weight
    }
    return variance * sum
  }

  /// What lies around the expected value with the level of `z`.
  public func interval(_ ahead: Int, z: Double) -> (low: Double, high: Double) {
    let (value, reach) = (expected(ahead), z * variance(ahead).squareRoot())
    return (value - reach, value + reach)
  }
}

extension HoltWinters.State {
  /// A state to begin with: level and season of the first two periods, the trend between them.
  public init(of series: [Double], period: Int) {
    let first = series.prefix(period).reduce(0, +) / Double(period)
    let second = series.dropFirst(period).prefix(period).reduce(0, +) / Double(period)
    let slope = (second - first) / Double(period)
    let middle = Double(period - 1) / 2
    season = (0..<period).map { place in
      let early = series[place] - (first + slope * (Double(place) - middle))
      let late = series[place + period] - (second + slope * (Double(place) - middle))
      return (early + late) / 2
    }
    trend = slope
    level = first - slope * (middle + 1)
  }
}
