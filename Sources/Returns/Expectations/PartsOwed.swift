/// Goods that are accepted in parts are owed in parts, each from the day of its own acceptance on
/// (R5.1): what is not yet due is pending beside what is missing.
extension Desk {
  /// What of an expectation is owed by a day of its own.
  private struct PartOwed {
    /// With the parts before it, minor units.
    let owed: Int64
    /// Met until the end of this day.
    let dueOn: Day
  }

  /// Those before the whole, ascending: none for nearly all expectations.
  private func partsBefore(_ standing: MoneyStanding) -> [PartOwed] {
    let wanted = standing.due.expectation
    guard standing.kind == .refund, let index = standing.due.file,
      files[index].inspections.count > 1, files[index].isRefundedByAcceptance,
      let approvedAt = files[index].standsSince,
      !rulings.amounts.contains(where: { $0.expectation == wanted.id })
    else { return [] }
    let file = files[index]
    let again = rulings.resentOn(wanted.id).map { $0 + file.terms.refundDays }
    let parts = file.acceptances.dropLast().map { acceptance in
      let on = day(acceptance.inspectedAt)
      let owed = worth(of: file) { day($0.inspectedAt) <= on } - deductions(of: index)
      let dueOn = min(standing.due.dueOn, max(on, day(approvedAt)) + file.terms.refundDays)
      return PartOwed(owed: owed, dueOn: max(dueOn, again ?? dueOn))
    }
    return parts.filter { $0.owed > 0 && $0.owed < wanted.amount }
  }

  /// The last day for what is still open.
  func lastDay(of standing: MoneyStanding) -> Day {
    partsBefore(standing).first { $0.owed > standing.settled }?.dueOn
      ?? lastDay(of: standing.due)
  }

  /// What was to be there by now, and the last day of the part after it; nil while nothing is
  /// missing.
  func missingPart(of standing: MoneyStanding) -> (owed: Int64, nextDueOn: Day?)? {
    let last = lastDay(of: standing.due)
    if isOver(last, .settlements) { return (standing.due.expectation.amount, nil) }
    let parts = partsBefore(standing)
    guard let due = parts.lastIndex(where: { isOver($0.dueOn, .settlements) }),
      parts[due].owed > standing.settled
    else { return nil }
    return (parts[due].owed, due + 1 < parts.count ? parts[due + 1].dueOn : last)
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
