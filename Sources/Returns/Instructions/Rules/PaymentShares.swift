/// How one refund goes back to what the customer paid with.
struct PaymentShare: Sendable {
  /// By payment, what was paid of it already included.
  var parts: [InstructionPart] = []
  /// What no payment has room for; minor units.
  var unplaced: Int64 = 0
}

/// A payment of the order: what it got, and what can still go back to it.
private struct PaymentMeans {
  let part: InstructionPart
  var paid: Int64
  var room: Int64 = 0
}

extension Desk {
  /// For each of the desk's expectations (the same places; nothing for what is no refund) a share
  /// for each payment of the order, by what was paid with it (domain.md CN-12), to the minor unit.
  /// All of them together, and what went back besides, never come to more than a payment got: those
  /// that fell due first have it first, and of one day those that the payments were for. What
  /// has no room of freight laid out and compensations goes by itself, to no payment. Nothing but
  /// the order's own word, and no limit, where no payment is known.
  /// - Parameter loose: money that went back and may yet be for one of them takes room, too, and
  ///   what the bank took back: findings have that by itself.
  func paymentShares(_ outcome: Outcome, loose: Bool = true) -> [PaymentShare] {
    var shares = Array(repeating: PaymentShare(), count: money.count)
    let own = ownMoney()
    var tills: [(currency: Currency, means: [PaymentMeans])] = []
    for index in refundsByRoom() {
      let currency = money[index].due.expectation.currency
      if isPaidOnTop(money[index]) {
        var means = meansOnTop(money[index], outcome)
        shares[index] = share(of: money[index], outcome, among: &means, own)
        continue
      }
      let known = tills.firstIndex { $0.currency == currency }
      if known == nil {
        tills.append((currency, meansWithRoom(currency, outcome, own, loose: loose)))
      }
      shares[index] = share(
        of: money[index], outcome, among: &tills[known ?? tills.count - 1].means, own)
    }
    return shares
  }

  private func share(
    of standing: MoneyStanding, _ outcome: Outcome, among means: inout [PaymentMeans],
    _ own: OwnMoney
  ) -> PaymentShare {
    let undecided = undecidedPart(of: standing, outcome)
    let owed = standing.due.expectation.amount - standing.writtenOff - undecided
    guard !means.isEmpty else {
      var part = InstructionPart(amount: owed)
      if let line = dossier.lines.first {
        part.paymentRef = line.paymentRef
        part.channel = line.paymentChannel
      }
      return PaymentShare(parts: [part])
    }
    let (paid, sent) = paid(of: standing, outcome, to: means, own)
    let whole = MinorUnits.split(owed - sent, by: means.map(\.paid))
    var rest = zip(whole, paid).map { max(0, $0 - $1) }
    if !rest.contains(where: { $0 > 0 }) { rest = means.map(\.paid) }
    let open = max(0, standing.open - undecided)
    let new = place(open, by: rest, in: &means)
    var share = PaymentShare(unplaced: open - new.reduce(0, +))
    for (place, (paid, new)) in zip(paid, new).enumerated() where paid + new > 0 {
      var part = means[place].part
      part.amount = paid + new
      share.parts.append(part)
    }
    if standing.kind.isBeyondPayment, sent + share.unplaced > 0 {
      share.parts.append(InstructionPart(amount: sent + share.unplaced))
      share.unplaced = 0
    }
    return share
  }

  /// Shares of an amount by weights, each held to the room of its payment; what one has no room for
  /// goes to the others.
  private func place(
    _ amount: Int64, by weights: [Int64], in means: inout [PaymentMeans]
  ) -> [Int64] {
    var shares = MinorUnits.split(amount, by: weights)
    var left: Int64 = 0
    for place in shares.indices where shares[place] > means[place].room {
      left += shares[place] - means[place].room
      shares[place] = means[place].room
    }
    let room = zip(means, shares).map { $0.room - $1 }
    left = min(left, room.reduce(0, +))
    if left > 0 {
      for (place, more) in MinorUnits.split(left, by: room).enumerated() { shares[place] += more }
    }
    for place in shares.indices { means[place].room -= shares[place] }
    return shares
  }

  /// What of an expectation was paid, by the payment it went back to, and what the shop sent of its
  /// own money.
  private func paid(
    of standing: MoneyStanding, _ outcome: Outcome, to means: [PaymentMeans], _ own: OwnMoney
  ) -> (back: [Int64], own: Int64) {
    var paid = means.map { _ in Int64(0) }
    var sent: Int64 = 0
    guard standing.matched > 0 else { return (paid, 0) }
    for match in outcome.matches
    where match.expectationID == standing.due.expectation.id
      && match.currency == standing.due.expectation.currency
    {
      for index in views.refunds where dossier.settlements[index].txnID == match.evidenceID {
        let row = dossier.settlements[index]
        if isEarlierDifference(row, of: standing) { break }
        let part = own.part(of: match.actual, match.expectationID, row)
        sent = FeeSum.adding(sent, part)
        add(match.actual - part, of: row, to: means, &paid)
        break
      }
    }
    return (paid, sent)
  }

