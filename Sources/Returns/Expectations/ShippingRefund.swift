extension MoneyRule {
  /// The freight of the way out goes back to the customer who paid it (R6.3; domain.md 3b).
  static let shippingRefund = MoneyRule(
    kind: .shippingRefund,
    expect: { desk, dues in
      guard !desk.files.isEmpty, desk.delivers(.settlements),
        let (index, day, amount) = desk.shippingRefund(), amount > 0
      else { return }
      let file = desk.files[index]
      let expectation = MoneyExpectation(
        id: desk.circumstances.shippingRefundIdentity(
          of: desk.dossier.orderID, shop: desk.shop),
        kind: .shippingRefund, caseID: file.caseID, references: [file.caseID],
        paymentRef: desk.dossier.lines[0].paymentRef, amount: amount, currency: file.currency,
        tolerance: file.terms.refundTolerance, lineNo: file.application.lineNo)
      dues.append(
        MoneyDue(expectation: expectation, dueOn: day + file.terms.refundDays, file: index))
    },
    evidence: { desk, positions in positions += desk.views.refunds },
    missing: .freightRefundMissing, short: .refundShort, over: .refundOver)
}
