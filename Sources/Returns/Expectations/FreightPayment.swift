extension MoneyRule {
  /// `recover_freight: charge`: the customer pays the freight that the shop's account was billed
  /// and that she bears, at the latest `refund_days` after the last bill; evidence is a payment
  /// with the case's reference (design: section 8). `deduct`: what could not be kept back, because
  /// the refund had been paid before the bill was written. What was paid of freight that is not
  /// owed any more was the case's as well, and goes back (`freightBack`).
  static let freightPayment = MoneyRule(
    kind: .freightPayment,
    expect: { desk, dues in
      guard !desk.fees.isEmpty, desk.delivers(.settlements) else { return }
      for index in desk.files.indices {
        let file = desk.files[index]
        guard file.terms.freightRecovery != .off, file.isApproved, desk.leads(index) else {
          continue
        }
        let owed = desk.chargedFreight(of: file)
        let paid = desk.freightPaidInVain(of: file)
        guard let from = owed?.billedOn ?? paid?.day else { continue }
        desk.expect(
          &dues, .freightPayment, "freight payment",
          amount: (owed?.amount ?? 0) + (paid?.amount ?? 0), file: index, from: from)
      }
    },
    evidence: { desk, positions in
      for index in desk.views.payments
      where desk.namesCase(desk.dossier.settlements[index].refundRef) { positions.append(index) }
    },
    missing: .differenceUnpaid, short: .differenceUnpaid, over: .paymentMismatch)
}

extension Desk {
  /// What a case's customer is to pay of freight; minor units.
  func freightToPay(of caseID: Text) -> Int64 {
    guard !fees.isEmpty, let index = leader(of: caseID), files[index].isApproved,
      files[index].terms.freightRecovery != .off
    else { return 0 }
    return chargedFreight(of: files[index])?.amount ?? 0
  }

  /// What carriers billed of a case's freight that the customer bears, and the day of the last
  /// bill; nil where nothing was.
  fileprivate func chargedFreight(of file: CaseFile) -> (amount: Int64, billedOn: Day)? {
    if file.terms.freightRecovery == .deduct {
      guard let borne = recoverableFreight(of: file), borne.claimed > 0, let day = borne.billedOn
      else { return nil }
      return (borne.claimed, day)
    }
    var amount: Int64 = 0
    var last: Day?
    for line in fees where line.isCustomers(of: file) {
      amount = FeeSum.adding(amount, line.owed)
      for charge in dossier.charges
      where charge.waybill == line.waybill && charge.type != .compensation {
        if let billedAt = charge.billedAt { last = max(last ?? day(billedAt), day(billedAt)) }
      }
    }
    guard amount > 0, let known = last ?? file.verdictAt.map(day) else { return nil }
    return (amount, known)
  }

  /// What a customer has paid of a case's freight, or what makes her refund smaller.
  func freightOfCustomer(of file: CaseFile) -> Int64 {
    let paid = money.reduce(Int64(0)) { sum, standing in
      guard standing.due.expectation.caseID == file.caseID else { return sum }
      switch standing.kind {
      case .freightPayment: return FeeSum.adding(sum, standing.matched)
      case .freightBack: return sum - standing.due.expectation.amount
      default: return sum
      }
    }
    switch file.terms.freightRecovery {
    case .off: return 0
    case .charge: return paid
    case .deduct:
      return files.indices.reduce(paid) { sum, index in
        guard files[index].caseID == file.caseID else { return sum }
        return FeeSum.adding(sum, min(refundable(of: index), deductedFreight(of: index)))
      }
    }
  }
}

extension FeeLine {
  /// Freight of a case that its customer bears, in the case's currency.
  func isCustomers(of file: CaseFile) -> Bool {
    bearer == .customer && caseID == file.caseID && currency == file.currency
  }
}