  /// Adds what went back to the payment that it names, else to all by what was paid with each.
  private func add(
    _ amount: Int64, of row: Settlement, to means: [PaymentMeans], _ sums: inout [Int64]
  ) {
    var part = InstructionPart()
    (part.accountID, part.paymentRef, part.channel) = (row.accountID, row.paymentRef, row.channel)
    let place =
      means.count == 1
      ? 0
      : means.firstIndex { $0.part.isSameMeans(as: part) }
        ?? means.onlyIndex { !row.paymentRef.isEmpty && $0.part.paymentRef == row.paymentRef }
        ?? means.onlyIndex { !row.accountID.isEmpty && $0.part.accountID == row.accountID }
    if let place {
      sums[place] += amount
      return
    }
    for (place, share) in MinorUnits.split(amount, by: means.map(\.paid)).enumerated() {
      sums[place] += share
    }
  }

  /// The payments of a difference that was paid in vain, less what of it went back.
  private func meansOnTop(_ standing: MoneyStanding, _ outcome: Outcome) -> [PaymentMeans] {
    let wanted = standing.due.expectation
    var means = paymentMeans(wanted.currency, named: wanted.caseID)
    let back = paid(of: standing, outcome, to: means, OwnMoney()).back
    for place in means.indices { means[place].room = max(0, means[place].paid - back[place]) }
    return means
  }

  /// The order's payments, less what went back to them, and what the bank took of them and keeps:
  /// all of it, or what no refund of the order may yet meet.
  private func meansWithRoom(
    _ currency: Currency, _ outcome: Outcome, _ own: OwnMoney, loose: Bool
  ) -> [PaymentMeans] {
    var means = paymentMeans(currency, named: nil)
    guard !means.isEmpty else { return [] }
    var back = means.map { _ in Int64(0) }
    for index in views.refunds where dossier.settlements[index].currency == currency {
      let row = dossier.settlements[index]
      if wentToOther(row) { continue }
      // What went on top of the payments, or beside them.
      var (matched, elsewhere): (Int64, Int64) = (0, 0)
      for match in outcome.matches
      where match.evidenceID == row.txnID && match.kind.evidenceType == .refund {
        matched = FeeSum.adding(matched, match.actual)
        let isOnTop = money.contains {
          $0.due.expectation.id == match.expectationID && isPaidOnTop($0)
        }
        let part = own.part(of: match.actual, match.expectationID, row)
        elsewhere = FeeSum.adding(elsewhere, isOnTop ? match.actual : part)
      }
      let isWhole = !isBesidePayments(row) && (loose || !isInDoubt(row, outcome))
      let amount = min(isWhole ? row.amount : matched, row.amount)
      add(max(0, amount - elsewhere), of: row, to: means, &back)
    }
    for index in views.chargebacks
    where loose && dossier.settlements[index].currency == currency {
      let row = dossier.settlements[index]
      add(views.standing(index, dossier.settlements), of: row, to: means, &back)
    }
    for place in means.indices { means[place].room = max(0, means[place].paid - back[place]) }
    return means
  }

  /// What the order itself was paid with.
  func paidWithOrder(in currency: Currency) -> Int64 {
    paymentMeans(currency, named: nil).reduce(0) { FeeSum.adding($0, $1.paid) }
  }

  /// What the order was paid with, the same account, payment and channel once, in that order; or
  /// what a case was, where one is named.
  private func paymentMeans(_ currency: Currency, named caseID: Text?) -> [PaymentMeans] {
    var means: [PaymentMeans] = []
    for index in views.payments {
      let row = dossier.settlements[index]
      // What was paid on top for an exchange goes another way.
      let isTheirs = caseID.map { row.refundRef == $0 } ?? !namesCase(row.refundRef)
      if !isTheirs || row.currency != currency || row.amount <= 0 { continue }
      let part = InstructionPart(backTo: row)
      if let known = means.firstIndex(where: { $0.part == part }) {
        means[known].paid += row.amount
      } else {
        means.append(PaymentMeans(part: part, paid: row.amount))
      }
    }
    return means.sorted { a, b in
      if a.part.accountID != b.part.accountID { return a.part.accountID < b.part.accountID }
      if a.part.paymentRef != b.part.paymentRef { return a.part.paymentRef < b.part.paymentRef }
      return a.part.channel < b.part.channel
    }
  }

  /// All that a row of the order may name: its payments, by whichever view of them, and what the
  /// order itself says.
  func knownMeans() -> [InstructionPart] {
    var means: [InstructionPart] = []
    for row in dossier.settlements where row.type == .payment && row.status == .succeeded {
      means.append(InstructionPart(backTo: row))
    }
    if let line = dossier.lines.first, !line.paymentRef.isEmpty {
      var part = InstructionPart()
      (part.paymentRef, part.channel) = (line.paymentRef, line.paymentChannel)
      means.append(part)
    }
    return means
  }
}

extension Array {
  /// The place of the one element that fits; nil where none does, or several do.
  fileprivate func onlyIndex(where fits: (Element) -> Bool) -> Int? {
    guard let first = firstIndex(where: fits), !self[(first + 1)...].contains(where: fits) else {
      return nil
    }
    return first
  }
}

extension InstructionPart {
  /// Where money goes back to. A payment that no reference names is named by its own number.
  fileprivate init(backTo payment: Settlement) {
    self.init()
    paymentRef = payment.paymentRef.isEmpty ? payment.txnID : payment.paymentRef
    (accountID, channel) = (payment.accountID, payment.channel)
  }
}
