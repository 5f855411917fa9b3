/// What the goods of a case are worth in money back (design: section 8, `refund_basis` and
/// `refund_cap`; CPL 25(3): the price paid).
extension Desk {
  /// Sets what the goods of a case are worth, were all of them accepted; what the accepted ones
  /// are; and what later cases cannot have. Rejected goods are free again once all are inspected.
  func value(_ file: inout CaseFile) {
    let whole = claim(of: file, quantity: file.quantity)
    file.whole = whole
    file.accepted = whole
    file.claim = whole
    file.repricing = whole.repricing
    file.owed = whole
    guard file.acceptedQuantity < file.quantity else { return }
    file.accepted = claim(of: file, quantity: file.acceptedQuantity)
    guard file.isRefundedByAcceptance else { return }
    file.owed = file.accepted
    if file.acceptedQuantity > 0 { file.repricing = file.accepted.repricing }
    if file.inspectedQuantity >= file.quantity { file.claim = file.accepted }
  }

  /// The basis that a case is refunded by. `law` is what the shop's law pack says of promotions
  /// that no longer hold, else what was paid. Who exchanges keeps as many goods as before: no
  /// promotion is priced anew for that.
  func refundBasis(of file: CaseFile) -> RefundBasis {
    let basis = refundBasisOfReturns(file)
    return file.kind == .exchange && basis == .reprice ? .paid : basis
  }

  private func refundBasisOfReturns(_ file: CaseFile) -> RefundBasis {
    guard file.terms.refundBasis == .law else { return file.terms.refundBasis }
    guard !circumstances.policy.promotions.isEmpty else { return .paid }
    let rule = circumstances.laws[shop]?.refundBases.rule(
      for: file.application.reason.family, on: lawDay(of: file))
    return rule?.value ?? .paid
  }

  private func claim(of file: CaseFile, quantity: Int64) -> GoodsClaim {
    var claim = GoodsClaim()
    guard !file.lines.isEmpty, quantity > 0 else { return claim }
    let basis = refundBasis(of: file)
    for (line, units) in zip(file.lines, units(of: file, quantity)) where units > 0 {
      let part = part(of: line, units, file, basis, &claim)
      claim.append(part)
    }
    if file.terms.isRefundCapped { claim.limit(to: orderCeiling(before: file)) }
    if let requested = file.application.requestedAmount { claim.limit(to: requested) }
    if let approved = file.lastReview?.approvedAmount {
      // Of the case, whatever lines it has: this line may have what those before it left.
      let spent = files.filter { $0.caseID == file.caseID }.reduce(0) { $0 + $1.claim.amount }
      claim.unreviewed = claim.amount
      claim.limit(to: approved - spent)
    }
    return claim
  }

  /// How many of a case's units are of each of its lines. Where a case of the whole order is
  /// about fewer, those that the warehouse accepted by line come first, then the lines in order.
  private func units(of file: CaseFile, _ quantity: Int64) -> [Int64] {
    guard file.isWholeOrder else { return [quantity] }
    guard quantity < file.orderedQuantity else { return file.lines.map(\.quantity) }
    var rest = quantity
    var units = file.lines.map { line in
      let named = file.inspections.reduce(0) {
        $1.result == .accepted && $1.lineNo == line.lineNo ? $0 + $1.quantity : $0
      }
      let taken = min(named, line.quantity, rest)
      rest -= taken
      return taken
    }
    for (index, line) in file.lines.enumerated() {
      let more = min(line.quantity - units[index], rest)
      units[index] += more
      rest -= more
    }
    return units
  }

