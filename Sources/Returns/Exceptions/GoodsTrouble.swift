extension ExceptionRule {
  /// Two carrier records of a waybill that cannot both be true.
  static let parcelConflict = ExceptionRule(code: .parcelConflict, subject: .waybills) { desk in
    guard !desk.isOrphan else { return [] }
    return desk.waybills.compactMap { parcel in
      guard let (a, b) = parcel.conflict else { return nil }
      var finding = desk.parcelFinding(.parcelConflict, "conflict", parcel)
      finding.notes = [.statuses(a, b)]
      return finding
    }
  }

  /// A parcel that no order and no case knows (FA09, FA16).
  static let parcelOrphan = ExceptionRule(code: .parcelOrphan, subject: .orphans) { desk in
    guard desk.delivers(.orders) || desk.delivers(.cases) else { return [] }
    return desk.waybills.compactMap { parcel in
      guard desk.isOrphan || desk.isOfNoCase(parcel) else { return nil }
      let seen = parcel.latest.happenedAt.map(desk.day) ?? desk.asOf
      for feed in [Feed.orders, .cases] where desk.delivers(feed) {
        if desk.circumstances.waiting(for: feed, shop: desk.shop, through: seen) != nil {
          return nil
        }
      }
      var finding = desk.parcelFinding(.parcelOrphan, "orphan", parcel)
      if !parcel.reference.isEmpty {
        finding.notes = [
          .nearest(
            id: parcel.waybill, field: "reference", expected: Text(), found: parcel.reference)
        ]
      }
      return finding
    }
  }

  /// The warehouse refused what came back, until the customer has it again (R5.3).
  static let goodsRejected = ExceptionRule(code: .goodsRejected, subject: .inspections) { desk in
    desk.files.compactMap { file in
      guard !file.isWithdrawn, file.sentBack?.deliveredAt == nil,
        let rejected = file.inspections.last(where: { $0.result == .rejected })
      else { return nil }
      let inspectedOn = desk.day(rejected.inspectedAt)
      var finding = desk.finding(.goodsRejected, "rejected", file: file, openedOn: inspectedOn)
      finding.waybill = file.returnParcel?.waybill ?? rejected.waybill
      let quantity = file.inspections.filter { $0.result == .rejected }.reduce(0) {
        $0 + $1.quantity
      }
      finding.notes = [.quantity(asked: file.quantity, left: quantity)]
      if let condition = rejected.condition { finding.notes.append(.text(Text(condition.name))) }
      return finding
    }
  }

  /// Another number of units came back than the case is about; where a reception is split, until
  /// the rest has come. Fewer are none too few while another of its parcels may bring them.
  static let goodsQuantity = ExceptionRule(code: .goodsQuantity, subject: .inspections) { desk in
    desk.goodsOfNoCase()
      + desk.files.compactMap { file in
        guard file.isApproved, file.needsGoodsBack, let last = file.inspections.last,
          file.inspectedQuantity + file.lostQuantity != file.quantity,
          file.inspectedQuantity > file.quantity || !desk.isParcelToCome(file)
        else { return nil }
        var finding = desk.finding(
          .goodsQuantity, "goods quantity", file: file, openedOn: desk.day(last.inspectedAt))
        finding.waybill = file.returnParcel?.waybill ?? last.waybill
        finding.notes = [.quantity(asked: file.quantity, left: file.inspectedQuantity)]
        return finding
      }
  }
}

extension Desk {
  /// Of several parcels of a case one is under way still, or has come and waits for the warehouse.
  fileprivate func isParcelToCome(_ file: CaseFile) -> Bool {
    guard !file.otherReturns.isEmpty else { return false }
    return file.returns.contains { parcel in
      guard parcel.hasLeft, !isInspected(parcel, of: file) else { return false }
      return parcel.deliveredAt != nil || lostReturn(parcel, of: file) == nil
    }
  }

  /// It names a case that is in the books no more: what the file of a case had led here stays when
  /// that is withdrawn.
  func isOfNoCase(_ parcel: Waybill) -> Bool {
    guard parcel.direction != .outbound, !parcel.reference.isEmpty,
      parcel.reference != dossier.orderID, fileIndex(of: parcel) == nil
    else { return false }
    return !dossier.cases.contains { $0.caseID == parcel.reference }
      && !waybills.contains { $0.waybill == parcel.reference }
      && !dossier.charges.contains {
        $0.waybill == parcel.waybill && !$0.originalWaybill.isEmpty
      }
  }

  /// The warehouse looked at goods of cases that nobody knows (R1.2).
  fileprivate func goodsOfNoCase() -> [Finding] {
    let strays = dossier.inspections.filter { row in
      !dossier.cases.contains { $0.caseID == row.caseID }
    }
    guard !strays.isEmpty, delivers(.orders) || delivers(.cases) else { return [] }
    return Set(strays.map(\.caseID)).sorted().compactMap { caseID in
      goodsOfNoCase(caseID, strays.filter { $0.caseID == caseID })
    }
  }

  private func goodsOfNoCase(_ caseID: Text, _ received: [Inspection]) -> Finding? {
    guard let first = received.map(\.inspectedAt).min(),
      circumstances.waiting(for: .cases, shop: shop, through: day(first)) == nil
    else { return nil }
    let id = circumstances.identity("goods of no case", shop: shop, caseID)
    var finding = finding(.goodsQuantity, id, subject: caseID, openedOn: day(first))
    finding.waybill = received.first { !$0.waybill.isEmpty }?.waybill ?? Text()
    let units = received.reduce(Int64(0)) { $0 + $1.quantity }
    finding.notes = [.quantity(asked: 0, left: units)]
    return finding
  }

  func parcelFinding(_ code: ExceptionCode, _ name: StaticString, _ parcel: Waybill) -> Finding {
    let id = circumstances.identity(name, shop: shop, parcel.waybill, parcel.carrier)
    let seen = parcel.latest.happenedAt.map(day) ?? asOf
    var finding = finding(code, id, subject: parcel.waybill, openedOn: seen)
    finding.waybill = parcel.waybill
    finding.caseID = fileIndex(of: parcel).map { files[$0].caseID } ?? Text()
    return finding
  }
}
