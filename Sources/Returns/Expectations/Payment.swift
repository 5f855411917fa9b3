extension MoneyRule {
  /// The order's price reaches the shop: paid amounts of its lines and its shipping, on the day of
  /// the order.
  static let payment = MoneyRule(
    kind: .payment, subject: .order,
    expect: { desk, dues in
      let lines = desk.dossier.lines
      guard !lines.isEmpty, desk.delivers(.settlements), !desk.isBeforeOpening else { return }
      var lowest = 0
      var paid: Int64?
      for index in lines.indices {
        if lines[index].lineNo < lines[lowest].lineNo { lowest = index }
        if let amount = lines[index].paidAmount { paid = (paid ?? 0) + amount }
      }
      guard let paid else { return }
      let amount = (lines[lowest].shippingPaid ?? 0) + paid
      guard amount > 0 else { return }
      let order = desk.dossier.orderID
      let id = desk.circumstances.identity("payment", shop: desk.shop, order)
      let expectation = MoneyExpectation(
        id: id, kind: .payment, caseID: Text(), references: [order],
        paymentRef: lines[lowest].paymentRef,
        amount: amount, currency: desk.orderCurrency, tolerance: 0, lineNo: nil)
      dues.append(
        MoneyDue(expectation: expectation, dueOn: desk.day(lines[0].orderedAt), file: nil))
    },
    evidence: { desk, positions in
      for index in desk.views.payments
      where !desk.namesCase(desk.dossier.settlements[index].refundRef) { positions.append(index) }
    },
    missing: .paymentMissing, short: .paymentMismatch, over: .paymentMismatch)
}
