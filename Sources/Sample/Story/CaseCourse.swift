/// A case as it should go: applied for in time, approved, sent back, inspected, refunded or
/// exchanged. Troubles take a step away or bend it.
extension Story {
  /// The case of the story's first application.
  var caseID: String { applications[0].caseID }
  var caseLine: OrderLinePlan { lines[applications[0].line] }
  var refundAmount: Int { caseLine.paid(for: applications[0].quantity) }

  /// Tells a case of a kind and reason that suit the goods.
  mutating func tellCase() {
    let reason = likelyReason()
    tellCase(kind: likelyKind(reason), reason: reason)
  }

  mutating func tellCase(kind: String, reason: String, quantity: Int? = nil) {
    apply(kind: kind, reason: reason, quantity: quantity)
    follow()
    if stream.chance(perMille: 30) { withdraw() }
  }

  func isQuality(_ reason: String) -> Bool { ReasonFamily.quality.contains(reason) }

  mutating func likelyReason() -> String {
    let line = lines[0]
    let reasons = line.article.category.reasons.filter {
      !line.isExcluded || $0.reason != "no_longer_needed"
    }
    return stream.pick(reasons) { $0.weight }.reason
  }

  private mutating func likelyKind(_ reason: String) -> String {
    if reason == "no_longer_needed" || ReasonFamily.special.contains(reason) { return "return" }
    if reason == "transit_damage" { return "refund_only" }
    if ReasonFamily.fit.contains(reason) {
      return stream.chance(perMille: 550) ? "exchange" : "return"
    }
    return stream.pick(["return", "refund_only", "exchange"]) {
      ["return": 55, "refund_only": 30, "exchange": 15][$0] ?? 0
    }
  }

  /// The application, complete and within every window.
  mutating func apply(kind: String, reason: String, line: Int = 0, quantity: Int? = nil) {
    let delivered = deliveredAt ?? orderedAt
    let at = time(delivered.day + 1 + gap(4), after: delivered)
    let asked = quantity ?? stream.within(1...lines[line].quantity)
    let spoken = shop.people
    var application = Application(
      caseID: "\(shop.casePrefix)\(issue())", orderID: orderID, kind: kind, reason: reason, at: at,
      line: line, quantity: asked,
      channel: stream.pick(["app", "chat", "social", "phone"]) {
        ["app": 60, "chat": 22, "social": 12, "phone": 6][$0] ?? 0
      })
    if isQuality(reason) || reason == "transit_damage" || ReasonFamily.special.contains(reason) {
      application.description = stream.pick(spoken.complaints)
      application.evidence = "photo-\(stream.within(1...9)).jpg;photo-\(stream.within(10...19)).jpg"
    } else if stream.chance(perMille: 500) {
      application.description = stream.pick(spoken.wishes)
    }
    if kind == "exchange" { chooseReplacement(&application) }
    applications.append(application)
  }

  /// Mostly the same price; sometimes dearer, sometimes cheaper.
  private mutating func chooseReplacement(_ application: inout Application) {
    let line = lines[application.line]
    application.exchangeSKU = line.article.sku + "-B"
    let step = max(1, line.unitPrice / 10)
    switch stream.below(10) {
    case 0: application.exchangePrice = line.unitPrice + step
    case 1: application.exchangePrice = max(1, line.paid / line.quantity - step)
    default: break
    }
  }

  /// All that follows from an application that is approved.
  mutating func follow() {
    let application = applications[0]
    let approvedAt = answer(application)
    guard application.kind != "refund_only" else {
      refund(from: approvedAt)
      return
    }
    let acceptedAt = bringBack(application, from: approvedAt)
    let entitledAt = shop.refundsOnApproval ? approvedAt : acceptedAt
    if application.kind == "exchange" {
      exchange(application, approvedAt: approvedAt, acceptedAt: acceptedAt, entitledAt: entitledAt)
    } else {
      refund(from: entitledAt)
    }
    askAfterwards(acceptedAt)
  }

  /// Quality cases of jewellery wait for a person, and now and then a person looks at others.
  private mutating func answer(_ application: Application) -> Moment {
    let category = lines[application.line].article.category
    let isQuality = isQuality(application.reason)
    let mustLook = category.isReviewed && isQuality
    let at = time(application.at.day + gap(1), after: application.at)
    if isQuality, !mustLook, stream.chance(perMille: 80) {
      // The photo comes after the application, and the case waits for it.
      applications[0].evidence = ""
      materials.append(
        Material(caseID: application.caseID, at: at, type: "evidence", reference: "photo-20.jpg"))
      return at
    }
    guard mustLook || stream.chance(perMille: 60) else { return application.at }
    reviews.append(
      Review(
        caseID: application.caseID, at: at, verdict: "approved",
        reviewer: stream.pick(shop.people.reviewers), reason: ""))
    return at
  }

