/// An order as it should go: bought, paid, sent, delivered, its freight billed as agreed.
extension Story {
  mutating func tellOrder() {
    addLines()
    sell(lines)
    if stream.chance(perMille: 60), let deliveredAt {
      for line in lines.indices {
        versions.append(
          OrderVersion(
            day: deliveredAt.day, line: line, unitPrice: lines[line].unitPrice,
            deliveredAt: deliveredAt, stamp: deliveredAt.after(minutes: 30)))
      }
    }
  }

  /// The order is about these lines: paid for and sent out.
  mutating func sell(_ lines: [OrderLinePlan]) {
    self.lines = lines
    versions = []
    parcels = []
    pay()
    sendOut()
  }

  /// The order is about one plain article, nothing that is kept out of returns or that a person
  /// has to look at.
  mutating func sellPlain(quantity: Int = 1) {
    let plain = shop.articles.filter { !$0.isExcluded && !$0.category.isReviewed }
    let article = stream.pick(plain) { $0.weight }
    shippingPaid = 0
    sell([OrderLinePlan(article, quantity: quantity)])
  }

  private mutating func addLines() {
    let count = stream.pick([1, 2, 3]) { [0, 720, 200, 80][$0] }
    let hasCampaign = stream.chance(perMille: 250)
    for _ in 0..<count {
      let article = stream.pick(shop.articles) { $0.weight }
      guard !lines.contains(where: { $0.article.sku == article.sku }) else { continue }
      let quantity = stream.pick([1, 2, 3]) { [0, 800, 140, 60][$0] }
      let discount =
        hasCampaign ? article.price * quantity * stream.within(3...15) / 100 : 0
      lines.append(
        OrderLinePlan(
          article, quantity: quantity, discount: discount,
          campaign: hasCampaign ? "spring" : ""))
    }
    if stream.chance(perMille: 150) { shippingPaid = shop.unit * stream.within(5...9) }
  }

  private mutating func pay() {
    movements = [
      Movement(
        txnID: "TP\(issue())", type: "payment", amount: paid, at: orderedAt.after(minutes: 1),
        orderID: orderID, paymentRef: paymentRef, currency: shop.currency, channel: channel)
    ]
  }

  private mutating func sendOut() {
    let sent = time(orderedAt.day + gap(1), after: orderedAt)
    var parcel = newParcel("outbound", reference: orderID, sentAt: sent, grams: weight(of: lines))
    deliver(&parcel, within: 2)
    deliveredAt = parcel.events.last?.at
    parcels.append(parcel)
  }

  func weight(of lines: [OrderLinePlan]) -> Int {
    lines.reduce(120) { $0 + $1.article.grams * $1.quantity }
  }

  /// A parcel that was handed over, with the freight that the price list asks for it.
  mutating func newParcel(
    _ direction: String, reference: String, sentAt: Moment, grams: Int, promise: Int = 3
  ) -> Parcel {
    let position = shop.carriers.count == 1 ? 0 : stream.pick([0, 1]) { shop.carriers[$0].weight }
    let carrier = shop.carriers[position]
    let number = issue()
    var parcel = Parcel(
      waybill: "\(carrier.waybillPrefix)\(number)", carrier: position, direction: direction,
      reference: reference, events: [.init(status: "picked_up", at: sentAt)],
      promisedDay: sentAt.day + promise, grams: grams, zone: carrier.zone(region.distance))
    if carrier.divisor > 0, stream.chance(perMille: 400) {
      // Some are lighter than they are large.
      let side = stream.within(160...300)
      parcel.sides = (side, side * 3 / 4, stream.within(80...200))
    }
    bill(&parcel, carrier)
    return parcel
  }

  private mutating func bill(_ parcel: inout Parcel, _ carrier: CarrierModel) {
    let grams = carrier.chargeableGrams(grams: parcel.grams, volume: parcel.volume)
    let day = parcel.events[0].at.day + 2 + gap(1)
    parcel.charges = [
      Charge(
        carrier: parcel.carrier, waybill: parcel.waybill, type: "freight",
        amount: carrier.fee(grams: grams, zone: parcel.zone), day: day, billedGrams: grams,
        zone: carrier.prices[parcel.zone].zone)
    ]
    if carrier.packagingFee > 0, stream.chance(perMille: 120) {
      var packaging = parcel.charges[0]
      packaging.type = "packaging"
      packaging.amount = carrier.packagingFee
      parcel.charges.append(packaging)
    }
  }

  /// Arrives one to `most` + 1 days after it was handed over, some after a scan on the way.
  mutating func deliver(_ parcel: inout Parcel, within most: Int) {
    let sent = parcel.events[0].at
    let day = sent.day + 1 + gap(most)
    if day > sent.day + 1, stream.chance(perMille: 120) {
      let scan = time(sent.day + 1, after: sent)
      parcel.events.append(.init(status: "in_transit", at: scan))
    }
    parcel.events.append(.init(status: "delivered", at: time(day, after: sent)))
  }
}
