import Intake
import LedgerStore
import Returns

/// What the ledger knew before the business date, and what earlier runs of the date took in.
struct History: Sendable {
  let openDossiers: [UInt64]
  let openExceptions: [UInt64: ExceptionDesk.RememberedException]
  /// Closing totals of the last date before.
  let totals: [TotalRow]
  var coverage: SourceCoverage
  /// Places in chains of all files up to the business date.
  private var links: [ChainLinkRow]
  /// What is missing between files of one source.
  private(set) var chainFindings: [Finding] = []
  /// Files that were held and have gone without coming in under their names.
  private(set) var takenAway: [Finding] = []
  /// How far sources were complete when the date was closed, where it is not closed anew.
  private let closed: [CoverageRow]
  /// Feeds each policy shop has ever delivered, as bit masks.
  var feeds: [UInt32]

  /// - Parameter takesIn: the date is closed anew; else how far sources were complete then stands.
  init(_ writer: LedgerWriter, _ evening: Evening, _ shops: ShopNumbers, takesIn: Bool) throws {
    let (day, policy) = (evening.day, evening.policy)
    openDossiers = try writer.openDossiers(before: day)
    var open: [UInt64: ExceptionDesk.RememberedException] = [:]
    for row in try writer.exceptions(openBefore: day) {
      if let remembered = row.remembered(policyShop: { shops.policyIndex[$0] }) {
        open[remembered.life.identity] = remembered
      }
    }
    openExceptions = open
    totals = try writer.totals(before: day)
    coverage = SourceCoverage(sources: policy.sources)
    for row in try writer.deliveries(through: day) {
      coverage.add(row, exportedOn: row.exportedAt.map(policy.zone.day))
    }
    links = try writer.chainLinks(through: day)
    closed = takesIn ? [] : try writer.coverage(day: day)
    let deliveredToday = try writer.totals(day: day)
    let masks = totals + deliveredToday
    feeds = policy.shops.map { shop in
      masks.filter { $0.name == Self.feedsName(shop.id) }
        .reduce(0) { $0 | UInt32(truncatingIfNeeded: $1.amount) }
    }
  }

  /// Transactions of refunds that are open as nobody's.
  var openOrphans: Set<Text> {
    var transactions: Set<Text> = []
    for before in openExceptions.values where before.finding.code == .refundOrphan {
      transactions.insert(before.finding.txnID)
    }
    return transactions
  }

  private func filesTakenAway(_ files: TakenFiles, _ reader: LedgerReader) throws -> [Finding] {
    let here = Set(
      files.members.filter { $0.fate == .taken }.map(\.reading.name)
        + files.setAside.filter(\.isHeld).map(\.name))
    var gone: [Finding] = []
    // Of all that is open, which may be hundreds of thousands, these are few.
    for before in openExceptions.values {
      guard let finding = FileTrouble.takenAway(before.finding),
        !here.contains(finding.subject.string),
        try !reader.hasTaken(finding.subject.string, since: before.life.openedOn)
      else { continue }
      gone.append(finding)
    }
    return gone.sorted { $0.identity < $1.identity }
  }

  /// Per policy shop the feeds of which a file is held: it proves nothing yet.
  private func heldFeeds(_ policy: Policy, _ files: TakenFiles) -> [UInt32] {
    var masks = [UInt32](repeating: 0, count: policy.shops.count)
    for file in files.setAside where file.isHeld {
      guard let feed = Feed(name: file.feed) else { continue }
      for shop in masks.indices
      where file.shops.isEmpty || file.shops.contains(policy.shops[shop].id.string) {
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
      links += member.links(evening.day)
      for row in member.deliveries(evening) {
        coverage.add(row, exportedOn: row.exportedAt.map(evening.policy.zone.day))
      }
      guard !member.isRejectedWhole, member.reading.records.count == 0,
        let feed = member.reading.feed
      else { continue }
      for shop in feeds.indices { feeds[shop] |= 1 << UInt32(feed.rawValue) }
    }
    for file in files.setAside where file.isHeld {
      coverage.addHeld(file.heldDays, exception: FileTrouble.identity(of: Text(file.name)))
    }
  }

  /// Says how far the sources are complete, when all files are known.
  mutating func settleCoverage(
    _ decisions: DecisionBook, _ files: TakenFiles, _ reader: LedgerReader
  ) throws {
    takenAway = try filesTakenAway(files, reader)
    for finding in takenAway { coverage.addHeld(finding.notes, exception: finding.identity) }
    let standing = links.filter { !$0.isWithdrawn }
    let gaps = chainGaps(standing)
    chainFindings = gaps.map(\.finding)
    // What was withdrawn was there once: what it proved is missing at once.
    coverage.settle(
      standing.count == links.count ? gaps : chainGaps(links),
      accepted: decisions.acceptedOfNoDossier)
    coverage.keep(closed)
  }

  /// - Parameter delivered: feeds per policy shop, as bit masks.
  mutating func note(_ delivered: [UInt32]) {
    for shop in feeds.indices { feeds[shop] |= delivered[shop] }
  }

  func circumstances(
    _ evening: Evening, _ files: TakenFiles, _ issued: IssuedBook,
    _ allotted: AllottedWaybills, _ looseMovements: LooseMovements
  ) -> Circumstances {
    let delivered = evening.policy.shops.indices.map { shop in
      evening.policy.shops[shop].feeds
        ?? Self.feeds(feeds[shop])
    }
    return Circumstances(
      policy: evening.policy, asOf: evening.day, deliveredFeeds: delivered,
      coverage: coverage.through, held: heldFeeds(evening.policy, files),
      issued: issued, allotted: allotted, looseMovements: looseMovements)
  }
}
