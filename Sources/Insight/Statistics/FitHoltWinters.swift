extension HoltWinters {
  /// The parameters of the least squared error of one day ahead, found by the simplex of J. Nelder
  /// and R. Mead (The Computer Journal 7, 1965) from fixed corners in a fixed number of steps: the
  /// same series gives the same parameters.
  ///
  /// - Parameter series: at least two periods.
  public static func fit(_ series: [Double], period: Int, isDamped: Bool) -> HoltWinters {
    let first = State(of: series, period: period)
    let starts = [[0.3, 0.1, 0.1], [0.1, 0.1, 0.3], [0.6, 0.3, 0.2], [0.05, 0.02, 0.05]]
    var best = HoltWinters(series, parameters(starts[0], 0.95, isDamped), from: first)
    for start in starts {
      let corner = isDamped ? start + [0.9] : start
      let found = Simplex.minimum(from: corner) { corner in
        let parameters = parameters(corner, corner.last ?? 1, isDamped)
        guard parameters.areUsual else { return .infinity }
        return HoltWinters(series, parameters, from: first).squaredErrors
      }
      let fitted = HoltWinters(
        series, parameters(found, found.last ?? 1, isDamped), from: first)
      if fitted.squaredErrors < best.squaredErrors { best = fitted }
    }
    return best
  }

  private static func parameters(_ corner: [Double], _ phi: Double, _ isDamped: Bool) -> Parameters
  {
    Parameters(
      alpha: corner[0], beta: corner[0] * corner[1], gamma: (1 - corner[0]) * corner[2],
      phi: isDamped ? phi : 1)
  }
}

/// The simplex search, in as many dimensions as the start has.
enum Simplex {
  private static let steps = 200

  static func minimum(from start: [Double], _ cost: ([Double]) -> Double) -> [Double] {
    var corners = [start]
    for dimension in start.indices {
      var corner = start
      corner[dimension] += corner[dimension] > 0.5 ? -0.05 : 0.05
      corners.append(corner)
    }
    var points = corners.map { (corner: $0, cost: cost($0)) }
    for _ in 0..<steps {
      points.sort { $0.cost < $1.cost }
      move(&points, cost)
    }
    return points.min { $0.cost < $1.cost }?.corner ?? start
  }

  /// Reflects, stretches or draws in the worst corner; else all draw near the best.
  private static func move(
    _ points: inout [(corner: [Double], cost: Double)], _ cost: ([Double]) -> Double
  ) {
    let last = points.count - 1
    let centre = points[0].corner.indices.map { dimension in
      points[..<last].reduce(0) { $0 + $1.corner[dimension] } / Double(last)
    }
    func along(_ factor: Double) -> (corner: [Double], cost: Double) {
      let corner = centre.indices.map {
        centre[$0] + factor * (centre[$0] - points[last].corner[$0])
      }
      return (corner, cost(corner))
    }
    let reflected = along(1)
    if reflected.cost < points[0].cost {
      let stretched = along(2)
      points[last] = stretched.cost < reflected.cost ? stretched : reflected
    } else if reflected.cost < points[last - 1].cost {
      points[last] = reflected
    } else {
      let drawn = along(reflected.cost < points[last].cost ? 0.5 : -0.5)
      if drawn.cost < min(reflected.cost, points[last].cost) {
        points[last] = drawn
      } else {
        for place in 1...last {
          points[place].corner = points[place].corner.indices.map {
            (points[place].corner[$0] + points[0].corner[$0]) / 2
          }
          points[place].cost = cost(points[place].corner)
        }
      }
    }
  }
}
