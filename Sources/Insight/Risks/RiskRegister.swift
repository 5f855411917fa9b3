public import Returns

/// A risk with its grade and what it rests on (R9.2, R9.3).
public struct Risk: Sendable {
  public enum Grade: UInt8, Vocabulary { case low, medium, high, critical }
  /// Against the register of the business date before.
  public enum Change: UInt8, Vocabulary { case new, worse, same, better, ended }

  public let kind: RiskKind
  /// What makes it a risk of its own where the kind and the subject do not say it alone: a cause,
  /// what the subject is, the shop of a customer. Words without a colon.
  let scope: [String]
  /// The supplier, article, carrier or customer it is about; empty: the shop as a whole.
  public let subject: Text
  /// Whose customer it is; empty where it is about no customer.
  public let shop: Text
  /// 1 to 5 each.
  public let probability: Int
  public let impact: Int
  /// What it cost in the window, or what is at stake; minor units.
  public let loss: Int64
  public let currency: Currency
  /// The same in all currencies; `loss` is that of the workspace's own, else of the first by code.
  public let losses: Amounts
  /// How many cases, against how many, and how many were to be expected.
  public let count: Int
  public let base: Int
  public let expected: Int
  public let since: Day?
  public let owner: Owner
  public let respondDays: Int
  public internal(set) var firstDay: Day
  public internal(set) var change = Change.new

  public var id: String { id(naming: subject.string) }
  /// - Parameter shown: the subject, as it may be shown.
  public func id(naming shown: String) -> String {
    let head = ([kind.name] + scope).joined(separator: ".")
    return shown.isEmpty ? head : head + ":" + shown
  }
  public var score: Int { probability * impact }
  public var grade: Grade {
    switch score {
    case ..<5: .low
    case ..<10: .medium
    case ..<16: .high
    default: .critical
    }
  }
  public var dueOn: Day { firstDay + respondDays }
}

/// Assesses what was found.
struct RiskAssessment {
  let day: Day
  let terms: [RiskTerms]
  /// The same number is another person in another shop.
  let hasShops: Bool
  /// The workspace's own currency.
  let home: Currency
  private(set) var risks: [Risk] = []

  init(day: Day, _ terms: [RiskTerms], home: Currency = .none, hasShops: Bool = false) {
    self.day = day
    self.terms = terms
    self.hasShops = hasShops
    self.home = home
  }

  private func terms(of kind: RiskKind) -> RiskTerms {
    terms.first { $0.kind == kind } ?? RiskTerms(kind)
  }

  mutating func add(_ driver: Driver) {
    guard driver.reflects == nil, let kind = driver.riskKind else { return }
    let terms = terms(of: kind)
    guard !terms.isOff, driver.excess >= Double(terms.level),
      driver.ratioPercent >= terms.ratioPercent
    else { return }
    var cost = Amounts()
    if driver.currency != .none { cost.add(driver.cost, driver.currency) }
    add(
      kind, driver.value, terms, scope: driver.riskScope,
      probability: Self.probability(driver.ratioPercent),
      losses: cost, count: driver.cases, base: driver.base,
      expected: Int(Decimals.scaled(driver.expected, places: 0)), since: driver.since)
  }

  /// It goes on for certain where it goes on now: how far it is off says how likely it stays.
  private static func probability(_ ratioPercent: Int) -> Int {
    ratioPercent >= 300 ? 5 : ratioPercent >= 200 ? 4 : 3
  }

  /// By the share of orders that went back, as a driver by its rate. A score of signs alone says
  /// nothing of a share, and no share speaks against it.
  mutating func add(_ customer: CustomerScore) {
    let terms = terms(of: .serialReturner)
    guard !terms.isOff, customer.advice != .none else { return }
    let ratio = customer.restsOnShare ? customer.ratioPercent : nil
    if customer.restsOnShare {
      guard let ratio, ratio >= terms.ratioPercent, customer.isBeyondUsual(by: terms.level)
      else { return }
    }
    var costs = Amounts()
    for money in customer.money { costs.add(money.cost, money.currency) }
    add(
      .serialReturner, customer.customerID, terms, scope: hasShops ? [customer.shop.string] : [],
      shop: customer.shop, probability: ratio.map(Self.probability) ?? 3, losses: costs,
      count: customer.returned, base: customer.orders,
      expected: Int(
        Decimals.ratio(
          Int128(customer.usualRate) * Int128(customer.orders), 10_000, places: 0)),
      since: customer.firstCase)
  }

  /// Things that are open and should not be: as many as the level make it a risk.
  mutating func add(_ kind: RiskKind, _ open: OpenExceptions, _ codes: [ExceptionCode]) {
    let terms = terms(of: kind)
    let (count, losses) = open.together(codes)
    guard !terms.isOff, count >= max(1, terms.level) else { return }
    let level = max(1, terms.level)
    let probability = count >= 5 * level ? 5 : count >= 2 * level ? 4 : 3
    add(
      kind, Text(), terms, probability: probability, losses: losses, count: count, base: 0,
      expected: 0, since: nil)
  }

