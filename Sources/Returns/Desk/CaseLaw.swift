/// What the law of the shop's country says of a case. The law of the day of the order binds it.
extension Desk {
  var hasLaw: Bool { circumstances.hasLaw[shop] }

  func lawDay(of file: CaseFile) -> Day {
    day(file.lines.isEmpty ? file.application.appliedAt : file.lines[0].orderedAt)
  }

  /// The window that the law gives, and its last day, moved past days of rest; nil where it gives
  /// none or the day of its start is not known.
  func lawWindow(of file: CaseFile) -> (rule: LawRule<LawWindow>, end: Day)? {
    guard !file.lines.isEmpty,
      let rule = circumstances.laws[shop]?.windows.rule(
        for: file.application.reason.family, on: lawDay(of: file)),
      let start = rule.value.start == .receipt
        ? receiptDay(of: file, wholeOrder: rule.value.isOfWholeOrder) : lawDay(of: file)
    else { return nil }
    let end = start + rule.value.days
    return (rule, circumstances.laws[shop]?.endOfWindow(end) ?? end)
  }

  /// The rule for the refund of a case and the day it counts from; nil where no law binds it (as
  /// none does an exchange, whose price is not given back) or nothing has begun yet.
  func lawRefund(of file: CaseFile) -> (rule: LawRule<LawRefund>, start: Day)? {
    guard file.kind != .exchange,
      let rule = circumstances.laws[shop]?.refunds.rule(
        for: file.application.reason.family, on: lawDay(of: file))
    else { return nil }
    switch rule.value.start {
    case .arrival:
      guard file.needsGoodsBack, let arrivedAt = lawfulArrival(of: file) else { return nil }
      return (rule, day(arrivedAt))
    case .informed:
      return (rule, day(file.application.appliedAt))
    }
  }

  /// The first of several parcels; the last where nobody looks at the goods before they are paid
  /// for, as then nobody can tell what of them is in which.
  private func lawfulArrival(of file: CaseFile) -> Instant? {
    let isBlind: Bool =
      switch file.terms.refundOn {
      case .approval: false
      case .arrival: file.inspections.isEmpty
      case .acceptance: !delivers(.inspections)
      }
    return isBlind ? file.allArrivedAt : file.arrivedAt
  }

  /// The last day the law allows for the refund (CPL 25(3), M7-13; CRD 13); nil where no law binds
  /// it or the refund may still be withheld.
  func lawDeadline(of file: CaseFile) -> Day? {
    lawRefund(of: file).flatMap { lawDeadline(of: file, $0.rule.value, from: $0.start) }
  }

  func lawDeadline(of file: CaseFile, _ rule: LawRefund, from start: Day) -> Day? {
    let limit = start + rule.days
    guard rule.mayWithhold, file.needsGoodsBack else { return limit }
    guard let arrivedAt = file.arrivedAt else {
      return file.returnParcel?.pickedUpAt.map { max(limit, day($0)) }
    }
    let shownAt = file.returnParcel?.pickedUpAt ?? arrivedAt
    return max(limit, day(min(shownAt, arrivedAt)))
  }

  /// Who else than the customer has to bear the freight of a case by law; nil where it may be the
  /// customer, or the law says nothing.
  func lawfulBearer(_ direction: Direction, of file: CaseFile) -> LawRule<Bearer>? {
    let family = file.application.reason.family
    let rule =
      direction == .exchange
      ? circumstances.laws[shop]?.exchangeFreight.rule(for: family, on: lawDay(of: file))
      : circumstances.laws[shop]?.returnFreight.rule(for: family, on: lawDay(of: file))
    return rule?.value == .customer ? nil : rule
  }
}
