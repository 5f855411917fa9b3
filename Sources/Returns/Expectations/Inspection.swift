extension DeadlineRule {
  /// Goods that arrived are inspected within `inspection_days`.
  static let inspection = DeadlineRule(
    kind: .inspection, evidenceFeed: .inspections, code: .notInspected, subject: .files
  ) { desk, deadlines in
    for index in desk.files.indices {
      let file = desk.files[index]
      guard file.isApproved, file.needsGoodsBack, file.approvedQuantity != 0,
        let arrivedAt = file.arrivedAt
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
    }
  }
}
