internal import Returns

/// Looks through all values of all dimensions for those that stand out.
///
/// A rise is looked for in the share that a value has of all cases of a cause, day by day: what
/// moves all alike (a season, a campaign, cases that follow the sales of a young shop) moves no
/// share. Peers are compared where they should be alike: suppliers and articles by quality,
/// carriers by what becomes of parcels.
struct DriverSearch {
  /// Days looked at, at most.
  static let days = 84
  /// Discoveries are false at most this often.
  static let qMost = 0.001
  static let excessLeast = 10.0
  static let ratioLeastPercent = 150
  private static let dimensions: [Dimension] = [
    .supplier, .sku, .category, .carrier, .region, .promotion, .campaign,
  ]

  private let history: CountedHistory
  private let days: ClosedRange<Day>
  private var candidates: [Candidate] = []

  private struct Candidate {
    let dimension: Dimension
    let value: FigureValue
    let cause: DriverCause
    let ground: Driver.Ground
    let since: Day?
    let own: Counted
    let compared: Counted
    let expected: Double
    let pValue: Double
  }

  struct Counted {
    var cases = 0
    var base = 0
    var rate: Double { (Double(cases) + 0.5) / (Double(base) + 1) }
  }

  init(_ history: CountedHistory) {
    self.history = history
    let reach = history.day.window(Self.days)
    let first = max(reach.lowerBound, history.firstDay ?? history.day)
    days = min(first, history.day)...history.day
    guard days.upperBound - days.lowerBound + 1 >= ChangePoints.segmentLeast else { return }
    for cause in DriverCause.allCases {
      for dimension in cause.fate == nil ? Self.dimensions : [.carrier] {
        look(dimension, cause)
      }
    }
  }

  /// Day by day: cases of a cause, and what they are counted against.
  private func series(_ dimension: Dimension, _ value: UInt64, _ cause: DriverCause) -> (
    cases: [Int], base: [Int]
  ) {
    let (counted, base) = (cause.counted, cause.base)
    return (
      history.series(dimension, value, counted.measure, days, where: counted.holds),
      history.series(dimension, value, base.measure, days, where: base.holds)
    )
  }

  private mutating func look(_ dimension: Dimension, _ cause: DriverCause) {
    guard history.namedCount(dimension) > 1 else { return }
    let unnamed = CountedHistory.unnamed(dimension)
    let length = days.upperBound - days.lowerBound + 1
    var (allCases, allBase) = (
      [Int](repeating: 0, count: length), [Int](repeating: 0, count: length)
    )
    let (counted, base) = (cause.counted, cause.base)
    history.forEach(dimension, counted.measure, days) { key, numbers in
      guard counted.holds(key.detail), key.value != unnamed else { return }
      allCases[key.day - days.lowerBound] += Int(numbers.count)
    }
    history.forEach(dimension, base.measure, days) { key, numbers in
      guard base.holds(key.detail), key.value != unnamed else { return }
      allBase[key.day - days.lowerBound] += Int(numbers.count)
    }
    // What happened more rarely than the least excess can be no excess worth naming.
    let often = history.values(
      of: dimension, having: counted.measure, on: days, least: Int64(Self.excessLeast),
      where: counted.holds)
    for value in often where value.hash != unnamed {
      let (cases, base) = series(dimension, value.hash, cause)
      rise(dimension, value, cause, cases, base, allCases, allBase)
      if Self.areAlike(dimension, cause) {
        peers(dimension, value, cause, cases, base, allCases, allBase)
      }
    }
  }

  private static func areAlike(_ dimension: Dimension, _ cause: DriverCause) -> Bool {
    switch dimension {
    case .supplier, .sku: cause == .quality || cause == .special
    case .carrier: cause.group == .transport
    default: false
    }
  }

  private mutating func rise(
    _ dimension: Dimension, _ value: FigureValue, _ cause: DriverCause, _ cases: [Int],
    _ base: [Int], _ allCases: [Int], _ allBase: [Int]
  ) {
    guard let shift = RateShift(successes: cases, trials: allCases) else { return }
    func counted(_ range: Range<Int>, _ cases: [Int], _ base: [Int]) -> Counted {
      Counted(cases: cases[range].reduce(0, +), base: base[range].reduce(0, +))
    }
    let (early, late) = (0..<shift.start, shift.start..<cases.count)
    let (before, own) = (counted(early, cases, base), counted(late, cases, base))
    let (allBefore, allAfter) = (
      counted(early, allCases, allBase), counted(late, allCases, allBase)
    )
    let othersBefore = Counted(
      cases: allBefore.cases - before.cases, base: allBefore.base - before.base)
    let othersAfter = Counted(cases: allAfter.cases - own.cases, base: allAfter.base - own.base)
    // By as much as the others rose it may have risen too.
    let common = othersAfter.rate / othersBefore.rate
    let expected = Double(own.base) * before.rate * common
    guard own.base > 0, before.base > 0 else { return }
    candidates.append(
      Candidate(
        dimension: dimension, value: value, cause: cause, ground: .rise,
        since: days.lowerBound + shift.start, own: own, compared: before, expected: expected,
        pValue: shift.pValue))
  }

