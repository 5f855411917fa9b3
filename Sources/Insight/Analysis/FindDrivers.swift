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
  /// Windows in which peers are compared: what is otherwise only of late shows in the short ones,
  /// what always was a little otherwise in the long one.
  static let peerDays = [DriverSearch.days, 42, 28]
  /// What stands above its peers for certain is said to have risen where its best split has a p of
  /// at most this: a wrong one would only name a wrong day.
  static let splitMost = 0.1
  static let dimensions: [Dimension] = [
    .supplier, .sku, .category, .carrier, .region, .promotion, .campaign,
  ]

  let history: CountedHistory
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
    /// Part of the case lines that are an order of their own: lines of one order are one mishap.
    let orderPart: Double

    var excess: Double { Double(own.cases) - expected }

    var isLarge: Bool {
      excess * orderPart >= DriverSearch.excessLeast
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
    // By as much as the others rose it may have risen too; that they fell makes no rise of it.
    let common = max(1, othersAfter.rate / othersBefore.rate)
    let expected = Double(own.base) * before.rate * common
    guard own.base > 0, before.base > 0 else { return }
    let since = days.lowerBound + shift.start
    let clusters = clusters(dimension, value, cause, since: since, own.cases)
    let statistic = shift.statistic / clusters.effect
    candidates.append(
      Candidate(
        dimension: dimension, value: value, cause: cause, ground: .rise, since: since, own: own,
        compared: before, expected: expected, statistic: statistic,
        pValue: RateShift.pValue(statistic, days: cases.count), orderPart: clusters.orderPart))
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
    let since = days.upperBound + (1 - cases.count)
    let clusters = clusters(dimension, value, cause, since: since, own.cases)
    let statistic = table.chiSquare / clusters.effect
    // Only what is above its peers is asked for.
    let half = ChiSquare.survival(statistic, degrees: 1) / 2
    candidates.append(
      Candidate(
        dimension: dimension, value: value, cause: cause, ground: .peers, since: since, own: own,
        compared: others, expected: Double(own.base) * others.rate, statistic: statistic,
        pValue: own.rate > others.rate ? half : 1 - half, orderPart: clusters.orderPart))
  }

  /// How far the case lines of a value are those of the same orders: the part of them that stands
  /// for an order, and by how much tests overrate them (the design effect of lines that are wholly
  /// alike: L. Kish, "Survey Sampling", 1965, 5.4, with clusters of different sizes).
  private func clusters(
    _ dimension: Dimension, _ value: FigureValue, _ cause: DriverCause, since: Day, _ cases: Int
  ) -> (orderPart: Double, effect: Double) {
    guard cause.fate == nil, cases > 0 else { return (1, 1) }
    let repeated = history.sum(
      dimension, value.hash, .repeated, since...days.upperBound, where: cause.counted.holds)
    let (lines, all) = (Double(repeated.units), Double(cases))
    return (
      max(0, all - lines) / all, max(1, (all + Double(repeated.amount)) / all)
    )
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
  /// whether one of the suppliers, of the articles, of the carriers is unlike its peers by a cause.
  private func adjusted() -> [Double] {
    struct Question: Hashable {
      let dimension: Dimension
      let cause: DriverCause
    }
    var adjusted = [Double](repeating: 1, count: candidates.count)
    let questions = Dictionary(grouping: candidates.indices) { place -> Question? in
      let candidate = candidates[place]
      return candidate.ground == .rise
        ? nil : Question(dimension: candidate.dimension, cause: candidate.cause)
    }
    for family in questions.values {
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
    let excess = candidate.excess
    let worth = worth(candidate)
    return Driver(
      dimension: candidate.dimension, value: candidate.value.name, cause: candidate.cause,
      ground: candidate.ground, since: candidate.since, cases: candidate.own.cases,
      base: candidate.own.base, casesBefore: candidate.compared.cases,
      baseBefore: candidate.compared.base, expected: candidate.expected, excess: excess, qValue: q,
      cost: Decimals.scaled(worth.each * excess, places: 0), currency: worth.currency,
      strength: candidate.statistic.squareRoot())
  }

  /// What one of it costs, in the currency of most: of lost parcels what they were worth, of all
  /// else, and where that is not known, what its cases cost.
  private func worth(_ candidate: Candidate) -> (each: Double, currency: Currency) {
    let window = candidate.since...days.upperBound
    let (dimension, value) = (candidate.dimension, candidate.value.hash)
    func most(_ list: [(count: Int64, amount: Int64, currency: Currency)])
      -> (each: Double, currency: Currency)?
    {
      list.filter { $0.count > 0 }
        .max { ($0.count, $1.currency) < ($1.count, $0.currency) }
        .map { (Double($0.amount) / Double($0.count), $0.currency) }
    }
    if candidate.cause == .parcelLost {
      let lost = history.sums(dimension, value, .parcels, window) {
        $0 == UInt16(ParcelFate.lost.rawValue)
      }.map { (count: $0.numbers.count, amount: $0.numbers.amount, currency: $0.currency) }
      if let worth = most(lost), worth.each > 0 { return worth }
    }
    let monies = history.money(dimension, value, window) { candidate.cause.covers($0) }
      .map { (count: $0.cases, amount: $0.total, currency: $0.currency) }
    return most(monies) ?? (0, .none)
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
}

extension CountedHistory {
  /// What stands out over the last twelve weeks.
  public func drivers() -> [Driver] { DriverSearch(self).drivers() }
}
