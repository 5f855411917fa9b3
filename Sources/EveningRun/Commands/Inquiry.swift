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
  /// What people decided, for the dossiers that are judged to answer.
  let decisions: DecisionBook

  /// - Throws: `RunFailure.configuration` where there is no workspace or it has not run yet.
  init(_ root: String) throws {
    workspace = try open(root)
    let path = workspace.path(workspace.ledger)
    guard let opened = try openToRead(workspace) else {
      throw RunFailure.configuration([
        "\(path): no run has been made here yet; run: backhaul run \(root)"
      ])
    }
    ledger = opened
    guard let last = try ledger.read({ try $0.lastDay }) else {
      throw RunFailure.configuration([
        "\(path): no run has been finished yet; run: backhaul run \(root)"
      ])
    }
    day = last
    shopIDs = try ledger.read { try $0.shops() }
    circumstances = try Self.circumstances(ledger, workspace, last)
    let policy = workspace.policy
    let shops = shopIDs.map { id in policy.shops.firstIndex { $0.id.string == id } ?? 0 }
    decisions = try ledger.read { reader in
      try DecisionBook(reader.decisions(through: last), reader, on: last, policy, shops: shops)
    }
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
        sources: policy.sources, closed: try reader.coverage(before: day + 1))
      let totals = try reader.totals(before: day + 1)
      let delivered = policy.shops.map { shop in
        shop.feeds
          ?? History.feeds(
            totals.filter { $0.name == History.feedsName(shop.id) }
              .reduce(0) { $0 | UInt32(truncatingIfNeeded: $1.amount) })
      }
      return Circumstances(
        policy: policy, asOf: day, deliveredFeeds: delivered, coverage: coverage.through,
        issued: try IssuedInstructions(reader, on: day).book,
        allotted: try reader.allottedWaybills())
    }
  }
}

/// The ledger as it is; nil where no run has made one yet.
func openToRead(_ workspace: Workspace) throws -> Ledger? {
  do {
    return try Ledger(path: workspace.path(workspace.ledger), create: false)
  } catch .missing {
    return nil
  } catch {
    throw RunFailure.broken(error.message)
  }
}