  /// Hazards are graded by what may happen to people, not by money.
  mutating func addSafety(cases: Int, costs: Amounts) {
    let terms = terms(of: .safety)
    guard !terms.isOff, cases >= max(1, terms.level) else { return }
    add(
      .safety, Text(), terms, probability: cases >= 3 * max(1, terms.level) ? 4 : 3, impact: 5,
      losses: costs, count: cases, base: 0, expected: 0, since: nil)
  }

  /// - Parameter impact: nil: what the loss says.
  private mutating func add(
    _ kind: RiskKind, _ subject: Text, _ terms: RiskTerms, scope: [String] = [],
    shop: Text = Text(), probability: Int, impact: Int? = nil, losses: Amounts, count: Int,
    base: Int, expected: Int, since: Day?
  ) {
    // Of several currencies one is graded: nothing is converted.
    let known = losses.sorted.filter { $0.amount != 0 }
    let graded = known.first { $0.currency == home } ?? known.first ?? losses.sorted.first
    let (loss, currency) = (Int64(clamping: graded?.amount ?? 0), graded?.currency ?? .none)
    var unit: Int64 = 1
    for _ in 0..<currency.decimals { unit *= 10 }
    let byLoss = 1 + terms.impact.count { loss > $0.multipliedReportingOverflow(by: unit).0 }
    risks.append(
      Risk(
        kind: kind, scope: scope, subject: subject, shop: shop, probability: probability,
        impact: impact ?? min(5, byLoss), loss: loss, currency: currency, losses: losses,
        count: count, base: base, expected: expected, since: since, owner: terms.owner,
        respondDays: terms.respondDays, firstDay: day))
  }

  /// The register: what is found now, compared with the one before, and what is no more; the
  /// gravest first.
  func register(before known: [KnownRisk]) -> (risks: [Risk], ended: [KnownRisk]) {
    var before: [String: KnownRisk] = [:]
    for risk in known { before[risk.id] = risk }
    let risks = self.risks.map { risk in
      var risk = risk
      guard let old = before[risk.id] else { return risk }
      risk.firstDay = old.firstDay
      let (now, then) = (risk.score, old.probability * old.impact)
      risk.change = now > then ? .worse : now < then ? .better : .same
      return risk
    }
    let sorted = risks.sorted {
      if $0.score != $1.score { return $0.score > $1.score }
      if $0.currency != $1.currency { return $0.currency.precedes($1.currency, home: home) }
      if $0.loss != $1.loss { return $0.loss > $1.loss }
      return $0.id != $1.id ? $0.id < $1.id : ($0.count, $0.base) > ($1.count, $1.base)
    }
    // Ids are made to differ; should two ever be one, the graver risk stands for both.
    var ids: Set<String> = []
    let own = sorted.filter { ids.insert($0.id).inserted }
    return (own, known.filter { !ids.contains($0.id) })
  }
}

extension CustomerScore {
  /// Whether the share of orders with a case made any of it.
  fileprivate var restsOnShare: Bool {
    reasons.contains { $0.kind.rawValue <= Reason.Kind.beyondChance.rawValue }
  }

  /// Hundredths of the usual share; nil where nothing is usual.
  fileprivate var ratioPercent: Int? {
    let usual = Int128(usualRate) * Int128(orders)
    return usual > 0 ? Int(clamping: Int128(returned) * 1_000_000 / usual) : nil
  }

  fileprivate func isBeyondUsual(by level: Int) -> Bool {
    Int128(returned) * 10_000 - Int128(usualRate) * Int128(orders) >= Int128(level) * 10_000
  }
}

extension Driver {
  /// What risk it is; nil: none of the shop's (fit and a change of mind are no faults).
  fileprivate var riskKind: RiskKind? {
    switch (dimension, cause) {
    case (.supplier, .quality), (.supplier, .special): .supplierQuality
    case (.sku, .quality), (.sku, .special): .skuQuality
    case (.carrier, .parcelDamaged): .carrierDamage
    case (.carrier, .parcelLate): .carrierLate
    case (.carrier, .parcelLost), (.carrier, .transport): .carrierLoss
    case (_, .quality), (_, .special), (_, .transport): .otherCause
    default: nil
    }
  }

  /// Tells risks of one kind and subject apart: each by its cause, what has only one in its kind by
  /// nothing.
  fileprivate var riskScope: [String] {
    switch (riskKind, cause) {
    case (.otherCause, _): [dimension.name, cause.name]
    case (_, .special), (_, .transport): [cause.name]
    default: []
    }
  }
}
