/// Whether the sources have said all that a doubt rests on.
extension FeeSettling {
  /// The carrier's records of parcels up to the bill's day are in.
  func isShippingKnown(of position: FeePosition) -> Bool {
    guard isShopKnown else { return true }
    return circumstances.delivers(.parcels, dossier.shop)
      && circumstances.waiting(
        for: .parcels, shop: dossier.shop, through: day(position.billedAt)) == nil
  }

  /// A bill of before the shop's first day of business with Backhaul, or a charge without a day of
  /// a parcel of that time.
  func isBeforeOpening(_ position: FeePosition, _ parcel: ParcelFacts) -> Bool {
    guard isShopKnown, let opening = circumstances.openingDay(dossier.shop),
      let moment = position.billedAt ?? parcel.latestAt
    else { return false }
    return day(moment) < opening
  }

  /// A bill of a day before the parcel was handed over.
  func isBilledEarly(_ position: FeePosition, _ parcel: ParcelFacts) -> Bool {
    guard let billed = position.billedAt, let shipped = parcel.pickedUpAt, billed < shipped,
      position.invoiceNo != ParcelFees.noInvoice
    else { return false }
    return day(billed) < day(shipped)
  }

  /// The cases up to the return's day are in, and it does not predate go-live.
  func areCasesKnown(_ parcel: ParcelFacts) -> Bool {
    guard isShopKnown else { return true }
    let shipped = day(parcel.pickedUpAt ?? parcel.statusAt)
    if let opening = circumstances.openingDay(dossier.shop), shipped < opening { return false }
    return circumstances.delivers(.cases, dossier.shop)
      && circumstances.waiting(for: .cases, shop: dossier.shop, through: shipped) == nil
  }
}

extension FeeSettling {
  /// A cap has no room for what these charges would use of a tolerance.
  func isToleranceUsedUp(for position: FeePosition, _ isFurtherCurrency: Bool) -> Bool {
    !circumstances.refusedTolerances.isEmpty
      && circumstances.refusedTolerances.sortedContains(feeIdentity(position, isFurtherCurrency))
  }
}
