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
  /// article's difference paid (R5.2); and again where a person says `reship`. While nobody has
  /// said which article it is, nothing leaves.
  static let exchangeShipment = InstructionRule(.exchangeShipment) { desk, _, list in
    for index in desk.files.indices {
      if let instruction = desk.shipment(of: index) { list.append(instruction) }
    }
  }
}

extension Desk {
  fileprivate func shipment(of index: Int) -> Instruction? {
    let file = files[index]
    let isExchange = file.kind == .exchange
    let again = rulings.reshipped.filter { $0.caseID == file.caseID }
    let subject = circumstances.identity(
      "shipment", shop: shop, file.caseID, Text(), file.application.lineNo ?? -1)
    let round = circumstances.issued[.exchangeShipment, subject]
    // A decision that no longer shows (its trouble is over) has been carried out all the same.
    let attempts = max(1 + again.count, round?.attempt ?? 1)
    guard file.isApproved, isExchange || attempts > 1, !file.lines.isEmpty else { return nil }
    let wantedParcels = isExchange ? attempts : attempts - 1
    var need = InstructionNeed.wanted
    if parcelsSent(for: file) >= wantedParcels {
      guard circumstances.issued.has(.exchangeShipment, subject) else { return nil }
      need = .done(isOwn: true)
    } else if circumstances.isUnproven(.parcels, shop: shop) || file.lacksArticle {
      need = .held
    }
    let start = again.last?.day ?? (attempts > 1 ? round?.day : shippingDay(file, index))
    // What has left needs no ground any more.
    guard let start = start ?? (need == .wanted ? nil : asOf) else { return nil }
    return shipment(of: file, subject, need, start: start, release: again.last?.decision ?? "")
  }

  private func shippingDay(_ file: CaseFile, _ index: Int) -> Day? {
    file.acceptedAt.flatMap { readyToShip(file, index, $0) }
  }

  private func shipment(
    of file: CaseFile, _ subject: UInt64, _ need: InstructionNeed, start: Day, release: String
  ) -> Instruction {
    let line = file.lines[0]
    let isExchange = file.kind == .exchange
    let details = ExchangeShipmentDetails(
      lineNo: file.application.lineNo,
      sku: isExchange ? file.application.exchangeSKU : line.sku,
      quantity: isExchange && file.acceptedQuantity > 0 ? file.acceptedQuantity : file.quantity,
      warehouse: line.warehouse, shipBy: start + file.terms.replacementDays)
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

  /// Parcels with goods for the case that have left.
  private func parcelsSent(for file: CaseFile) -> Int {
    waybills.count { parcel in
      let isNamed =
        parcel.reference == file.caseID
        || (!parcel.waybill.isEmpty && parcel.waybill == file.application.exchangeWaybill)
      let isOut = parcel.direction == .exchange || parcel.direction == .outbound
      return isNamed && isOut && (parcel.isUnderWay || parcel.deliveredAt != nil)
    }
  }
}
