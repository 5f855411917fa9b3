@testable import Returns

/// Facts written as `column=value` words, in the columns of the file contract: amounts in minor
/// units, times as `2026-11-03` (noon in Shanghai), `2026-11-03T20` or `@seconds`; `column=` is
/// absent.
enum FeeFixture {
  static func charge(_ words: String) -> Charge { fact(words) }
  static func parcel(_ words: String) -> ParcelEvent { fact(words) }
  static func caseLine(_ words: String) -> CaseLine { fact(words) }
  static func order(_ words: String) -> OrderLine { fact(words) }

  static func fact<Kind: Fact>(_ words: String) -> Kind {
    let schema = Kind.feed.schema
    var values = [ColumnValue](repeating: .absent, count: schema.columns.count)
    for word in words.split(separator: " ") {
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      guard let index = schema.index(parts[0]) else { fatalError("no column \(parts[0])") }
      if parts.count == 2 { values[index] = value(parts[1], schema.columns[index].type) }
    }
    var bytes: [UInt8] = []
    RecordCoding.appendContent(schema, values, to: &bytes)
    let content = bytes.withUnsafeBytes { Text(copying: $0) }
    var columns = ColumnReader(content)
    return Kind(&columns, source: Source(file: 1, line: 1, run: 1))
  }

  private static func value(_ word: String, _ type: ColumnType) -> ColumnValue {
    switch type {
    case .text: .text(Text(word))
    case .count, .amount: .number(Int64(word)!)
    case .time: .number(time(word).seconds)
    case .choice(let names): .number(Int64(names.firstIndex(of: word)!))
    case .flag: .number(word == "yes" ? 1 : 0)
    case .currency: .number(Int64(Currency(word)!.code))
    }
  }

  static func day(_ word: String) -> Day {
    let parts = word.split(separator: "-").map { Int($0)! }
    return Day(year: parts[0], month: parts[1], day: parts[2])!
  }

  static func time(_ word: String) -> Instant {
    if word.hasPrefix("@") { return Instant(seconds: Int64(word.dropFirst())!) }
    let parts = word.split(separator: "T")
    let hour = parts.count > 1 ? Int64(parts[1])! : 12
    return Instant(seconds: Zone.shanghai.start(of: day(String(parts[0]))).seconds + hour * 3600)
  }

  /// A rate of SF for the whole of 2026 and CNY.
  static func rate(
    _ zone: Text, _ firstFee: Int64, _ stepFee: Int64, carrier: Text = "SF",
    _ change: (inout Rate) -> Void = { _ in }
  ) -> Rate {
    var rate = Rate(
      carrier: carrier, zone: zone, validFrom: day("2026-01-01"), validTo: day("2026-12-31"))
    rate.firstFee = firstFee
    rate.stepFee = stepFee
    change(&rate)
    return rate
  }

  /// Two zones: near 6.00 + 1.20 a kilogram, far 10.00 + 4.00.
  static func policy(_ rates: [Rate] = [rate("Z1", 600, 120), rate("Z3", 1000, 400)]) -> Policy {
    var policy = Policy()
    policy.shops = [Shop(id: "main")]
    policy.rateCards = RateCards(rates)
    return policy
  }

  static func dossier(
    parcels: [String] = [], charges: [String], cases: [String] = [], orders: [String] = []
  ) -> Dossier {
    let dossier = Dossier()
    dossier.orderID = "O1"
    dossier.isLoose = orders.isEmpty && cases.isEmpty
    dossier.parcels = parcels.map(parcel)
    dossier.charges = charges.map(charge)
    dossier.cases = cases.map(caseLine)
    dossier.lines = orders.map(order)
    return dossier
  }

  static func settle(
    _ dossier: Dossier, _ policy: Policy = policy()
  ) -> (lines: [FeeLine], findings: [Finding]) {
    let outcome = settled(dossier, policy)
    return (outcome.fees, outcome.findings)
  }

  static func settled(
    _ dossier: Dossier, _ policy: Policy = policy(), refused: [UInt64] = []
  ) -> Outcome {
    let circumstances = Circumstances(
      policy: policy, asOf: day("2026-11-22"),
      deliveredFeeds: policy.shops.map { _ in Set(Feed.allCases) },
      coverage: policy.sources.map { _ in nil }, refusedTolerances: refused)
    return settleFees(
      dossier, circumstances,
      terms: { line in policy.terms(shop: 0, category: "", reason: line.reason) })
  }

  /// The finding codes, with expected and actual: `FEE_WEIGHT 720 960`.
  static func summary(_ findings: [Finding]) -> [String] {
    findings.map { finding in
      let expected = finding.expected.map { "\($0)" } ?? "-"
      return "\(finding.code.name) \(expected) \(finding.actual.map { "\($0)" } ?? "-")"
    }
  }

  /// The same numbers for the same seed, on every machine.
  struct Generator: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
      // A hash whose seed is its only word would be the same for all.
      var hash = StableHash()
      hash.combine(state)
      state &+= 0x9E37_79B9_7F4A_7C15
      return hash.value
    }
  }
}
