extension DeadlineRule {
  /// A parcel under way is billed within the carrier's days (FA09, the mirror): what is shipped and
  /// never billed is a cost that will come. Only where the policy knows those days.
  static let carrierBill = DeadlineRule(
    kind: .freight, evidenceFeed: .charges, code: .feeUnbilled, subject: .waybills
  ) { desk, deadlines in
    guard !desk.policy.fees.billingDays.isEmpty, !desk.isOrphan else { return }
    for parcel in desk.waybills where parcel.isUnderWay {
      guard let days = desk.policy.fees.billingDays(parcel.carrier),
        let start = parcel.pickedUpAt ?? parcel.latest.happenedAt, desk.isShopsToPay(parcel)
      else { continue }
      if let opening = desk.circumstances.openingDay(desk.shop), desk.day(start) < opening {
        continue
      }
      // A credit note alone is no bill.
      let isBilled = desk.dossier.charges.contains {
        $0.waybill == parcel.waybill && $0.carrier == parcel.carrier && $0.type == .freight
          && $0.amount >= 0
      }
      var deadline = Deadline(
        id: desk.circumstances.identity("bill", shop: desk.shop, parcel.waybill, parcel.carrier),
        subject: parcel.waybill, file: desk.fileIndex(of: parcel), waybill: parcel.waybill,
        state: isBilled
          ? .met(evidenceID: parcel.waybill, on: "waybill") : .open(until: desk.day(start) + days),
        details: Deadline.Details(notes: [.audit(.unknown)]))
      deadline.isListed = false
      if !isBilled { deadline.expected = desk.cardFee(of: parcel, in: desk.orderCurrency) }
      deadlines.append(deadline)
    }
  }
}

extension Desk {
  /// Not where the sender paid at the counter or the receiver pays at the door.
  fileprivate func isShopsToPay(_ parcel: Waybill) -> Bool {
    switch ParcelFacts(of: parcel.waybill, in: dossier.parcels).terms ?? .account {
    case .account, .deposit, .platform: break
    case .prepaid, .collect: return false
    }
    guard let file = fileIndex(of: parcel), files[file].returnParcel === parcel else { return true }
    return (files[file].application.returnFreightPaid ?? 0) == 0
  }
}
