extension MoneyRule {
  /// A dearer article: the customer pays the difference before the replacement leaves, at the
  /// latest `difference_days` after approval; evidence is a payment with the case's reference
  /// (R2.3.2). What was paid for units that are not exchanged after all was the case's as well, and
  /// goes back (`differenceRefund`).
  static let differencePayment = MoneyRule(
    kind: .differencePayment,
    expect: { desk, dues in
      guard desk.delivers(.settlements) else { return }
      for index in desk.files.indices {
        let file = desk.files[index]
        let owed = file.isApproved ? max(0, desk.priceDifference(of: file) ?? 0) : 0
        let paid = desk.differencePaidInVain(of: index)
        guard let from = file.verdictAt ?? paid?.day, owed > 0 || paid != nil else { continue }
        desk.expect(
          &dues, .differencePayment, "difference", amount: owed + (paid?.amount ?? 0), file: index,
          from: desk.day(from), within: file.terms.differenceDays)
      }
    },
    evidence: { desk, positions in
      for index in desk.views.payments
      where desk.namesCase(desk.dossier.settlements[index].refundRef) { positions.append(index) }
    },
    missing: .differenceUnpaid, short: .differenceUnpaid, over: .paymentMismatch)

  /// A cheaper article: the difference is refunded on acceptance. A dearer one that the customer
  /// paid for and does not get: what she paid goes back, whatever became of the case (R2.3.2 both
  /// ways; domain.md 2b).
  static let differenceRefund = MoneyRule(
    kind: .differenceRefund,
    expect: { desk, dues in
      guard desk.delivers(.settlements) else { return }
      for index in desk.files.indices {
        let file = desk.files[index]
        if let paid = desk.differencePaidInVain(of: index) {
          desk.expect(
            &dues, .differenceRefund, "difference back", amount: paid.amount, file: index,
            from: desk.day(paid.day))
        }
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
  /// What the new articles cost more (or less, negative) than the refund basis of the units they
  /// take the place of; nil where not an exchange or no price is given.
  func priceDifference(of file: CaseFile) -> Int64? {
    guard file.kind == .exchange else { return nil }
    return priceDifference(of: file, units: exchangedUnits(of: file))
  }

  /// All units, until the warehouse has looked at all of them: then those that it accepted; all
  /// where dearer articles were sent ahead, as they are not taken back. A
  /// cheaper article's difference waits for acceptance, and is for what was accepted so far.
  private func exchangedUnits(of file: CaseFile) -> Int64 {
    guard file.needsGoodsBack, file.acceptedQuantity < file.quantity else { return file.quantity }
    let isCheaper = (priceDifference(of: file, units: file.quantity) ?? 0) < 0
    if !isCheaper, isReplacedAhead(file) { return file.quantity }
    if file.inspectedQuantity + file.lostQuantity >= file.quantity { return file.acceptedQuantity }
    return isCheaper && file.isRefundedByAcceptance && file.acceptedQuantity > 0
      ? file.acceptedQuantity : file.quantity
  }

  private func priceDifference(of file: CaseFile, units: Int64) -> Int64? {
    guard let price = file.application.exchangeUnitPrice, !file.lines.isEmpty else { return nil }
    let basis = units == file.quantity ? file.goodsBasis : file.accepted.amount
    return clamped(price, units) - basis
  }

  /// What the dearer articles of a case ask for at most.
  func differencesAsked(of caseID: Text) -> Int64 {
    files.reduce(0) { sum, file in
      guard file.caseID == caseID, wasExchange(file) else { return sum }
      return FeeSum.adding(sum, max(0, priceDifference(of: file, units: file.quantity) ?? 0))
    }
  }

  /// What the customer paid for a dearer article of units that are not exchanged: the case was
  /// withdrawn, refused or turned into a refund, or the warehouse did not accept them. Nothing once
  /// a replacement has left that none of this stopped: she has the dearer article. With it the
  /// moment from which it is owed back.
  func differencePaidInVain(of index: Int) -> (amount: Int64, day: Instant)? {
    let file = files[index]
    guard file.application.exchangeUnitPrice != nil, !file.isBeforeOpening, wasExchange(file),
      let whole = priceDifference(of: file, units: file.quantity), whole > 0
    else { return nil }
    let isOff = file.isWithdrawn || file.verdict == .refused || file.kind != .exchange
    let owed = isOff ? 0 : max(0, priceDifference(of: file) ?? 0)
    guard owed < whole, !isOff || !file.replacements.contains(where: \.hasLeft)
    else { return nil }
    let paid = paidTowards(index)
    let amount = min(paid.amount, whole) - owed
    guard amount > 0, let last = paid.last else { return nil }
    let inspectedAt = file.inspections.last?.inspectedAt
    let since = file.application.withdrawnAt ?? (isOff ? file.standsSince : inspectedAt)
    return (amount, max(last, since ?? last))
  }

  /// What was paid for a dearer article, or of freight, goes back to that payment.
  func isPaidOnTop(_ standing: MoneyStanding) -> Bool {
    if standing.kind == .freightBack { return true }
    guard standing.kind == .differenceRefund, let file = standing.due.file else { return false }
    return standing.due.expectation.id == expectedIdentity("difference back", of: files[file])
  }

  private func wasExchange(_ file: CaseFile) -> Bool {
    file.application.kind == .exchange || file.reviews.contains { $0.approvedKind == .exchange }
  }

  /// What payments that name the case come to, in its currency.
  func paidUnderCase(of file: CaseFile) -> (amount: Int64, last: Instant?) {
    var (amount, last): (Int64, Instant?) = (0, nil)
    for place in views.payments {
      let row = dossier.settlements[place]
      guard row.refundRef == file.caseID, row.currency == file.currency else { continue }
      amount = FeeSum.adding(amount, row.amount)
      last = max(last ?? row.settledAt, row.settledAt)
    }
    return (amount, last)
  }

  /// What of that is left for a line after those before it.
  private func paidTowards(_ index: Int) -> (amount: Int64, last: Instant?) {
    let file = files[index]
    var (amount, last) = paidUnderCase(of: file)
    amount -= freightToPay(of: file.caseID)
    guard amount > 0 else { return (0, nil) }
    for other in files[..<index] where other.caseID == file.caseID && wasExchange(other) {
      amount -= max(0, priceDifference(of: other, units: other.quantity) ?? 0)
    }
    return (max(0, amount), last)
  }
}
