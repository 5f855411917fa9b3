extension DeadlineRule {
  /// The freight insurance of an order pays once, for one return, within `insurance_days` of its
  /// arrival (domain.md 3e: 1 : 1 : 1). Not expected where it pays the customer instead.
  static let insurancePayout = DeadlineRule(
    kind: .insurancePayout, evidenceFeed: .settlements, code: .payoutMissing, subject: .files
  ) { desk, deadlines in
    guard desk.isFreightInsured,
      let index = desk.files.firstIndex(where: { file in
        file.isApproved && file.arrivedAt != nil && desk.returnFreightBearer(of: file) == .insurance
      })
    else { return }
    let file = desk.files[index]
    guard let days = file.terms.insuranceDays, let arrivedAt = file.arrivedAt else { return }
    let paid = desk.views.payouts.first { desk.dossier.settlements[$0].type == .insurancePayout }
    var deadline = Deadline(
      id: desk.payoutIdentity,
      subject: file.caseID, file: index, waybill: file.returnParcel?.waybill ?? Text(),
      state: paid.map {
        .met(evidenceID: desk.dossier.settlements[$0].txnID, on: ReferenceField.orderID.name)
      } ?? .open(until: desk.day(arrivedAt) + days),
      details: Deadline.Details(notes: [.audit(.payout)]))
    let borne = desk.fees.reduce(0) { sum, line in
      line.bearer == .insurance && line.caseID == file.caseID ? sum + line.owed : sum
    }
    deadline.expected = borne > 0 ? borne : nil
    deadlines.append(deadline)
  }
}

extension Desk {
  /// Of the expectation that the order's insurance pays.
  var payoutIdentity: UInt64 {
    circumstances.identity("payout", shop: shop, dossier.orderID)
  }
}
