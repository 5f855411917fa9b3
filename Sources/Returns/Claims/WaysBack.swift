/// The way back that a carrier bears for what happened to a parcel on its way out
/// (`freight_bearer`, family transport): it is claimed with that parcel.
extension Desk {
  /// Of several parcels that went out nobody says which it was. A way back that is claimed by
  /// itself, because it was late, lost or damaged too, is not asked for twice; where a person has
  /// let that go, it is the way out's again.
  func addWaysBack(to claims: inout [CarrierClaim]) {
    guard fees.contains(where: \.isCausedOnWayOut),
      waybills.count(where: { $0.direction == .outbound }) == 1,
      let parcel = waybills.first(where: { $0.direction == .outbound }),
      let place = claims.firstIndex(where: { $0.isOf(parcel) })
    else { return }
    var sum: Int64 = 0
    var waysBack: [CarrierClaim.WayBack] = []
    for line in fees where line.isCausedOnWayOut && line.currency == orderCurrency {
      let isClaimed = claims.contains {
        $0.isOf(line) && $0.amount > 0 && !isGivenUp(troubleIdentity(of: $0))
      }
      if isClaimed { continue }
      sum = FeeSum.adding(sum, line.carriageCost - line.writtenOff)
      waysBack.append(CarrierClaim.WayBack(waybill: line.waybill, carrier: line.carrier))
    }
    guard sum > 0 else { return }
    claims[place].add(waysBack, sum)
  }
}

extension CarrierClaim {
  /// A waybill that came back.
  struct WayBack: Sendable, Equatable {
    let waybill: Text
    let carrier: Text
  }

  func isOf(_ parcel: Waybill) -> Bool {
    ground.isParcelTrouble && waybill == parcel.waybill && carrier == parcel.carrier
  }

  fileprivate func isOf(_ line: FeeLine) -> Bool {
    ground.isParcelTrouble && waybill == line.waybill && carrier == line.carrier
  }
}
