/// What has come back of the freight that others than the merchant bear.
extension Desk {
  /// Fills `recovered` of the lines. What pays for more than freight has paid the freight first, as
  /// the journal has it.
  func countRecovered(into outcome: inout Outcome) {
    for index in files.indices where isFirstLine(index) {
      let file = files[index]
      outcome.fees.recover(freightOfCustomer(of: file)) { $0.isCustomers(of: file) }
      outcome.fees.recover(paidBySuppliers(of: file.caseID)) {
        $0.bearer == .supplier && $0.caseID == file.caseID && $0.currency == file.currency
      }
    }
    for place in outcome.fees.indices
    where outcome.fees[place].isCompensation && paysClaim(outcome.fees[place]) {
      outcome.fees[place].bearer = .carrier
    }
    countPaidByCarriers(&outcome.fees)
    countPaidByInsurance(&outcome.fees)
    countPaidBack(&outcome.fees)
    fees = outcome.fees
  }

  /// A claim for a lost or damaged parcel has its freight in it, and may have that of a way back:
  /// the carrier owes this once it has granted it.
  private func countPaidByCarriers(_ lines: inout [FeeLine]) {
    let isAnyOwed = lines.contains { $0.bearer == .carrier && ($0.owed > 0 || $0.isCausedOnWayOut) }
    guard hasClaims, isAnyOwed else { return }
    for claim in allCarrierClaims() where claim.ground.isParcelTrouble {
      let standing = standing(of: claim)
      lines.oweGranted(
        max(standing.granted, standing.paid) - lines.freightOwed(by: claim), by: claim)
      lines.recover(standing.paid) { $0.isFreight(of: claim) }
    }
  }

  /// The freight of a claim that is entered as owed by its carrier.
  func freightOwed(by claim: CarrierClaim) -> Int64 { fees.freightOwed(by: claim) }

  private func countPaidByInsurance(_ lines: inout [FeeLine]) {
    guard isFreightInsured, let payout = firstPayout else { return }
    lines.recover(payout.amount) { $0.bearer == .insurance && $0.currency == payout.currency }
  }

  /// A carrier that has paid back what it charged too much is paid as it billed. What was paid to
  /// it at the counter is on no bill.
  private func countPaidBack(_ lines: inout [FeeLine]) {
    guard hasClaims, lines.contains(where: { $0.recoverable > 0 }) else { return }
    for claim in allCarrierClaims() where !claim.ground.isParcelTrouble {
      var rest = standing(of: claim).paid
      for place in lines.indices
      where rest > 0 && lines[place].terms != .prepaid && lines[place].currency == claim.currency
        && claimIdentity(of: lines[place]) == claim.id
      {
        let back = min(rest, lines[place].recoverable, lines[place].disputed)
        lines[place].payable += back
        lines[place].paidBack = back
        lines[place].recovered += back
        rest -= back
      }
    }
  }

  /// By what suppliers answered to the claims of a case; one that names no amount is paid whole.
  private func paidBySuppliers(of caseID: Text) -> Int64 {
    guard !dossier.claimResults.isEmpty else { return 0 }
    var sum: Int64 = 0
    for file in files where file.caseID == caseID {
      let suppliers = Set(file.lines.map(\.supplierID))
      for supplier in suppliers where !supplier.isEmpty {
        for result in results(of: supplierClaimIdentity(file, supplier), .supplierClaim)
        where result.status == .paid {
          sum = FeeSum.adding(sum, result.amount ?? amountLimit)
        }
      }
    }
    return sum
  }
}

extension FeeLine {
  /// It is part of what a claim for a parcel asks for.
  func isFreight(of claim: CarrierClaim) -> Bool {
    guard bearer == .carrier, currency == claim.currency else { return false }
    return waybill == claim.waybill && carrier == claim.carrier
      || isCausedOnWayOut
        && claim.waysBack.contains { $0.waybill == waybill && $0.carrier == carrier }
  }
}

extension [FeeLine] {
  fileprivate func freightOwed(by claim: CarrierClaim) -> Int64 {
    reduce(0) { $1.isFreight(of: claim) ? FeeSum.adding($0, $1.owed) : $0 }
  }

  /// What was granted beyond what its carrier owes for the freight is for the way back next.
  fileprivate mutating func oweGranted(_ granted: Int64, by claim: CarrierClaim) {
    var rest = granted
    for place in indices
    where rest > 0 && self[place].isCausedOnWayOut && self[place].isFreight(of: claim) {
      let owed = Swift.min(rest, Swift.max(0, self[place].carriageCost - self[place].writtenOff))
      self[place].owed = owed
      rest -= owed
    }
  }

  /// Shares out what came back over the lines that it is for.
  fileprivate mutating func recover(_ amount: Int64, _ isIts: (FeeLine) -> Bool) {
    var rest = amount
    for place in indices where rest > 0 && isIts(self[place]) {
      self[place].recovered = Swift.min(rest, Swift.max(0, self[place].owed))
      rest -= self[place].recovered
    }
  }
}