  /// The goods travel back and the warehouse accepts them.
  private mutating func bringBack(_ application: Application, from approvedAt: Moment) -> Moment {
    let line = lines[application.line]
    let sent = time(approvedAt.day + 1 + gap(2), after: approvedAt)
    let grams = 120 + line.article.grams * application.quantity
    var parcel = newParcel(
      "return", reference: application.caseID, sentAt: sent, grams: grams, promise: 4)
    deliver(&parcel, within: 2)
    if isQuality(application.reason), stream.chance(perMille: 350) {
      payFreight(&parcel)
    }
    let arrivedAt = parcel.events[parcel.events.count - 1].at
    parcels.append(parcel)
    let inspectedAt = time(arrivedAt.day + gap(1), after: arrivedAt)
    inspections.append(
      Inspection(
        caseID: application.caseID, at: inspectedAt, receivedAt: arrivedAt,
        waybill: parcel.waybill, quantity: application.quantity,
        condition: application.reason == "damaged" ? "damaged" : "intact"))
    return inspectedAt
  }

  /// The customer laid the freight out, which the shop bears: nothing is on the carrier's bill.
  mutating func payFreight(_ parcel: inout Parcel) {
    applications[0].freightPaid = parcel.charges[0].amount
    parcel.charges = []
  }

  /// The goods' money, and the freight the customer laid out, in one sum or in two.
  mutating func refund(from entitledAt: Moment) {
    let at = time(entitledAt.day + gap(2), after: entitledAt)
    let freight = applications[0].freightPaid ?? 0
    let isOneSum = freight > 0 && stream.chance(perMille: 500)
    addRefund(refundAmount + shippingBack + (isOneSum ? freight : 0), at)
    if freight > 0, !isOneSum { addRefund(freight, at.after(minutes: 2)) }
  }

  /// Freight of the way out that goes back with the goods: where the shop or its carrier is at
  /// fault, and in the Union with a withdrawal from all of an order.
  var shippingBack: Int {
    let reason = applications[0].reason
    guard ReasonFamily.fit.contains(reason) || reason == "no_longer_needed" else {
      return shippingPaid
    }
    let isAll = lines.count == 1 && applications[0].quantity == lines[0].quantity
    return isAll && shop.lawPack == "EU" ? shippingPaid : 0
  }

  mutating func addRefund(_ amount: Int, _ at: Moment) {
    movements.append(
      Movement(
        txnID: "TR\(issue())", type: "refund", amount: amount, at: at, orderID: orderID,
        reference: caseID, paymentRef: paymentRef, currency: shop.currency, channel: channel))
  }

  private mutating func exchange(
    _ application: Application, approvedAt: Moment, acceptedAt: Moment, entitledAt: Moment
  ) {
    var readyAt = acceptedAt
    let basis = lines[application.line].paid(for: application.quantity)
    let price = application.exchangePrice.map { $0 * application.quantity } ?? basis
    if price > basis {
      let at = time(approvedAt.day + gap(2), after: approvedAt)
      addRefund(price - basis, at)
      movements[movements.count - 1].type = "payment"
      movements[movements.count - 1].txnID = "TD\(issue())"
      readyAt = max(readyAt, at)
    } else if price < basis {
      addRefund(basis - price, time(entitledAt.day + gap(2), after: entitledAt))
    }
    if let freight = applications[0].freightPaid {
      addRefund(freight, time(entitledAt.day + gap(2), after: entitledAt))
    }
    let sent = time(readyAt.day + gap(2), after: readyAt)
    let grams = 120 + lines[application.line].article.grams * application.quantity
    var parcel = newParcel("exchange", reference: application.caseID, sentAt: sent, grams: grams)
    deliver(&parcel, within: 2)
    parcels.append(parcel)
  }

  private mutating func askAfterwards(_ acceptedAt: Moment) {
    guard stream.chance(perMille: 200) else { return }
    let marks = (0..<4).map { _ in stream.pick([1, 2, 3, 4, 5]) { [0, 5, 8, 17, 35, 35][$0] } }
    surveys.append(
      Survey(
        caseID: caseID, at: time(acceptedAt.day + 1 + gap(3), after: acceptedAt), marks: marks,
        reason: applications[0].reason, comment: stream.pick(shop.people.comments)))
  }

  /// The customer thinks better of it before anything moved.
  private mutating func withdraw() {
    applications[0].withdrawnAt = applications[0].at.after(minutes: 90)
    keepOnlyTheOrder()
  }

  /// Takes out everything that followed from the application.
  mutating func keepOnlyTheOrder() {
    movements.removeAll { !$0.reference.isEmpty }
    parcels.removeAll { $0.direction != "outbound" }
    inspections = []
    surveys = []
    reviews = []
  }
}
