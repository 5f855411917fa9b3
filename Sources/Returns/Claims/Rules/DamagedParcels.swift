extension ClaimRule {
  /// A damaged parcel: the goods that were not fit to be accepted, and the freight in proportion.
  /// What the damage is shows only when the goods are looked at: those that come back by the
  /// warehouse, those that went out by a case of the customer.
  static let damagedParcels = ClaimRule { desk, claims in
    for parcel in desk.waybills where parcel.isDamaged && parcel.conflict == nil {
      let isReceived = desk.receiver(of: parcel) != nil
      let lostOn = desk.lostOn(parcel, desk.limits(of: parcel), isReceived: isReceived)
      guard isReceived || lostOn == nil,
        let damage = desk.damage(in: parcel)
      else { continue }
      let reported = desk.damageReport(of: parcel)
      var evidence = desk.evidence(of: parcel)
      evidence.add("damaged_on", reported)
      evidence.addDeclared(desk.declaredValue(of: parcel), in: desk.orderCurrency)
      evidence.add("units", "\(damage.units)/\(damage.of)")
      let worth = FeeSum.adding(damage.worth, desk.carriagePaid(for: parcel))
      claims.append(
        desk.claim(
          .parcelDamaged, parcel,
          amount: MinorUnits.proportion(worth, damage.units, damage.of) ?? 0,
          within: desk.carrierTerms(parcel.carrier).claimWindows.damaged, trouble: reported,
          evidence: evidence))
    }
  }
}

extension Desk {
  /// How many of a parcel's units are spoilt, and what all of them are worth; nil while nobody has
  /// looked.
  fileprivate func damage(in parcel: Waybill) -> (units: Int64, of: Int64, worth: Int64)? {
    guard parcel.direction == .return else { return customersDamage(in: parcel) }
    let own = files(in: parcel)
    var (units, all): (Int64, Int64) = (0, 0)
    for file in own {
      guard !file.inspections.isEmpty || !delivers(.inspections) else { return nil }
      for inspection in file.inspections {
        all += inspection.quantity
        if inspection.result == .rejected || inspection.condition == .damaged {
          units += inspection.quantity
        }
      }
    }
    guard let worth = goodsWorth(in: parcel), !own.isEmpty else { return nil }
    // Without a warehouse that reports, the carrier's word is all there is.
    return all == 0 ? (1, 1, worth) : (units, all, worth)
  }

  /// What customers say of a parcel that went out: the cases about damage.
  private func customersDamage(
    in parcel: Waybill
  ) -> (units: Int64, of: Int64, worth: Int64)? {
    var (units, all): (Int64, Int64) = (0, 0)
    for line in dossier.lines { all += line.quantity }
    for file in files
    where file.isApproved
      && (file.application.reason == .damaged || file.application.reason == .transitDamage)
    { units += file.quantity }
    guard units > 0, all > 0, let worth = goodsWorth(in: parcel) else { return nil }
    return (min(units, all), all, worth)
  }

  fileprivate func damageReport(of parcel: Waybill) -> Day {
    dossier.firstDamage(of: parcel.waybill, carrier: parcel.carrier).map(day) ?? asOf
  }
}

extension Dossier {
  func firstDamage(of waybill: Text, carrier: Text) -> Instant? {
    parcels.lazy.filter {
      $0.waybill == waybill && $0.carrier == carrier && $0.status == .damaged
    }.compactMap(\.happenedAt).min()
  }
}
