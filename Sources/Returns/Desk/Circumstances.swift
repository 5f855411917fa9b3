/// What a dossier is judged by, besides its facts: the policy, the business date, and how far the
/// sources reach. A class that never changes: a million dossiers share one.
public final class Circumstances: Sendable {
  public let policy: Policy
  public let asOf: Day
  /// Per shop: feeds that are delivered (design: section 1, `feeds`).
  public let deliveredFeeds: [Set<Feed>]
  /// Configured sources whose files do not reach the business date, per feed.
  private let gaps: [Gap]
  private let deliveredMask: [UInt32]
  /// First instant after the business date, per shop.
  private let zones: [Zone]
  private let shopHashes: [UInt64]
  let coverage: [Day?]
  /// Per shop, so that a rule is looked up without a copy of the policy.
  let laws: [LawPack?]
  let carriers: [CarrierTerms]
  let notices: [NoticeTemplate]
  let updatesOrders: Bool
  /// Per shop.
  private let noticeLanguages: [NoticeLanguage]
  /// To see whether there is one takes no copy of it.
  let hasLaw: [Bool]
  let rules = Rulebook()
  /// Expectations and charges whose difference no cap of the tolerances has room for; ascending.
  public let refusedTolerances: [UInt64]
  /// What the ledger has issued and not seen done.
  public let issued: IssuedBook
  /// The waybills that bookings were given.
  public let allotted: AllottedWaybills
  let looseMovements: LooseMovements
  /// How long a parcel may take where no carrier and no override says otherwise.
  let transitLimits: TransitLimits
  /// Some carrier refunds the freight of what comes late.
  let guaranteesTime: Bool
  /// Per shop: feeds of which a file is held, as bit masks.
  let held: [UInt32]
  /// Per shop: feeds of which a source is late, or held.
  private let unproven: [UInt32]

  /// The currency an order is in: its lines', else its shop's.
  func orderCurrency(of dossier: Dossier) -> Currency { dossier.currency(policy) }

  struct Gap: Sendable {
    let feed: Feed
    let shops: [Int]
    let through: Day
    let source: Text
  }

  /// - Parameter coverage: the last day each configured source has delivered completely, by its
  /// position in
  ///   `policy.sources`; nil where it has delivered nothing yet.
  /// - Parameter held: per shop the feeds of which a file is held, as bit masks.
  public init(
    policy: Policy, asOf: Day, deliveredFeeds: [Set<Feed>], coverage: [Day?], held: [UInt32] = [],
    issued: IssuedBook = IssuedBook(), allotted: AllottedWaybills = AllottedWaybills(),
    refusedTolerances: [UInt64] = [], looseMovements: LooseMovements = LooseMovements()
  ) {
    self.looseMovements = looseMovements
    self.refusedTolerances = refusedTolerances
    self.allotted = allotted
    guaranteesTime = policy.carriers.contains { $0.guaranteesTime }
    self.held = held
    self.issued = issued
    unproven = Self.unproven(policy, asOf, coverage, held)
    self.policy = policy
    transitLimits = TransitLimits(policy.terms)
    self.asOf = asOf
    self.deliveredFeeds = deliveredFeeds
    self.coverage = coverage
    gaps = zip(policy.sources, coverage).compactMap { source, through in
      let reached = through ?? Day(number: .min)
      guard reached < asOf else { return nil }
      return Gap(feed: source.feed, shops: source.shops, through: reached, source: source.id)
    }
    deliveredMask = deliveredFeeds.map { $0.reduce(0) { $0 | 1 << UInt32($1.rawValue) } }
    zones = policy.shops.map(\.zone)
    laws = policy.shops.map(\.law)
    carriers = policy.carriers
    notices = policy.notices
    updatesOrders = policy.updatesOrders
    noticeLanguages = policy.shops.map(\.noticeLanguage)
    hasLaw = laws.map { $0 != nil }
    shopHashes = policy.shops.map { StableHash.of($0.id) }
  }

  @inline(__always) func delivers(_ feed: Feed, _ shop: Int) -> Bool {
    deliveredMask[shop] & (1 << UInt32(feed.rawValue)) != 0
  }

