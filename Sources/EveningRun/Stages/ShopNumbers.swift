import Intake
import LedgerStore
import Returns

/// Shops have a number in the ledger for good, and a place in today's policy.
struct ShopNumbers: Sendable {
  /// Ids by ledger number.
  let ids: [String]
  /// Place in the policy by ledger number; a shop no longer configured is judged by the first one's
  /// terms.
  let policyIndex: [Int]

  init(_ writer: LedgerWriter, _ policy: Policy, keeps: Bool) throws {
    var known = try writer.shops()
    for shop in policy.shops where !known.contains(shop.id.string) {
      _ = try writer.addShop(shop.id.string)
      known.append(shop.id.string)
    }
    ids = try writer.shops()
    policyIndex = ids.map { id in policy.shops.firstIndex { $0.id.string == id } ?? 0 }
  }

  func number(ofPolicyShop index: Int, _ policy: Policy) -> Int {
    guard index >= 0 else { return -1 }
    return ids.firstIndex(of: policy.shops[index].id.string) ?? -1
  }

  func intakeShops(_ policy: Policy) -> [IntakeShop] {
    ids.indices.map { number in
      let shop = policy.shops[policyIndex[number]]
      return IntakeShop(id: ids[number], currency: shop.currency, zone: shop.zone)
    }
  }

  /// First instant after the day, per policy shop.
  func endOfDay(_ day: Day, _ policy: Policy) -> [Instant] {
    policy.shops.map { $0.zone.start(of: day + 1) }
  }
}
