import Foundation
import Insight
import Returns

/// What scipy and statsmodels say of some data; `Tests/Statistics/fixtures.py` made it.
struct Fixtures: Decodable, Sendable {
  struct Wilson: Decodable, Sendable {
    let successes: Int
    let trials: Int
    let level: Double
    let low: Double
    let high: Double
  }
  struct Tail: Decodable, Sendable {
    let successes: Int
    let trials: Int
    let rate: Double
    let p: Double
  }
  struct Survival: Decodable, Sendable {
    let degrees: Int
    let statistic: Double
    let p: Double
  }
  struct Table: Decodable, Sendable {
    let counts: [[Int]]
    let chi2: Double
    let degrees: Int
    let p: Double
    let expected: [[Double]]
    let residuals: [[Double]]
    let v: Double
  }
  struct Discovery: Decodable, Sendable {
    let p: [Double]
    let adjusted: [Double]
  }
  struct Quantile: Decodable, Sendable {
    let values: [Int]
    let quantiles: [Int]
  }
  struct Season: Decodable, Sendable {
    let series: [Double]
    let season: [Double]
    let level: [Double?]
  }
  struct Change: Decodable, Sendable {
    let series: [Double]
    let variance: Double
    let points: [Int]
  }
  struct Shift: Decodable, Sendable {
    let successes: [Int]
    let trials: [Int]
    let start: Int
    let statistic: Double
    let p: Double
  }
  struct Smoothed: Decodable, Sendable {
    let series: [Double]
    let damped: Bool
    let alpha: Double
    let beta: Double
    let gamma: Double
    let phi: Double
    let level: Double
    let trend: Double
    let season: [Double]
    let sse: Double
    let scale: Double
    let mean: [Double]
    let low80: [Double]
    let high80: [Double]
    let low95: [Double]
    let high95: [Double]
  }
  struct Fit: Decodable, Sendable {
    let series: [Double]
    let sse: Double
  }

  let wilson: [Wilson]
  let tails: [Tail]
  let survival: [Survival]
  let tables: [Table]
  let discoveries: [Discovery]
  let quantiles: [Quantile]
  let seasons: [Season]
  let changes: [Change]
  let shifts: [Shift]
  let forecasts: [Smoothed]
  let fits: [Fit]

  static func load() throws -> Fixtures {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Statistics/fixtures.json")
    return try JSONDecoder().decode(Fixtures.self, from: Data(contentsOf: file))
  }
}

/// Whether two numbers agree to a share of the larger one, or to that much near 0.
func agree(_ a: Double, _ b: Double, _ tolerance: Double = 1e-9) -> Bool {
  (a - b).magnitude <= tolerance * max(1, max(a.magnitude, b.magnitude))
}

/// The slices of what several workers counted, in the order in which they make up pages.
func storedPages(_ tallies: [FigureTally], on day: Day) -> [(part: Int, bytes: [UInt8])] {
  FigurePages.slices.map { ($0.part, FigurePages.bytes($0, of: tallies, on: day)) }
}
