public import Returns

/// What pages say of all open exceptions together, besides how many there are of each code.
public struct ExceptionFigures: Sendable, Equatable {
  public private(set) var causes = CauseGroups()
  private var ages = Counters<AgeGroup, Int>()
  private var carriers = Counters<CarrierTrouble, Tally>()

  struct AgeGroup: Hashable, Sendable {
    let owner: Owner
    let band: AgeBand
  }

  /// Parcels in trouble, by who carries them.
  public struct CarrierTrouble: Hashable, Sendable {
    public let carrier: Text
    public let code: ExceptionCode
  }

  public init() {}

  /// - Parameters:
  ///   - finding: is open.
  ///   - openedOn: of its life; the finding's own day may be later.
  public mutating func add(
    _ finding: UnsafePointer<Finding>, _ difference: Int64?, openedOn: Day, isNew: Bool, on day: Day
  ) {
    let code = finding.pointee.code
    causes.add(
      code, cause: finding.pointee.cause, difference, finding.pointee.currency, oldest: openedOn,
      due: finding.pointee.dueOn, isNew: isNew)
    let group = AgeGroup(owner: code.owner, band: AgeBand(days: max(0, day - openedOn)))
    ages.update(group, default: 0) { $0 += 1 }
    guard !finding.pointee.carrier.isEmpty else { return }
    let currency = finding.pointee.currency
    let amount = currency == .none ? nil : difference.map { Int64(clamping: $0.magnitude) }
    carriers.update(
      CarrierTrouble(carrier: finding.pointee.carrier, code: code), default: Tally()
    ) { $0.add(amount, currency) }
  }

  public mutating func merge(_ other: ExceptionFigures) {
    causes.merge(other.causes)
    for (key, count) in other.ages.entries { ages.update(key, default: 0) { $0 += count } }
    for (key, tally) in other.carriers.entries {
      carriers.update(key, default: Tally()) { $0.merge(tally) }
    }
  }

  public func count(_ owner: Owner, _ band: AgeBand) -> Int {
    ages[AgeGroup(owner: owner, band: band)] ?? 0
  }

  /// By carrier, then by code.
  public var byCarrier: [(group: CarrierTrouble, tally: Tally)] {
    carriers.entries.sorted { a, b in
      a.key.carrier == b.key.carrier
        ? a.key.code.rawValue < b.key.code.rawValue : a.key.carrier < b.key.carrier
    }.map { ($0.key, $0.value) }
  }
}
