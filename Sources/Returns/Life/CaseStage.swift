/// Where a case stands: the roll-up of its three tracks (domain.md section 2). Approval decides
/// first; of an approved case money and goods given in its place outrank the reception.
extension Desk {
  func stage(of file: CaseFile, _ index: Int, _ result: CaseResult) -> Stage {
    approvalStage(of: file)
      ?? (file.kind == .exchange
        ? exchangeStage(of: file, index, result) : refundStage(of: file, index, result))
  }

  /// nil once the case is approved.
  private func approvalStage(of file: CaseFile) -> Stage? {
    if file.isWithdrawn { return .withdrawn }
    if file.isBeforeOpening { return .closed }
    switch file.verdict {
    case nil: return .applied
    case .refused: return .refused
    case .pending: return .pending
    // Of this line nothing was approved.
    case .approved: return file.approvedQuantity == 0 ? .closed : nil
    }
  }

  private func refundStage(of file: CaseFile, _ index: Int, _ result: CaseResult) -> Stage {
    switch result.refundStatus {
    case .over where owesRefund(index), .duplicate where owesRefund(index): return .refundDue
    // The last: paid in full, and besides with money that nothing entitles to.
    case .unentitled where result.expectedRefund > 0 && !owesRefund(index), .matched, .over,
      .duplicate:
      if !file.needsGoodsBack { return .closed }
      return file.acceptedAt == nil || awaitsPaidGoods(file, index) ? .refunded : .closed
    case .none, .due, .missing, .short, .unentitled:
      if result.expectedRefund > 0 { return .refundDue }
      return isUsedUp(file, index, result) ? .closed : receptionStage(of: file)
    }
  }

  /// What the goods are worth was kept back for freight to the last cent: nothing is left to pay.
  private func isUsedUp(_ file: CaseFile, _ index: Int, _ result: CaseResult) -> Bool {
    guard result.refundStatus == .none, file.acceptedAt != nil, delivers(.settlements),
      let entitled = entitlement(of: file)
    else { return false }
    return entitled.amount <= deductions(of: index)
  }

  private func exchangeStage(of file: CaseFile, _ index: Int, _ result: CaseResult) -> Stage {
    if let parcel = file.exchangeParcel, parcel.hasLeft, !hasMoreToSend(file) {
      let isSettled = result.refundStatus == .none || result.refundStatus == .matched
      return file.acceptedAt != nil && areDelivered(file.replacements) && isSettled
        && !owesDifference(index) ? .closed : .exchangeShipped
    }
    return file.acceptedAt != nil ? .exchangeDue : receptionStage(of: file)
  }

  /// Units were accepted after the last parcel had left.
  private func hasMoreToSend(_ file: CaseFile) -> Bool {
    replacementRounds(of: [file]).last.map { $0.parcel == nil } ?? false
  }

  private func receptionStage(of file: CaseFile) -> Stage {
    if file.inspections.contains(where: { $0.result == .rejected }), file.acceptedAt == nil {
      return file.sentBack?.deliveredAt != nil ? .closed : .rejected
    }
    if file.acceptedAt != nil { return .accepted }
    if file.arrivedAt != nil { return .arrived }
    if let parcel = file.returnParcel, parcel.isUnderWay { return .inTransit }
    return .approved
  }
}
