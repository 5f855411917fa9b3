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
    exactReference, split, bundle, orderAndAmount, normalisedReference,
  ]
}

extension Desk {
  /// The stages before the last one: none where no refund is for goods that were accepted on
  /// several days.
  func stages(_ dues: [MoneyDue]) -> [MatchingStage] {
    guard dues.contains(where: { isOwedInParts($0) }) else { return [] }
    let parted = dues.map { isOwedInParts($0) ? $0.file : nil }
    let days = Set(parted.compactMap(\.self).flatMap { entitlingDays(of: files[$0]).dropFirst() })
    return days.sorted().map { next in
      MatchingStage(
        until: circumstances.policy.shops[shop].zone.start(of: next),
        amounts: dues.indices.map { place in
          let amount = dues[place].expectation.amount
          guard let index = parted[place] else { return amount }
          let file = files[index]
          let goods = worth(of: file) { entitlingDay(of: $0, file) < next }
          return min(amount, max(0, goods - deductions(of: index)))
        })
    }
  }

  private func isOwedInParts(_ due: MoneyDue) -> Bool {
    guard due.expectation.kind == .refund, let index = due.file,
      files[index].isRefundedByAcceptance,
      files[index].inspections.count > 1 || files[index].lostQuantity > 0,
      !rulings.amounts.contains(where: { $0.expectation == due.expectation.id })
    else { return false }
    return entitlingDays(of: files[index]).count > 1
  }

  /// The days on which goods were accepted, or counted as lost, ascending and each once.
  private func entitlingDays(of file: CaseFile) -> [Day] {
    var days = Set(file.acceptances.map { entitlingDay(of: $0, file) })
    if file.lostQuantity > 0, let lostAt = file.acceptedAt { days.insert(day(lostAt)) }
    return days.sorted()
  }

  private func entitlingDay(of acceptance: Inspection, _ file: CaseFile) -> Day {
    let on = day(acceptance.inspectedAt)
    return file.standsSince.map { max(on, day($0)) } ?? on
  }
}
