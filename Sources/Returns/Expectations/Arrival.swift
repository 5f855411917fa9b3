extension DeadlineRule {
  /// A parcel under way arrives by the promised day, else `transit_days` after pick-up (R6.2).
  /// Lost, damaged and misrouted parcels are the same trouble under its own name.
  static let arrival = DeadlineRule(
    kind: .arrival, evidenceFeed: .parcels, code: .parcelLate, subject: .waybills
  ) { desk, deadlines in
    guard !desk.isOrphan else { return }
    for parcel in desk.waybills {
      guard let state = state(of: parcel, desk) else { continue }
      let file = desk.fileIndex(of: parcel)
      var deadline = Deadline(
        id: desk.circumstances.identity("arrival", shop: desk.shop, parcel.waybill, parcel.carrier),
        subject: parcel.waybill, file: file, waybill: parcel.waybill, state: state)
      deadline.lastSeen = (parcel.status, parcel.latest.happenedAt.map(desk.day))
      deadline.isListed = file != nil
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
    let terms = desk.terms(of: parcel)
    if let lostOn = desk.lostOn(parcel, terms) { return .broken(.parcelLost, since: lostOn) }
    if parcel.isDamaged {
      return .broken(.parcelDamaged, since: parcel.damagedAt.map(desk.day) ?? desk.asOf)
    }
    if parcel.status == .misrouted { return .broken(.parcelMisrouted, since: last ?? desk.asOf) }
    if parcel.deliveredAt != nil { return .met(evidenceID: parcel.waybill, on: "waybill") }
    guard parcel.isUnderWay, parcel.status.isMoving else { return nil }
    if let promised = parcel.promisedAt { return .open(until: desk.day(promised)) }
    guard let start = parcel.pickedUpAt ?? parcel.latest.happenedAt else { return nil }
    return .open(until: desk.day(start) + terms.transitDays)
  }
}

extension Desk {
  /// The first case line whose return or replacement the parcel is.
  func fileIndex(of parcel: Waybill) -> Int? {
    files.firstIndex {
      $0.returnParcel?.waybill == parcel.waybill || $0.exchangeParcel?.waybill == parcel.waybill
    }
  }

  /// The terms a parcel travels on: its case's, else the order's.
  func terms(of parcel: Waybill) -> CaseTerms {
    guard !policy.overrides.isEmpty else { return policy.terms }
    return fileIndex(of: parcel).map { files[$0].terms }
      ?? policy.terms(shop: shop, category: dossier.firstCategory)
  }

  /// No order and no case is known here: what lies on the desk belongs to nobody yet.
  var isOrphan: Bool { dossier.lines.isEmpty && dossier.cases.isEmpty }
}
