/// What the law of the shop's country says of a case. The law of the day of the order binds it.
extension Desk {
  var law: LawPack? { policy.shops[shop].law }

  func lawDay(of file: CaseFile) -> Day {
    day(file.lines.first?.orderedAt ?? file.application.appliedAt)
  }

  /// The window that the law gives, and its last day, moved past days of rest; nil where it gives
  /// none or the day of its start is not known.
  func lawWindow(of file: CaseFile) -> (rule: LawRule<LawWindow>, end: Day)? {
    guard let law, !file.lines.isEmpty,
      let rule = law.windows.rule(for: file.application.reason.family, on: lawDay(of: file))
    else { return nil }
    let start =
      rule.value.start == .receipt ? receiptDay(of: file) : day(file.lines[0].orderedAt)
    return start.map { (rule, law.endOfWindow($0 + rule.value.days)) }
  }

  /// The rule for the refund of a case and the day it counts from; nil where no law binds it or
  /// nothing has begun yet.
  func lawRefund(of file: CaseFile) -> (rule: LawRule<LawRefund>, start: Day)? {
    guard let law else { return nil }
    if file.arrivedAt == nil, !law.refunds.contains(where: { $0.value.start == .informed }) {
      return nil
    }
    guard let rule = law.refunds.rule(for: file.application.reason.family, on: lawDay(of: file))
    else { return nil }
    switch rule.value.start {
    case .arrival:
      guard file.needsGoodsBack, let arrivedAt = file.arrivedAt else { return nil }
      return (rule, day(arrivedAt))
    case .informed:
      return (rule, day(file.application.appliedAt))
    }
  }

  /// The last day the law allows for the refund (CPL 25(3), M7-13; CRD 13); nil where no law binds
  /// it or the refund may still be withheld.
  func lawDeadline(of file: CaseFile) -> Day? {
    guard let (rule, start) = lawRefund(of: file) else { return nil }
    let limit = start + rule.value.days
    guard rule.value.mayWithhold, file.needsGoodsBack else { return limit }
    let back = [file.arrivedAt, file.returnParcel?.pickedUpAt].compactMap(\.self).min()
    return back.map { max(limit, day($0)) }
  }

  /// Who else than the customer has to bear the freight of a case by law; nil where it may be the
  /// customer, or the law says nothing.
  func lawfulBearer(
    _ rules: KeyPath<LawPack, [LawRule<Bearer>]>, of file: CaseFile
  ) -> LawRule<Bearer>? {
    guard let law,
      let rule = law[keyPath: rules].rule(
        for: file.application.reason.family, on: lawDay(of: file)),
      rule.value != .customer
    else { return nil }
    return rule
  }
}
