/// The movements of money of a dossier that can be evidence: one row per movement, whatever number
/// of views reported it, and without refunds that came back.
struct MoneyViews: Sendable {
  /// Positions in the dossier's settlements.
  var payments: [Int] = []
  var refunds: [Int] = []
  /// Refunds tried that failed, or succeeded and came back.
  var failedRefunds: [Int] = []
  /// Of these, the refunds that others took back; as a rule there are none.
  private var takenBack: [(reversal: Int, refund: Int)] = []
  /// Refunds that came back of which none is known to have gone out; as a rule there are none.
  private(set) var strayReturns: [Int] = []
  var chargebacks: [Int] = []
  /// What the bank has given back of chargebacks that still stand; as a rule there are none.
  private var givenBack: [(chargeback: Int, amount: Int64)] = []
  /// What an insurance or a carrier paid.
  var payouts: [Int] = []
  /// Rows of another view of a movement that is counted already.
  var linked: [Int] = []
  /// Of them, those that state another sum for the same transaction.
  var contradictions: [ViewContradiction] = []
  /// Those that were linked by `linkViews`, each with the row that stands for it.
  var twins: [(row: Int, twin: Int)] = []

  /// Finds the movements anew; what was found before is forgotten.
  /// - Parameter caseOf: the case that a refund names; asked only where one came back.
  mutating func layOut(
    _ settlements: [Settlement], caseOf: (Settlement) -> Text? = { _ in nil }
  ) {
    payments.empty()
    refunds.empty()
    failedRefunds.empty()
    if !takenBack.isEmpty { takenBack = [] }
    if !strayReturns.isEmpty { strayReturns = [] }
    chargebacks.empty()
    if !givenBack.isEmpty { givenBack = [] }
    payouts.empty()
    linked.empty()
    if !twins.isEmpty { twins = [] }
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
    if !chargebackReversals.isEmpty { giveBack(chargebackReversals, settlements) }
    if !reversals.isEmpty { takeBack(reversals, settlements, caseOf) }
  }

  /// Refunds that came back are none any more. A row whose own status was updated took itself out;
  /// only another view may still report it.
  private mutating func takeBack(
    _ reversals: [Int], _ settlements: [Settlement], _ caseOf: (Settlement) -> Text?
  ) {
    let found = ReturnedRefunds(
      reversals, of: refunds, linked: twins, settlements, caseOf: caseOf)
    takenBack = found.takenBack
    strayReturns = found.stray
    linked += found.told
    refunds.removeAll { refund in takenBack.contains { $0.refund == refund } }
    failedRefunds += reversals.filter { !found.told.contains($0) }
  }

  /// What of a chargeback the bank has not given back, minor units.
  func standing(_ chargeback: Int, _ settlements: [Settlement]) -> Int64 {
    givenBack.reduce(settlements[chargeback].amount) {
      $1.chargeback == chargeback ? $0 - $1.amount : $0
    }
  }

  /// A chargeback that is given back is none any more, whether in one sum or in parts: what equals
  /// one is that one's, then parts are taken off the last one that has as much left.
  private mutating func giveBack(_ reversals: [Int], _ settlements: [Settlement]) {
    var parts: [Int] = []
    for reversal in reversals {
      let whole = chargebacks.lastIndex {
        settlements[$0].isSameMoney(as: settlements[reversal])
      }
      if let whole { chargebacks.remove(at: whole) } else { parts.append(reversal) }
    }
    parts.sort {
      (settlements[$0].settledAt, settlements[$0].txnID)
        < (settlements[$1].settledAt, settlements[$1].txnID)
    }
    for part in parts {
      let amount = settlements[part].amount
      let place = chargebacks.lastIndex {
        settlements[$0].isSameReference(as: settlements[part])
          && standing($0, settlements) >= amount
      }
      guard let place else { continue }
      givenBack.append((chargebacks[place], amount))
      if standing(chargebacks[place], settlements) == 0 { chargebacks.remove(at: place) }
    }
  }

  /// What a failed attempt was: the refund that came back, where another row says that it did.
  func attempt(_ position: Int) -> Int {
    takenBack.first { $0.reversal == position }?.refund ?? position
  }
}

extension Dossier {
  /// A refund was paid and stayed so, and the bank took money back as well and kept it.
  public var isRefundedAndChargedBack: Bool {
    guard settlements.contains(where: { $0.type == .chargeback }) else { return false }
    var views = MoneyViews()
    views.layOut(settlements)
    return !views.chargebacks.isEmpty && !views.refunds.isEmpty
  }
}

extension Settlement {
  /// The same amount under the same finest reference that both carry.
  func isSameMoney(as other: Settlement) -> Bool {
    amount == other.amount && isSameReference(as: other)
  }

  /// What takes a movement back may name that itself.
  func names(_ other: Settlement) -> Bool {
    !other.txnID.isEmpty && (refundRef == other.txnID || paymentRef == other.txnID)
  }

  /// The same currency and the same finest reference that both carry.
  func isSameReference(as other: Settlement) -> Bool {
    guard currency == other.currency else { return false }
    if isSameTransaction(as: other) || names(other) || other.names(self) { return true }
    if sharesBankName(with: other) { return true }
    if !refundRef.isEmpty, !other.refundRef.isEmpty { return refundRef == other.refundRef }
    if !paymentRef.isEmpty, !other.paymentRef.isEmpty { return paymentRef == other.paymentRef }
    return !orderID.isEmpty && orderID == other.orderID
  }
}
