/// The insurance of an order's return freight (domain.md 3e): one order, one premium, one claim.
extension Dossier {
  var isFreightInsured: Bool { lines.contains { $0.isFreightInsured } }

  /// The insurance bears the way back of the case. One order is claimed once: of several cases it
  /// is the one that was paid for, else the first that anything came back of; until then any.
  func isFreightInsured(_ caseID: Text) -> Bool {
    guard isFreightInsured else { return false }
    guard cases.contains(where: { $0.caseID != caseID }) else { return true }
    return insuredCase.map { $0 == caseID } ?? true
  }

  /// The case that the first payout names, itself or by its return waybill, else that of the return
  /// that was handed over first.
  private var insuredCase: Text? {
    var paid: (row: Settlement, caseID: Text)?
    for row in settlements where row.type == .insurancePayout && !row.refundRef.isEmpty {
      let named = cases.first { [$0.caseID, $0.returnWaybill].contains(row.refundRef) }
      guard let named else { continue }
      if let known = paid?.row, (known.settledAt, known.txnID) <= (row.settledAt, row.txnID) {
        continue
      }
      paid = (row, named.caseID)
    }
    if let paid { return paid.caseID }
    var first: (at: Instant, caseID: Text)?
    for event in parcels where event.direction == .return {
      let parcel = ParcelFacts(of: event.waybill, in: parcels)
      guard !parcel.isNeverShipped, let at = parcel.pickedUpAt ?? parcel.statusAt,
        let index = caseIndex(of: event.waybill, parcel)
      else { continue }
      let caseID = cases[index].caseID
      if let known = first, (known.at, known.caseID) <= (at, caseID) { continue }
      first = (at, caseID)
    }
    return first?.caseID
  }
}
