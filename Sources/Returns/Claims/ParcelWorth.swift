/// What a parcel stands for in money: its goods, and what its carriage cost.
extension Desk {
  /// What the goods in a parcel are worth, minor units of the order's currency: the value that was
  /// declared in it (an insured parcel; nothing is converted), else what their case pays for them,
  /// else, of the only parcel of an order, what was paid for it (Express Regulations 27, Civil Code
  /// 832 f.), or of the only lost one of several, what customers say never came. nil where nothing
  /// tells.
  func goodsWorth(in parcel: Waybill) -> Int64? {
    if let declared = declaredValue(of: parcel), declared.currency == orderCurrency {
      return declared.amount
    }
    let own = files(in: parcel)
    if !own.isEmpty {
      return own.reduce(0) { sum, file in
        FeeSum.adding(sum, worth(in: parcel, of: file))
      }
    }
    guard parcel.direction == .outbound, !dossier.lines.isEmpty else { return nil }
    guard waybills.count(where: { $0.direction == .outbound }) == 1 else {
      return goodsNotArrived(in: parcel)
    }
    return dossier.lines.reduce(0) { FeeSum.adding($0, paid(for: $1)) }
  }

  /// Of several parcels that went out, what the only lost one carried are the goods that customers
  /// say never came; nil where nothing tells.
  private func goodsNotArrived(in parcel: Waybill) -> Int64? {
    let lost = waybills.filter {
      $0.direction == .outbound && lostOn($0, limits(of: $0), isReceived: false) != nil
    }
    guard lost.count == 1, lost[0] === parcel else { return nil }
    var sum: Int64?
    for file in files where file.isApproved && file.application.reason == .lost {
      sum = FeeSum.adding(sum ?? 0, paidValue(of: file))
    }
    return sum
  }

  /// What was paid for the goods of a case line.
  func paidValue(of file: CaseFile) -> Int64 {
    file.lines.reduce(0) { sum, line in
      let units = min(file.whole[line.lineNo].quantity, line.quantity)
      guard units < line.quantity else { return FeeSum.adding(sum, paid(for: line)) }
      let part = line.paidAmount.map { MinorUnits.proportion($0, units, line.quantity) ?? $0 }
      return FeeSum.adding(sum, part ?? clamped(line.unitPrice, units))
    }
  }

  /// In the currency of the row that says it, else the shop's; of several the largest in the
  /// order's currency, else the largest of the lowest currency.
  func declaredValue(of parcel: Waybill) -> (amount: Int64, currency: Currency)? {
    dossier.declaredValue(
      of: parcel.waybill, carrier: parcel.carrier, home: policy.shops[shop].currency,
      preferring: orderCurrency)
  }

  /// The case lines whose goods travel in a parcel.
  func files(in parcel: Waybill) -> [CaseFile] {
    files.filter { $0.carriesGoods(in: parcel) }
  }

  private func worth(in parcel: Waybill, of file: CaseFile) -> Int64 {
    if file.isReturn(parcel), !file.otherReturns.isEmpty {
      return goodsWorth(in: parcel, ofReturn: file)
    }
    var worth = file.goodsBasis
    if parcel.direction == .exchange, let price = file.application.exchangeUnitPrice {
      worth = clamped(price, file.quantity)
    }
    let share = share(of: parcel, in: file)
    return MinorUnits.proportion(worth, share.part, share.whole) ?? worth
  }

  /// What of a replacement is in one parcel: the units of its round, none where only those of other
  /// lines had been accepted by then; of several parcels that left with it each has as much; and
  /// what was sent in the place of another carries all that had.
  private func share(of parcel: Waybill, in file: CaseFile) -> (part: Int64, whole: Int64) {
    guard file.isReplacement(parcel) else { return (1, 1) }
    let original = file.replacements.first { isSent(parcel, for: $0) } ?? parcel
    let round = replacementRounds(of: [file]).first { $0.parcel?.waybill === original }
    if let round, round.quantity < file.quantity { return (round.quantity, file.quantity) }
    if round == nil, hasLeft(original, without: file) { return (0, 1) }
    guard !file.otherReplacements.isEmpty else { return (1, 1) }
    let first = file.replacements.filter { other in
      other.hasLeft && !file.replacements.contains { isSent(other, for: $0) }
    }
    return (1, first.contains { $0 === parcel } ? Int64(first.count) : 1)
  }

  /// What is payable for a parcel's carriage, where it was billed in the order's currency. What its
  /// carrier takes off a bill for the parcel pays a claim, and makes none smaller.
  func carriagePaid(for parcel: Waybill) -> Int64 {
    var sum: Int64 = 0
    for place in fees.indices
    where fees[place].waybill == parcel.waybill && fees[place].carrier == parcel.carrier
      && fees[place].currency == orderCurrency
    { sum = FeeSum.adding(sum, fees[place].carriageCost) }
    return max(0, sum)
  }
}

extension Dossier {
  /// See `Desk.declaredValue`.
  /// - Parameter home: of rows that name no currency.
  public func declaredValue(
    of waybill: Text, carrier: Text, home: Currency, preferring wanted: Currency
  ) -> (amount: Int64, currency: Currency)? {
    var found: (amount: Int64, currency: Currency)?
    for event in parcels where event.waybill == waybill && event.carrier == carrier {
      guard let amount = event.declaredValue else { continue }
      let currency = event.currency == .none ? home : event.currency
      guard let known = found else {
        found = (amount, currency)
        continue
      }
      let isBetter =
        known.currency == currency
        ? amount > known.amount
        : currency == wanted || (known.currency != wanted && currency < known.currency)
      if isBetter { found = (amount, currency) }
    }
    return found
  }
}

extension CaseFile {
  /// In any direction.
  fileprivate func carriesGoods(in parcel: Waybill) -> Bool {
    func isIt(_ other: Waybill) -> Bool {
      other.waybill == parcel.waybill && other.carrier == parcel.carrier
    }
    return returnParcel.map(isIt) ?? false || exchangeParcel.map(isIt) ?? false
      || sentBack.map(isIt) ?? false
      || otherReturns.contains(where: isIt) || otherReplacements.contains(where: isIt)
  }
}
