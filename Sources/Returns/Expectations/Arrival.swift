extension DeadlineRule {
  /// A parcel under way arrives by the promised day, else in the days of its carrier, else
  /// `transit_days` after pick-up (R6.2). Lost, damaged and misrouted parcels are the same trouble
  /// under its own name. What the warehouse has inspected has arrived, scanned or not, as has what
  /// the order says.
  static let arrival = DeadlineRule(
    kind: .arrival, evidenceFeed: .parcels, code: .parcelLate, subject: .waybills
  ) { desk, deadlines in
    guard !desk.isOrphan else { return }
    for parcel in desk.waybills {
      guard let state = state(of: parcel, desk) else { continue }
      let file = desk.fileIndex(of: parcel)
      var deadline = Deadline(
        id: desk.circumstances.arrivalIdentity(
          shop: desk.shop, parcel.waybill, carrier: parcel.carrier),
        subject: parcel.waybill, file: file, waybill: parcel.waybill, state: state)
      deadline.lastSeen = (parcel.status, parcel.latest.happenedAt.map(desk.day))
      deadline.isListed = file != nil
      deadline.carrier = parcel.carrier
      if case .broken(let code, _) = state, code != .parcelMisrouted {
        deadline.details = desk.chargedNote(parcel)
      }
      deadlines.append(deadline)
    }
  }

  private static func state(of parcel: Waybill, _ desk: Desk) -> Deadline.State? {
    // Records that contradict each other prove nothing: PARCEL_CONFLICT says so.
    guard parcel.conflict == nil else { return nil }
    if parcel.status == .delivered, !parcel.isDamaged, parcel.deliveredAt != nil {
      return .met(evidenceID: parcel.waybill, on: "waybill")
    }
    let last = parcel.latest.happenedAt.map(desk.day)
    let limits = desk.limits(of: parcel)
    let receiver = desk.receiver(of: parcel)
    if let lostOn = desk.lostOn(parcel, limits, isReceived: receiver != nil) {
      if desk.isMadeGood(parcel) { return .met(evidenceID: parcel.waybill, on: "claim_id") }
      return .broken(.parcelLost, since: lostOn)
    }
    if parcel.isDamaged, desk.isMadeGood(parcel) {
      return .met(evidenceID: parcel.waybill, on: "claim_id")
    }
    if parcel.isDamaged {
      return .broken(.parcelDamaged, since: parcel.damagedAt.map(desk.day) ?? desk.asOf)
    }
    if let receiver { return .met(evidenceID: receiver.caseID, on: "inspection") }
    if parcel.status != .delivered, desk.hasComeByOrder(parcel) { return nil }
    if parcel.status == .misrouted, desk.asOf >= (last ?? desk.asOf) + limits.misroutedDays {
      return .broken(.parcelMisrouted, since: (last ?? desk.asOf) + limits.misroutedDays)
    }
    if parcel.deliveredAt != nil { return .met(evidenceID: parcel.waybill, on: "waybill") }
    guard parcel.isUnderWay, desk.isAwaited(parcel) else { return nil }
    // Where a case waits for it, somebody has to ask; else nothing can tell that it came.
    if desk.saysNothing(bySilence: parcel), desk.fileIndex(of: parcel) == nil { return nil }
    return desk.lastDayOfTransit(parcel, limits).map { .open(until: $0) }
  }
}

extension Desk {
  /// The first case line whose return or replacement the parcel is.
  func fileIndex(of parcel: Waybill) -> Int? {
    files.firstIndex { $0.isReturn(parcel) || $0.isReplacement(parcel) }
  }

  /// The case whose goods the warehouse took out of the parcel; nil where it has not.
  func receiver(of parcel: Waybill) -> CaseFile? {
    files.first { $0.hasInspected(parcel) }
  }

  /// The terms a parcel travels on: its case's, else the order's.
  func terms(of parcel: Waybill) -> CaseTerms {
    guard !policy.overrides.isEmpty else { return policy.terms }
    return fileIndex(of: parcel).map { files[$0].terms }
      ?? policy.terms(shop: shop, category: dossier.firstCategory)
  }

  /// What the carrier charged for a parcel that it lost or damaged (FA11).
  fileprivate func chargedNote(_ parcel: Waybill) -> Deadline.Details? {
    let lines = fees.filter { $0.waybill == parcel.waybill && $0.carrier == parcel.carrier }
    guard let currency = lines.first(where: { $0.carriageCost > 0 })?.currency else { return nil }
    let charged = lines.reduce(0) { $1.currency == currency ? $0 + $1.carriageCost : $0 }
    return Deadline.Details(notes: [.audit(.lost), .chargedAll(charged, currency)])
  }

  /// No order and no case is known here: what lies on the desk belongs to nobody yet.
  var isOrphan: Bool { dossier.lines.isEmpty && dossier.cases.isEmpty }
}
