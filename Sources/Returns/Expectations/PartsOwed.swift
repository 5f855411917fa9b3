/// What of an expectation is owed by a day of its own.
struct PartOwed: Sendable {
  /// With the parts before it, minor units.
  let owed: Int64
  /// Met until the end of this day.
  let dueOn: Day
}

/// Goods that are accepted in parts are owed in parts, each from the day of its own acceptance on
/// (R5.1): what is not yet due is pending beside what is missing.
extension Desk {
  /// Ascending; the last one is the whole.
  func partsOwed(_ standing: MoneyStanding) -> [PartOwed] {
    let wanted = standing.due.expectation
    let whole = PartOwed(owed: wanted.amount, dueOn: lastDay(of: standing.due))
    guard standing.kind == .refund, let index = standing.due.file,
      files[index].inspections.count > 1, files[index].isRefundedByAcceptance,
      let approvedAt = files[index].standsSince,
      !rulings.amounts.contains(where: { $0.expectation == wanted.id })
    else { return [whole] }
    let file = files[index]
    let again = rulings.resentOn(wanted.id).map { $0 + file.terms.refundDays }
    let parts = file.acceptances.dropLast().map { acceptance in
      let on = day(acceptance.inspectedAt)
      let owed = worth(of: file) { day($0.inspectedAt) <= on } - deductions(of: index)
      let dueOn = min(standing.due.dueOn, max(on, day(approvedAt)) + file.terms.refundDays)
      return PartOwed(owed: owed, dueOn: max(dueOn, again ?? dueOn))
    }
    return parts.filter { $0.owed > 0 && $0.owed < wanted.amount } + [whole]
  }

  /// The last day for what is still open.
  func lastDay(of standing: MoneyStanding) -> Day {
    let settled = standing.matched + standing.writtenOff
    let parts = partsOwed(standing)
    return (parts.first { $0.owed > settled } ?? parts[parts.count - 1]).dueOn
  }

  /// What is to come beyond what was settled, and beyond what is missing already.
  func pending(
    _ standing: MoneyStanding, since missing: Int64, _ dueOn: Day, _ code: ExceptionCode
  ) -> Pending {
    let wanted = standing.due.expectation
    let source = circumstances.waiting(for: .settlements, shop: shop, through: dueOn)
    return Pending(
      id: wanted.id, kind: wanted.kind,
      subject: wanted.caseID.isEmpty ? dossier.orderID : wanted.caseID, shop: shop,
      caseID: wanted.caseID, orderID: dossier.orderID,
      amount: wanted.amount - max(missing, standing.matched + standing.writtenOff),
      currency: wanted.currency, breaksOn: dueOn + 1,
      waitingFor: asOf > dueOn ? source ?? Text() : Text(), owner: code.owner)
  }
}
