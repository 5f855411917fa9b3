/// How credits and repeated charges of one waybill bear on each other, across a carrier's invoices.
enum ChargeCredits {
  /// A charge that takes back (a part of) what another invoice charges.
  struct Credit {
    let carrier: Text
    let currency: Currency
    let type: ChargeType
    /// Above 0.
    let amount: Int64
    let invoiceNo: Text
    /// The invoice it credits.
    let creditOf: Text

    func stands(in position: FeePosition) -> Bool {
      position.carrier == carrier && position.currency == currency
        && position.invoiceNo == invoiceNo
    }
  }

  static func isCredit(_ charge: Charge) -> Bool {
    charge.amount < 0 && !charge.creditOf.isEmpty && charge.creditOf != charge.invoiceNo
  }

  /// Sets credits against the charges they undo, then marks what is charged again.
  ///
  /// A credit that names its invoice takes from there; an allowance that names one takes from the
  /// types in their order. A negative amount that names none, or an invoice not known, takes from
  /// the newest charge of its type.
  static func settle(_ positions: inout [FeePosition], _ credits: [Credit]) {
    positions.sort { a, b in
      if a.carrier != b.carrier { return a.carrier < b.carrier }
      if FeePosition.isBilledBefore(a, b) { return true }
      return !FeePosition.isBilledBefore(b, a) && a.currency < b.currency
    }
    for credit in credits.sorted(by: precedes) { apply(credit, to: &positions) }
    applyNegatives(&positions)
    // An account may be charged the same every month.
    if positions.first?.isOfAccount == false { markDuplicates(&positions) }
  }

  private static func precedes(_ a: Credit, _ b: Credit) -> Bool {
    if a.invoiceNo != b.invoiceNo { return a.invoiceNo < b.invoiceNo }
    if a.creditOf != b.creditOf { return a.creditOf < b.creditOf }
    if a.type != b.type { return a.type.rawValue < b.type.rawValue }
    return a.amount < b.amount
  }

  private static func apply(_ credit: Credit, to positions: inout [FeePosition]) {
    var rest = credit.amount
    let types =
      credit.type.isAllowance ? ChargeType.every.filter { !$0.isAllowance } : [credit.type]
    let rivals = positions.indices.filter { index in
      positions[index].carrier == credit.carrier && positions[index].currency == credit.currency
        && !credit.stands(in: positions[index])
    }
    let named = rivals.filter { positions[$0].invoiceNo == credit.creditOf }
    if named.isEmpty, credit.type.isAllowance { return }
    for index in (named.isEmpty ? rivals : named).reversed() {
      for type in types where rest > 0 { rest -= positions[index].takeBack(rest, type) }
    }
    guard credit.type == .compensation else { return }
    for index in positions.indices where credit.stands(in: positions[index]) {
      positions[index].compensationCredited += credit.amount - rest
    }
  }

  private static func applyNegatives(_ positions: inout [FeePosition]) {
    for index in positions.indices {
      let source = positions[index]
      for type in ChargeType.every where !type.isAllowance && source.standing[type] < 0 {
        var rest = -source.standing[type]
        for other in positions.indices.reversed()
        where rest > 0 && other != index && positions[other].carrier == source.carrier
          && positions[other].currency == source.currency
        {
          rest -= positions[other].takeBack(rest, type)
        }
      }
    }
  }

  /// The charge billed first stands; what a later invoice still charges of that type is charged
  /// twice.
  private static func markDuplicates(_ positions: inout [FeePosition]) {
    for type in ChargeType.every where !type.isAllowance {
      for index in positions.indices where positions[index].standing[type] > 0 {
        let position = positions[index]
        let earlier = positions.indices.filter { other in
          positions[other].standing[type] > 0 && positions[other].carrier == position.carrier
            && positions[other].invoiceNo != position.invoiceNo
            && FeePosition.isBilledBefore(positions[other], position)
        }
        // Positions stand in the order they were billed: the first of the earlier ones.
        guard let first = earlier.first else { continue }
        positions[index].duplicated.insert(ChargeTypes(type))
        if positions[index].firstInvoice.isEmpty {
          positions[index].firstInvoice = positions[first].invoiceNo
        }
      }
    }
  }
}

extension FeePosition {
  /// Lowers what stands by up to `amount`.
  /// - Returns: how much was taken.
  fileprivate mutating func takeBack(_ amount: Int64, _ type: ChargeType) -> Int64 {
    let taken = min(amount, standing[type])
    guard taken > 0 else { return 0 }
    standing[type] -= taken
    credited.insert(ChargeTypes(type))
    return taken
  }
}
