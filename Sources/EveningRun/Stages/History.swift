import Intake
import LedgerStore
import Returns

/// What the ledger knew before the business date, and what earlier runs of the date took in.
struct History: Sendable {
  let filesToday: [FileRow]
  let openDossiers: [UInt64]
  let openExceptions: [UInt64: ExceptionDesk.RememberedException]
  /// Closing totals of the last date before.
  let totals: [TotalRow]
  var coverage: SourceCoverage
  /// Feeds each policy shop has ever delivered, as bit masks.
  var feeds: [UInt32]

  init(_ writer: LedgerWriter, _ evening: Evening, _ shops: ShopNumbers) throws {
    let (day, policy) = (evening.day, evening.policy)
    filesToday = try writer.files(day: day)
    openDossiers = try writer.openDossiers(before: day)
    var open: [UInt64: ExceptionDesk.RememberedException] = [:]
    for row in try writer.exceptions(openBefore: day) {
      if let remembered = row.remembered(policyShop: { shops.policyIndex[$0] }) {
        open[remembered.life.identity] = remembered
      }
    }
    openExceptions = open
    totals = try writer.totals(before: day)
    coverage = SourceCoverage(sources: policy.sources, before: try writer.coverage(before: day))
    let deliveredToday = try writer.totals(day: day)
    let masks = totals + deliveredToday
    feeds = policy.shops.map { shop in
      masks.filter { $0.name == Self.feedsName(shop.id) }
        .reduce(0) { $0 | UInt32(truncatingIfNeeded: $1.amount) }
    }
    let covers = try writer.fileCovers(day: day)
    for file in filesToday where !file.isRejectedWhole {
      let own = covers.filter { $0.file == file.number }
      for cover in own.isEmpty ? [FileCoverRow(of: file)] : own {
        guard let source = policy.sources.firstIndex(where: { $0.id.string == cover.sourceID })
        else { continue }
        coverage.add(
          source: source, periodTo: cover.periodTo, lastEvent: cover.lastEventDay,
          exportedOn: file.exportedAt.map(policy.zone.day), asOf: day)
      }
    }
  }

  /// Per policy shop the feeds of which a file is held: it proves nothing yet.
  private func heldFeeds(_ policy: Policy, _ files: TakenFiles, _ shops: ShopNumbers) -> [UInt32] {
    var masks = [UInt32](repeating: 0, count: policy.shops.count)
    for member in files.members where member.fate == .held {
      guard let feed = member.reading.feed else { continue }
      var own = Set(member.source.map { policy.sources[$0].shops } ?? [])
      if own.isEmpty, member.source == nil {
        member.reading.records.forEach { own.insert(shops.policyIndex[$0.head.shop]) }
      }
      for shop in own.isEmpty ? Set(masks.indices) : own {
        masks[shop] |= 1 << UInt32(feed.rawValue)
      }
    }
    return masks
  }

  static func feeds(_ mask: UInt32) -> Set<Feed> {
    Set(Feed.allCases.filter { mask & (1 << UInt32($0.rawValue)) != 0 })
  }

  static func feedsName(_ shop: Text) -> String { "feeds:\(shop)" }

  /// Notes the feeds and periods of the files that came in now.
  mutating func add(_ files: TakenFiles, _ evening: Evening, _ shops: ShopNumbers) {
    for member in files.members where member.fate == .taken {
      let reading = member.reading
      if member.isRejectedWhole { continue }
      if reading.records.count == 0, let feed = reading.feed {
        for shop in feeds.indices { feeds[shop] |= 1 << UInt32(feed.rawValue) }
      }
      for cover in member.covers {
        coverage.add(
          source: cover.source, periodTo: cover.periodTo, lastEvent: cover.lastEvent,
          exportedOn: reading.exportedAt.map(evening.policy.zone.day), asOf: evening.day)
      }
    }
  }

  /// - Parameter delivered: feeds per policy shop, as bit masks.
  mutating func note(_ delivered: [UInt32]) {
    for shop in feeds.indices { feeds[shop] |= delivered[shop] }
  }

  func circumstances(
    _ evening: Evening, _ files: TakenFiles, _ shops: ShopNumbers, _ issued: IssuedBook,
    _ allotted: AllottedWaybills
  ) -> Circumstances {
    let delivered = evening.policy.shops.indices.map { shop in
      evening.policy.shops[shop].feeds
        ?? Self.feeds(feeds[shop])
    }
    return Circumstances(
      policy: evening.policy, asOf: evening.day, deliveredFeeds: delivered,
      coverage: coverage.through, held: heldFeeds(evening.policy, files, shops),
      issued: issued, allotted: allotted)
  }
}
