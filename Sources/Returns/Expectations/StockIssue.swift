extension DeadlineRule {
  /// The goods of a replacement leave stock within `issue_days` of its shipment (R1.3, R5.2).
  static let stockIssue = DeadlineRule(
    kind: .stockIssue, evidenceFeed: .stock, code: .notIssued, subject: .files
  ) { desk, deadlines in
    var needs: [StockNeed] = []
    for index in desk.files.indices {
      let file = desk.files[index]
      guard file.kind == .exchange, !file.isBeforeOpening, file.quantity > 0,
        file.exchangeParcel != nil
      else { continue }
      for round in desk.replacementRounds(of: [file]) {
        guard let parcel = round.parcel else { continue }
        needs.append(
          StockNeed(
            file: index, sku: file.application.exchangeSKU, kind: .issue, quantity: round.quantity,
            since: desk.day(parcel.leftAt)))
      }
    }
    guard !needs.isEmpty else { return }
    desk.expectBooked(
      needs, [.issue], "issue", .notIssued, provingFeed: .parcels, days: \.issueDays,
      into: &deadlines)
  }
}
