extension JournalRule {
  /// Accepted goods are stock again (R1.3), at `goods_value_percent` of what was paid for them;
  /// what is scrapped or goes back to the customer is not.
  static let goodsBack = JournalRule(.files) { desk, _, entries in
    let percent = desk.policy.accounts.goodsValuePercent
    guard percent > 0 else { return }
    for file in desk.files where file.acceptedQuantity > 0 && file.needsGoodsBack {
      let accepted = file.inspections.first { $0.result == .accepted }
      guard file.inspections.isEmpty ? !desk.isLost(file) : accepted != nil else { continue }
      let whole = file.accepted.amount
      let part =
        accepted == nil
        ? max(0, whole - desk.lostWorth(of: file))
        : desk.worth(of: file.accepted, file) { $0.result == .accepted && $0.isRestocked }
      let value = MinorUnits.proportion(
        desk.paidShare(of: file), Int64(percent) * part, 100 * max(1, whole))
      entries.append(
        JournalEntry(
          .goodsBack, value ?? 0, file.currency, on: file.acceptedAt.map(desk.day),
          caseID: file.caseID,
          orderID: desk.dossier.orderID, subject: file.lines.first?.sku ?? Text(),
          source: accepted?.source ?? file.application.source))
    }
  }
}

extension Desk {
  /// What of the price paid is in the goods that were accepted: a discount that is lost makes them
  /// cheaper to take back, not worth less.
  fileprivate func paidShare(of file: CaseFile) -> Int64 {
    guard let repricing = file.accepted.repricing, refundBasis(of: file) == .reprice else {
      return file.accepted.amount
    }
    return file.accepted.amount - repricing.difference
  }

  /// What was lost counts as accepted for the customer and is on no shelf.
  fileprivate func isLost(_ file: CaseFile) -> Bool {
    if file.lostQuantity > 0 { return file.lostQuantity >= file.acceptedQuantity }
    guard file.arrivedAt == nil, let parcel = file.returnParcel else { return false }
    return lostOn(parcel, limits(of: parcel, file.terms), isReceived: !file.inspections.isEmpty)
      != nil
  }
}

extension Inspection {
  fileprivate var isRestocked: Bool { disposition == nil || disposition == .restock }
}
