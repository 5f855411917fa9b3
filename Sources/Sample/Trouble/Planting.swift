/// Which orders are given a trouble on purpose, so that even a small history has every kind.
struct Planting: Sendable {
  private let troubles: [Int: Int]

  /// - Parameter request: nothing is planted in a history that is too small for all kinds.
  init(_ request: SampleRequest, _ seasons: Seasons) {
    guard request.isComplete else {
      troubles = [:]
      return
    }
    // Those that take longest come first and early, so that each still shows on the last day.
    let order = Trouble.all.indices.sorted {
      (-Trouble.all[$0].span, $0) < (-Trouble.all[$1].span, $1)
    }
    var taken: [Int: Int] = [:]
    for (position, index) in order.enumerated() {
      let trouble = Trouble.all[index]
      let lastDay = max(0, request.days - 1 - trouble.span)
      let firstDay = trouble.fades.map { max(0, request.days - 1 - $0) } ?? 0
      let range = seasons.before[firstDay]..<seasons.before[lastDay + 1]
      let wanted = range.lowerBound + range.count * position / order.count
      let free =
        (wanted..<range.upperBound).first { taken[$0] == nil }
        ?? range.reversed().first { taken[$0] == nil }
      if let free { taken[free] = index }
    }
    troubles = taken
  }

  subscript(order: Int) -> Trouble? { troubles[order].map { Trouble.all[$0] } }
}
