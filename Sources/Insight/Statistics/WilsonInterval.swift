/// A share of successes and the interval it is known to.
///
/// E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22
/// (1927): it keeps its level for small numbers and for shares near 0 and 1, and never leaves
/// [0, 1].
public struct WilsonInterval: Sendable, Equatable {
  public let successes: Int
  public let trials: Int
  public let low: Double
  public let high: Double

  /// The quantile of the normal distribution for a two-sided level of 95 %.
  public static let z95 = 1.959963984540054
  /// For 80 %.
  public static let z80 = 1.2815515655446004

  /// - Parameters:
  ///   - successes: cut to 0 ... `trials`; without trials nothing is known: 0 to 1.
  ///   - independent: how many trials know nothing of each other, where those of one person do: the
  ///     interval is as wide as that of so many.
  public init(
    _ successes: Int, of trials: Int, independent: Int? = nil, z: Double = WilsonInterval.z95
  ) {
    self.trials = max(0, trials)
    self.successes = min(max(0, successes), self.trials)
    guard self.trials > 0 else {
      (low, high) = (0, 1)
      return
    }
    let n = Double(max(1, min(self.trials, independent ?? self.trials)))
    let p = Double(self.successes) / Double(self.trials)
    let square = z * z
    let centre = (p + square / (2 * n)) / (1 + square / n)
    let reach = z * (p * (1 - p) / n + square / (4 * n * n)).squareRoot() / (1 + square / n)
    low = self.successes == 0 ? 0 : max(0, centre - reach)
    high = self.successes == self.trials ? 1 : min(1, centre + reach)
  }

  public var share: Double { trials > 0 ? Double(successes) / Double(trials) : 0 }
}
