/// What a daily series does within a week, and without it.
public enum Seasonality {
  /// The mean of a day and the `span` − 1 before it; of what there is at the beginning.
  public static func trailingMean(_ series: [Double], span: Int) -> [Double] {
    var (sum, result) = (0.0, [Double]())
    result.reserveCapacity(series.count)
    for index in series.indices {
      sum += series[index]
      if index >= span { sum -= series[index - span] }
      result.append(sum / Double(min(index + 1, span)))
    }
    return result
  }

  /// The mean of a day and its neighbours within half of an odd `span`; nil where they are not all
  /// there.
  public static func centredMean(_ series: [Double], span: Int) -> [Double?] {
    let half = span / 2
    return series.indices.map { index in
      guard index >= half, index + half < series.count else { return nil }
      return series[(index - half)...(index + half)].reduce(0, +) / Double(span)
    }
  }

  /// What each place in the period adds to the level: the classical additive decomposition, the
  /// mean distance from the centred moving average, made to add up to 0 (as `seasonal_decompose` of
  /// statsmodels does).
  ///
  /// - Returns: one value a place, the first for the first day of the series; zeros where the
  ///   series is shorter than two periods.
  public static func additive(_ series: [Double], period: Int) -> [Double] {
    guard series.count >= 2 * period else { return [Double](repeating: 0, count: period) }
    let level = centredMean(series, span: period)
    var (sums, counts) = ([Double](repeating: 0, count: period), [Int](repeating: 0, count: period))
    for index in series.indices {
      guard let level = level[index] else { continue }
      sums[index % period] += series[index] - level
      counts[index % period] += 1
    }
    let means = sums.indices.map { counts[$0] > 0 ? sums[$0] / Double(counts[$0]) : 0 }
    let centre = means.reduce(0, +) / Double(period)
    return means.map { $0 - centre }
  }
}
