/// Everything known about one order of one shop, as of the business date: the current version of
/// every fact.
///
/// Arrays are in canonical order (by key, then content), whatever the order of files and rows.
/// Surveys are counted and never judged.
///
/// A class, because it is filled once and then read by many rules.
public final class Dossier: @unchecked Sendable {
  public var key: UInt64 = 0
  /// Index into the policy's shops.
  public var shop: Int = 0
  /// The order's id; for records that no order is known for, the reference they carry.
  public var orderID = Text()
  /// True for what could not be routed to any order: an orphan's own dossier.
  public var isLoose = false
  public var lines: [OrderLine] = []
  public var cases: [CaseLine] = []
  public var materials: [Material] = []
  public var reviews: [Review] = []
  public var parcels: [ParcelEvent] = []
  public var charges: [Charge] = []
  public var inspections: [Inspection] = []
  public var settlements: [Settlement] = []
  public var stock: [StockMovement] = []
  public var tickets: [Ticket] = []
  public var claimResults: [ClaimResult] = []
  public var surveys: [Survey] = []
  public var revisions: [Revision] = []
  /// What people decided about its exceptions, in the order it is judged.
  public var decisions: [Decision] = []
  /// Facts dated after the business date were left out: the dossier must be judged again.
  public var hasLaterFacts = false

  public init() {}
}

extension Dossier {
  /// A way back that names the waybill of a parcel of the order names the order.
  public func nameOriginals() {
    guard parcels.count > 1 else { return }
    for place in parcels.indices where parcels[place].direction == .return {
      let named = parcels[place].reference
      let isWaybill =
        !named.isEmpty && named != orderID && named != parcels[place].waybill
        && !cases.contains { $0.caseID == named }
        && parcels.contains { $0.waybill == named && $0.direction != .return }
      if isWaybill { parcels[place].reference = orderID }
    }
  }
}

/// Two versions of one fact that say different things.
public struct Revision: Sendable {
  public let feed: Feed
  public let key: UInt64
  public let before: Record
  public let after: Record
  /// Nothing orders the two versions: `FEED_CONFLICT`, and `before` stands. Else `REVISED`.
  public let isConflict: Bool
}
