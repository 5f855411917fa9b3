/// How a refund goes back to what the customer paid with.
extension Desk {
  /// A share for each payment of the order, by what was paid with it (domain.md CN-12), to the
  /// minor unit: the units that rounding leaves go to the largest remainders. Nothing but the
  /// order's own word where no payment is known.
  func shares(of amount: Int64, _ currency: Currency) -> [InstructionPart] {
    let means = paymentMeans(currency)
    guard means.count > 1 else {
      var part = means.first?.part ?? InstructionPart()
      part.amount = amount
      if means.isEmpty, let line = dossier.lines.first {
        part.paymentRef = line.paymentRef
        part.channel = line.paymentChannel
      }
      return [part]
    }
    let shares = Self.split(amount, by: means.map(\.paid))
    return zip(means, shares).compactMap { means, share in
      guard share > 0 else { return nil }
      var part = means.part
      part.amount = share
      return part
    }
  }

  /// The shares of what is still open. Where one of several payments got its share back, the others
  /// get theirs.
  func openShares(of standing: MoneyStanding, _ open: Int64) -> [InstructionPart] {
    let wanted = standing.due.expectation
    let whole = shares(of: wanted.amount - standing.writtenOff, wanted.currency)
    guard standing.matched > 0, whole.count > 1 else { return shares(of: open, wanted.currency) }
    var rest: [InstructionPart] = []
    for share in whole {
      let paid = views.refunds.reduce(0 as Int64) { sum, index in
        let row = dossier.settlements[index]
        let isBack =
          row.accountID == share.accountID && row.paymentRef == share.paymentRef
          && row.channel == share.channel && mayBe(row, for: wanted)
        return isBack ? sum + row.amount : sum
      }
      var part = share
      part.amount = max(0, (share.amount ?? 0) - paid)
      if part.amount != 0 { rest.append(part) }
    }
    let isExact = rest.reduce(0) { $0 + ($1.amount ?? 0) } == open
    return isExact ? rest : shares(of: open, wanted.currency)
  }

  /// What the order was paid with, the same account, payment and channel once, in that order.
  private func paymentMeans(_ currency: Currency) -> [(part: InstructionPart, paid: Int64)] {
    var means: [(part: InstructionPart, paid: Int64)] = []
    for index in views.payments {
      let row = dossier.settlements[index]
      // What was paid on top for an exchange goes another way.
      if namesCase(row.refundRef) || row.currency != currency || row.amount <= 0 { continue }
      var part = InstructionPart()
      // A payment that no reference names is named by its own number.
      part.paymentRef = row.paymentRef.isEmpty ? row.txnID : row.paymentRef
      (part.accountID, part.channel) = (row.accountID, row.channel)
      if let known = means.firstIndex(where: { $0.part == part }) {
        means[known].paid += row.amount
      } else {
        means.append((part, row.amount))
      }
    }
    return means.sorted { a, b in
      if a.part.accountID != b.part.accountID { return a.part.accountID < b.part.accountID }
      if a.part.paymentRef != b.part.paymentRef { return a.part.paymentRef < b.part.paymentRef }
      return a.part.channel < b.part.channel
    }
  }

  /// Whole units that add up to the amount and come as near to the weights as they can; of equal
  /// remainders the first gets the unit.
  static func split(_ amount: Int64, by weights: [Int64]) -> [Int64] {
    let whole = weights.reduce(Int128(0)) { $0 + Int128($1) }
    guard whole > 0 else { return weights.indices.map { $0 == 0 ? amount : 0 } }
    let exact = weights.map {
      (Int128(amount) * Int128($0)).quotientAndRemainder(dividingBy: whole)
    }
    var shares = exact.map { Int64($0.quotient) }
    var left = amount - shares.reduce(0, +)
    let order = exact.indices.sorted {
      (exact[$1].remainder, $0) < (exact[$0].remainder, $1)
    }
    for place in order where left > 0 {
      shares[place] += 1
      left -= 1
    }
    return shares
  }
}
