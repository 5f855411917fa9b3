/// How an audited position becomes a row of fee_settlement.csv and, where a rule explains it, a
/// finding.
extension FeeLine {
  /// - Parameter audit: wide, so that it is looked at where it is.
  init(_ audit: borrowing FeeAudit, _ bearer: FeeBearer, shop: Int) {
    self.init()
    waybill = audit.position.waybill
    carrier = audit.position.carrier
    invoiceNo = audit.position.invoiceNo
    direction = audit.direction
    self.shop = shop
    caseID = bearer.caseID
    chargeableWeightGrams = audit.chargeableGrams
    expectedFee = audit.expectedFreight
    billedFee = audit.position.billed[.freight]
    packagingFee = audit.position.billed[.packaging]
    for type in audit.position.types.each where type.isInSurcharge {
      surcharge = FeeSum.adding(surcharge, audit.position.billed[type])
    }
    terms = audit.position.terms
    self.bearer = bearer.bearer
    isCausedOnWayOut =
      bearer.bearer == .carrier && !bearer.isCarriersFault && direction == .return
      && !caseID.isEmpty
    payable = audit.payable
    if audit.position.types.contains(.compensation) {
      compensation = audit.compensation
      // Whose claim it pays is known when claims are; else it is the merchant's.
      if isCompensation, !bearer.isCarriersFault { self.bearer = .merchant }
    }
    recoverable = audit.recoverable
    isCredited = audit.position.credited.rawValue != 0
    if audit.terms.hasTolerance { writtenOff = audit.tolerated }
    currency = audit.position.currency
    owed = bearer.owed(of: carriageCost - writtenOff, in: currency)
  }

  /// Whether the line stands in fee_settlement.csv; the rest are in the carrier statement's sums.
  public func isListed(_ terms: FeeTerms) -> Bool {
    terms.listsAllLines || direction != .outbound || hasFinding || (variance ?? 0) != 0
  }
}

extension Finding {
  /// What names no parcel is about its invoice.
  init(
    _ code: ExceptionCode, _ explanation: FeeExplanation, position: FeePosition,
    identity: UInt64, caseID: Text, dossier: Dossier, openedOn: Day
  ) {
    self.init(
      code, identity: identity,
      subject: position.isOfAccount ? position.invoiceNo : position.waybill,
      shop: dossier.shop, openedOn: openedOn)
    self.caseID = caseID
    orderID = dossier.isLoose ? Text() : dossier.orderID
    waybill = position.waybill
    expected = explanation.expected
    actual = explanation.actual
    currency = position.currency
    cause = explanation.cause.text(after: "carrier:", position.carrier)
    notes = explanation.checks.map { .audit($0) } + explanation.notes
  }
}

extension Circumstances {
  /// The identity that a finding about a line has; of a waybill billed in a further currency it is
  /// another.
  func feeIdentity(_ line: FeeLine) -> UInt64 {
    feeHash(line.carrier, line.waybill, line.invoiceNo, line.shop).value
  }

  /// The trouble is the position's, whatever its code: carrier, waybill and invoice. An invoice may
  /// charge several shops for no parcel: of these it is the shop's as well.
  func feeIdentity(_ position: FeePosition, _ isFurtherCurrency: Bool, shop: Int) -> UInt64 {
    var hash = feeHash(position.carrier, position.waybill, position.invoiceNo, shop)
    if isFurtherCurrency { hash.combine(UInt64(position.currency.code)) }
    return hash.value
  }

  private func feeHash(
    _ carrier: Text, _ waybill: Text, _ invoiceNo: Text, _ shop: Int
  ) -> StableHash {
    var hash = StableHash()
    hash.combine(feeWord)
    hash.combine(carrier)
    hash.combine(waybill)
    hash.combine(invoiceNo)
    if waybill.isEmpty { hash.combine(shopHash(shop)) }
    return hash
  }
}

extension FeeSettling {
  func feeIdentity(_ position: FeePosition, _ isFurtherCurrency: Bool) -> UInt64 {
    circumstances.feeIdentity(position, isFurtherCurrency, shop: dossier.shop)
  }
}

private let feeWord: Text = "fee"
