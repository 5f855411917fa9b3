extension DeadlineRule {
  /// Money or a replacement went out before the goods came back: they must arrive within the time
  /// for handing over and for transit.
  static let goodsBack = DeadlineRule(
    kind: .goodsBack, evidenceFeed: .parcels, code: .goodsNotReturned, subject: .files
  ) { desk, deadlines in
    for index in desk.files.indices {
      let file = desk.files[index]
      guard file.isApproved, file.needsGoodsBack, desk.isFirstLine(index),
        let limit = desk.goodsBackLimit(of: file), let gaveOn = desk.gaveOn(file, index),
        file.arrivedAt.map({ desk.day($0) > gaveOn }) ?? true
      else { continue }
      let id = desk.circumstances.identity("goods", shop: desk.shop, file.caseID)
      let state: Deadline.State =
        file.arrivedAt != nil || file.acceptedAt != nil
        ? .met(evidenceID: file.returnParcel?.waybill ?? file.caseID, on: "waybill")
        : .open(until: limit)
      deadlines.append(
        Deadline(
          id: id, subject: file.caseID, file: index, waybill: file.returnParcel?.waybill ?? Text(),
          state: state, expected: file.goodsBasis))
    }
  }
}

extension Desk {
  func goodsBackLimit(of file: CaseFile) -> Day? {
    let transit =
      file.returnParcel.map { limits(of: $0, file.terms).transitDays } ?? file.terms.transitDays
    return file.verdictAt.map { day($0) + file.terms.handOverDays + transit }
  }

  func isGoodsBackOverdue(_ file: CaseFile, _ index: Int) -> Bool {
    guard let limit = goodsBackLimit(of: file), isOver(limit, .parcels),
      gaveOn(file, index) != nil
    else {
      return false
    }
    return file.arrivedAt == nil && file.acceptedAt == nil
  }

  /// The day the case was refunded or the replacement left; nil while neither has happened.
  func gaveOn(_ file: CaseFile, _ index: Int) -> Day? {
    if let parcel = file.exchangeParcel, parcel.isUnderWay {
      return (parcel.pickedUpAt ?? parcel.latest.happenedAt).map(day)
    }
    for place in money.indices
    where money[place].due.file == index && money[place].kind == .refund
      && money[place].matched > 0
    { return money[place].settledOn }
    return nil
  }
}
