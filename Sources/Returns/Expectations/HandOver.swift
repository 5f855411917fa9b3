extension DeadlineRule {
  /// The customer hands the return parcel over within `hand_over_days` of approval. Once goods that
  /// were paid for are overdue, that is the trouble (`goodsBack`).
  static let handOver = DeadlineRule(kind: .handOver, evidenceFeed: .parcels, code: .parcelNotSent)
  { desk in
    desk.files.indices.compactMap { index in
      let file = desk.files[index]
      guard file.isApproved, file.needsGoodsBack, desk.isFirstLine(index),
        let approvedAt = file.verdictAt,
        !desk.isGoodsBackOverdue(file, index)
      else { return nil }
      let id = desk.circumstances.identity("handover", shop: desk.shop, file.caseID)
      let state: Deadline.State
      if let parcel = file.returnParcel, parcel.isUnderWay {
        state = .met(evidenceID: parcel.waybill, on: "waybill")
      } else if file.arrivedAt != nil || !file.inspections.isEmpty {
        state = .met(evidenceID: file.caseID, on: "inspection")
      } else {
        state = .open(until: desk.day(approvedAt) + file.terms.handOverDays)
      }
      return Deadline(
        id: id, subject: file.caseID, file: index,
        waybill: file.returnParcel?.waybill ?? file.application.returnWaybill, state: state)
    }
  }
}
