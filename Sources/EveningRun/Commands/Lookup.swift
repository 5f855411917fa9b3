import LedgerStore
import Reports
import Returns
import Settings

/// A dossier found for an inquiry, judged as of the last business date.
struct FoundDossier {
  let dossier: Dossier
  let records: [Record]
  let outcome: Outcome
  let explanation: Explanation
  /// The version of every key that stands; the others were superseded.
  let standing: [RecordKey: Record]

  func stands(_ record: Record) -> Bool {
    standing[record.key]?.whole.bytes.baseAddress == record.whole.bytes.baseAddress
  }
}

/// What all versions of one fact share.
struct RecordKey: Hashable {
  let feed: Feed
  let key: UInt64
}

extension Record {
  var key: RecordKey { RecordKey(feed: head.feed, key: head.key) }
}

extension Inquiry {
  /// Every dossier that an id leads to: order, case, waybill, payment, transaction, stock movement,
  /// ticket, instruction, or exception id.
  /// - Parameter exception: the latest version of the exception that has this id.
  func find(_ id: String, exception: LedgerStore.ExceptionRow?) throws -> [FoundDossier] {
    let text = Text(id)
    let issued = try ledger.read { try $0.instruction(id)?.orderKey }
    let named = try load(ledger.read { try keys(text, $0) }).filter {
      mentions($0, text) || $0.dossier.key == issued
    }
    guard let row = exception else { return named }
    let about = [row.orderID, row.caseID, row.waybill, row.txnID, row.subject].filter {
      !$0.isEmpty
    }
    let related = try ledger.read { reader in
      var all: Set<UInt64> = []
      for other in about { all.formUnion(try keys(other, reader)) }
      return all
    }
    let seen = Set(named.map(\.dossier.key))
    return named
      + (try load(related.subtracting(seen))).filter { found in
        found.outcome.findings.contains { publicID($0.identity) == id }
          || isShop(found, row.shopID) && isAbout(found, row.orderID, about)
      }
  }

  private func isShop(_ found: FoundDossier, _ shopID: Text) -> Bool {
    shopID.isEmpty || workspace.policy.shops[found.dossier.shop].id == shopID
  }

  /// An exception that knows its order is about that order alone.
  private func isAbout(_ found: FoundDossier, _ orderID: Text, _ ids: [Text]) -> Bool {
    orderID.isEmpty ? ids.contains { mentions(found, $0) } : found.dossier.orderID == orderID
  }

  private func keys(_ text: Text, _ reader: LedgerReader) throws -> Set<UInt64> {
    var keys: Set<UInt64> = []
    for shop in shopIDs.indices {
      keys.insert(router.orderKey(shop, text))
      for name in ["waybill", "money", "case"] as [StaticString] {
        keys.insert(router.looseKey(shop, name, text))
      }
      if let id = InstructionID(text), let row = try reader.instruction(id.string) {
        keys.insert(row.orderKey)
      }
      for kind in RouteKind.allCases where kind != .instruction {
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

  /// - Parameter added: a decision to be tried on each dossier, after those it has.
  func load(_ keys: Set<UInt64>, trying added: [Decision] = []) throws -> [FoundDossier] {
    var found: [FoundDossier] = []
    try ledger.read { reader in
      let evidence = try evidence(of: added, besides: keys, reader)
      try reader.dossiers(keys.sorted(), asOf: day) { key, days, _ in
        let records = evidence + days.allRecords()
        guard let last = records.last, records.count > evidence.count else { return }
        let own = records.filter { $0.head.shop == last.head.shop }
        found.append(judge(key, own, last.head.shop, added))
      }
    }
    return found
  }

  /// The movements that decisions match and that lie by themselves, or name the order of the
  /// exception: the run that carries the decisions out brings them to the dossier of the exception
  /// (`Router.decide`).
  private func evidence(
    of added: [Decision], besides known: Set<UInt64>, _ reader: LedgerReader
  ) throws -> [Record] {
    let targets = added.filter { $0.action == .match }.map { Text($0.target) }
    var evidence: [Record] = []
    for target in targets {
      let keys = try keys(target, reader).subtracting(known)
      try reader.dossiers(keys.sorted(), asOf: day) { _, days, _ in
        let records = days.allRecords()
        let isLoose = !records.contains { $0.head.feed == .orders || $0.head.feed == .cases }
        let rows = records.filter { record in
          var columns = record.columns
          return record.head.feed == .settlements && columns.text() == target
        }
        let goes = isLoose || rows.contains { row in known.contains { router.names(row, $0) } }
        if goes { evidence += rows }
      }
    }
    return evidence
  }

  private func judge(
    _ key: UInt64, _ records: [Record], _ shopNumber: Int, _ added: [Decision]
  ) -> FoundDossier {
    let dossier = Dossier()
    dossier.key = key
    dossier.shop = policyShop(shopNumber)
    let zone = workspace.policy.shops[dossier.shop].zone
    var builder = DossierBuilder(endOfDay: zone.start(of: day + 1), run: -1)
    var standing: [RecordKey: Record] = [:]
    builder.build(records, into: dossier, stands: { standing[$0.key] = $0 }) { _, _ in }
    dossier.nameOrder()
    dossier.nameAllotted(circumstances)
    dossier.decisions = decisions[key] + added
    return FoundDossier(
      dossier: dossier, records: records, outcome: reconcile(dossier, circumstances).outcome,
      explanation: explain(dossier, circumstances), standing: standing)
  }

  /// A route may have led to a dossier that no longer holds what it was about.
  private func mentions(_ found: FoundDossier, _ text: Text) -> Bool {
    found.records.contains { record in
      var columns = record.columns
      return record.head.feed.schema.columns.contains { column in
        guard case .text(let value) = columns.value(column.type) else { return false }
        if value == text { return true }
        return record.head.feed == .cases && column.name == "case_id"
          && router.normalisedHash(record.head.shop, value)
            == router.normalisedHash(record.head.shop, text)
      }
    }
  }

  private var router: Router {
    Router(
      shopIDs: shopIDs.map { Text($0) }, prefixes: workspace.policy.matching.referencePrefixes)
  }
}
