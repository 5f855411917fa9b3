extension DeadlineRule {
  /// Money or a replacement went out before the goods came back: they must arrive within the time for handing over
  /// and for transit.
  static let goodsBack = DeadlineRule(
    kind: .goodsBack, evidenceFeed: .parcels, code: .goodsNotReturned
  ) { desk in
    desk.files.indices.compactMap { index in
      let file = desk.files[index]
      guard file.isApproved, file.needsGoodsBack, desk.isFirstLine(index),
        let limit = desk.goodsBackLimit(of: file), desk.gaveFirst(file, index)
      else { return nil }
      let id = desk.circumstances.identity("goods", shop: desk.shop, file.caseID)
      let state: Deadline.State =
        file.arrivedAt != nil || file.acceptedAt != nil
        ? .met(evidenceID: file.returnParcel?.waybill ?? file.caseID, on: "waybill")
        : .open(until: limit)
      return Deadline(
        id: id, subject: file.caseID, file: index, waybill: file.returnParcel?.waybill ?? Text(),
        state: state, expected: file.goodsBasis)
    }
  }
}

extension Desk {
  func goodsBackLimit(of file: CaseFile) -> Day? {
    file.verdictAt.map { day($0) + file.terms.handOverDays + file.terms.transitDays }
  }

  func isGoodsBackOverdue(_ file: CaseFile, _ index: Int) -> Bool {
    guard let limit = goodsBackLimit(of: file), asOf > limit, gaveFirst(file, index) else { return false }
    return file.arrivedAt == nil && file.acceptedAt == nil
  }

  /// Refunded or cross-shipped.
  func gaveFirst(_ file: CaseFile, _ index: Int) -> Bool {
    if let parcel = file.exchangeParcel, parcel.isUnderWay { return true }
    return money.contains { $0.due.file == index && $0.rule.kind == .refund && $0.matched > 0 }
  }
}
