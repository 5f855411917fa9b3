/// The movements of money of a dossier that can be evidence: one row per movement, whatever number
/// of views reported it, and without refunds that came back.
struct MoneyViews: Sendable {
  /// Positions in the dossier's settlements.
  var payments: [Int] = []
  var refunds: [Int] = []
  /// Refunds tried that failed, or succeeded and came back.
  var failedRefunds: [Int] = []
  var chargebacks: [Int] = []
  /// What an insurance or a carrier paid.
  var payouts: [Int] = []
  /// Rows of another view of a movement that is counted already.
  var linked: [Int] = []
  /// Of them, those that state another sum for the same transaction.
  var contradictions: [ViewContradiction] = []

  /// Finds the movements anew; what was found before is forgotten.
  mutating func layOut(_ settlements: [Settlement]) {
    payments.empty()
    refunds.empty()
    failedRefunds.empty()
    chargebacks.empty()
    payouts.empty()
    linked.empty()
    contradictions.empty()
    var reversals: [Int] = []
    var chargebackReversals: [Int] = []
    var isOneView = true
    for index in settlements.indices {
      if settlements[index].view != .trade { isOneView = false }
      switch (settlements[index].type, settlements[index].status) {
      case (.payment, .succeeded): payments.append(index)
      case (.refund, .succeeded): refunds.append(index)
      case (.refund, .failed): failedRefunds.append(index)
      case (.refund, .reversed): reversals.append(index)
      case (.chargeback, .succeeded): chargebacks.append(index)
      case (.insurancePayout, .succeeded), (.compensation, .succeeded): payouts.append(index)
      case (.chargebackReversal, .succeeded): chargebackReversals.append(index)
      default: break
      }
    }
    if !isOneView {
      payments = linkViews(payments, settlements)
      refunds = linkViews(refunds, settlements)
      payouts = linkViews(payouts, settlements)
      reversals = linkViews(reversals, settlements)
      chargebacks = linkViews(chargebacks, settlements)
      chargebackReversals = linkViews(chargebackReversals, settlements)
    }
    for reversal in chargebackReversals {
      chargebacks.removeLast { settlements[$0].isSameMoney(as: settlements[reversal]) }
    }
    for reversal in reversals {
      takeBack(settlements[reversal], settlements)
      failedRefunds.append(reversal)
    }
  }

  /// The refund that came back is none any more: of its own transaction, else the last one before.
  /// A row whose own status was updated took itself out; only another view may still report it.
  private mutating func takeBack(_ reversal: Settlement, _ settlements: [Settlement]) {
    var place: Int?
    for candidate in refunds.indices {
      let row = settlements[refunds[candidate]]
      guard row.isSameMoney(as: reversal) else { continue }
      if row.txnID == reversal.txnID {
        place = candidate
        break
      }
      guard reversal.isUpdate ? row.view != reversal.view : reversal.mayReverse(row) else {
        continue
      }
      if let before = place, settlements[refunds[before]].isLater(than: row) { continue }
      place = candidate
    }
    if let place { refunds.remove(at: place) }
  }
}

extension Settlement {
  /// Nothing comes back before it was sent. By the order alone a row is not told from another
  /// refund of that moment.
  fileprivate func mayReverse(_ row: Settlement) -> Bool {
    let isNamed = !refundRef.isEmpty || !paymentRef.isEmpty || row.refundRef.isEmpty
    return isNamed ? row.settledAt <= settledAt : row.settledAt < settledAt
  }

  fileprivate func isLater(than other: Settlement) -> Bool {
    (settledAt, txnID) > (other.settledAt, other.txnID)
  }

  /// The same amount under the same finest reference that both carry.
  func isSameMoney(as other: Settlement) -> Bool {
    guard amount == other.amount, currency == other.currency else { return false }
    return !txnID.isEmpty && txnID == other.txnID || hasSameReference(as: other)
  }

  /// The finest reference that both carry.
  func hasSameReference(as other: Settlement) -> Bool {
    if !refundRef.isEmpty, !other.refundRef.isEmpty { return refundRef == other.refundRef }
    if !paymentRef.isEmpty, !other.paymentRef.isEmpty { return paymentRef == other.paymentRef }
    return !orderID.isEmpty && orderID == other.orderID
  }
}

extension Array {
  /// Removes the last element that fits, if any.
  mutating func removeLast(where fits: (Element) -> Bool) {
    if let index = lastIndex(where: fits) { remove(at: index) }
  }
}