  /// Units of one line by the basis and the caps of their line, or of their promotion's lines. The
  /// last unit takes what is left, so that the refunds add up to what was paid.
  private func part(
    of line: OrderLine, _ quantity: Int64, _ file: CaseFile, _ basis: RefundBasis,
    _ claim: inout GoodsClaim
  ) -> LineClaim {
    let before = taken(of: line.lineNo, beside: claim)
    let listed = clamped(line.unitPrice, quantity)
    var part = LineClaim(
      lineNo: line.lineNo, quantity: quantity, amount: listed, share: listed, proportional: listed)
    if line.paidAmount != nil {
      let takesRest = before.quantity > 0 && before.quantity + quantity == line.quantity
      part.proportional =
        takesRest
        ? paid(for: line) - before.proportional
        : MinorUnits.proportion(paid(for: line), quantity, line.quantity) ?? 0
      part.share = part.proportional
    }
    var ceiling = paid(for: line) - before.amount
    if file.kind != .exchange,
      let basket = basket(of: line, quantity, before: before, beside: claim)
    {
      let repriced = basket.worth(proportional: part.proportional)
      claim.repricing = claim.repricing ?? Repricing(promotion: line.promotionID)
      claim.repricing?.proportional += part.proportional
      claim.repricing?.repriced += repriced
      if basis == .reprice || (basis == .paid && basket.isEmptied) { part.share = repriced }
      part.share = min(part.share, basket.worthLeft)
      if basis != .list { ceiling = basket.left }
    }
    if basis != .list { part.amount = part.share }
    if file.terms.isRefundCapped { part.amount = min(part.amount, max(ceiling, 0)) }
    part.worth = part.amount
    return part
  }

  /// What earlier cases took of a line, and this one so far.
  func taken(of lineNo: Int64, beside claim: GoodsClaim) -> LineClaim {
    var sum = LineClaim(lineNo: lineNo)
    for place in files.indices where files[place].kind != .exchange && files[place].holdsGoods {
      files[place].claim.add(of: lineNo, to: &sum)
    }
    claim.add(of: lineNo, to: &sum)
    return sum
  }

  /// What was paid for a line, or would have been where the order does not say.
  func paid(for line: OrderLine) -> Int64 {
    line.paidAmount ?? clamped(line.unitPrice, line.quantity)
  }

  /// What the order and its payments can still give back.
  private func orderCeiling(before file: CaseFile) -> Int64 {
    let paidLines = dossier.lines.reduce(0) { $0 + paid(for: $1) }
    let received = received(in: file.currency)
    let spent = files.filter { $0.kind != .exchange && $0.holdsGoods }
      .reduce(0) { $0 + $1.claim.amount }
    return max(0, min(paidLines, received ?? paidLines) - spent)
  }

  /// What the order's own payments came to; nil where none came.
  func received(in currency: Currency) -> Int64? {
    var sum: Int64?
    for place in views.payments {
      let row = dossier.settlements[place]
      guard row.currency == currency, !namesCase(row.refundRef) else { continue }
      sum = (sum ?? 0) + row.amount
    }
    return sum
  }

  func namesCase(_ reference: Text) -> Bool {
    !reference.isEmpty && dossier.cases.contains { $0.caseID == reference }
  }

  /// The case that a movement names by its own id, or by that of an instruction.
  func namedCase(_ row: Settlement) -> Text? {
    if namesCase(row.refundRef) { return row.refundRef }
    guard let id = InstructionID(row.refundRef) else { return nil }
    for index in money.indices where money[index].due.expectation.id == id.subject {
      return money[index].due.expectation.caseID
    }
    return formerCase(of: id)
  }

  /// The case of an instruction that nothing is expected for any more: its ground is gone.
  private func formerCase(of id: InstructionID) -> Text? {
    guard id.kind == .refund else { return nil }
    for index in files.indices
    where refundNames(of: files[index].application).contains(id.subject) {
      return files[index].caseID
    }
    return rulings.promisedBefore.first { $0.id == id.subject }?.caseID
  }

  /// What refunds of a case line are called, whether they are owed or not.
  func refundNames(of application: CaseLine) -> [UInt64] {
    let names: [StaticString] = [
      "refund", "freight", "difference", "difference back", "freight back",
    ]
    return names.map { expectedIdentity($0, of: application) }
  }

  /// price × quantity, held at the limit where it would leave it.
  func clamped(_ price: Int64, _ quantity: Int64) -> Int64 {
    let (value, overflow) = price.multipliedReportingOverflow(by: quantity)
    return overflow ? amountLimit : min(value, amountLimit)
  }
}
