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
      claims.append(
        desk.claim(
          .parcelDamaged, parcel, amount: damage.claimed(desk.carriagePaid(for: parcel)),
          within: desk.carrierTerms(parcel.carrier).claimWindows.damaged, trouble: reported,
          evidence: evidence))
    }
  }
}

/// What of a parcel is spoilt.
private struct Damage {
  var units: Int64 = 0
  var of: Int64 = 0
  /// What the spoilt units and all of them are worth by their own prices: their share of what the
  /// parcel is worth.
  var spoilt: Int64 = 0
  var value: Int64 = 0
  /// What the carrier owes for all of the parcel; nil where nothing tells what else was in it.
  var worth: Int64?

  /// The goods in proportion, and so the freight; that of a parcel of which nobody knows what else
  /// it carried is left out.
  func claimed(_ carriage: Int64) -> Int64 {
    guard let worth else { return spoilt }
    let whole = FeeSum.adding(worth, carriage)
    // Articles without a price are counted.
    return value > 0
      ? MinorUnits.proportion(whole, spoilt, value) ?? 0
      : MinorUnits.proportion(whole, units, of) ?? 0
  }
}

extension Desk {
  /// nil while nobody has looked.
  fileprivate func damage(in parcel: Waybill) -> Damage? {
    guard parcel.direction == .return else { return customersDamage(in: parcel) }
    let own = files(in: parcel)
    guard let worth = goodsWorth(in: parcel), !own.isEmpty else { return nil }
    var damage = Damage(worth: worth)
    for file in own {
      guard !file.inspections.isEmpty || !delivers(.inspections) else { return nil }
      let isNamed = file.inspections.contains { $0.waybill == parcel.waybill }
      func isOfParcel(_ inspection: Inspection) -> Bool {
        !isNamed || inspection.waybill == parcel.waybill
      }
      for inspection in file.inspections where isOfParcel(inspection) {
        damage.of += inspection.quantity
        if inspection.isSpoilt { damage.units += inspection.quantity }
      }
      damage.value += self.worth(of: file.whole, file, isOfParcel)
      damage.spoilt += self.worth(of: file.whole, file) { isOfParcel($0) && $0.isSpoilt }
    }
    // Without a warehouse that reports, the carrier's word is all there is.
    return damage.of == 0
      ? Damage(units: 1, of: 1, spoilt: worth, value: worth, worth: worth) : damage
  }

  /// What customers say of a parcel that went out: the cases about damage. Of several parcels it is
  /// that of the only one that the carrier damaged.
  private func customersDamage(in parcel: Waybill) -> Damage? {
    var damage = Damage(worth: goodsWorth(in: parcel))
    for line in dossier.lines {
      damage.of += line.quantity
      damage.value += paid(for: line)
    }
    for file in files
    where file.isApproved
      && (file.application.reason == .damaged || file.application.reason == .transitDamage)
    {
      damage.units += file.quantity
      damage.spoilt += paidValue(of: file)
    }
    guard damage.units > 0, damage.of > 0 else { return nil }
    damage.units = min(damage.units, damage.of)
    damage.spoilt = min(damage.spoilt, damage.value)
    if damage.worth == nil {
      let damaged = waybills.count { $0.direction == .outbound && $0.isDamaged }
      guard parcel.direction == .outbound, damaged == 1 else { return nil }
    }
    return damage
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

extension Inspection {
  fileprivate var isSpoilt: Bool { result == .rejected || condition == .damaged }
}
