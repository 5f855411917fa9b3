extension MoneyRule {
  /// What a customer paid of the freight of her way back and does not owe any more goes back to
  /// her: the carrier credited it, its parcel was damaged, or she sent the goods back for another
  /// reason than she had said (R6.3).
  static let freightBack = MoneyRule(
    kind: .freightBack,
    expect: { desk, dues in
      guard !desk.fees.isEmpty, desk.delivers(.settlements) else { return }
      for index in desk.files.indices {
        guard let paid = desk.freightPaidInVain(of: desk.files[index]), desk.leads(index) else {
          continue
        }
        desk.expect(
          &dues, .freightBack, "freight back", amount: paid.amount, file: index, from: paid.day)
      }
    },
    evidence: { desk, positions in positions += desk.views.refunds },
    missing: .freightRefundMissing, short: .refundShort, over: .refundOver)
}

extension Desk {
  /// What a customer paid of a case's freight beyond what she owes by now, as far as she was ever
  /// asked for it; with the day from which it is owed back.
  func freightPaidInVain(of file: CaseFile) -> (amount: Int64, day: Day)? {
    guard file.terms.freightRecovery != .off, file.isApproved, !views.payments.isEmpty else {
      return nil
    }
    // What is left after the dearer articles of the case.
    let (whole, lastAt) = paidUnderCase(of: file)
    let paid = whole - differencesAsked(of: file.caseID)
    guard paid > 0, let last = lastAt.map(day), let asked = freightAskedOnce(of: file) else {
      return nil
    }
    let amount = min(paid, asked.amount) - freightToPay(of: file.caseID)
    return amount > 0 ? (amount, max(last, asked.last ?? last)) : nil
  }

  /// A payment that names the case may be for freight that she bears and that is billed later.
  func mayOweFreight(_ file: CaseFile) -> Bool {
    guard file.terms.freightRecovery == .charge else { return false }
    return returnFreightBearer(of: file) == .customer
      || file.kind == .exchange && file.terms.exchangeFreightBearer == .customer
  }

  /// What a case's parcels cost before anything was credited, of those whose freight she bears or
  /// once bore; and the last day on which that changed. nil where there is none.
  private func freightAskedOnce(of file: CaseFile) -> (amount: Int64, last: Day?)? {
    var amount: Int64 = 0
    var waybills: [Text] = []
    for line in freightOnceCustomers(of: file) {
      amount = FeeSum.adding(amount, line.payable - line.writtenOff)
      if !waybills.contains(line.waybill) { waybills.append(line.waybill) }
    }
    if waybills.isEmpty { return nil }
    var last = lastCorrection(of: file)
    for charge in dossier.charges where waybills.contains(charge.waybill) {
      if charge.amount < 0, !charge.type.isAllowance,
        charge.currency(or: policy.shops[shop].currency) == file.currency
      {
        amount = FeeSum.adding(amount, -charge.amount)
      }
      if let billedAt = charge.billedAt { last = max(last ?? day(billedAt), day(billedAt)) }
    }
    for parcel in self.waybills where waybills.contains(parcel.waybill) && isCarriersFault(parcel) {
      if let at = parcel.latest.happenedAt { last = max(last ?? day(at), day(at)) }
    }
    if file.terms.freightRecovery == .deduct {
      amount -= recoverableFreight(of: file)?.deducted ?? 0
    }
    return (amount, last)
  }

  /// Freight of a case, in its currency, that its customer bears or once bore.
  func freightOnceCustomers(of file: CaseFile) -> [FeeLine] {
    fees.filter {
      $0.caseID == file.caseID && $0.currency == file.currency && isOnceCustomers($0)
    }
  }

  /// The last day on which a reason of the case was corrected.
  func lastCorrection(of file: CaseFile) -> Day? {
    lines(of: file.caseID).compactMap { $0.application.correction?.at }.max().map(day)
  }

  /// By its reason, or by one that a newer row has corrected. An insurer bears it from the first
  /// day.
  private func isOnceCustomers(_ line: FeeLine) -> Bool {
    switch line.bearer {
    case .customer: return true
    case .insurance: return false
    case .merchant, .carrier, .supplier: break
    }
    guard line.direction == .return || line.direction == .returnToCustomer else { return false }
    return lines(of: line.caseID).contains { file in
      let reasons = [file.application.reason] + (file.application.correction?.before ?? [])
      return reasons.contains { file.terms.returnFreightBearer[$0.family] == .customer }
    }
  }
}