  private mutating func peers(
    _ dimension: Dimension, _ value: FigureValue, _ cause: DriverCause, _ cases: [Int],
    _ base: [Int], _ allCases: [Int], _ allBase: [Int]
  ) {
    let own = Counted(cases: cases.reduce(0, +), base: base.reduce(0, +))
    let others = Counted(
      cases: allCases.reduce(0, +) - own.cases, base: allBase.reduce(0, +) - own.base)
    let table = ContingencyTable([
      [own.cases, max(0, own.base - own.cases)],
      [others.cases, max(0, others.base - others.cases)],
    ])
    guard own.base > 0, others.base > 0, table.expected(0, 0) >= 5 || own.cases >= 20 else {
      return
    }
    candidates.append(
      Candidate(
        dimension: dimension, value: value, cause: cause, ground: .peers, since: nil, own: own,
        compared: others, expected: Double(own.base) * others.rate, pValue: table.pValue))
  }

  /// Those that hold, the dearest first; behind each the ones that most likely only reflect it.
  func drivers() -> [Driver] {
    let adjusted = FalseDiscovery.adjusted(candidates.map(\.pValue))
    var found: [Driver] = []
    for (candidate, q) in zip(candidates, adjusted) {
      let excess = Double(candidate.own.cases) - candidate.expected
      let isLarge =
        excess >= Self.excessLeast
        && Double(candidate.own.cases) * 100
          >= candidate.expected * Double(Self.ratioLeastPercent)
      guard q <= Self.qMost, isLarge else { continue }
      found.append(driver(candidate, excess, q))
    }
    return ranked(onePerValue(found))
  }

  private func driver(_ candidate: Candidate, _ excess: Double, _ q: Double) -> Driver {
    let window = (candidate.since ?? days.lowerBound)...days.upperBound
    let monies = history.money(candidate.dimension, candidate.value.hash, window) {
      candidate.cause.covers($0)
    }
    let most = monies.max { ($0.cases, $1.currency) < ($1.cases, $0.currency) }
    let each = most.map { $0.cases > 0 ? Double($0.total) / Double($0.cases) : 0 } ?? 0
    let deviation = max(1, candidate.expected).squareRoot()
    return Driver(
      dimension: candidate.dimension, value: candidate.value.name, cause: candidate.cause,
      ground: candidate.ground, since: candidate.since, cases: candidate.own.cases,
      base: candidate.own.base, casesBefore: candidate.compared.cases,
      baseBefore: candidate.compared.base, expected: candidate.expected, excess: excess, qValue: q,
      cost: Decimals.scaled(each * excess, places: 0), currency: most?.currency ?? .none,
      strength: excess / deviation)
  }

  /// A rise says more than standing above the others.
  private func onePerValue(_ drivers: [Driver]) -> [Driver] {
    drivers.filter { driver in
      driver.ground == .rise
        || !drivers.contains {
          $0.ground == .rise && $0.dimension == driver.dimension && $0.value == driver.value
            && $0.cause == driver.cause
        }
    }
  }

  /// Of the drivers of one group of causes the strongest stands for itself, and so do others of its
  /// dimension and cause, for what one supplier delivers is not the other's; the rest reflects it.
  private func ranked(_ drivers: [Driver]) -> [Driver] {
    var mains: [Driver] = []
    var reflections: [(Driver, of: Driver)] = []
    for group in ReasonFamily.allCases {
      let own = drivers.filter { $0.cause.group == group }.sorted(by: Self.isStronger)
      guard let first = own.first else { continue }
      mains.append(first)
      for driver in own.dropFirst() {
        if driver.dimension == first.dimension, driver.cause == first.cause {
          mains.append(driver)
        } else {
          reflections.append((driver, of: first))
        }
      }
    }
    mains.sort(by: Self.isDearer)
    var list = mains
    for (driver, main) in reflections {
      var driver = driver
      driver.reflects = mains.firstIndex {
        $0.dimension == main.dimension && $0.value == main.value && $0.cause == main.cause
      }
      list.append(driver)
    }
    return list
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

extension CountedHistory {
  /// What stands out over the last twelve weeks.
  public func drivers() -> [Driver] { DriverSearch(self).drivers() }
}
