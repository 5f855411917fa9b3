extension DeadlineRule {
  /// The replacement leaves within `replacement_days` of acceptance (R5.2), and not before a dearer
  /// article's difference is paid; what is accepted after a parcel left, within as many days again;
  /// and what a person sends again (`reship`), from the day of the decision.
  static let exchangeShipment = DeadlineRule(
    kind: .exchangeShipment, evidenceFeed: .parcels, code: .exchangeNotShipped, subject: .files
  ) { desk, deadlines in
    for index in desk.files.indices where desk.leads(index) {
      let file = desk.files[index]
      if !desk.rulings.reshipped.isEmpty { deadlines += desk.reshipment(of: file, index) }
      if desk.files.count == 1, file.kind != .exchange { continue }
      let own = desk.files.indices.filter {
        desk.files[$0].caseID == file.caseID && desk.files[$0].isApproved
          && desk.files[$0].kind == .exchange
      }
      let rounds = desk.replacementRounds(of: own.map { desk.files[$0] })
      var number: Int64 = -1
      for round in rounds where round.parcel != nil {
        deadlines.append(desk.shipmentDeadline(file, index, number, .sent(round)))
        number = max(1, number + 1)
      }
      if let start = own.compactMap({ desk.openShipment(of: $0) }).min() {
        let until = start + file.terms.replacementDays
        deadlines.append(desk.shipmentDeadline(file, index, number, .open(until)))
      }
    }
  }
}

extension Desk {
  fileprivate enum Shipment {
    case sent(ReplacementRound)
    case open(Day)
  }

  /// - Parameter number: -1 for the first round of a case, then from 1.
  fileprivate func shipmentDeadline(
    _ file: CaseFile, _ index: Int, _ number: Int64, _ shipment: Shipment
  ) -> Deadline {
    let id = circumstances.identity("exchange", shop: shop, file.caseID, Text(), number)
    switch shipment {
    case .sent(let round):
      let waybill = round.parcel?.waybill.waybill ?? Text()
      return Deadline(
        id: id, subject: file.caseID, file: index, waybill: waybill,
        state: .met(evidenceID: waybill, on: "waybill"))
    case .open(let until):
      return Deadline(
        id: id, subject: file.caseID, file: index,
        waybill: number < 0 ? file.application.exchangeWaybill : Text(), state: .open(until: until))
    }
  }

  /// What a person sent again of a case, until it has left.
  fileprivate func reshipment(of file: CaseFile, _ index: Int) -> [Deadline] {
    let lines = files.indices.filter { files[$0].caseID == file.caseID }
    guard let start = lines.compactMap(awaitedReshipment).min() else { return [] }
    return [
      Deadline(
        id: reshipmentIdentity(file, start), subject: file.caseID, file: index,
        state: .open(until: start + file.terms.replacementDays))
    ]
  }

  /// The day from which the first units of a line can leave that have not; nil where there are
  /// none.
  fileprivate func openShipment(of index: Int) -> Day? {
    guard let round = replacementRounds(of: [files[index]]).last, round.parcel == nil,
      let acceptedAt = round.from
    else { return nil }
    return readyToShip(files[index], index, acceptedAt)
  }

  /// The day from which the replacement can leave; nil while the difference is unpaid, or money of
  /// the case went back by mistake. What a person has given up of it, or set to nothing, is not
  /// waited for.
  func readyToShip(_ file: CaseFile, _ index: Int, _ acceptedAt: Instant) -> Day? {
    if hasStrayRefund(file) { return nil }
    let accepted = max(day(acceptedAt), strayRuledOn(file) ?? day(acceptedAt))
    guard let difference = priceDifference(of: file), difference > 0, delivers(.settlements) else {
      return accepted
    }
    let ruledOn = rulings.ruledOn(expectedIdentity("difference", of: file)) ?? accepted
    guard let payment = standing(.differencePayment, of: index) else {
      return max(accepted, ruledOn)
    }
    guard payment.open <= 0 else { return nil }
    return max(accepted, payment.settledOn ?? accepted, ruledOn)
  }
}
