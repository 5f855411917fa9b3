// What came close: three candidates at most, each with the first field that failed.
extension MatchingSlate {
  /// - Parameter free: movements that no expectation took.
  func nearestEvidence(to expectation: Int, _ free: [Int]) -> [Note] {
    nearest(
      free, rank: { rank(expectation, $0) },
      note: { failure(expectation, $0, id: evidence[$0].txnID) })
  }

  /// The open expectations that a movement comes nearest to.
  func nearestExpectations(to movement: Int) -> [Note] {
    nearest(
      openExpectations, rank: { rank($0, movement) },
      note: { expectation in
        let caseID = expectations[expectation].caseID
        return failure(expectation, movement, id: caseID.isEmpty ? orderID : caseID)
      })
  }

  private typealias Rank = (points: Int, gap: Int64)

  /// Candidates beyond the first few hundred would only slow a damaged dossier down.
  private func nearest(
    _ candidates: [Int], rank: (Int) -> Rank, note: (Int) -> Note?
  ) -> [Note] {
    guard !candidates.isEmpty else { return [] }
    let ranked = candidates.prefix(200).map { (rank: rank($0), candidate: $0) }
    let best = ranked.sorted {
      ($1.rank.points, $0.rank.gap, $0.candidate) < ($0.rank.points, $1.rank.gap, $1.candidate)
    }
    return best.prefix(3).compactMap { note($0.candidate) }
  }

  private func rank(_ expectation: Int, _ movement: Int) -> Rank {
    let (wanted, moved) = (expectations[expectation], evidence[movement])
    var points = 0
    if isEqualMoney(expectation, movement) { points += 4 }
    if wanted.references.contains(where: { own in moved.references.contains { isNear(own, $0) } }) {
      points += 4
    }
    if isOfOrder(movement) { points += 2 }
    if isSamePayment(expectation, movement) { points += 1 }
    guard isSameCurrency(expectation, movement) else { return (points, .max) }
    let gap =
      wanted.amount > moved.amount ? wanted.amount - moved.amount : moved.amount - wanted.amount
    return (points + 1, gap)
  }

  /// The first field that failed, in the order in which people look.
  private func failure(_ expectation: Int, _ movement: Int, id: Text) -> Note? {
    let (wanted, moved) = (expectations[expectation], evidence[movement])
    if !exact.names(movement, expectation),
      let found = moved.references.first(where: { !$0.isEmpty }),
      let own = wanted.references.first(where: { !$0.isEmpty })
    {
      let field = moved.fieldName(of: found, for: wanted.kind).name
      return .nearest(id: id, field: Text(stringLiteral: field), expected: own, found: found)
    }
    if wanted.currency != moved.currency {
      return .nearest(
        id: id, field: "currency", expected: Text(wanted.currency.string),
        found: Text(moved.currency.string))
    }
    if wanted.amount != moved.amount {
      return .nearest(
        id: id, field: "amount", expected: Text(Amount.string(wanted.amount, wanted.currency)),
        found: Text(Amount.string(moved.amount, moved.currency)))
    }
    if moved.orderID != orderID {
      return .nearest(id: id, field: "order_id", expected: orderID, found: moved.orderID)
    }
    guard !wanted.paymentRef.isEmpty, wanted.paymentRef != moved.paymentRef, !moved.isOfPayment
    else { return nil }
    return .nearest(
      id: id, field: "payment_ref", expected: wanted.paymentRef, found: moved.paymentRef)
  }
}

/// One slip of the hand apart: two neighbours swapped, or up to two bytes changed, added or lost in
/// one place.
private func isNear(_ a: Text, _ b: Text) -> Bool {
  let (short, long) = (min(a.count, b.count), max(a.count, b.count))
  guard short >= 4, long - short <= 2 else { return false }
  var head = 0
  while head < short, a.bytes[head] == b.bytes[head] { head += 1 }
  var tail = 0
  while head + tail < short, a.bytes[a.count - 1 - tail] == b.bytes[b.count - 1 - tail] {
    tail += 1
  }
  return head + tail >= long - 2
}
