/// Counts of two qualities against each other, and whether they hang together.
public struct ContingencyTable: Sendable, Equatable {
  /// Row by row; every row as long as the first.
  public let counts: [[Int]]
  public let rowSums: [Int]
  public let columnSums: [Int]
  public let total: Int

  /// Rows and columns of nothing but zeros say nothing and are left out by the caller.
  public init(_ counts: [[Int]]) {
    self.counts = counts
    rowSums = counts.map { $0.reduce(0, +) }
    columnSums = (counts.first ?? []).indices.map { column in
      counts.reduce(0) { $0 + $1[column] }
    }
    total = rowSums.reduce(0, +)
  }

  public var degrees: Int { max(0, rowSums.count - 1) * max(0, columnSums.count - 1) }

  /// What chance would put into a cell: row sum × column sum / total.
  public func expected(_ row: Int, _ column: Int) -> Double {
    total == 0 ? 0 : Double(rowSums[row]) * Double(columnSums[column]) / Double(total)
  }

  /// Pearson's chi-square statistic, without continuity correction (K. Pearson 1900).
  public var chiSquare: Double {
    var sum = 0.0
    for row in rowSums.indices {
      for column in columnSums.indices {
        let expected = expected(row, column)
        guard expected > 0 else { continue }
        let distance = Double(counts[row][column]) - expected
        sum += distance * distance / expected
      }
    }
    return sum
  }

  public var pValue: Double { ChiSquare.survival(chiSquare, degrees: degrees) }

  /// Cramér's V from 0 (independent) to 1, corrected for its bias in small samples: W. Bergsma, "A
  /// bias-correction for Cramér's V and Tschuprow's T", Journal of the Korean Statistical Society
  /// 42 (2013).
  public var cramersV: Double {
    guard total > 1, degrees > 0 else { return 0 }
    let n = Double(total)
    let (rows, columns) = (Double(rowSums.count), Double(columnSums.count))
    let excess = max(0, chiSquare / n - (rows - 1) * (columns - 1) / (n - 1))
    let rowsCorrected = rows - (rows - 1) * (rows - 1) / (n - 1)
    let columnsCorrected = columns - (columns - 1) * (columns - 1) / (n - 1)
    let span = min(rowsCorrected, columnsCorrected) - 1
    return span > 0 ? (excess / span).squareRoot() : 0
  }

  /// The adjusted standardized residual of a cell: normal with variance 1 where only chance is at
  /// work, so that a magnitude above 2 to 3 names a cell that drives the table. S. Haberman, "The
  /// analysis of residuals in cross-classified tables", Biometrics 29 (1973).
  public func residual(_ row: Int, _ column: Int) -> Double {
    let expected = expected(row, column)
    let n = Double(total)
    let variance =
      expected * (1 - Double(rowSums[row]) / n) * (1 - Double(columnSums[column]) / n)
    guard variance > 0 else { return 0 }
    return (Double(counts[row][column]) - expected) / variance.squareRoot()
  }

  /// Whether the chi-square approximation may be used: at least `sample` cases, four of five
  /// expected counts at least 5 and none below 1 (W. G. Cochran, Biometrics 10, 1954).
  public func isLargeEnough(sample: Int) -> Bool {
    guard total >= sample, degrees > 0 else { return false }
    var (cells, small) = (0, 0)
    for row in rowSums.indices {
      for column in columnSums.indices {
        let expected = expected(row, column)
        if expected < 1 { return false }
        cells += 1
        if expected < 5 { small += 1 }
      }
    }
    return small * 5 <= cells
  }
}
