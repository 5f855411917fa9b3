/// Control of the share of false discoveries among many tests.
public enum FalseDiscovery {
  /// The adjusted p-values of Y. Benjamini and Y. Hochberg, "Controlling the false discovery rate",
  /// JRSS B 57 (1995), in the order of `pValues`: what stays at or below q is found at the rate q.
  public static func adjusted(_ pValues: [Double]) -> [Double] {
    let count = pValues.count
    let order = pValues.indices.sorted {
      pValues[$0] != pValues[$1] ? pValues[$0] < pValues[$1] : $0 < $1
    }
    var adjusted = [Double](repeating: 1, count: count)
    var least = 1.0
    for rank in order.indices.reversed() {
      least = min(least, pValues[order[rank]] * Double(count) / Double(rank + 1))
      adjusted[order[rank]] = least
    }
    return adjusted
  }
}
