/// Numbers that two carriers have given to a parcel each.
extension FeeSettling {
  /// What is known of the parcel of a position. Where the number is another carrier's, and both
  /// have rate cards, so that neither is a second name of the other, nothing is: nobody pays for
  /// another one's parcel, and its case is not charged.
  func waybill(of position: FeePosition, _ found: FeeWaybill) -> FeeWaybill {
    guard found.parcel.isSeen, !position.waybill.isEmpty else { return found }
    var owner: Text?
    for event in dossier.parcels where event.waybill == position.waybill {
      if event.carrier == position.carrier { return found }
      owner = event.carrier
    }
    let cards = circumstances.policy.rateCards
    guard let owner, cards.covers(owner), cards.covers(position.carrier) else { return found }
    var nobodys = FeeWaybill()
    nobodys.isKnown = false
    return nobodys
  }
}

extension RateCards {
  /// Whether anything is agreed with a carrier, wherever and whenever.
  fileprivate func covers(_ carrier: Text) -> Bool {
    rates.contains { $0.carrier == carrier }
  }
}
