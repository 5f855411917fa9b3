internal import Returns

/// Which drivers stand for themselves, and which only reflect another one.
extension DriverSearch {
  /// A value whose cases are nearly all another's is a part of it.
  private static let nestedLeast = 0.9
  /// What is left of an excess is none of chance from this on.
  private static let leftMost = 0.001

  /// Of the drivers of one group of causes the strongest stands for itself, but for a part of
  /// something that stands out beyond it too: an article of a supplier whose other articles fail as
  /// well. Whatever has an excess of its own beside those stands for itself; the excess of the rest
  /// is theirs, and it reflects the one that it has most of it in common with.
  func ranked(_ drivers: [Driver]) -> [Driver] {
    var mains: [Driver] = []
    var reflections: [(Driver, of: Driver)] = []
    for group in ReasonFamily.allCases {
      var own = drivers.filter { $0.cause.group == group }.sorted(by: Self.isStronger)
      var found: [Driver] = []
      while !own.isEmpty {
        let driver = own.remove(at: next(of: own))
        if let main = reflected(by: driver, among: found) {
          reflections.append((driver, of: main))
        } else {
          found.append(driver)
        }
      }
      mains += found
    }
    mains.sort(by: Self.isDearer)
    var list = mains
    for (driver, main) in reflections {
      var driver = driver
      driver.reflects = mains.firstIndex { $0.isOfSame(main) }
      list.append(driver)
    }
    return list
  }

  /// The place of the strongest, or of what it is only a part of.
  private func next(of drivers: [Driver]) -> Int {
    var place = 0
    // Each step leads to something larger.
    for _ in drivers.indices {
      let whole = drivers.indices.first { other in
        drivers[other].excess > drivers[place].excess
          && (sharedPart(of: drivers[place], with: drivers[other]) ?? 0) >= Self.nestedLeast
          && !isExplained(drivers[other], by: [drivers[place]])
      }
      guard let whole else { break }
      place = whole
    }
    return place
  }

  /// The driver that another only reflects; nil: it stands for itself.
  private func reflected(by driver: Driver, among mains: [Driver]) -> Driver? {
    // Values of one dimension have no case in common, so that what they explain adds up.
    for dimension in Self.dimensions {
      let those = mains.filter { $0.dimension == dimension }
      guard !those.isEmpty, isExplained(driver, by: those) else { continue }
      return those.max { sharedCases(of: driver, with: $0) < sharedCases(of: driver, with: $1) }
    }
    return nil
  }

  /// Whether nothing is left of an excess without the cases that others have in common with it:
  /// what is left is no more than chance makes of what is to be expected of the rest.
  private func isExplained(_ driver: Driver, by mains: [Driver]) -> Bool {
    var (cases, expected) = (Double(driver.cases), driver.expected)
    for main in mains where main.cases > 0 {
      let shared = sharedCases(of: driver, with: main)
      cases -= shared
      expected -= shared * min(1, main.expected / Double(main.cases))
    }
    guard cases < Double(driver.cases) else { return false }
    let (left, base) = (max(0, cases), max(0, expected))
    guard left * 100 >= base * Double(Self.ratioLeastPercent) else { return true }
    // What is to be expected is itself only known from the cases it was counted from: of two counts
    // of one rate the later one is binomial among both, however few the former were.
    let ratio = driver.expected / (Double(driver.casesBefore) + 0.5)
    let chance = BinomialTail.atLeast(
      Int(left.rounded()), of: Int((left + base / ratio).rounded()), each: ratio / (1 + ratio))
    return chance > Self.leftMost
  }

  private func sharedCases(of driver: Driver, with main: Driver) -> Double {
    Double(driver.cases) * (sharedPart(of: driver, with: main) ?? 0)
  }

  /// Which part of a driver's cases are another's too; nil: not known.
  private func sharedPart(of driver: Driver, with other: Driver) -> Double? {
    func named(_ driver: Driver) -> (dimension: Dimension, value: UInt64) {
      (driver.dimension, FigureTally.value(driver.dimension, driver.value))
    }
    return history.sharedPart(
      of: named(driver), with: named(other), driver.cause.group, driver.since...history.day)
  }

  private static func isStronger(_ a: Driver, _ b: Driver) -> Bool {
    if a.strength != b.strength { return a.strength > b.strength }
    // A supplier of one article is named before the article.
    let (first, second) = (
      dimensions.firstIndex(of: a.dimension), dimensions.firstIndex(of: b.dimension)
    )
    return (first ?? 0, a.value, a.cause.rawValue) < (second ?? 0, b.value, b.cause.rawValue)
  }

  private static func isDearer(_ a: Driver, _ b: Driver) -> Bool {
    if a.currency != b.currency { return a.currency < b.currency }
    return a.cost != b.cost ? a.cost > b.cost : isStronger(a, b)
  }
}

extension Driver {
  fileprivate func isOfSame(_ other: Driver) -> Bool {
    dimension == other.dimension && value == other.value && cause == other.cause
  }
}
