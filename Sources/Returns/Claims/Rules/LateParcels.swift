extension ClaimRule {
  /// A parcel that came after the day its carrier guarantees: its freight (FA10). Where the rate
  /// card itself waives freight of what is late, that is the ground, and this one is not: the audit
  /// of the bill finds the waiver owed, and nothing is claimed twice.
  static let lateParcels = ClaimRule { desk, claims in
    guard desk.circumstances.guaranteesTime else { return }
    for parcel in desk.waybills where parcel.conflict == nil && !parcel.isDamaged {
      let carrier = desk.carrierTerms(parcel.carrier)
      guard carrier.guaranteesTime, parcel.status == .delivered,
        let arrivedOn = parcel.deliveredAt.map(desk.day),
        let due = desk.lastDayOfTransit(parcel, desk.limits(of: parcel)), arrivedOn > due,
        !desk.isWaivedByRateCard(parcel)
      else { continue }
      var evidence = desk.evidence(of: parcel)
      evidence.add("due", due)
      claims.append(
        desk.claim(
          .parcelLate, parcel, amount: desk.carriagePaid(for: parcel),
          within: carrier.claimWindows.late, trouble: due, evidence: evidence))
    }
  }
}

extension Desk {
  /// The rate card expects less freight of the parcel because it came after the promised day
  /// (`late_refund_pct`), whether or not the carrier has billed it so.
  fileprivate func isWaivedByRateCard(_ parcel: Waybill) -> Bool {
    let facts = ParcelFacts(of: parcel.waybill, in: dossier.parcels)
    guard let promised = facts.promisedAt, let delivered = facts.deliveredAt,
      day(delivered) > day(promised), let moment = facts.pickedUpAt ?? facts.statusAt
    else { return false }
    var zone = facts.zone
    if zone.isEmpty {
      let zones = dossier.charges.lazy.filter {
        $0.waybill == parcel.waybill && $0.carrier == parcel.carrier && !$0.zone.isEmpty
      }.map(\.zone)
      zone = zones.min() ?? zone
    }
    guard let rate = policy.rateCards.rate(carrier: parcel.carrier, zone: zone, on: day(moment))
    else { return false }
    return rate.lateBasisPoints > 0 && (rate.currency == orderCurrency || rate.currency == .none)
  }
}
