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
    countPaidByCarriers(&outcome.fees)
    countPaidByInsurance(&outcome.fees)
    fees = outcome.fees
  }

  /// A claim for a lost or damaged parcel has its freight in it.
  private func countPaidByCarriers(_ lines: inout [FeeLine]) {
    guard hasClaims, lines.contains(where: { $0.bearer == .carrier && $0.owed > 0 }) else { return }
    for claim in allCarrierClaims() where claim.ground.isParcelTrouble {
      lines.recover(standing(of: claim).paid) {
        $0.bearer == .carrier && $0.waybill == claim.waybill && $0.carrier == claim.carrier
          && $0.currency == claim.currency
      }
    }
  }

  private func countPaidByInsurance(_ lines: inout [FeeLine]) {
    guard isFreightInsured, let payout = firstPayout else { return }
    lines.recover(payout.amount) { $0.bearer == .insurance && $0.currency == payout.currency }
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

extension [FeeLine] {
  /// Shares out what came back over the lines that it is for.
  fileprivate mutating func recover(_ amount: Int64, _ isIts: (FeeLine) -> Bool) {
    var rest = amount
    for place in indices where rest > 0 && isIts(self[place]) {
      self[place].recovered = Swift.min(rest, Swift.max(0, self[place].owed))
      rest -= self[place].recovered
    }
  }
}
