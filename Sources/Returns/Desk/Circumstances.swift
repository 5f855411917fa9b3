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
  /// To see whether there is one takes no copy of it.
  let hasLaw: [Bool]
  let rules = Rulebook()

  struct Gap: Sendable {
    let feed: Feed
    let shops: [Int]
    let through: Day
    let source: Text
  }

  /// - Parameter coverage: the last day each configured source has delivered completely, by its
  /// position in
  ///   `policy.sources`; nil where it has delivered nothing yet.
  public init(policy: Policy, asOf: Day, deliveredFeeds: [Set<Feed>], coverage: [Day?]) {
    self.policy = policy
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
    hasLaw = laws.map { $0 != nil }
    shopHashes = policy.shops.map { StableHash.of($0.id) }
  }

  @inline(__always) func delivers(_ feed: Feed, _ shop: Int) -> Bool {
    deliveredMask[shop] & (1 << UInt32(feed.rawValue)) != 0
  }

  /// The source that could still bring evidence dated up to `day`; nil where all have reported that
  /// far.
  func waiting(for feed: Feed, shop: Int, through day: Day) -> Text? {
    for gap in gaps where gap.feed == feed && gap.through < day {
      if gap.shops.isEmpty || gap.shops.contains(shop) { return gap.source }
    }
    return nil
  }

  func day(_ instant: Instant, _ shop: Int) -> Day { zones[shop].day(instant) }

  func openingDay(_ shop: Int) -> Day? { policy.shops[shop].openingDay ?? policy.openingDay }

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
}
