/// Numbers that two carriers have given to a parcel each.
extension FeeSettling {
  /// The number is another carrier's parcel's, and both have rate cards, so that neither is a
  /// second name of the other: nothing is known of the parcel of the position.
  func isOfAnotherParcel(_ position: FeePosition, than parcel: ParcelFacts) -> Bool {
    guard parcel.isSeen, !position.waybill.isEmpty else { return false }
    var owner: Text?
    for event in dossier.parcels where event.waybill == position.waybill {
      if event.carrier == position.carrier { return false }
      owner = event.carrier
    }
    let cards = circumstances.policy.rateCards
    guard let owner else { return false }
    return cards.covers(owner) && cards.covers(position.carrier)
  }
}

extension FeeWaybill {
  /// Of a parcel that nobody knows: nobody pays for another one's, and its case is not charged.
  static let nobodys: FeeWaybill = {
    var waybill = FeeWaybill()
    waybill.isKnown = false
    return waybill
  }()
}

extension RateCards {
  /// Whether anything is agreed with a carrier, wherever and whenever.
  fileprivate func covers(_ carrier: Text) -> Bool {
    rates.contains { $0.carrier == carrier }
  }
}
