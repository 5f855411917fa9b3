import Glibc

/// How likely so many successes are.
enum BinomialTail {
  /// P(X ≥ successes) for X binomial with `trials` and the rate `each`; the terms are summed from
  /// the largest on. More successes than trials count as all of them.
  static func atLeast(_ successes: Int, of trials: Int, each: Double) -> Double {
    guard successes > 0 else { return 1 }
    guard trials > 0, each > 0 else { return trials > 0 ? 0 : 1 }
    guard each < 1 else { return 1 }
    let (n, odds) = (Double(trials), log(each) - log(1 - each))
    let first = min(successes, trials)
    let logOfFirst =
      GammaFunction.logGamma(n + 1) - GammaFunction.logGamma(Double(first) + 1)
      - GammaFunction.logGamma(n - Double(first) + 1) + Double(first) * odds + n * log(1 - each)
    var (sum, term) = (0.0, exp(logOfFirst))
    for count in first...trials {
      sum += term
      term *= (n - Double(count)) / Double(count + 1) * exp(odds)
    }
    return min(1, sum)
  }
}
