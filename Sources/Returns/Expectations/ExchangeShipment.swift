extension DeadlineRule {
  /// The replacement leaves within `replacement_days` of acceptance (R5.2), and not before a dearer
  /// article's difference is paid.
  static let exchangeShipment = DeadlineRule(
    kind: .exchangeShipment, evidenceFeed: .parcels, code: .exchangeNotShipped, subject: .files
  ) { desk, deadlines in
    for index in desk.files.indices {
      let file = desk.files[index]
      guard file.isApproved, file.kind == .exchange, desk.isFirstLine(index) else { continue }
      let id = desk.circumstances.identity("exchange", shop: desk.shop, file.caseID)
      if let parcel = file.exchangeParcel, parcel.isUnderWay || parcel.deliveredAt != nil {
        deadlines.append(
          Deadline(
            id: id, subject: file.caseID, file: index, waybill: parcel.waybill,
            state: .met(evidenceID: parcel.waybill, on: "waybill")))
        continue
      }
      guard let acceptedAt = file.acceptedAt, let start = desk.readyToShip(file, index, acceptedAt)
      else { continue }
      deadlines.append(
        Deadline(
          id: id, subject: file.caseID, file: index, waybill: file.application.exchangeWaybill,
          state: .open(until: start + file.terms.replacementDays)))
    }
  }
}

extension Desk {
  /// The day from which the replacement can leave; nil while the difference is unpaid.
  func readyToShip(_ file: CaseFile, _ index: Int, _ acceptedAt: Instant) -> Day? {
    guard let difference = priceDifference(of: file), difference > 0, delivers(.settlements) else {
      return day(acceptedAt)
    }
    guard let payment = standing(.differencePayment, of: index),
      payment.matched >= payment.due.expectation.amount
    else { return nil }
    return max(day(acceptedAt), payment.settledOn ?? day(acceptedAt))
  }
}
