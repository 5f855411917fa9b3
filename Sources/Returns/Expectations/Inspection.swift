extension DeadlineRule {
  /// Goods that arrived are inspected within `inspection_days`.
  static let inspection = DeadlineRule(
    kind: .inspection, evidenceFeed: .inspections, code: .notInspected, subject: .files
  ) { desk, deadlines in
    for index in desk.files.indices {
      let file = desk.files[index]
      guard file.isApproved, file.needsGoodsBack, file.approvedQuantity != 0,
        let arrivedAt = desk.awaitsInspectionSince(file)
      else { continue }
      let id = desk.circumstances.identity(
        "inspection", shop: desk.shop, file.caseID, Text(), file.application.lineNo ?? -1)
      let state: Deadline.State =
        file.inspections.isEmpty
        ? .open(until: desk.day(arrivedAt) + file.terms.inspectionDays)
        : .met(evidenceID: file.caseID, on: "case_id")
      deadlines.append(
        Deadline(
          id: id, subject: file.caseID, file: index, waybill: file.returnParcel?.waybill ?? Text(),
          state: state))
      desk.expectLaterInspections(of: file, index, &deadlines)
    }
  }
}

extension Desk {
  /// Since when goods of a line wait for the warehouse. Where its goods came in several parcels,
  /// one that another line's goods were taken out of brought none of its own.
  fileprivate func awaitsInspectionSince(_ file: CaseFile) -> Instant? {
    guard file.inspections.isEmpty, !file.otherReturns.isEmpty else { return file.arrivedAt }
    if file.lostQuantity > 0 { return nil }
    return file.returns.lazy.filter { !self.isInspected($0, of: file) }
      .compactMap(\.deliveredAt).min()
  }

  /// Of goods in several parcels, each that came and was not looked at while units are missing.
  fileprivate func expectLaterInspections(
    of file: CaseFile, _ index: Int, _ deadlines: inout [Deadline]
  ) {
    guard !file.otherReturns.isEmpty, !file.inspections.isEmpty,
      file.inspectedQuantity < file.quantity
    else { return }
    for parcel in file.returns where !file.hasInspected(parcel) {
      guard let arrivedAt = parcel.deliveredAt else { continue }
      let id = circumstances.identity(
        "inspection", shop: shop, file.caseID, parcel.waybill, file.application.lineNo ?? -1)
      deadlines.append(
        Deadline(
          id: id, subject: file.caseID, file: index, waybill: parcel.waybill,
          state: .open(until: day(arrivedAt) + file.terms.inspectionDays)))
    }
  }
}
