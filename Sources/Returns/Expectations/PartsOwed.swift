/// What of a refund is owed from a day on, all that was owed before it included.
struct OwedPart: Sendable {
  let since: Day
  /// Minor units.
  let owed: Int64
}

extension CaseFile {
  /// Its refund may be for goods that were accepted, or counted as lost, on several days; or for
  /// some that were accepted before the last arrived.
  var isOwedInParts: Bool {
    if isRefundedByAcceptance { return inspections.count > 1 || lostQuantity > 0 }
    return needsGoodsBack && terms.refundOn == .arrival && !otherReturns.isEmpty
      && !inspections.isEmpty
  }
}

/// Goods that are accepted in parts are owed in parts, each from its own day on (R5.1; CN-11): what
/// is not yet due is pending beside what is missing.
extension Desk {
  /// The money back for a case line's goods as it comes to be owed, ascending: the last part is the
  /// whole of it. What came first is owed first: whatever keeps the whole below what the goods are
  /// worth (a small request, a reviewer, a person) keeps nothing back that came earlier.
  /// - Parameter last: the day on which nothing of the whole is still to come.
  /// - Parameter dayOf: the day from which accepted goods are owed.
  func partsOwed(
    of index: Int, _ whole: Int64, until last: Day, since dayOf: (Inspection) -> Day
  ) -> [OwedPart] {
    let file = files[index]
    var parts: [OwedPart] = []
    for since in Set(file.acceptances.map(dayOf)).sorted() where since < last {
      let goods = worth(of: file) { dayOf($0) <= since } - deductions(of: index)
      parts.append(OwedPart(since: since, owed: min(whole, max(0, goods))))
      if goods >= whole { return parts }
    }
    return parts + [OwedPart(since: last, owed: whole)]
  }

  /// Empty for nearly all expectations: they are owed at once.
  func partsOwed(of due: MoneyDue) -> [OwedPart] {
    let parts = goodsOwed(of: due)
    guard due.expectation.kind == .refund, let index = due.file, deductsFreight(files[index]),
      let first = parts.first?.since ?? entitledDay(of: files[index])
    else { return parts }
    let whole = due.expectation.amount
    let all = parts.isEmpty ? [OwedPart(since: first, owed: whole)] : parts
    let freed = keepingFreight(of: index, from: all, whole)
    return freed.count > 1 ? freed : parts
  }

  private func goodsOwed(of due: MoneyDue) -> [OwedPart] {
    guard let index = due.file, files[index].isOwedInParts,
      let approvedAt = files[index].standsSince, let last = entitledDay(of: files[index])
    else { return [] }
    func since(_ inspection: Inspection) -> Day {
      max(day(inspection.inspectedAt), day(approvedAt))
    }
    switch due.expectation.kind {
    case .refund:
      return partsOwed(of: index, due.expectation.amount, until: last, since: since)
    case .differenceRefund
    where due.expectation.id == expectedIdentity("difference", of: files[index]):
      return differenceOwed(of: index, due.expectation.amount, until: last, since: since)
    default: return []
    }
  }

  /// What a cheaper article's units cost less, as they come to be exchanged.
  private func differenceOwed(
    of index: Int, _ whole: Int64, until last: Day, since dayOf: (Inspection) -> Day
  ) -> [OwedPart] {
    let file = files[index]
    guard let price = file.application.exchangeUnitPrice else { return [] }
    var parts: [OwedPart] = []
    for since in Set(file.acceptances.map(dayOf)).sorted() where since < last {
      let units = file.acceptances.reduce(0) { dayOf($1) <= since ? $0 + $1.quantity : $0 }
      let less = worth(of: file) { dayOf($0) <= since } - clamped(price, units)
      parts.append(OwedPart(since: since, owed: min(whole, max(0, less))))
      if less >= whole { return parts }
    }
    return parts + [OwedPart(since: last, owed: whole)]
  }

  /// The day from which the first of a case line's goods entitle to money: what is owed with these
  /// does not wait for the last.
  func firstEntitledDay(of file: CaseFile) -> Day? {
    guard let last = entitledDay(of: file) else { return nil }
    guard file.isOwedInParts, let approvedAt = file.standsSince,
      let first = file.acceptances.map({ day($0.inspectedAt) }).min()
    else { return last }
    return min(last, max(first, day(approvedAt)))
  }

  /// The last day of a part, before anything is sent again.
  private func dueDay(of part: OwedPart, _ due: MoneyDue) -> Day {
    due.file.map { part.since + files[$0].terms.refundDays } ?? due.dueOn
  }

  /// The last day of the first part that is still open, else of the last; what is sent again left
  /// out of account.
  /// - Parameter undecided: of what is open, what waits for a person and is not asked about.
  func firstDueDay(of standing: MoneyStanding, beside undecided: Int64 = 0) -> Day {
    let parts = partsOwed(of: standing.due)
    let part = parts.first { $0.owed > standing.settled + undecided } ?? parts.last
    return part.map { dueDay(of: $0, standing.due) } ?? standing.due.dueOn
  }

  /// The last day for what is still open.
  func lastDay(of standing: MoneyStanding, beside undecided: Int64 = 0) -> Day {
    withNewAttempt(standing.due, firstDueDay(of: standing, beside: undecided))
  }

  /// What was to be there by now, and the last day of the part after it; nil while nothing is
  /// missing.
  func missingPart(of standing: MoneyStanding) -> (owed: Int64, nextDueOn: Day?)? {
    let (due, parts) = (standing.due, partsOwed(of: standing.due))
    func lastDay(_ part: OwedPart) -> Day { withNewAttempt(due, dueDay(of: part, due)) }
    if isOver(parts.last.map(lastDay) ?? withNewAttempt(due, due.dueOn), .settlements) {
      return (due.expectation.amount, nil)
    }
    guard let place = parts.lastIndex(where: { isOver(lastDay($0), .settlements) }),
      parts[place].owed > standing.settled
    else { return nil }
    return (parts[place].owed, lastDay(parts[place + 1]))
  }

  /// What is to come beyond what was settled, and beyond what is missing already.
  func pending(
    _ standing: MoneyStanding, since missing: Int64, _ dueOn: Day, _ code: ExceptionCode
  ) -> Pending {
    let wanted = standing.due.expectation
    let source = circumstances.waiting(for: .settlements, shop: shop, through: dueOn)
    return Pending(
      id: wanted.id, kind: wanted.kind,
      subject: subject(of: wanted), shop: shop,
      caseID: wanted.caseID, orderID: dossier.orderID,
      amount: wanted.amount - max(missing, standing.settled),
      currency: wanted.currency, breaksOn: dueOn + 1,
      waitingFor: asOf > dueOn ? source ?? Text() : Text(), owner: code.owner)
  }
}
