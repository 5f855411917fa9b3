extension DeadlineRule {
  /// The goods of a replacement leave stock within `issue_days` of its shipment (R1.3, R5.2).
  static let stockIssue = DeadlineRule(
    kind: .stockIssue, evidenceFeed: .stock, code: .notIssued, subject: .files
  ) { desk, deadlines in
    var needs: [StockNeed] = []
    for index in desk.files.indices {
      let file = desk.files[index]
      guard file.kind == .exchange, !file.isBeforeOpening, file.quantity > 0,
        let parcel = file.exchangeParcel, let shippedOn = desk.shippedOn(parcel)
      else { continue }
      needs.append(
        StockNeed(
          file: index, sku: file.application.exchangeSKU, kind: .issue, quantity: file.quantity,
          since: shippedOn))
    }
    guard !needs.isEmpty else { return }
    desk.expectBooked(
      needs, [.issue], "issue", .notIssued, provingFeed: nil, days: \.issueDays, into: &deadlines)
  }
}

extension Desk {
  /// The day a parcel was handed to the carrier, as far as its records tell; nil while it was not.
  fileprivate func shippedOn(_ parcel: Waybill) -> Day? {
    if let pickedUpAt = parcel.pickedUpAt { return day(pickedUpAt) }
    return dossier.parcels.filter {
      $0.waybill == parcel.waybill && $0.carrier == parcel.carrier
        && $0.status.rawValue >= ParcelStatus.pickedUp.rawValue
    }.compactMap(\.happenedAt).min().map(day)
  }
}
