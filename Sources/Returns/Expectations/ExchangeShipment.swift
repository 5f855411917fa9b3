extension DeadlineRule {
  /// The replacement leaves within `replacement_days` of acceptance (R5.2), and not before a dearer
  /// article's difference is paid.
  static let exchangeShipment = DeadlineRule(
    kind: .exchangeShipment, evidenceFeed: .parcels, code: .exchangeNotShipped
  ) { desk in
    desk.files.indices.compactMap { index in
      let file = desk.files[index]
      guard file.isApproved, file.kind == .exchange, desk.isFirstLine(index) else { return nil }
      let id = desk.circumstances.identity("exchange", shop: desk.shop, file.caseID)
      if let parcel = file.exchangeParcel, parcel.isUnderWay || parcel.deliveredAt != nil {
        return Deadline(
          id: id, subject: file.caseID, file: index, waybill: parcel.waybill,
          state: .met(evidenceID: parcel.waybill, on: "waybill"))
      }
      guard let acceptedAt = file.acceptedAt, let start = desk.readyToShip(file, index, acceptedAt)
      else { return nil }
      return Deadline(
        id: id, subject: file.caseID, file: index, waybill: file.application.exchangeWaybill,
        state: .open(until: start + file.terms.replacementDays))
    }
  }
}

extension Desk {
  /// The day from which the replacement can leave; nil while the difference is unpaid.
  func readyToShip(_ file: CaseFile, _ index: Int, _ acceptedAt: Instant) -> Day? {
    guard let difference = priceDifference(of: file), difference > 0, delivers(.settlements) else {
      return day(acceptedAt)
    }
    let payment = money.first { $0.due.file == index && $0.rule.kind == .differencePayment }
    guard let payment, payment.matched >= payment.due.expectation.amount else { return nil }
    return max(day(acceptedAt), payment.settledOn ?? day(acceptedAt))
  }
}
