/// What else an order to send goods says.
public struct ExchangeShipmentDetails: Sendable {
  public let lineNo: Int64?
  public let sku: Text
  public let quantity: Int64
  public let warehouse: Text
  /// The last day to send them.
  public let shipBy: Day
}

extension InstructionRule {
  /// The replacement is ordered once its ground holds: the old goods accepted, and a dearer
  /// article's difference paid (R5.2); of goods accepted in parts, what a parcel that has left
  /// could not carry is ordered again (`ReplacementRound`); and all of it where a person says
  /// `reship`. While nobody has said which article it is, nothing leaves.
  static let exchangeShipment = InstructionRule(.exchangeShipment) { desk, _, list in
    for index in desk.files.indices {
      let file = desk.files[index]
      guard file.kind == .exchange, file.isApproved, !file.replacements.isEmpty else {
        if let instruction = desk.shipment(of: index) { list.append(instruction) }
        continue
      }
      let rounds = desk.replacementRounds(of: [file])
      if rounds.isEmpty, let instruction = desk.shipment(of: index) { list.append(instruction) }
      for number in rounds.indices {
        if let instruction = desk.shipment(of: index, rounds, number) { list.append(instruction) }
      }
    }
  }
}

extension Desk {
  /// - Parameter number: of the rounds in which the line's units leave, the one it is about.
  fileprivate func shipment(
    of index: Int, _ rounds: [ReplacementRound] = [], _ number: Int = 0
  ) -> Instruction? {
    let file = files[index]
    let isExchange = file.kind == .exchange
    let again = reshipments(of: file, rounds, number)
    let subject = circumstances.identity(
      "shipment", shop: shop, file.caseID, number == 0 ? Text() : Text("\(number + 1)"),
      file.application.lineNo ?? -1)
    let round = circumstances.issued[.exchangeShipment, subject]
    // A decision that no longer shows (its trouble is over) has been carried out all the same.
    let attempts = max(1 + again.count, round?.attempt ?? 1)
    guard file.isApproved, isExchange || attempts > 1, !file.lines.isEmpty else { return nil }
    let wantedParcels = isExchange ? attempts : attempts - 1
    var need = InstructionNeed.wanted
    if parcelsSent(for: file, rounds, number) >= wantedParcels {
      guard circumstances.issued.has(.exchangeShipment, subject) else { return nil }
      need = .done(isOwn: true)
    } else if circumstances.isUnproven(.parcels, shop: shop) || file.lacksArticle {
      need = .held
    }
    let units = number < rounds.count ? rounds[number] : nil
    let start =
      again.last?.day
      ?? (attempts > 1 ? round?.day : shippingDay(file, index, units?.to ?? file.acceptedAt))
    // What has left needs no ground any more.
    guard let start = start ?? (need == .wanted ? nil : asOf) else { return nil }
    return shipment(
      of: file, subject, need, rounds.count > 1 ? units?.quantity : nil, start: start,
      release: again.last?.decision ?? "")
  }

  private func shippingDay(_ file: CaseFile, _ index: Int, _ acceptedAt: Instant?) -> Day? {
    acceptedAt.flatMap { readyToShip(file, index, $0) }
  }

  /// What a person sends again: of the round that was there on that day.
  private func reshipments(
    of file: CaseFile, _ rounds: [ReplacementRound], _ number: Int
  ) -> [(caseID: Text, day: Day, decision: String)] {
    rulings.reshipped.filter { again in
      guard again.caseID == file.caseID else { return false }
      let last = rounds.indices.last { $0 == 0 || rounds[$0].from.map(day) ?? asOf <= again.day }
      return (last ?? 0) == number
    }
  }

  private func shipment(
    of file: CaseFile, _ subject: UInt64, _ need: InstructionNeed, _ units: Int64?, start: Day,
    release: String
  ) -> Instruction {
    let line = file.lines[0]
    let isExchange = file.kind == .exchange
    let accepted = isExchange && file.acceptedQuantity > 0 ? file.acceptedQuantity : file.quantity
    let details = ExchangeShipmentDetails(
      lineNo: file.application.lineNo,
      sku: isExchange ? file.application.exchangeSKU : line.sku,
      quantity: units ?? accepted, warehouse: line.warehouse,
      shipBy: start + file.terms.replacementDays)
    var instruction = Instruction(
      .exchangeShipment, subject: subject, need: need, shop: shop,
      details: .exchangeShipment(details))
    instruction.caseID = file.caseID
    instruction.orderID = dossier.orderID
    instruction.release = release
    var content = StableHash(seed: 1)
    content.combine(details.sku)
    content.combine(details.quantity)
    instruction.content = content.value
    return instruction
  }

  /// Parcels with goods for the case that have left; of a round those that it could leave with.
  private func parcelsSent(
    for file: CaseFile, _ rounds: [ReplacementRound], _ number: Int
  ) -> Int {
    let from = number < rounds.count ? rounds[number].from : nil
    return waybills.count { parcel in
      let isNamed =
        parcel.reference == file.caseID
        || (!parcel.waybill.isEmpty && parcel.waybill == file.application.exchangeWaybill)
      let isOut = parcel.direction == .exchange || parcel.direction == .outbound
      guard isNamed, isOut, parcel.hasLeft else { return false }
      guard let from, let leftAt = leftAt(parcel) else { return true }
      return !isEarlier(leftAt, from)
    }
  }
}
