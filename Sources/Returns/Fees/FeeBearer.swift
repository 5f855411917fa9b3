/// Who bears a parcel's charges (design: section 8, domain.md 3b).
struct FeeBearer {
  let bearer: Bearer
  /// The case the parcel belongs to; empty where none does.
  let caseID: Text
  /// Whether the customer's share is claimed (`recover_freight`).
  let recovery: FreightRecovery
  /// The order's, in which alone freight can be claimed of anybody: nothing is converted, and what
  /// is billed in another stays the merchant's cost.
  let currency: Currency
  /// The carrier lost or damaged this very parcel. Where it bears a way back only for what happened
  /// on the way out, that is part of the claim for the way out: whoever brought the goods back owes
  /// nothing.
  var isCarriersFault = false

  /// What another than the merchant owes back of what is payable; of a credit below 0, as it owes
  /// that much less.
  func owed(of payable: Int64, in billed: Currency) -> Int64 {
    if billed != currency { return 0 }
    return switch bearer {
    case .carrier: isCarriersFault ? payable : 0
    case .insurance, .supplier: payable
    case .customer: recovery == .off ? 0 : payable
    case .merchant: 0
    }
  }
}

extension Dossier {
  /// The carrier for what it lost or damaged (`isCarriersFault`); for a return the insurance, where
  /// the order is freight-insured and its case the one claimed; else as the case's terms say.
  /// A return without a case is the merchant's.
  func feeBearer(
    isCarriersFault: Bool, direction: Direction, caseIndex: Int?, policy: Policy,
    terms: (CaseLine) -> CaseTerms
  ) -> FeeBearer {
    guard let caseIndex else {
      let bearer = isCarriersFault ? .carrier : bearerWithoutCase(direction, policy)
      return FeeBearer(
        bearer: bearer, caseID: Text(), recovery: .off, currency: currency(policy),
        isCarriersFault: isCarriersFault)
    }
    let line = cases[caseIndex]
    let caseTerms = terms(line)
    var bearer = caseTerms.freightBearer(direction, line.reason.family)
    if isCarriersFault {
      bearer = .carrier
    } else if direction == .return, isFreightInsured(line.caseID) {
      bearer = .insurance
    }
    return FeeBearer(
      bearer: bearer, caseID: line.caseID, recovery: caseTerms.freightRecovery,
      currency: currency(policy), isCarriersFault: isCarriersFault)
  }

  /// Without a case there is no reason: the terms with those overrides that ask for none.
  private func bearerWithoutCase(_ direction: Direction, _ policy: Policy) -> Bearer {
    if direction == .return || direction == .returnToCustomer { return .merchant }
    guard !policy.overrides.isEmpty else {
      return direction == .outbound
        ? policy.terms.outboundFreightBearer : policy.terms.exchangeFreightBearer
    }
    return policy.terms(shop: shop, category: firstCategory).freightBearer(direction, .noReason)
  }
}

extension Dossier {
  /// The currency the order is in: its lines', else its shop's.
  func currency(_ policy: Policy) -> Currency {
    if !lines.isEmpty, lines[0].currency != .none { return lines[0].currency }
    return policy.shops.indices.contains(shop) ? policy.shops[shop].currency : policy.currency
  }

  /// The category of the order's lowest line.
  var firstCategory: Text { lines.min { $0.lineNo < $1.lineNo }?.category ?? Text() }
}

extension CaseTerms {
  fileprivate func freightBearer(_ direction: Direction, _ family: ReasonFamily) -> Bearer {
    switch direction {
    case .outbound: outboundFreightBearer
    case .exchange: exchangeFreightBearer
    case .return, .returnToCustomer: returnFreightBearer[family] ?? .merchant
    }
  }
}

extension Dossier {
  /// The case a waybill belongs to: the smallest case_id that names it, else the case the parcel
  /// refers to, else of a return that names the order the case that has those. Of a case with
  /// several lines, the first.
  /// - Returns: index into `cases`.
  func caseIndex(of waybill: Text, _ parcel: ParcelFacts) -> Int? {
    var reference = parcel.reference
    if parcel.direction == .return, reference == orderID, let caseID = caseOfReturnsByOrder {
      reference = caseID
    }
    var named: Int?
    var referred: Int?
    for index in cases.indices {
      if cases[index].returnWaybill == waybill || cases[index].exchangeWaybill == waybill {
        if isBefore(index, named) { named = index }
      } else if !reference.isEmpty, cases[index].caseID == reference {
        if isBefore(index, referred) { referred = index }
      }
    }
    return named ?? referred
  }

  /// Of a case.
  func firstLine(of caseID: Text) -> Int? {
    cases.indices.reduce(nil) { first, index in
      cases[index].caseID == caseID && isBefore(index, first) ? index : first
    }
  }

  private func isBefore(_ a: Int, _ other: Int?) -> Bool {
    guard let b = other else { return true }
    if cases[a].caseID != cases[b].caseID { return cases[a].caseID < cases[b].caseID }
    let left = cases[a].lineNo ?? -1
    let right = cases[b].lineNo ?? -1
    return left == right ? cases[a].reason.rawValue < cases[b].reason.rawValue : left < right
  }
}
