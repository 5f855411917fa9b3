import Returns

/// How the orders of a history fall on its days: the week's own rhythm, a sale on the 18th of each
/// month, and a little growth. Integers only.
struct Seasons: Sendable {
  /// Orders before each day, and after the last: `before[day]..<before[day + 1]`.
  let before: [Int]

  init(orders: Int, days: Int, start: Day) {
    var weights: [Int] = []
    for day in 0..<days { weights.append(Self.weight(start + day, growth: day)) }
    let total = weights.reduce(0, +)
    var sum = 0
    var before = [0]
    for weight in weights {
      sum += weight
      before.append(Int(Int128(orders) * Int128(sum) / Int128(total)))
    }
    self.before = before
  }

  func orders(on day: Int) -> Range<Int> { before[day]..<before[day + 1] }

  private static func weight(_ day: Day, growth: Int) -> Int {
    // 1970-01-01 was a Thursday; Monday first.
    let weekday = (Int(day.number) + 3) % 7
    let weekly = [92, 94, 98, 101, 108, 126, 121][weekday]
    let sale = day.parts.day == 18 ? 160 : 100
    return weekly * sale * (1000 + min(growth, 1000) / 4) / 1000
  }
}
