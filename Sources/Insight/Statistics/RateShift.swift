import Glibc

/// The day since which a share is another: successes out of trials, day by day.
public struct RateShift: Sendable, Equatable {
  /// Place of the first day of the new rate.
  public let start: Int
  public let before: (successes: Int, trials: Int)
  public let after: (successes: Int, trials: Int)
  /// Twice the logarithm of the likelihood ratio of two rates against one.
  public let statistic: Double
  /// How likely a split as good is where the rate never changed: the chi-square tail with one
  /// degree of freedom, times the number of splits looked at (Bonferroni).
  public let pValue: Double

  public static func == (a: RateShift, b: RateShift) -> Bool {
    a.start == b.start && a.before == b.before && a.after == b.after
      && a.statistic == b.statistic && a.pValue == b.pValue
  }

  /// The best split of the days into a before and an after, each at least `segmentLeast` days long;
  /// nil where the days are too few. Of splits equally good the earliest.
  ///
  /// The scan statistic of the binomial likelihood ratio (K. J. Worsley, "The power of likelihood
  /// ratio and cumulative sum tests for a change in a binomial probability", Biometrika 70, 1983).
  public init?(
    successes: [Int], trials: [Int], segmentLeast: Int = ChangePoints.segmentLeast
  ) {
    let count = min(successes.count, trials.count)
    guard count >= 2 * segmentLeast else { return nil }
    let all = (successes.prefix(count).reduce(0, +), trials.prefix(count).reduce(0, +))
    var before = (0, 0)
    var best: (start: Int, before: (Int, Int), statistic: Double)?
    for start in 1...(count - segmentLeast) {
      before.0 += successes[start - 1]
      before.1 += trials[start - 1]
      guard start >= segmentLeast else { continue }
      let after = (all.0 - before.0, all.1 - before.1)
      let statistic =
        2 * (Self.logLikelihood(before) + Self.logLikelihood(after) - Self.logLikelihood(all))
      if statistic > (best?.statistic ?? -1) { best = (start, before, max(0, statistic)) }
    }
    guard let best else { return nil }
    start = best.start
    self.before = best.before
    after = (all.0 - best.before.0, all.1 - best.before.1)
    statistic = best.statistic
    pValue = Self.pValue(statistic, days: count, segmentLeast: segmentLeast)
  }

  /// Of a statistic of so many days.
  static func pValue(
    _ statistic: Double, days: Int, segmentLeast: Int = ChangePoints.segmentLeast
  ) -> Double {
    let splits = days - 2 * segmentLeast + 1
    return min(1, ChiSquare.survival(statistic, degrees: 1) * Double(splits))
  }

  /// Of the most likely rate: k ln(k/n) + (n − k) ln((n − k)/n).
  private static func logLikelihood(_ counted: (successes: Int, trials: Int)) -> Double {
    let (k, n) = (Double(counted.successes), Double(counted.trials))
    func part(_ count: Double) -> Double { count > 0 ? count * log(count / n) : 0 }
    return part(k) + part(n - k)
  }

  public var rateBefore: Double { Self.rate(before) }
  public var rateAfter: Double { Self.rate(after) }

  private static func rate(_ counted: (successes: Int, trials: Int)) -> Double {
    counted.trials > 0 ? Double(counted.successes) / Double(counted.trials) : 0
  }
}
