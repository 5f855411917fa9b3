extension JournalRule {
  /// What is payable to carriers (R6.3): a cost, or owed back by whoever bears it. What they take
  /// off a bill for what is claimed of them has paid that, and what they have paid back of a bill
  /// they owed. Parcels of a case one by one; all others are one entry a carrier and day.
  static let freight = JournalRule(.fees) { desk, _, entries in
    for line in desk.fees where !line.isBeforeOpening {
      let owed = line.owed
      let ofClaims = line.paidBack + (desk.paysClaim(line) ? line.compensation : 0)
      let cost = line.payable - ofClaims - owed - line.writtenOff
      if line.writtenOff != 0 {
        entries.append(desk.entry(.freightWriteOff, line.writtenOff, line))
      }
      if line.caseID.isEmpty {
        entries.append(line.carriage(.carriage, cost))
        let ofCarrier = owed + ofClaims
        if ofCarrier != 0 { entries.append(line.carriage(.carriageOfCarrier, ofCarrier)) }
        continue
      }
      entries.append(desk.entry(.freight, cost, line))
      if ofClaims != 0 { entries.append(desk.entry(.freightOfCarrier, ofClaims, line)) }
      if owed != 0 { entries.append(desk.entry(JournalKind(owedBy: line.bearer), owed, line)) }
    }
  }
}

extension JournalKind {
  fileprivate init(owedBy bearer: Bearer) {
    switch bearer {
    case .customer: self = .freightOfCustomer
    case .insurance: self = .freightOfInsurance
    case .supplier: self = .freightOfSupplier
    case .carrier, .merchant: self = .freightOfCarrier
    }
  }
}

extension Desk {
  fileprivate func entry(_ kind: JournalKind, _ amount: Int64, _ line: FeeLine) -> JournalEntry {
    let charge = dossier.charges.first {
      $0.waybill == line.waybill && $0.invoiceNo == line.invoiceNo && $0.carrier == line.carrier
    }
    return JournalEntry(
      kind, amount, line.currency, on: charge?.billedAt.map(day), caseID: line.caseID,
      orderID: dossier.orderID, counterparty: line.carrier, subject: line.waybill,
      source: charge?.source)
  }
}

extension FeeLine {
  /// The entry of a parcel that is nobody's but the merchant's cost: all that a plain order has.
  public var carriageEntry: JournalEntry { carriage(.carriage, payable) }

  fileprivate func carriage(_ kind: JournalKind, _ amount: Int64) -> JournalEntry {
    JournalEntry(kind, amount, currency, counterparty: carrier)
  }
}
