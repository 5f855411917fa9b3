extension JournalRule {
  /// The insurance of an order's return freight (domain.md 3e): one order, one premium, one payout.
  ///
  /// The merchant bears the premium. It is entered with the case in whose balance it stands, and of
  /// an order without a case not at all: it is then a cost of the sale. The insurer owes the
  /// freight it bears until it pays; what it pays less or more is the merchant's cost or gain, for
  /// there is no second payout. One that comes all the same, and what another had paid before it,
  /// stay in the insurer's account.
  static let insurance = JournalRule([.files, .payouts]) { desk, _, entries in
    if !desk.files.isEmpty, let (line, premium) = desk.dossier.insurance,
      let caseID = desk.premiumCase
    {
      entries.append(
        JournalEntry(
          .premium, premium, line.currency == .none ? desk.orderCurrency : line.currency,
          on: desk.day(line.orderedAt), caseID: caseID, orderID: desk.dossier.orderID,
          subject: line.sku, source: line.source))
    }
    guard desk.isFreightInsured, let payout = desk.firstPayout else { return }
    var owed: Int64 = 0
    var caseID = desk.namedCase(payout) ?? Text()
    for line in desk.fees where line.bearer == .insurance && line.currency == payout.currency {
      owed = FeeSum.adding(owed, line.owed)
      if caseID.isEmpty { caseID = line.caseID }
    }
    let again = desk.repeatedPayouts().first { $0.row.isSameRow(as: payout) }?.again ?? 0
    entries.append(
      JournalEntry(
        .freightBeyondInsurance, FeeSum.adding(owed, again - payout.amount), payout.currency,
        on: desk.day(payout.settledAt), caseID: caseID, orderID: desk.dossier.orderID,
        counterparty: payout.accountID, subject: payout.txnID, source: payout.source))
  }
}

extension Dossier {
  /// The line that the order's insurance stands with, and its premium; nil: there is none.
  var insurance: (line: OrderLine, premium: Int64)? {
    let insured = lines.filter { ($0.insurancePremium ?? 0) > 0 }
    guard let line = insured.min(by: { $0.lineNo < $1.lineNo }), let premium = line.insurancePremium
    else { return nil }
    return (line, premium)
  }
}

extension Desk {
  /// The case of the first return that was billed, as in the proof; before any bill the first case.
  fileprivate var premiumCase: Text? {
    fees.first { $0.premium > 0 }?.caseID ?? files.map(\.caseID).min()
  }

  /// The payout that ends what the insurer owes.
  var firstPayout: Settlement? {
    views.payouts.lazy.map { self.dossier.settlements[$0] }
      .filter { $0.type == .insurancePayout && $0.view == .trade }
      .min { ($0.settledAt, $0.txnID) < ($1.settledAt, $1.txnID) }
  }
}
