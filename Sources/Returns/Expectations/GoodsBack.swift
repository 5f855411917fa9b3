extension DeadlineRule {
  /// Money or a replacement went out before the goods came back: they must arrive within the time
  /// for handing over and for transit.
  static let goodsBack = DeadlineRule(
    kind: .goodsBack, evidenceFeed: .parcels, code: .goodsNotReturned, subject: .files
  ) { desk, deadlines in
    for index in desk.files.indices {
      if let deadline = desk.goodsBack(of: desk.files[index], index) { deadlines.append(deadline) }
    }
  }
}

extension CaseFile {
  /// Goods are there: all that there is to come.
  var hasCome: Bool { (allArrivedAt != nil || acceptedAt != nil) && unitsNotBack == 0 }

  /// Units that the warehouse has not seen, once it has looked at what came.
  fileprivate var unitsNotBack: Int64 {
    inspections.isEmpty ? 0 : max(0, quantity - inspectedQuantity - lostQuantity)
  }
}

extension Desk {
  fileprivate func goodsBack(of file: CaseFile, _ index: Int) -> Deadline? {
    guard file.isApproved, file.needsGoodsBack, leads(index),
      let limit = goodsBackLimit(of: file), let gaveOn = gaveOn(file, index),
      file.arrivedAt.map({ day($0) > gaveOn }) ?? true
    else { return nil }
    var deadline = Deadline(
      id: circumstances.identity("goods", shop: shop, file.caseID), subject: file.caseID,
      file: index, waybill: file.returnParcel?.waybill ?? Text(),
      state: file.hasCome
        ? .met(evidenceID: file.returnParcel?.waybill ?? file.caseID, on: "waybill")
        : .open(until: limit),
      expected: file.goodsBasis)
    let missing = file.unitsNotBack
    if !file.hasCome, missing > 0 {
      let back = file.quantity - missing
      deadline.actual = worth(of: file.whole, file) { _ in true }
      deadline.details = Deadline.Details(notes: [.quantity(asked: file.quantity, left: back)])
    }
    return deadline
  }

  /// Units that were paid for have yet to come, and nobody has given them up.
  func awaitsPaidGoods(_ file: CaseFile, _ index: Int) -> Bool {
    guard file.needsGoodsBack, !file.hasCome, delivers(.parcels),
      let deadline = goodsBack(of: file, index)
    else { return false }
    return !rulings.closed.contains(deadline.id)
  }

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

  /// The day the case was refunded, be it before anything entitled to it, or the replacement left;
  /// nil while neither has happened.
  func gaveOn(_ file: CaseFile, _ index: Int) -> Day? {
    if let parcel = file.exchangeParcel, parcel.isUnderWay {
      let first = sentReplacements(of: file.caseID).first?.leftAt
      return (first ?? parcel.pickedUpAt ?? parcel.latest.happenedAt).map(day)
    }
    for place in money.indices
    where money[place].due.file == index && money[place].kind == .refund
      && money[place].matched > 0
    { return money[place].settledOn }
    return strayPaidOn(file)
  }
}
