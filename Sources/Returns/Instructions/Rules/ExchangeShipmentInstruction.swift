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
  /// `reship`. While nobody has said which article it is, nothing leaves; while nobody has said
  /// what money was for that went back for the goods, what was ordered and has not left is called
  /// off.
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
    let subject = circumstances.identity(
      "shipment", shop: shop, file.caseID, number == 0 ? Text() : Text("\(number + 1)"),
      file.application.lineNo ?? -1)
    let round = circumstances.issued[.exchangeShipment, subject]
    let again = reshipments(of: file, rounds, number)
    guard file.isApproved, !file.lines.isEmpty else { return nil }
    let sent = parcelsSent(for: file, rounds, number).count
    let ordered = file.parcelsOrdered(max(again.count, (round?.attempt ?? 1) - 1))
    var need = InstructionNeed.wanted
    // What was ordered and has left is done, whatever became of the word that ordered it.
    if ordered > 0, sent >= ordered {
      guard circumstances.issued.has(.exchangeShipment, subject) else { return nil }
      need = .done(isOwn: true)
    } else if file.isConverted || sent >= file.parcelsOrdered(again.count) {
      // Who takes the money gets no goods.
      return nil
    } else if circumstances.isUnproven(.parcels, shop: shop) || file.lacksArticle {
      need = .held
    }
    let units = number < rounds.count ? rounds[number] : nil
    let start = again.last?.day ?? shippingDay(file, index, units?.from ?? file.firstAcceptedAt)
    // What has left needs no ground any more.
    guard let start = start ?? (need == .wanted ? nil : asOf) else { return nil }
    return shipment(
      of: file, subject, need, rounds.count > 1 ? units?.quantity : nil, start: start,
      release: again.last?.decision ?? "")
  }

  private func shippingDay(_ file: CaseFile, _ index: Int, _ acceptedAt: Instant?) -> Day? {
    acceptedAt.flatMap { readyToShip(file, index, $0) }
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
}
