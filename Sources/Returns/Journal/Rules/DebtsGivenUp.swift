extension JournalRule {
  /// What stands as owed by a carrier or by the insurer and a person has given up (X5): a loss of
  /// the merchant's, on the day of the decision. What is paid all the same makes it smaller.
  static let debtsGivenUp = JournalRule(.losses) { desk, _, entries in
    let claims = desk.allCarrierClaims().filter { $0.ground.isParcelTrouble }
    for claim in claims { desk.loseDebt(of: claim, &entries) }
    for line in desk.fees where line.owed > line.recovered && !line.isBeforeOpening {
      switch line.bearer {
      case .carrier where !claims.contains(where: line.isFreight): desk.loseDebt(line, &entries)
      case .insurance: desk.loseDebt(line, &entries)
      default: continue
      }
    }
  }
}

extension Desk {
  /// By its word or on its bill, whichever is more: the freight is part of what it grants.
  fileprivate func loseDebt(of claim: CarrierClaim, _ entries: inout [JournalEntry]) {
    let given = [troubleIdentity(of: claim), paymentIdentity(of: claim)]
    guard let day = givenUpOn(given) else { return }
    let standing = standing(of: claim)
    let owed = max(standing.granted, freightOwed(by: claim))
    guard owed > standing.paid else { return }
    entries.append(
      JournalEntry(
        .carrierDebtGivenUp, owed - standing.paid, claim.currency, on: day, caseID: claim.caseID,
        orderID: dossier.orderID, counterparty: claim.carrier, subject: claim.waybill))
  }

  /// Freight that is part of no claim, or the insurer's.
  fileprivate func loseDebt(_ line: FeeLine, _ entries: inout [JournalEntry]) {
    let isInsurers = line.bearer == .insurance
    let trouble =
      isInsurers
      ? payoutIdentity
      : circumstances.arrivalIdentity(shop: shop, line.waybill, carrier: line.carrier)
    guard let day = givenUpOn([trouble]) else { return }
    entries.append(
      JournalEntry(
        isInsurers ? .insuranceDebtGivenUp : .carrierDebtGivenUp, line.owed - line.recovered,
        line.currency, on: day, caseID: line.caseID, orderID: dossier.orderID,
        counterparty: line.carrier, subject: line.waybill))
  }

  /// The day on which the first of these findings was given up; nil: none is.
  private func givenUpOn(_ findings: [UInt64]) -> Day? {
    rulings.losses.first { findings.contains($0.finding) }?.day
  }
}
