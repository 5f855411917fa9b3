/// Goods of a case that come in parts, each at the price of its own line: what inspections tell of,
/// and what one of several parcels carried (R5.1, R6.2; "line quantities exact").
extension Desk {
  /// What the units of some inspections are worth of what the case takes of its order; minor units.
  /// Units whose line nobody names are of the case's lines in their order, after the named ones.
  func worth(
    of claim: GoodsClaim, _ file: CaseFile, _ isIn: (Inspection) -> Bool
  ) -> Int64 {
    guard !file.inspections.isEmpty, claim.amount > 0 else { return 0 }
    var unnamed: Int64 = 0
    for inspection in file.inspections where inspection.lineNo == nil && isIn(inspection) {
      unnamed += inspection.quantity
    }
    return file.lines.reduce(0) { sum, line in
      let own = claim[line.lineNo]
      guard own.quantity > 0 else { return sum }
      var units = file.inspections.reduce(Int64(0)) { units, inspection in
        inspection.lineNo == line.lineNo && isIn(inspection) ? units + inspection.quantity : units
      }
      let more = min(unnamed, max(0, own.quantity - units))
      unnamed -= more
      units = min(units + more, own.quantity)
      return FeeSum.adding(sum, worth(of: units, line, own))
    }
  }

  /// What the first units of a claim are worth: what they would be by themselves, where nothing but
  /// their share of what was paid decides; so a cent that does not divide is the last unit's.
  private func worth(of units: Int64, _ line: OrderLine, _ own: LineClaim) -> Int64 {
    if line.paidAmount != nil, own.amount == own.proportional, units < own.quantity,
      let share = MinorUnits.proportion(paid(for: line), units, line.quantity)
    {
      return min(share, own.amount)
    }
    return MinorUnits.proportion(own.amount, units, own.quantity) ?? own.amount
  }

  /// The same of what its money is for by now, as far as that goes: the units that these
  /// inspections accepted have it before all others.
  func worth(of file: CaseFile, _ isIn: (Inspection) -> Bool) -> Int64 {
    let goods = worth(of: file.owed.unlimited, file) { $0.result == .accepted && isIn($0) }
    return min(goods, file.owed.amount)
  }

  /// What of a case line's goods came, or was to come, in one of several return parcels. No feed
  /// says what a parcel carries: what inspections tell of it; else its equal share of what others
  /// that were looked at brought, or, where nobody has looked at it, of what nobody has seen.
  func goodsWorth(in parcel: Waybill, ofReturn file: CaseFile) -> Int64 {
    if file.inspections.contains(where: { $0.waybill == parcel.waybill }) {
      return worth(of: file.whole, file) { $0.waybill == parcel.waybill }
    }
    let (isSeen, seen) = (isInspected(parcel, of: file), worth(of: file.whole, file) { _ in true })
    let rest =
      isSeen
      ? worth(of: file.whole, file) { $0.waybill.isEmpty } : max(0, file.goodsBasis - seen)
    let sharers = file.returns.count { other in
      other.hasLeft && isInspected(other, of: file) == isSeen
        && !file.inspections.contains { $0.waybill == other.waybill }
    }
    return MinorUnits.proportion(rest, 1, Int64(max(1, sharers))) ?? rest
  }

  /// Whether the warehouse has looked at a parcel, whichever line of the case it says that of.
  func isInspected(_ parcel: Waybill, of file: CaseFile) -> Bool {
    let own = dossier.inspections.filter { $0.caseID == file.caseID }
    if own.contains(where: { $0.waybill == parcel.waybill }) { return true }
    guard own.allSatisfy(\.waybill.isEmpty), let arrivedAt = parcel.deliveredAt else {
      return false
    }
    return own.contains { $0.inspectedAt >= arrivedAt }
  }

  /// When the last goods came. Of several parcels each that left has to be there, or to be lost
  /// where that counts as accepted; once the warehouse has seen all units no more are to come.
  func allArrived(_ file: CaseFile) -> Instant? {
    guard !file.otherReturns.isEmpty, var last = file.arrivedAt else { return file.arrivedAt }
    let hasAll = file.inspectedQuantity >= file.quantity
    for parcel in file.returns where parcel.hasLeft {
      if let arrivedAt = parcel.deliveredAt {
        last = max(last, arrivedAt)
      } else if hasAll || isInspected(parcel, of: file) {
        for inspection in file.inspections { last = max(last, arrival(of: inspection, file)) }
      } else if let lostOn = lostReturn(parcel, of: file), file.terms.refundsOnLoss {
        last = max(last, circumstances.policy.shops[shop].zone.start(of: lostOn))
      } else {
        return nil
      }
    }
    return last
  }

  /// Since when one of several parcels of a case counts as lost; nil where it does not.
  func lostReturn(_ parcel: Waybill, of file: CaseFile) -> Day? {
    lostOn(parcel, limits(of: parcel, file.terms), isReceived: false)
  }

  /// What the goods in lost ones of several parcels were worth; minor units.
  func lostWorth(of file: CaseFile) -> Int64 {
    guard !file.otherReturns.isEmpty else { return 0 }
    return file.returns.reduce(0) { sum, parcel in
      guard parcel.deliveredAt == nil, lostReturn(parcel, of: file) != nil else { return sum }
      return sum + goodsWorth(in: parcel, ofReturn: file)
    }
  }

  /// When the goods of a reception came: as the warehouse says, else with the parcel that it names,
  /// else with the last that had come by then.
  func arrival(of inspection: Inspection, _ file: CaseFile) -> Instant {
    if let receivedAt = inspection.receivedAt { return receivedAt }
    if file.otherReturns.isEmpty {
      return file.returnParcel?.deliveredAt ?? inspection.inspectedAt
    }
    var arrived: Instant?
    for parcel in file.returns {
      guard let at = parcel.deliveredAt else { continue }
      if parcel.waybill == inspection.waybill { return at }
      if at <= inspection.inspectedAt { arrived = max(arrived ?? at, at) }
    }
    return arrived ?? inspection.inspectedAt
  }
}
