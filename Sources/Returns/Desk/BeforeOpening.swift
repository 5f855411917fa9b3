/// What go-live leaves behind (design: section 1, `opening_date`): records of before the opening
/// day are evidence only, and a parcel whose case predates it is listed in opening.csv.
///
/// Rules judge as ever; what of it belongs to the time before is taken out here, in one place.
extension Desk {
  /// Takes out what was found and is awaited of before the opening day. What concerns a case of
  /// after it stays, and so does money that is expected.
  func leaveBehind(before opening: Day, in outcome: inout Outcome) {
    let old = waybills.filter { predates($0, opening) }
    let (findings, disputes) = (outcome.findings, outcome.disputes)
    outcome.findings.removeAll { finding in
      isLeftBehind(finding, old, opening)
        && !outcome.expectations.contains { $0.id == finding.identity }
    }
    if outcome.findings.count < findings.count {
      let open = outcome.findings.map(\.identity)
      let closed = findings.map(\.identity).filter { !open.contains($0) }
      if !disputes.isEmpty { outcome.disputes.removeAll { closed.contains($0.identity) } }
      for parcel in old
      where findings.contains(where: { $0.waybill == parcel.waybill && $0.code.isAboutParcel }) {
        outcome.opening.append(item(parcel))
      }
    }
    guard !old.isEmpty else { return }
    outcome.pending.removeAll { pending in
      pending.kind == .arrival && old.contains { $0.waybill == pending.waybill }
    }
  }

  private func isLeftBehind(_ finding: Finding, _ old: [Waybill], _ opening: Day) -> Bool {
    if !finding.caseID.isEmpty, let file = files.first(where: { $0.caseID == finding.caseID }) {
      guard file.isBeforeOpening else { return false }
      return finding.openedOn < opening || finding.code.isAboutParcel
    }
    if finding.openedOn < opening { return true }
    return finding.code.isAboutParcel && old.contains { $0.waybill == finding.waybill }
  }

  /// Its case is of before the opening day; of a parcel of no case the order it brings; else the
  /// day it was handed over.
  func predates(_ parcel: Waybill, _ opening: Day) -> Bool {
    if let file = files.first(where: {
      $0.isReturn(parcel) || $0.isReplacement(parcel) || $0.sentBack === parcel
    }) {
      return file.isBeforeOpening
    }
    if parcel.direction == .outbound, !dossier.lines.isEmpty { return isBeforeOpening }
    guard let start = parcel.pickedUpAt ?? parcel.latest.happenedAt else { return false }
    return day(start) < opening
  }

  /// A claim about a parcel of before the opening day.
  func isLeftBehind(_ claim: CarrierClaim, _ opening: Day) -> Bool {
    guard let troubledOn = claim.troubledOn else { return false }
    return troubledOn < opening
      || waybills.contains {
        $0.waybill == claim.waybill && $0.carrier == claim.carrier && predates($0, opening)
      }
  }

  private func item(_ parcel: Waybill) -> OpeningItem {
    OpeningItem(
      shop: shop, feed: .parcels, evidenceID: parcel.waybill,
      orderID: isOrphan ? Text() : dossier.orderID, reference: parcel.reference, amount: nil,
      currency: .none, happenedOn: parcel.latest.happenedAt.map(day) ?? asOf)
  }

  /// Before the first day of business with Backhaul.
  func isBeforeOpening(_ instant: Instant) -> Bool {
    guard let opening = circumstances.openingDay(shop) else { return false }
    return day(instant) < opening
  }
}

extension ExceptionCode {
  /// How a parcel fared, or the goods in it.
  fileprivate var isAboutParcel: Bool {
    switch self {
    case .parcelNotSent, .parcelLate, .parcelLost, .parcelDamaged, .parcelMisrouted,
      .parcelOrphan, .parcelConflict, .goodsRejected, .goodsQuantity:
      true
    default: false
    }
  }
}
