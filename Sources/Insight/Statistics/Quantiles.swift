/// Quantiles of whole numbers that come as counts: hours, days.
public enum Quantiles {
  /// The smallest value that at least `share` hundredths of all are at or below: type 1 of R.
  /// Hyndman and Y. Fan, "Sample quantiles in statistical packages", The American Statistician 50
  /// (1996). It is always a value that occurs, so a p90 of days is a whole number of days.
  ///
  /// - Parameter counted: values ascending, with how often each came.
  /// - Returns: nil where there is none.
  public static func inverted(_ counted: [(value: Int, count: Int)], percent: Int) -> Int? {
    let total = counted.reduce(0) { $0 + $1.count }
    guard total > 0 else { return nil }
    // The rank is ceil(total × percent / 100), at least 1: whole numbers, so nothing is rounded.
    let rank = max(1, (total * percent + 99) / 100)
    var seen = 0
    for (value, count) in counted {
      seen += count
      if seen >= rank { return value }
    }
    return counted.last?.value
  }

  /// The median of a series: the mean of the middle two where their number is even.
  static func median(_ values: [Double]) -> Double {
    guard !values.isEmpty else { return 0 }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
