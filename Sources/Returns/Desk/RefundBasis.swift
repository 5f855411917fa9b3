extension Desk {
  /// What the goods of a case are worth in money back, were all of them accepted (design: section
  /// 8, `refund_basis` and `refund_cap`; CPL 25(3): the price paid).
  func goodsBasis(of file: CaseFile) -> Int64 { goodsBasis(of: file, quantity: file.quantity) }

  func goodsBasis(of file: CaseFile, quantity: Int64) -> Int64 {
    guard !file.lines.isEmpty, quantity > 0 else { return 0 }
    let earlier = files.filter {
      $0.caseID != file.caseID && $0.kind != .exchange && $0.holdsGoods && $0.sharesLine(with: file)
    }
    var amount: Int64 = 0
    for line in file.lines {
      let asked = file.isWholeOrder ? line.quantity : quantity
      let before = earlier.filter { $0.isWholeOrder || $0.application.lineNo == line.lineNo }
      amount += basis(of: line, quantity: asked, after: before, file.terms)
    }
    if file.terms.isRefundCapped { amount = min(amount, orderCeiling(before: file)) }
    if let requested = file.application.requestedAmount { amount = min(amount, requested) }
    if let approved = file.lastReview?.approvedAmount { amount = min(amount, approved) }
    return max(amount, 0)
  }

  private func basis(
    of line: OrderLine, quantity: Int64, after earlier: [CaseFile], _ terms: CaseTerms
  ) -> Int64 {
    let before = earlier.reduce(0) { $0 + $1.quantity }
    let spent = earlier.reduce(0) { $0 + $1.goodsBasis }
    let ceiling = line.paidAmount ?? clamped(line.unitPrice, line.quantity)
    var amount: Int64
    switch terms.refundBasis {
    case .list: amount = clamped(line.unitPrice, quantity)
    case .paid:
      guard let paid = line.paidAmount else { amount = clamped(line.unitPrice, quantity); break }
      // The last unit takes what is left, so that a line's refunds add up to what was paid for it.
      let takesRest = before > 0 && before + quantity == line.quantity
      amount = takesRest ? paid - spent : MinorUnits.proportion(paid, quantity, line.quantity) ?? 0
    }
    if terms.isRefundCapped { amount = min(amount, max(ceiling - spent, 0)) }
    return amount
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
    let spent = files.filter { $0.caseID != file.caseID && $0.kind != .exchange && $0.holdsGoods }
      .reduce(0) { $0 + $1.goodsBasis }
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
