/// What a case takes of its order: so many units, their money after all caps, and their share of
/// what was paid before any. The last unit takes what the shares leave, so that neither a cap nor a
/// small request of one case makes another dearer.
struct GoodsClaim: Sendable {
  var quantity: Int64 = 0
  var amount: Int64 = 0
  var share: Int64 = 0
}

extension Desk {
  /// Sets what the goods of a case are worth, were all of them accepted; what the accepted ones
  /// are; and what later cases cannot have. Rejected goods are free again once all are inspected.
  func value(_ file: inout CaseFile) {
    let whole = claim(of: file, quantity: file.quantity)
    file.goodsBasis = whole.amount
    file.acceptedBasis = whole.amount
    file.claim = whole
    guard file.acceptedQuantity < file.quantity else { return }
    let accepted = claim(of: file, quantity: file.acceptedQuantity)
    file.acceptedBasis = accepted.amount
    if file.isRefundedByAcceptance, file.inspectedQuantity >= file.quantity {
      file.claim = accepted
    }
  }

  /// What so many units of a case are worth in money back (design: section 8, `refund_basis` and
  /// `refund_cap`; CPL 25(3): the price paid).
  private func claim(of file: CaseFile, quantity: Int64) -> GoodsClaim {
    var claim = GoodsClaim()
    guard !file.lines.isEmpty, quantity > 0 else { return claim }
    claim.quantity = quantity
    let earlier = files.filter {
      $0.kind != .exchange && $0.holdsGoods && $0.sharesLine(with: file)
    }
    for (line, units) in zip(file.lines, units(of: file, quantity)) where units > 0 {
      let before = earlier.filter { $0.isWholeOrder || $0.application.lineNo == line.lineNo }
        .map(\.claim)
      let part = basis(of: line, quantity: units, after: before, file.terms)
      claim.amount += part.amount
      claim.share += part.share
    }
    if file.terms.isRefundCapped {
      claim.amount = min(claim.amount, orderCeiling(before: file))
    }
    if let requested = file.application.requestedAmount {
      claim.amount = min(claim.amount, requested)
    }
    if let approved = file.lastReview?.approvedAmount {
      // Of the case, whatever lines it has: this line may have what those before it left.
      let spent = files.filter { $0.caseID == file.caseID }.reduce(0) { $0 + $1.claim.amount }
      claim.amount = min(claim.amount, approved - spent)
    }
    claim.amount = max(claim.amount, 0)
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

  private func basis(
    of line: OrderLine, quantity: Int64, after earlier: [GoodsClaim], _ terms: CaseTerms
  ) -> GoodsClaim {
    let listed = clamped(line.unitPrice, quantity)
    let paid = line.paidAmount ?? clamped(line.unitPrice, line.quantity)
    // The last unit takes what is left, so that a line's refunds add up to what was paid for it.
    let before = earlier.reduce(0) { $0 + $1.quantity }
    let takesRest = line.paidAmount != nil && before > 0 && before + quantity == line.quantity
    var claim = GoodsClaim(quantity: quantity, amount: listed, share: listed)
    if takesRest {
      claim.share = paid - earlier.reduce(0) { $0 + $1.share }
    } else if line.paidAmount != nil {
      claim.share = MinorUnits.proportion(paid, quantity, line.quantity) ?? 0
    }
    if terms.refundBasis == .paid { claim.amount = claim.share }
    if terms.isRefundCapped {
      claim.amount = min(claim.amount, max(paid - earlier.reduce(0) { $0 + $1.amount }, 0))
    }
    return claim
  }

  /// What the order and its payments can still give back.
  private func orderCeiling(before file: CaseFile) -> Int64 {
    let paidLines = dossier.lines.reduce(0) {
      $0 + ($1.paidAmount ?? clamped($1.unitPrice, $1.quantity))
    }
    let received = views.payments.filter {
      dossier.settlements[$0].currency == file.currency
        && !namesCase(dossier.settlements[$0].refundRef)
    }
    let paid = received.reduce(0) { $0 + dossier.settlements[$1].amount }
    let spent = files.filter { $0.kind != .exchange && $0.holdsGoods }
      .reduce(0) { $0 + $1.claim.amount }
    return max(0, (received.isEmpty ? paidLines : min(paidLines, paid)) - spent)
  }

  func namesCase(_ reference: Text) -> Bool {
    !reference.isEmpty && dossier.cases.contains { $0.caseID == reference }
  }

  /// price × quantity, held at the limit where it would leave it.
  private func clamped(_ price: Int64, _ quantity: Int64) -> Int64 {
    let (value, overflow) = price.multipliedReportingOverflow(by: quantity)
    return overflow ? amountLimit : min(value, amountLimit)
  }
}
