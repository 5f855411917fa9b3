/// The freight of the order's way out, as far as the customer paid or saved it.
extension Desk {
  /// The case that entitles to the freight that the customer paid, since when, and how much it is;
  /// nil where none does. It is given back once: with the first case whose reason is on the shop or
  /// its carrier, else with the one that leaves nothing of the order (domain.md 3b; EU-05).
  func shippingRefund() -> (file: Int, day: Day, amount: Int64)? {
    guard let paid = dossier.lines.first?.shippingPaid, paid > 0 else { return nil }
    var first: (file: Int, day: Day)?
    var last: (file: Int, day: Day)?
    for index in files.indices {
      guard let day = shippingDay(of: files[index]) else { continue }
      if day >= last?.day ?? day { last = (index, day) }
      if shippingRule(of: files[index]) == .full, let since = firstEntitledDay(of: files[index]),
        since < first?.day ?? Day(number: .max)
      {
        first = (index, since)
      }
    }
    if let (file, day) = first { return capped(paid, file, day) }
    guard let (file, day) = last, isAllBack else { return nil }
    switch shippingRule(of: files[file]) {
    case .lastLine: return capped(paid, file, day)
    case .standard:
      return capped(min(paid, policy.shops[shop].shipping.standard ?? paid), file, day)
    case .keep, .full, .law: return nil
    }
  }

  /// What will go back with the goods that are on their way, once they are accepted, and the case
  /// by which nothing of the order is left then; nil where it goes back already, or something of
  /// the order is kept.
  func shippingToCome() -> (file: Int, amount: Int64)? {
    guard let paid = dossier.lines.first?.shippingPaid, paid > 0, shippingRefund() == nil else {
      return nil
    }
    var last: (file: Int, day: Day)?
    for index in files.indices where files[index].isApproved && files[index].kind != .exchange {
      guard let approvedAt = files[index].verdictAt else { continue }
      if day(approvedAt) >= last?.day ?? day(approvedAt) { last = (index, day(approvedAt)) }
    }
    let isAll = dossier.lines.allSatisfy { line in
      var sum = LineClaim(lineNo: line.lineNo)
      for file in files where file.isApproved && file.kind != .exchange {
        file.claim.add(of: line.lineNo, to: &sum)
      }
      return sum.quantity >= line.quantity
    }
    guard let last, isAll, entitledDay(of: files[last.file]) == nil else { return nil }
    var most = paid
    switch shippingRule(of: files[last.file]) {
    case .standard: most = min(paid, policy.shops[shop].shipping.standard ?? paid)
    case .lastLine, .full: break
    case .keep, .law: return nil
    }
    let amount = capped(most, last.file, last.day).amount
    return amount > 0 ? (last.file, amount) : nil
  }

  /// The freight out that a case is charged, because the basket that is kept would not have
  /// travelled free: once an order, out of its first refunds (CN-17; M7-18).
  func lostFreeShipping(of index: Int) -> Int64 {
    let terms = circumstances.policy.shops[shop].shipping
    guard let from = terms.freeFrom, let fee = terms.standard, terms.whenLost != .keep,
      (dossier.lines.first?.shippingPaid ?? 0) == 0, files[index].isCustomersChoice
    else { return 0 }
    var rest = fee
    for place in files.indices[...index] where files[place].isCustomersChoice {
      guard let worth = entitlement(of: files[place])?.amount else { continue }
      let kept = keptValue(after: place)
      let isLost = kept < from && (kept > 0 || terms.whenLost == .whole)
      let charge = isLost && keptValue(after: nil) >= from ? min(rest, max(0, worth)) : 0
      if place == index { return charge }
      rest -= charge
    }
    return 0
  }

  /// The day from which a case's goods are to be paid back; nil where none are.
  private func shippingDay(of file: CaseFile) -> Day? {
    guard file.kind != .exchange, file.owed.quantity > 0 else { return nil }
    return entitledDay(of: file)
  }

  private func shippingRule(of file: CaseFile) -> ShippingRefund {
    let family = file.application.reason.family
    var rule = file.terms.shippingRefund[family] ?? .keep
    if rule == .law {
      let law = circumstances.laws[shop]?.shippingRefunds.rule(for: family, on: lawDay(of: file))
      rule = law?.value ?? .keep
    }
    // What was never sent has cost no freight.
    return rule != .full && file.kind == .refundOnly && isUnsent(file) ? .lastLine : rule
  }

  /// Nothing of the order had been handed to a carrier when the case was approved.
  private func isUnsent(_ file: CaseFile) -> Bool {
    guard delivers(.parcels), let approvedAt = file.verdictAt,
      dossier.lines.allSatisfy({ $0.deliveredAt == nil })
    else { return false }
    return waybills.allSatisfy { parcel in
      guard parcel.direction == .outbound, parcel.hasLeft else {
        return true
      }
      guard let sentAt = parcel.pickedUpAt ?? parcel.latest.happenedAt else { return false }
      return sentAt > approvedAt
    }
  }

  private var isAllBack: Bool {
    dossier.lines.allSatisfy { line in
      var sum = LineClaim(lineNo: line.lineNo)
      for place in files.indices where shippingDay(of: files[place]) != nil {
        files[place].owed.add(of: line.lineNo, to: &sum)
      }
      return sum.quantity >= line.quantity
    }
  }

  /// What was paid for the goods that are kept, after the cases up to one that were the customer's
  /// own choice; nil: after none.
  private func keptValue(after last: Int?) -> Int64 {
    var value: Int64 = 0
    for line in dossier.lines {
      var sum = LineClaim(lineNo: line.lineNo)
      if let last {
        for place in files.indices[...last]
        where files[place].isCustomersChoice && shippingDay(of: files[place]) != nil {
          files[place].owed.add(of: line.lineNo, to: &sum)
        }
      }
      let kept = max(0, line.quantity - sum.quantity)
      value += MinorUnits.proportion(paid(for: line), kept, line.quantity) ?? 0
    }
    return value
  }

  /// Never more than the customer asked for, a reviewer approved, or the payments got.
  private func capped(
    _ amount: Int64, _ index: Int, _ day: Day
  ) -> (file: Int, day: Day, amount: Int64) {
    let file = files[index]
    var most = amount
    if let requested = file.application.requestedAmount {
      most = min(most, requested - (entitledDay(of: file) == nil ? file.claim : file.owed).amount)
    }
    if let approved = file.lastReview?.approvedAmount {
      let goods = files.filter { $0.caseID == file.caseID }.reduce(0) { $0 + $1.claim.amount }
      most = min(most, approved - goods)
    }
    if file.terms.isRefundCapped, let received = received(in: file.currency) {
      let goods = files.filter { $0.kind != .exchange && $0.holdsGoods }
        .reduce(0) { $0 + $1.claim.amount }
      most = min(most, received - goods)
    }
    return (index, day, max(most, 0))
  }
}

extension CaseFile {
  /// Goods go back for no fault of theirs.
  fileprivate var isCustomersChoice: Bool {
    let family = application.reason.family
    return kind != .exchange && (family == .noReason || family == .fit)
  }
}