  /// Feeds of goods and money that a shop does not deliver: what only they could prove is not
  /// expected of it (design: section 1).
  public func undelivered(shop: Int) -> [Feed] {
    [.settlements, .parcels, .inspections, .stock].filter { !delivers($0, shop) }
  }

  /// Whether a shop delivers anything.
  public func isActive(shop: Int) -> Bool { deliveredMask[shop] != 0 }

  /// The source that could still bring evidence dated up to `day`; nil where all have reported that
  /// far.
  func waiting(for feed: Feed, shop: Int, through day: Day) -> Text? {
    for gap in gaps where gap.feed == feed && gap.through < day {
      if gap.shops.isEmpty || gap.shops.contains(shop) { return gap.source }
    }
    return nil
  }

  /// Whether evidence of a feed may be missing that should be here: a source of it is late
  /// (`SOURCE_LATE`), or a file of it is held. What hangs on it cannot be proven.
  func isUnproven(_ feed: Feed, shop: Int) -> Bool {
    unproven[shop] & (1 << UInt32(feed.rawValue)) != 0
  }

  private static func unproven(
    _ policy: Policy, _ asOf: Day, _ coverage: [Day?], _ held: [UInt32]
  ) -> [UInt32] {
    var masks = policy.shops.indices.map { $0 < held.count ? held[$0] : 0 }
    for (index, source) in policy.sources.enumerated() {
      let reached = index < coverage.count ? coverage[index] : nil
      guard FileTrouble.sourceLate(source, reached: reached, asOf: asOf) != nil else { continue }
      for shop in source.shops.isEmpty ? Array(masks.indices) : source.shops {
        masks[shop] |= 1 << UInt32(source.feed.rawValue)
      }
    }
    return masks
  }

  /// The civil day of an instant where the shop is.
  public func day(_ instant: Instant, _ shop: Int) -> Day { zones[shop].day(instant) }

  func noticeLanguage(_ shop: Int) -> NoticeLanguage { noticeLanguages[shop] }

  /// What is agreed with a carrier; nil where nothing is.
  func carrier(_ name: Text) -> CarrierTerms? {
    carriers.isEmpty ? nil : CarrierTerms.of(name, in: carriers)
  }

  func claimWindows(_ carrier: Text) -> ClaimWindows {
    self.carrier(carrier)?.claimWindows ?? .usual
  }

  func openingDay(_ shop: Int) -> Day? { policy.shops[shop].openingDay ?? policy.openingDay }

  /// The same in every run; 0 for no shop of the policy.
  func shopHash(_ shop: Int) -> UInt64 { shopHashes.indices.contains(shop) ? shopHashes[shop] : 0 }

  /// A stable name for something of a shop: the same in every run, on every machine.
  func identity(
    _ kind: StaticString, shop: Int, _ a: Text, _ b: Text = Text(), _ number: Int64 = -1
  )
    -> UInt64
  {
    var hash = StableHash(seed: shopHashes[shop])
    hash.combine(UnsafeRawBufferPointer(start: kind.utf8Start, count: kind.utf8CodeUnitCount))
    hash.combine(a)
    hash.combine(b)
    hash.combine(number)
    return hash.value
  }

  /// The identity of the refund expected for a case line.
  public func refundIdentity(of application: CaseLine, shop: Int) -> UInt64 {
    identity("refund", shop: shop, application.caseID, Text(), application.lineNo ?? -1)
  }

  /// The same of the freight of its way back that the customer laid out.
  public func freightRefundIdentity(of application: CaseLine, shop: Int) -> UInt64 {
    identity("freight", shop: shop, application.caseID, Text(), application.lineNo ?? -1)
  }

  /// The same of the difference of its exchange.
  public func differenceIdentity(of application: CaseLine, shop: Int) -> UInt64 {
    identity("difference", shop: shop, application.caseID, Text(), application.lineNo ?? -1)
  }

  /// The identity of what goes back of an order's freight out.
  public func shippingRefundIdentity(of orderID: Text, shop: Int) -> UInt64 {
    identity("shipping", shop: shop, orderID)
  }

  /// The identity of a parcel's arrival, and so of its being late, lost, damaged or misrouted.
  func arrivalIdentity(shop: Int, _ waybill: Text, carrier: Text) -> UInt64 {
    identity("arrival", shop: shop, waybill, carrier)
  }
}
