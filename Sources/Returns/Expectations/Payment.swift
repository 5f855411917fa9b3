extension MoneyRule {
  /// The order's price reaches the shop: paid amounts of its lines and its shipping, on the day of
  /// the order.
  static let payment = MoneyRule(
    kind: .payment,
    expect: { desk in
      guard desk.delivers(.settlements), !desk.isBeforeOpening,
        let first = desk.dossier.lines.first,
        desk.dossier.lines.contains(where: { $0.paidAmount != nil })
      else { return [] }
      let lowest = desk.dossier.lines.min { $0.lineNo < $1.lineNo } ?? first
      let amount = desk.dossier.lines.reduce(lowest.shippingPaid ?? 0) { $0 + ($1.paidAmount ?? 0) }
      guard amount > 0 else { return [] }
      let order = desk.dossier.orderID
      let id = desk.circumstances.identity("payment", shop: desk.shop, order)
      let expectation = MoneyExpectation(
        id: id, kind: .payment, caseID: Text(), references: [order], paymentRef: lowest.paymentRef,
        amount: amount, currency: desk.orderCurrency, tolerance: 0, lineNo: nil)
      return [MoneyDue(expectation: expectation, dueOn: desk.day(first.orderedAt), file: nil)]
    },
    evidence: { desk in
      desk.views.payments.filter { !desk.namesCase(desk.dossier.settlements[$0].refundRef) }
    },
    missing: .paymentMissing, short: .paymentMismatch, over: .paymentMismatch)
}
