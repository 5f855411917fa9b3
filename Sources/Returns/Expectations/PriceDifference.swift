extension MoneyRule {
  /// A dearer article: the customer pays the difference before the replacement leaves, at the
  /// latest `difference_days` after approval; evidence is a payment with the case's reference
  /// (R2.3.2).
  static let differencePayment = MoneyRule(
    kind: .differencePayment,
    expect: { desk, dues in
      guard desk.delivers(.settlements) else { return }
      for index in desk.files.indices {
        let file = desk.files[index]
        guard file.isApproved, let approvedAt = file.verdictAt,
          let difference = desk.priceDifference(of: file), difference > 0
        else { continue }
        desk.expect(
          &dues, .differencePayment, "difference", amount: difference, file: index,
          from: desk.day(approvedAt),
          within: file.terms.differenceDays)
      }
    },
    evidence: { desk, positions in
      for index in desk.views.payments
      where desk.namesCase(desk.dossier.settlements[index].refundRef) { positions.append(index) }
    },
    missing: .differenceUnpaid, short: .differenceUnpaid, over: .paymentMismatch)

  /// A cheaper article: the difference is refunded on acceptance.
  static let differenceRefund = MoneyRule(
    kind: .differenceRefund,
    expect: { desk, dues in
      guard desk.delivers(.settlements) else { return }
      for index in desk.files.indices {
        let file = desk.files[index]
        guard let difference = desk.priceDifference(of: file), difference < 0,
          let day = desk.entitledDay(of: file)
        else { continue }
        desk.expect(
          &dues, .differenceRefund, "difference", amount: -difference, file: index, from: day)
      }
    },
    evidence: { desk, positions in positions += desk.views.refunds },
    missing: .refundMissing, short: .refundShort, over: .refundOver)
}

extension Desk {
  /// What the new article costs more (or less, negative) than the line's refund basis; nil where
  /// not an exchange or no price is given.
  func priceDifference(of file: CaseFile) -> Int64? {
    guard file.kind == .exchange, let price = file.application.exchangeUnitPrice,
      !file.lines.isEmpty
    else { return nil }
    let (value, overflow) = price.multipliedReportingOverflow(by: file.quantity)
    return overflow ? nil : min(value, amountLimit) - file.goodsBasis
  }
}
