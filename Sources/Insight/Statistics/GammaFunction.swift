import Glibc

/// The incomplete gamma function, from which the chi-square distribution follows.
enum GammaFunction {
  /// Terms of a series or fraction; reached only far outside the arguments of a contingency table.
  private static let termsMost = 10_000

  /// Q(a, x) = Γ(a, x) / Γ(a), the regularized upper incomplete gamma function; a > 0, x ≥ 0.
  ///
  /// The series of DLMF 8.7.1 below x = a + 1, the continued fraction of DLMF 8.9.2 (evaluated by
  /// Lentz's method) above.
  static func upperRegularized(_ a: Double, _ x: Double) -> Double {
    if x <= 0 { return 1 }
    let front = exp(a * log(x) - x - logGamma(a))
    return x < a + 1 ? 1 - front * series(a, x) : front * fraction(a, x)
  }

  /// ln Γ(a) for a > 0: Stirling's series (DLMF 5.11.1) after the argument was raised by the
  /// recurrence Γ(a + 1) = a Γ(a). The C library's function keeps a global sign and is left alone.
  static func logGamma(_ a: Double) -> Double {
    var (x, product) = (a, 1.0)
    while x < 16 {
      product *= x
      x += 1
    }
    let inverse = 1 / x
    let square = inverse * inverse
    let terms = [1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360_360]
    let tail = terms.reversed().reduce(0.0) { $0 * square + $1 } * inverse
    return (x - 0.5) * log(x) - x + 0.5 * log(2 * Double.pi) + tail - log(product)
  }

  private static func series(_ a: Double, _ x: Double) -> Double {
    var (term, sum, denominator) = (1 / a, 1 / a, a)
    for _ in 0..<termsMost {
      denominator += 1
      term *= x / denominator
      sum += term
      if term < sum * 1e-17 { break }
    }
    return sum
  }

  private static func fraction(_ a: Double, _ x: Double) -> Double {
    let tiny = 1e-300
    var b = x + 1 - a
    var (c, d) = (1 / tiny, 1 / b)
    var result = d
    for step in 1...termsMost {
      let i = Double(step)
      let factor = -i * (i - a)
      b += 2
      d = factor * d + b
      if d.magnitude < tiny { d = tiny }
      c = b + factor / c
      if c.magnitude < tiny { c = tiny }
      d = 1 / d
      let change = d * c
      result *= change
      if (change - 1).magnitude < 1e-16 { break }
    }
    return result
  }
}

/// The chi-square distribution.
public enum ChiSquare {
  /// The probability of `statistic` or more where only chance is at work; 1 without freedom.
  public static func survival(_ statistic: Double, degrees: Int) -> Double {
    guard degrees > 0 else { return 1 }
    return GammaFunction.upperRegularized(Double(degrees) / 2, statistic / 2)
  }
}
