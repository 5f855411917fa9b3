extension ClaimRule {
  /// A parcel that came after the day its carrier guarantees: its freight (FA10).
  static let lateParcels = ClaimRule { desk, claims in
    for parcel in desk.waybills where parcel.conflict == nil && !parcel.isDamaged {
      let carrier = desk.carrierTerms(parcel.carrier)
      guard carrier.guaranteesTime, parcel.status == .delivered,
        let arrivedOn = parcel.deliveredAt.map(desk.day),
        let due = desk.lastDayOfTransit(parcel, desk.limits(of: parcel)), arrivedOn > due
      else { continue }
      let start =
        switch carrier.lateClaimFrom {
        case .due: due
        case .delivered: arrivedOn
        case .pickedUp: parcel.pickedUpAt.map(desk.day) ?? due
        }
      var evidence = desk.evidence(of: parcel)
      evidence.add("due", due)
      claims.append(
        desk.claim(
          .parcelLate, parcel, amount: desk.carriagePaid(for: parcel), from: start,
          within: carrier.claimDays.late, evidence: evidence))
    }
  }
}
