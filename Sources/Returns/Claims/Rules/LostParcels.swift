extension ClaimRule {
  /// A lost parcel: its goods, and the freight that was paid for nothing (FA11).
  static let lostParcels = ClaimRule { desk, claims in
    for parcel in desk.waybills where parcel.status == .lost || parcel.deliveredAt == nil {
      guard desk.receiver(of: parcel) == nil,
        let lostOn = desk.lostOn(parcel, desk.limits(of: parcel), isReceived: false),
        let worth = desk.goodsWorth(in: parcel)
      else { continue }
      var evidence = desk.evidence(of: parcel)
      evidence.add("lost_on", lostOn)
      evidence.addDeclared(desk.declaredValue(of: parcel), in: desk.orderCurrency)
      claims.append(
        desk.claim(
          .parcelLost, parcel, amount: FeeSum.adding(worth, desk.carriagePaid(for: parcel)),
          within: desk.carrierTerms(parcel.carrier).claimWindows.lost, trouble: lostOn,
          evidence: evidence))
    }
  }
}
