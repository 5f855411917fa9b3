extension MoneyRule {
  /// A dearer article: the customer pays the difference before the replacement leaves, at the
  /// latest `difference_days` after approval; evidence is a payment with the case's reference
  /// (R2.3.2).
  static let differencePayment = MoneyRule(
    kind: .differencePayment,
    expect: { desk in
      guard desk.delivers(.settlements) else { return [] }
      return desk.files.indices.compactMap { index in
        let file = desk.files[index]
        guard file.isApproved, let approvedAt = file.verdictAt,
          let difference = desk.priceDifference(of: file), difference > 0
        else { return nil }
        return desk.due(
          .differencePayment, "difference", amount: difference, file: index,
          from: desk.day(approvedAt),
          within: file.terms.differenceDays)
      }
    },
    evidence: { desk in
      desk.views.payments.filter { desk.namesCase(desk.dossier.settlements[$0].refundRef) }
    },
    missing: .differenceUnpaid, short: .differenceUnpaid, over: .paymentMismatch)

  /// A cheaper article: the difference is refunded on acceptance.
  static let differenceRefund = MoneyRule(
    kind: .differenceRefund,
    expect: { desk in
      guard desk.delivers(.settlements) else { return [] }
      return desk.files.indices.compactMap { index in
        let file = desk.files[index]
        guard let difference = desk.priceDifference(of: file), difference < 0,
          let day = desk.entitledDay(of: file)
        else { return nil }
        return desk.due(
          .differenceRefund, "difference", amount: -difference, file: index, from: day)
      }
    },
    evidence: { $0.views.refunds },
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
