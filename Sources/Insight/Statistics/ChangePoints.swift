import Glibc

/// Days on which the level of a series changed for good.
public enum ChangePoints {
  /// Fewer days than this are no level of their own.
  public static let segmentLeast = 7
  /// What another segment has to save, in units of the variance, per logarithm of the length: a
  /// change costs two numbers, its place and its level, and a third for looking everywhere (N.
  /// Zhang and D. Siegmund, "A modified Bayes information criterion", Biometrics 63, 2007).
  public static let penaltyFactor = 3.0

  /// The first days of all segments but the first, ascending.
  ///
  /// Optimal partitioning (B. Jackson et al., "An algorithm for optimal partitioning of data on an
  /// interval", IEEE Signal Processing Letters 12, 2005) with the squared distance from the
  /// segment's mean as its cost: exact, and the same in every run.
  ///
  /// - Parameter variance: of a day around its level; nil: `noiseVariance` of the series.
  public static func find(_ series: [Double], variance: Double? = nil) -> [Int] {
    let count = series.count
    let variance = variance ?? noiseVariance(series)
    guard count >= 2 * segmentLeast, variance > 0 else { return [] }
    let sums = PrefixSums(series)
    let penalty = penaltyFactor * log(Double(count)) * variance
    var best = [Double](repeating: .infinity, count: count + 1)
    var last = [Int](repeating: 0, count: count + 1)
    best[0] = -penalty
    for end in segmentLeast...count {
      for start in 0...(end - segmentLeast) where start == 0 || start >= segmentLeast {
        let cost = best[start] + sums.cost(start..<end) + penalty
        if cost < best[end] { (best[end], last[end]) = (cost, start) }
      }
    }
    var points: [Int] = []
    var place = last[count]
    while place > 0 {
      points.append(place)
      place = last[place]
    }
    return points.reversed()
  }

  /// The variance of a day around its level, from the differences of neighbouring days, which a few
  /// changes of level hardly touch: (median of their magnitudes / (0.6745 √2))². 0.6745 is the
  /// third quartile of the normal distribution.
  public static func noiseVariance(_ series: [Double]) -> Double {
    guard series.count > 1 else { return 0 }
    let steps = zip(series.dropFirst(), series).map { ($0 - $1).magnitude }
    let deviation = Quantiles.median(steps) / (0.674489750196082 * 2.0.squareRoot())
    return deviation * deviation
  }

  /// Sums of a series and of its squares up to each place.
  private struct PrefixSums {
    private var sums = [0.0]
    private var squares = [0.0]

    init(_ series: [Double]) {
      for value in series {
        sums.append(sums[sums.count - 1] + value)
        squares.append(squares[squares.count - 1] + value * value)
      }
    }

    /// The sum of squared distances from the mean.
    func cost(_ range: Range<Int>) -> Double {
      let sum = sums[range.upperBound] - sums[range.lowerBound]
      let square = squares[range.upperBound] - squares[range.lowerBound]
      return max(0, square - sum * sum / Double(range.count))
    }
  }
}
