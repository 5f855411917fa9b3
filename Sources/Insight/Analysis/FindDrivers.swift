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
  /// Windows in which peers are compared: what is otherwise only of late shows in the short one,
  /// what always was a little otherwise in the long one.
  static let peerDays = [DriverSearch.days, 28]
  /// What stands above its peers for certain is said to have risen where its best split has a p of
  /// at most this: a wrong one would only name a wrong day.
  static let splitMost = 0.1
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
    /// First day of what is counted.
    let since: Day
    let own: Counted
    let compared: Counted
    let expected: Double
    /// Of the test: chi-square with one degree of freedom where nothing is the matter.
    let statistic: Double
    let pValue: Double

    var excess: Double { Double(own.cases) - expected }

    var isLarge: Bool {
      excess >= DriverSearch.excessLeast
        && Double(own.cases) * 100 >= expected * Double(DriverSearch.ratioLeastPercent)
    }

    func isOfSame(_ other: Candidate) -> Bool {
      dimension == other.dimension && value.hash == other.value.hash && cause == other.cause
    }
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
      guard Self.areAlike(dimension, cause) else { continue }
      for window in Set(Self.peerDays.map { min($0, length) }).sorted() {
        peers(
          dimension, value, cause, Array(cases.suffix(window)), Array(base.suffix(window)),
          Array(allCases.suffix(window)), Array(allBase.suffix(window)))
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
        statistic: shift.statistic, pValue: shift.pValue))
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
        dimension: dimension, value: value, cause: cause, ground: .peers,
        since: days.upperBound + (1 - cases.count), own: own, compared: others,
        expected: Double(own.base) * others.rate, statistic: table.chiSquare,
        pValue: table.pValue))
  }

  /// Those that hold, the dearest first; behind each the ones that most likely only reflect it.
  func drivers() -> [Driver] {
    var found: [Driver] = []
    for (candidate, q) in zip(candidates, adjusted())
    where q <= Self.qMost && candidate.isLarge {
      var driver = driver(dated(candidate), q)
      driver.strength = candidate.statistic.squareRoot()
      found.append(driver)
    }
    return ranked(onePerValue(found))
  }

  /// False discoveries are controlled among all tests of one question: whether anything rose, and
  /// whether one of the suppliers, of the articles, of the carriers is unlike its peers.
  private func adjusted() -> [Double] {
    var adjusted = [Double](repeating: 1, count: candidates.count)
    for dimension in [nil] + Self.dimensions.map(Optional.init) {
      let family = candidates.indices.filter {
        candidates[$0].ground == .rise
          ? dimension == nil : candidates[$0].dimension == dimension
      }
      let values = FalseDiscovery.adjusted(family.map { candidates[$0].pValue })
      for (place, q) in zip(family, values) { adjusted[place] = q }
    }
    return adjusted
  }

  /// That something stands above its peers is told by its rise, where that is likely: it says more.
  private func dated(_ candidate: Candidate) -> Candidate {
    guard candidate.ground == .peers else { return candidate }
    return candidates.first {
      $0.ground == .rise && $0.isOfSame(candidate) && $0.pValue <= Self.splitMost && $0.isLarge
    } ?? candidate
  }

  private func driver(_ candidate: Candidate, _ q: Double) -> Driver {
    let (window, excess) = (candidate.since...days.upperBound, candidate.excess)
    let monies = history.money(candidate.dimension, candidate.value.hash, window) {
      candidate.cause.covers($0)
    }
    let most = monies.max { ($0.cases, $1.currency) < ($1.cases, $0.currency) }
    let each = most.map { $0.cases > 0 ? Double($0.total) / Double($0.cases) : 0 } ?? 0
    return Driver(
      dimension: candidate.dimension, value: candidate.value.name, cause: candidate.cause,
      ground: candidate.ground, since: candidate.since, cases: candidate.own.cases,
      base: candidate.own.base, casesBefore: candidate.compared.cases,
      baseBefore: candidate.compared.base, expected: candidate.expected, excess: excess, qValue: q,
      cost: Decimals.scaled(each * excess, places: 0), currency: most?.currency ?? .none,
      strength: candidate.statistic.squareRoot())
  }

  /// A rise says more than standing above the others; of two windows the surer one is shown.
  private func onePerValue(_ drivers: [Driver]) -> [Driver] {
    var kept: [Driver] = []
    for driver in drivers {
      let place = kept.firstIndex {
        $0.dimension == driver.dimension && $0.value == driver.value && $0.cause == driver.cause
      }
      guard let place else {
        kept.append(driver)
        continue
      }
      let (known, isRise) = (kept[place], driver.ground == .rise)
      if isRise != (known.ground == .rise) ? isRise : driver.qValue < known.qValue {
        kept[place] = driver
      }
      kept[place].strength = max(known.strength, driver.strength)
    }
    return kept
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
