/// Who bears a parcel's charges (design: section 8, domain.md 3b).
struct FeeBearer {
  let bearer: Bearer
  /// The case the parcel belongs to; empty where none does.
  let caseID: Text
  /// Whether the customer's share is claimed (`recover_freight`).
  let recovery: FreightRecovery

  /// The carrier for what it lost or damaged; for a return the insurance, where the order is
  /// freight-insured and a case stands behind the claim; else as the case's terms say. A return
  /// without a case is the merchant's.
  init(
    _ parcel: ParcelFacts, direction: Direction, caseIndex: Int?, dossier: Dossier, policy: Policy,
    terms: (CaseLine) -> CaseTerms
  ) {
    caseID = caseIndex.map { dossier.cases[$0].caseID } ?? Text()
    let isCarriersFault = parcel.isSeen && (parcel.status == .lost || parcel.status == .damaged)
    guard let caseIndex else {
      recovery = .off
      bearer = isCarriersFault ? .carrier : Self.withoutCase(direction, dossier, policy)
      return
    }
    let line = dossier.cases[caseIndex]
    let caseTerms = terms(line)
    recovery = caseTerms.freightRecovery
    if isCarriersFault {
      bearer = .carrier
    } else if direction == .return, dossier.lines.contains(where: { $0.isFreightInsured }) {
      bearer = .insurance
    } else {
      bearer = Self.named(direction, line.reason.family, caseTerms)
    }
  }

  /// What another than the merchant owes back of what is payable.
  func recovered(of payable: Int64) -> Int64 {
    switch bearer {
    case .carrier, .insurance: max(0, payable)
    case .customer: recovery == .off ? 0 : max(0, payable)
    case .merchant, .supplier: 0
    }
  }

  private static func named(
    _ direction: Direction, _ family: ReasonFamily, _ terms: CaseTerms
  ) -> Bearer {
    switch direction {
    case .outbound: terms.outboundFreightBearer
    case .exchange: terms.exchangeFreightBearer
    case .return, .returnToCustomer: terms.returnFreightBearer[family] ?? .merchant
    }
  }

  /// Without a case there is no reason: the terms with those overrides that ask for none.
  private static func withoutCase(
    _ direction: Direction, _ dossier: Dossier, _ policy: Policy
  ) -> Bearer {
    if direction == .return || direction == .returnToCustomer { return .merchant }
    guard !policy.overrides.isEmpty else {
      return direction == .outbound
        ? policy.terms.outboundFreightBearer : policy.terms.exchangeFreightBearer
    }
    var terms = policy.terms
    let category = dossier.lines.min { $0.lineNo < $1.lineNo }?.category ?? Text()
    for override in policy.overrides
    where override.reason == nil && override.family == nil
      && override.fits(shop: dossier.shop, category: category, reason: .noLongerNeeded) {
      override.apply(&terms)
    }
    return named(direction, .noReason, terms)
  }
}

extension Dossier {
  /// The case a waybill belongs to: the smallest case_id that names it, else the case the parcel
  /// refers to. Of a case with several lines, the first.
  /// - Returns: index into `cases`.
  func caseIndex(of waybill: Text, reference: Text) -> Int? {
    var named: Int?
    var referred: Int?
    for index in cases.indices {
      if cases[index].returnWaybill == waybill || cases[index].exchangeWaybill == waybill {
        if named.map({ isBefore(index, $0) }) ?? true { named = index }
      } else if !reference.isEmpty, cases[index].caseID == reference {
        if referred.map({ isBefore(index, $0) }) ?? true { referred = index }
      }
    }
    return named ?? referred
  }

  private func isBefore(_ a: Int, _ b: Int) -> Bool {
    if cases[a].caseID != cases[b].caseID { return cases[a].caseID < cases[b].caseID }
    let left = cases[a].lineNo ?? -1
    let right = cases[b].lineNo ?? -1
    return left == right ? cases[a].reason.rawValue < cases[b].reason.rawValue : left < right
  }
}
