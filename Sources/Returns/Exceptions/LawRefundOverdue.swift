extension ExceptionRule {
  /// The law's own limit for the refund (CN-11; EU-05, EU-06). From the second alarm on the delay
  /// counts as deliberate.
  static let lawRefundOverdue = ExceptionRule(code: .lawRefundOverdue, subject: .files) { desk in
    guard desk.hasLaw, desk.delivers(.settlements) else { return [] }
    return desk.files.indices.compactMap { index in
      let file = desk.files[index]
      guard file.isOwedByLaw, let (rule, start) = desk.lawRefund(of: file) else { return nil }
      return desk.lawRefundFinding(file, index, rule, from: start)
    }
  }
}

extension CaseFile {
  /// A review that waits stops no clock of the law (design: section 8). Goods that the warehouse
  /// turned down are owed nothing, those beside them that it accepted are.
  fileprivate var isOwedByLaw: Bool {
    guard verdict != .refused, !isWithdrawn, !isBeforeOpening else { return false }
    guard inspections.contains(where: { $0.result == .rejected }) else { return true }
    return acceptedQuantity > 0 && isRefundedByAcceptance
  }

  var acceptances: [Inspection] { inspections.filter { $0.result == .accepted } }
}

/// What the law wants paid by a day, all that was due before it included.
private struct LawfulPart {
  /// The day it counts from.
  var start: Day
  /// The last day.
  var limit: Day
  /// Minor units.
  var owed: Int64
}

extension Desk {
  /// In the order of their limits. Goods that came in parts are owed in parts, each from the day it
  /// was received on (CN-11); freight of the way out comes with the last. Freight that the customer
  /// bore until its carrier took it back counts from that day.
  fileprivate func lawfulParts(
    of file: CaseFile, _ index: Int, _ rule: LawRefund, from start: Day
  ) -> [LawfulPart] {
    guard let limit = lawDeadline(of: file, rule, from: start) else { return [] }
    let all =
      (ruledRefund(of: file)
        ?? entitlement(of: file).map { $0.amount - deductions(of: index) } ?? file.goodsBasis)
      + (lawfulShipping(index, rule)?.owed ?? 0)
    let days = receptionDays(of: file, rule)
    var parts = [OwedPart(since: start, owed: all)]
    if days.count > 1, let last = days.last {
      parts = partsOwed(of: index, all, until: last) { day(arrival(of: $0, file)) }
    }
    return keepingFreight(of: index, from: parts, all).map { part in
      let isWhole = days.count < 2 && part.since == start
      return LawfulPart(
        start: part.since, limit: isWhole ? limit : part.since + rule.days, owed: part.owed)
    }
  }

  /// The last day the law allows for what of a case is not paid yet; where all is, for the last of
  /// it.
  func lawDeadlineToCome(of file: CaseFile, _ index: Int) -> Day? {
    guard file.inspections.count > 1, let (rule, start) = lawRefund(of: file) else {
      return lawDeadline(of: file)
    }
    let parts = lawfulParts(of: file, index, rule.value, from: start)
    let matched = lawfullyPaid(index, rule.value)
    return (parts.first { matched < $0.owed } ?? parts.last)?.limit
  }

  /// The days on which accepted goods came, where each reception has a day of its own; none where
  /// one parcel brought them, or the law does not count from their arrival.
  private func receptionDays(of file: CaseFile, _ rule: LawRefund) -> [Day] {
    guard rule.start == .arrival, file.isRefundedByAcceptance, file.inspections.count > 1,
      file.returns.count(where: { $0.deliveredAt != nil }) != 1
    else { return [] }
    return Set(file.acceptances.map { day(arrival(of: $0, file)) }).sorted()
  }

  /// Trouble that is over where all is paid by now, and was not by its last day.
  fileprivate func lawRefundFinding(
    _ file: CaseFile, _ index: Int, _ rule: LawRule<LawRefund>, from start: Day
  ) -> Finding? {
    let parts = lawfulParts(of: file, index, rule.value, from: start)
    let late = parts.filter { isOver($0.limit, .settlements) }
    let matched = lawfullyPaid(index, rule.value)
    if late.count < parts.count, let last = parts.last, matched < last.owed { awaitsDay = true }
    guard let last = late.last else { return nil }
    let unpaid = late.first { matched < $0.owed }
    var paidLateOn: Day?
    if unpaid == nil, late.count == parts.count, let paidOn = lawfullyPaidOn(index, rule.value),
      paidOn > last.limit
    {
      paidLateOn = paidOn
    }
    guard let first = unpaid ?? paidLateOn.map({ _ in last }) else { return nil }
    var finding = finding(.lawRefundOverdue, "law refund", file: file, openedOn: first.limit + 1)
    finding.dueOn = first.limit
    finding.expected = last.owed
    finding.actual = matched
    finding.currency = file.currency
    finding.notes = [rule.source.note]
    finding.isOver = paidLateOn != nil
    if let paidLateOn {
      finding.notes.append(.answeredOn(paidLateOn))
    } else if let days = rule.value.secondAlarmDays {
      if asOf > first.start + days {
        finding.notes.append(.deliberateSince(first.start + days + 1))
      } else {
        awaitsDay = true
      }
    }
    return finding
  }

  /// What was paid of what the law wants.
  fileprivate func lawfullyPaid(_ index: Int, _ rule: LawRefund) -> Int64 {
    let goods = standing(.refund, of: index)
      .map { $0.isMet ? $0.due.expectation.amount : $0.matched }
    return (goods ?? 0) + (lawfulShipping(index, rule)?.paid ?? 0)
  }

  /// The day that made it complete.
  private func lawfullyPaidOn(_ index: Int, _ rule: LawRefund) -> Day? {
    let isShippingOwed = lawfulShipping(index, rule).map { $0.owed > 0 } ?? false
    let shipping = isShippingOwed ? standing(.shippingRefund, of: index)?.settledOn : nil
    return [standing(.refund, of: index)?.settledOn, shipping].compactMap(\.self).max()
  }

  /// Where the law wants all payments back by its limit, the freight out is among them, as far as
  /// the law gives it (EU-05); nil where none is owed.
  private func lawfulShipping(_ index: Int, _ rule: LawRefund) -> (owed: Int64, paid: Int64)? {
    let file = files[index]
    guard rule.coversShipping, let (wanted, matched) = shippingDue(index),
      let gives = circumstances.laws[shop]?.shippingRefunds.rule(
        for: file.application.reason.family, on: lawDay(of: file))
    else { return nil }
    let owed =
      switch gives.value {
      case .standard: min(wanted, policy.shops[shop].shipping.standard ?? wanted)
      case .lastLine, .full: wanted
      case .keep, .law: Int64(0)
      }
    return (owed, min(owed, matched))
  }

  /// What goes back of the freight out with a case, and what of it is paid; before the goods are
  /// accepted what will go back with them, as the law's limit does not wait for that.
  private func shippingDue(_ index: Int) -> (wanted: Int64, matched: Int64)? {
    if let standing = standing(.shippingRefund, of: index) {
      return (standing.due.expectation.amount, standing.matched)
    }
    guard let coming = shippingToCome(), coming.file == index else { return nil }
    return (coming.amount, 0)
  }
}
