/// Which parcels are a case's. One may be a label that nobody used, one may be lost and another
/// sent in its place, and goods may travel in several.
extension Desk {
  func findParcels(_ file: CaseFile) {
    guard !waybills.isEmpty else { return }
    let application = file.application
    (file.returnParcel, file.otherReturns) = parcels(
      .return, of: file.caseID, named: application.returnWaybill)
    if file.returnParcel == nil, application.returnWaybill.isEmpty,
      dossier.caseOfReturnsByOrder == file.caseID
    {
      (file.returnParcel, file.otherReturns) = parcels(
        .return, of: dossier.orderID, named: Text())
    }
    (file.exchangeParcel, file.otherReplacements) = parcels(
      .exchange, of: file.caseID, named: application.exchangeWaybill)
    file.sentBack = waybills.first {
      $0.direction == .returnToCustomer && $0.reference == application.caseID
    }
  }

  /// The parcel that tells most of a case line's way, and the others. A line that names its waybill
  /// has no share in those that other lines of the case name.
  private func parcels(
    _ direction: Direction, of reference: Text, named waybill: Text
  ) -> (Waybill?, [Waybill]) {
    var (best, others): (Waybill?, [Waybill]) = (nil, [])
    for parcel in waybills {
      let isNamed = !waybill.isEmpty && parcel.waybill == waybill
      guard isNamed || (parcel.direction == direction && parcel.reference == reference) else {
        continue
      }
      if !isNamed, !waybill.isEmpty,
        dossier.cases.contains(where: {
          $0.caseID == reference && $0.waybill(direction) == parcel.waybill
        })
      {
        continue
      }
      guard let known = best else {
        best = parcel
        continue
      }
      if parcel.tellsMore(than: known, isNamed: isNamed) {
        others.append(known)
        best = parcel
      } else {
        others.append(parcel)
      }
    }
    return (best, others)
  }
}

extension CaseLine {
  /// What it names of parcels that go this way.
  fileprivate func waybill(_ direction: Direction) -> Text {
    direction == .return ? returnWaybill : exchangeWaybill
  }
}

extension Dossier {
  /// The case whose goods come in return parcels that name only the order, on its way back and on
  /// the carrier's bill: the order's only one, where a line of it names no waybill and no return
  /// parcel names the case.
  var caseOfReturnsByOrder: Text? {
    guard let caseID = cases.first?.caseID, cases.allSatisfy({ $0.caseID == caseID }),
      cases.contains(where: \.returnWaybill.isEmpty),
      !parcels.contains(where: { $0.direction == .return && $0.reference == caseID })
    else { return nil }
    return caseID
  }
}

extension Waybill {
  /// Whether it came further than another parcel of the case; alike, the one that came first, then
  /// the one that the case names.
  fileprivate func tellsMore(than other: Waybill, isNamed: Bool) -> Bool {
    if progress != other.progress { return progress > other.progress }
    if let arrival = deliveredAt, let earlier = other.deliveredAt, arrival != earlier {
      return arrival < earlier
    }
    return isNamed
  }

  private var progress: Int {
    if deliveredAt != nil { return 3 }
    return isUnderWay ? (status.isMoving ? 2 : 1) : 0
  }

  /// It was handed to the carrier.
  var hasLeft: Bool { isUnderWay || deliveredAt != nil }
}

extension CaseFile {
  /// All parcels with goods of the case on their way back.
  var returns: [Waybill] { returnParcel.map { [$0] + otherReturns } ?? [] }
  /// All parcels with goods in the place of those that came back.
  var replacements: [Waybill] { exchangeParcel.map { [$0] + otherReplacements } ?? [] }

  func isReturn(_ parcel: Waybill) -> Bool { isReturn(parcel.waybill) }

  func isReturn(_ waybill: Text) -> Bool {
    returnParcel?.waybill == waybill || otherReturns.contains { $0.waybill == waybill }
  }

  func isReplacement(_ parcel: Waybill) -> Bool {
    exchangeParcel?.waybill == parcel.waybill
      || otherReplacements.contains { $0.waybill == parcel.waybill }
  }

  /// Whether the warehouse has looked at what a return parcel brought. Of several parcels an
  /// inspection names its own; where none does, it is about those that had come by then.
  func hasInspected(_ parcel: Waybill) -> Bool {
    guard let last = inspections.last, isReturn(parcel) else { return false }
    if otherReturns.isEmpty { return true }
    let isNamed = inspections.contains { $0.waybill == parcel.waybill }
    if isNamed || inspections.contains(where: { !$0.waybill.isEmpty }) { return isNamed }
    guard let arrivedAt = parcel.deliveredAt else { return parcel === returnParcel }
    return arrivedAt <= last.inspectedAt
  }
}
