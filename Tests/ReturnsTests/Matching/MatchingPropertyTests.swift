import Testing

@testable import Returns

/// A generator of one's own, so that a failing seed fails again everywhere.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}

@Suite("Matching money, whatever comes")
struct MatchingPropertyTests {
  /// Dossiers of few, often equal amounts and of names in every state: as many collisions as
  /// possible.
  static func dossier(seed: UInt64) -> MatchingCase {
    var random = SplitMix(seed: seed)
    func pick<T>(_ choices: [T]) -> T { choices.randomElement(using: &random) ?? choices[0] }
    var dossier = MatchingCase(line: "|||")
    for number in 0..<Int.random(in: 0...6, using: &random) {
      let caseID = pick(["C1", "C2", "C3"])
      var line = "\(caseID).\(pick(["1", "2", "f"])) \(pick([0, 20, 30, 50, 50, 70, 100]))"
      line += pick(["", "", " ~3", " p=P1", " p=P2", " ref=I\(number)", " USD", " ref=R"])
      let one = MatchingCase(line: "\(line) | | |")
      dossier.expectations += one.expectations
      dossier.expectations[number].id = UInt64(number + 1)
      dossier.names += one.names
    }
    for number in 0..<Int.random(in: 0...7, using: &random) {
      var line = "T\(number) \(pick([0, 20, 30, 48, 50, 50, 52, 70, 100, 120, 150]))"
      line += pick(["", " C1", " C1", " C2", " C3", " c-1", " I1", " I2", " R", " X9", " C7"])
      line += pick(["", "", "", " USD", " o=", " o= p=P1", " p=P1", " p=P2", " t=3"])
      let one = MatchingCase(line: "| \(line) | |")
      dossier.evidence += one.evidence
      dossier.evidence[number].index = 100 + number
      dossier.evidence[number].identity = UInt64(number)
    }
    dossier.knownCases = pick([[], ["C7"]])
    dossier.terms.searchLimit = pick([3, 20_000])
    return dossier
  }

  @Test("rows may come in any order", arguments: 0..<10)
  func shuffles(_ block: Int) {
    for seed in UInt64(block) * 100..<UInt64(block + 1) * 100 {
      let dossier = Self.dossier(seed: seed)
      let matching = dossier.matching()
      var random = SplitMix(seed: seed)
      var shuffled = dossier
      shuffled.evidence.shuffle(using: &random)
      let order = dossier.expectations.indices.shuffled(using: &random)
      shuffled.expectations = order.map { dossier.expectations[$0] }
      shuffled.names = order.map { dossier.names[$0] }
      let again = shuffled.matching()
      #expect(again.matches == matching.matches, "seed \(seed)")
      #expect(
        order.indices.allSatisfy { place in
          "\(again.standings[place])" == "\(matching.standings[order[place]])"
        }, "seed \(seed)")
      #expect(
        again.leftovers.map { words($0) { order[$0] } }
          == matching.leftovers.map { words($0) { $0 } },
        "seed \(seed)")
      #expect("\(again.undecided)" == "\(matching.undecided)", "seed \(seed)")
    }
  }

  private func words(_ left: LeftoverMoney, _ place: (Int) -> Int) -> String {
    "\(left.evidence) \(left.part) \(left.leftover.expectation.map(place) ?? -1) \(left.nearest)"
  }

  @Test("every cent has one place", arguments: 0..<10)
  func places(_ block: Int) {
    for seed in UInt64(block) * 100..<UInt64(block + 1) * 100 {
      let dossier = Self.dossier(seed: seed)
      let matching = dossier.matching()
      for movement in dossier.evidence {
        let parts = matching.matches.filter { $0.evidenceID == movement.txnID }
          .reduce(0) { $0 + $1.actual }
        let leftovers = matching.leftovers.filter { $0.evidence == movement.index }.map(\.part)
        let undecided = matching.undecided.filter { $0.evidence == movement.index }.map(\.part)
        let rest = leftovers + undecided
        #expect(rest.count <= 1 && parts + rest.reduce(0, +) == movement.amount, "seed \(seed)")
      }
    }
  }

  @Test("standings say what the matches add up to", arguments: 0..<10)
  func standings(_ block: Int) {
    for seed in UInt64(block) * 100..<UInt64(block + 1) * 100 {
      let dossier = Self.dossier(seed: seed)
      let matching = dossier.matching()
      for (expectation, standing) in zip(dossier.expectations, matching.standings) {
        let parts = matching.matches.filter { $0.expectationID == expectation.id }
        let sum = parts.filter { $0.currency == expectation.currency }.reduce(0) { $0 + $1.actual }
        #expect(standing.matched == min(sum, expectation.amount), "seed \(seed)")
        let tolerance = parts.reduce(0) { $0 + $1.toleranceUsed }
        #expect(tolerance <= expectation.tolerance, "seed \(seed)")
        #expect(isConsistent(standing.standing, sum, expectation, tolerance, parts), "seed \(seed)")
      }
    }
  }

  private func isConsistent(
    _ standing: Standing, _ sum: Int64, _ expectation: MoneyExpectation, _ tolerance: Int64,
    _ parts: [Match]
  ) -> Bool {
    switch standing {
    case .met: abs(sum - expectation.amount) == tolerance
    case .short: sum > 0 && sum < expectation.amount
    case .over: sum > expectation.amount
    case .currencyDiffers(let found): parts.contains { $0.currency == found }
    case .open, .ambiguous, .searchLimit: parts.isEmpty
    }
  }
}
