/// The freight of a case's way back: who bears it, and what it should cost.
extension Desk {
  /// The carrier of a parcel that it lost or damaged; the insurance where the order carries one;
  /// else as the case's terms say for the family of its reason. The same holds before a carrier
  /// bills.
  func returnFreightBearer(of file: CaseFile) -> Bearer? {
    guard file.needsGoodsBack else { return nil }
    if let parcel = file.returnParcel, isCarriersFault(parcel) { return .carrier }
    return dossier.isFreightInsured(file.caseID)
      ? .insurance : file.terms.returnFreightBearer[file.application.reason.family]
  }

  /// The carrier damaged a parcel or lost it: by its own word, or by too long a silence. Records
  /// that contradict each other prove nothing.
  func isCarriersFault(_ parcel: Waybill) -> Bool {
    guard parcel.conflict == nil else { return false }
    return parcel.status == .lost || parcel.isDamaged
      || lostOn(parcel, limits(of: parcel), isReceived: receiver(of: parcel) != nil) != nil
  }

  /// Since when the parcel of a waybill counts as lost; nil: it does not, or its goods are here.
  func lostOn(_ waybill: Text) -> Day? {
    for parcel in waybills where parcel.waybill == waybill && receiver(of: parcel) == nil {
      if let day = lostOn(parcel, limits(of: parcel), isReceived: false) { return day }
    }
    return nil
  }

  /// One order is insured once, whatever its lines say.
  var isFreightInsured: Bool { dossier.isFreightInsured }

  /// The insurance of a case's way back pays the customer, and not the shop (`insurance_days`).
  func isCustomerInsured(_ file: CaseFile) -> Bool {
    file.terms.insuranceDays == nil && dossier.isFreightInsured(file.caseID)
  }

  /// The rate card's fees of a case's way back, whether or not a carrier billed them: what a
  /// customer paid for at the counter is on nobody's bill. nil where no rate or no weight is known.
  func returnCardFee(of file: CaseFile) -> Int64? {
    var parcels: [Waybill] = []
    for line in lines(of: file.caseID) {
      for parcel in line.returns
      where parcel.hasLeft && !parcels.contains(where: { $0 === parcel }) { parcels.append(parcel) }
    }
    if parcels.isEmpty, let parcel = file.returnParcel { parcels.append(parcel) }
    var sum: Int64?
    for parcel in parcels {
      guard let fee = returnCardFee(of: parcel, in: file.currency) else { return nil }
      sum = FeeSum.adding(sum ?? 0, fee)
    }
    return sum
  }

  private func returnCardFee(of waybill: Waybill, in currency: Currency) -> Int64? {
    let billed = fees.lazy.filter { $0.waybill == waybill.waybill && $0.direction == .return }
    // Of a parcel charged twice, the second charge is expected to be nothing: that is no price.
    if let expected = billed.compactMap(\.expectedFee).filter({ $0 > 0 }).max() { return expected }
    return cardFee(of: waybill, in: currency, direction: .return)
  }

  /// What the rate card asks for a parcel; nil where no rate or no weight is known.
  func cardFee(
    of waybill: Waybill, in currency: Currency, direction: Direction? = nil
  ) -> Int64? {
    let parcel = ParcelFacts(of: waybill.waybill, in: dossier.parcels)
    guard let moment = parcel.pickedUpAt ?? parcel.statusAt,
      let rate = policy.rateCards.rate(
        carrier: waybill.carrier, zone: parcel.zone, on: day(moment)),
      rate.currency == currency || rate.currency == .none
    else { return nil }
    let isMeasured = parcel.weightGrams != nil || parcel.cubicMillimetres != nil
    let grams = rate.chargeableGrams(
      measured: isMeasured ? parcel.weightGrams : parcel.billedWeightGrams,
      volume: parcel.cubicMillimetres)
    return grams.map { rate.freight(grams: $0, direction: direction ?? waybill.direction) }
  }
}
