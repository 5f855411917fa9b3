import LedgerStore
import Reports
import Returns
import Settings

/// A workspace opened to be asked: its ledger as of the last business date.
struct Inquiry {
  let workspace: Workspace
  let ledger: Ledger
  let day: Day
  let shopIDs: [String]
  let circumstances: Circumstances

  /// - Throws: `RunFailure.configuration` where there is no workspace or it has not run yet.
  init(_ root: String) throws {
    workspace = try open(root)
    let path = workspace.path(workspace.ledger)
    do {
      ledger = try Ledger(path: path, create: false)
    } catch .missing {
      throw RunFailure.configuration([
        "\(path): no run has been made here yet; run: backhaul run \(root)"
      ])
    } catch {
      throw RunFailure.broken(error.message)
    }
    guard let last = try ledger.read({ try $0.lastDay }) else {
      throw RunFailure.configuration([
        "\(path): no run has been finished yet; run: backhaul run \(root)"
      ])
    }
    day = last
    shopIDs = try ledger.read { try $0.shops() }
    circumstances = try Self.circumstances(ledger, workspace, last)
  }

  func policyShop(_ number: Int) -> Int {
    workspace.policy.shops.firstIndex { $0.id.string == shopIDs[number] } ?? 0
  }

  var language: ReportLanguage { ReportLanguage(tag: workspace.language.rawValue) ?? .english }

  private static func circumstances(
    _ ledger: Ledger, _ workspace: Workspace, _ day: Day
  ) throws -> Circumstances {
    let policy = workspace.policy
    return try ledger.read { reader in
      let coverage = SourceCoverage(
        sources: policy.sources, before: try reader.coverage(before: day + 1))
      let totals = try reader.totals(before: day + 1)
      let delivered = policy.shops.map { shop in
        shop.feeds
          ?? History.feeds(
            totals.filter { $0.name == History.feedsName(shop.id) }
              .reduce(0) { $0 | UInt32(truncatingIfNeeded: $1.amount) })
      }
      return Circumstances(
        policy: policy, asOf: day, deliveredFeeds: delivered, coverage: coverage.through)
    }
  }
}

/// A dossier found for an inquiry, judged as of the last business date.
struct FoundDossier {
  let dossier: Dossier
  let records: [Record]
  let outcome: Outcome
  let explanation: Explanation
  /// The records that stand; the others were superseded.
  let current: Set<UnsafeRawPointer>
}

extension Inquiry {
  /// Every dossier that an id leads to: order, case, waybill, payment, transaction, or exception
  /// id.
  func find(_ id: String) throws -> [FoundDossier] {
    let keys = try ledger.read { reader in
      var keys = try self.keys(Text(id), reader)
      if let row = try reader.exceptionHistory(Text(id)).last {
        for text in [row.orderID, row.caseID, row.waybill, row.txnID] where !text.isEmpty {
          keys.formUnion(try self.keys(text, reader))
        }
      }
      return keys
    }
    return try load(keys.sorted()).filter { Self.mentions($0, id) }
  }

  private func keys(_ text: Text, _ reader: LedgerReader) throws -> Set<UInt64> {
    let router = Router(
      shopIDs: shopIDs.map { Text($0) }, prefixes: workspace.policy.matching.referencePrefixes)
    var keys: Set<UInt64> = []
    for shop in shopIDs.indices {
      keys.insert(router.orderKey(shop, text))
      for name in ["waybill", "money", "case"] as [StaticString] {
        keys.insert(router.looseKey(shop, name, text))
      }
      for kind in RouteKind.allCases {
        let hash =
          kind == .normalisedCase
          ? router.normalisedHash(shop, text) : router.routeHash(kind, shop, text)
        for route in try reader.resolve(kind: Int(kind.rawValue), hashes: [hash]) {
          keys.insert(route.orderKey)
        }
      }
    }
    return keys
  }

  private func load(_ keys: [UInt64]) throws -> [FoundDossier] {
    var found: [FoundDossier] = []
    try ledger.read { reader in
      try reader.dossiers(keys, asOf: day) { key, days, _ in
        var records: [Record] = []
        for page in days { Record.all(in: page.records) { records.append($0) } }
        if let first = records.first { found.append(judge(key, records, first.head.shop)) }
      }
    }
    return found
  }

  private func judge(_ key: UInt64, _ records: [Record], _ shopNumber: Int) -> FoundDossier {
    var dossier = Dossier()
    dossier.key = key
    dossier.shop = policyShop(shopNumber)
    let zone = workspace.policy.shops[dossier.shop].zone
    var builder = DossierBuilder(endOfDay: zone.start(of: day + 1), run: -1)
    var current: Set<UnsafeRawPointer> = []
    builder.build(
      records, into: &dossier,
      stands: { record in
        if let start = record.whole.bytes.baseAddress { current.insert(start) }
      }
    ) { _, _ in }
    dossier.nameOrder()
    return FoundDossier(
      dossier: dossier, records: records, outcome: reconcile(dossier, circumstances).outcome,
      explanation: explain(dossier, circumstances), current: current)
  }

  /// A route may have led to a dossier that no longer holds what it was about; an exception's id is
  /// in no record.
  private static func mentions(_ found: FoundDossier, _ id: String) -> Bool {
    let text = Text(id)
    if found.outcome.findings.contains(where: { publicID($0.identity) == id }) { return true }
    let isException = id.utf8.count == 15 && id.utf8.allSatisfy { $0 >= 97 && $0 <= 122 }
    return isException
      || found.records.contains { record in
        var columns = record.columns
        return record.head.feed.schema.columns.contains { columns.value($0.type) == .text(text) }
          || record.head.feed == .cases
      }
  }
}
