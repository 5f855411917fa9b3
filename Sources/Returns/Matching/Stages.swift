/// What was expected before more came to be owed. Goods that are accepted in parts are owed in
/// parts, and money of that time was for what was owed by then: a refund expectation exists from
/// the event that entitles to it (design: section 6).
struct MatchingStage: Sendable {
  /// Of the movements those before.
  let until: Instant
  /// Per expectation of the call, minor units.
  let amounts: [Int64]
}

extension MoneyPass {
  /// Those whose answer is an equal amount: what does not fit a stage waits for what comes later.
  static let ofEqualMoney = [
    exactReference, split, bundle, orderAndAmount, normalisedReference, parts,
  ]
}

extension Desk {
  /// The stages before the last one: none where no refund is owed in parts.
  func stages(_ dues: [MoneyDue]) -> [MatchingStage] {
    guard files.contains(where: { $0.isOwedInParts || deductsFreight($0) }) else { return [] }
    let parts = dues.map { partsOwed(of: $0) }
    let days = Set(parts.flatMap { $0.dropFirst().map(\.since) })
    return days.sorted().map { next in
      MatchingStage(
        until: circumstances.policy.shops[shop].zone.start(of: next),
        amounts: dues.indices.map { place in
          guard parts[place].count > 1 else { return dues[place].expectation.amount }
          return parts[place].last { $0.since < next }?.owed ?? 0
        })
    }
  }
}
