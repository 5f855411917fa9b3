extension DeadlineRule {
  /// The customer hands the return parcel over within `hand_over_days` of approval. Once goods that
  /// were paid for are overdue, that is the trouble (`goodsBack`).
  static let handOver = DeadlineRule(
    kind: .handOver, evidenceFeed: .parcels, code: .parcelNotSent, subject: .files
  ) { desk, deadlines in
    for index in desk.files.indices {
      let file = desk.files[index]
      guard file.isApproved, file.needsGoodsBack, desk.leads(index),
        let approvedAt = file.verdictAt,
        !desk.isGoodsBackOverdue(file, index)
      else { continue }
      let id = desk.circumstances.identity("handover", shop: desk.shop, file.caseID)
      let state: Deadline.State
      if let parcel = file.returnParcel, parcel.isUnderWay {
        state = .met(evidenceID: parcel.waybill, on: "waybill")
      } else if desk.hasCome(file) {
        state = .met(evidenceID: file.caseID, on: "inspection")
      } else {
        state = .open(until: desk.day(approvedAt) + file.terms.handOverDays)
      }
      deadlines.append(
        Deadline(
          id: id, subject: file.caseID, file: index,
          waybill: file.returnParcel?.waybill ?? file.application.returnWaybill, state: state))
    }
  }
}
