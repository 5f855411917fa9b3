extension ExceptionRule {
  /// The money went back another way than it came (original channel, R5.1), or more of it than came
  /// that way (CN-12: to each means what was paid by it), or to the payment of another order.
  static let refundChannel = ExceptionRule(code: .refundChannel, subject: .refunds) { desk in
    desk.views.refunds.compactMap { index in
      let row = desk.dossier.settlements[index]
      if let finding = desk.paidForOther(row) { return finding }
      guard !row.channel.isEmpty else { return nil }
      if desk.isPaid(by: row.channel) { return desk.beyondChannel(row) }
      let channels = desk.paymentChannels
      guard !channels.isEmpty else { return nil }
      if channels.contains(where: { $0.isSameWord(as: row.channel) }) {
        return desk.beyondChannel(row)
      }
      if desk.isOwnMoney(row) { return nil }
      var finding = desk.finding(.refundChannel, settlement: row, "channel")
      finding.expected = row.amount
      finding.notes = [.channel(paid: channels[0], refunded: row.channel)]
      return finding
    }
  }

  /// The bank takes the money back while a case on the order is alive: pay once only.
  static let chargebackOnCase = ExceptionRule(
    code: .chargebackOnCase, subject: .chargebacks
  ) { desk in
    guard let file = desk.files.first(where: { $0.holdsGoods }) ?? desk.fileOfRefund else {
      return []
    }
    let findings = desk.views.chargebacks.map { index in
      var finding = desk.finding(
        .chargebackOnCase, settlement: desk.dossier.settlements[index], "chargeback")
      if finding.caseID.isEmpty { finding.caseID = file.caseID }
      finding.expected = 0
      finding.actual = desk.views.standing(index, desk.dossier.settlements)
      let refunded = desk.refunded(in: finding.currency)
      if refunded > 0, desk.isBeyondOwed(refunded, finding.currency) {
        finding.notes = [.refundedBesides(refunded)]
      }
      return finding
    }
    return findings + desk.findings(ofLooseChargebacks: file)
  }
}

extension Desk {
  /// A case that is over and that the order owes money for all the same: the difference that was
  /// paid for a dearer article.
  fileprivate var fileOfRefund: CaseFile? {
    let place = money.first { $0.kind.evidenceType == .refund && $0.due.file != nil }?.due.file
    return place.map { files[$0] }
  }

  /// A payment names the very channel: most refunds need no closer look.
  fileprivate func isPaid(by channel: Text) -> Bool {
    for index in views.payments where dossier.settlements[index].channel == channel {
      return true
    }
    return false
  }

  /// A refund of a case of the order that went to another customer, and that nobody took off it.
  fileprivate func paidForOther(_ row: Settlement) -> Finding? {
    guard wentToOther(row), namesCase(row.refundRef), !rulings.heldBack.contains(row.txnID) else {
      return nil
    }
    var finding = finding(.refundChannel, settlement: row, "channel")
    finding.expected = 0
    finding.notes = [.paidForOther(payment: row.paymentRef, order: row.orderID)]
    return finding
  }

  /// A refund above what is left of the payments of its channel, while those of another one have
  /// not gone back.
  fileprivate func beyondChannel(_ row: Settlement) -> Finding? {
    guard views.payments.count > 1 else { return nil }
    let payments = views.payments.map { dossier.settlements[$0] }
    guard payments.allSatisfy({ !$0.channel.isEmpty }) else { return nil }
    let refunds = views.refunds.map { dossier.settlements[$0] }
    let earlier = refunds.filter { ($0.settledAt, $0.txnID) < (row.settledAt, row.txnID) }
    let room = max(
      0, payments.sum(row.channel, row.currency) - earlier.sum(row.channel, row.currency))
    let others = Set(payments.map(\.channel)).sorted().filter { !$0.isSameWord(as: row.channel) }
    guard row.amount > room,
      let other = others.first(where: {
        payments.sum($0, row.currency) > refunds.sum($0, row.currency)
      })
    else { return nil }
    var finding = finding(.refundChannel, settlement: row, "channel")
    finding.expected = room
    finding.notes = [.channel(paid: other, refunded: row.channel)]
    return finding
  }

  /// What the bank took back for the order and has not given back.
  func chargedBack(in currency: Currency) -> Int64 {
    views.chargebacks.reduce(0) {
      let isIt = dossier.settlements[$1].currency == currency
      return isIt ? FeeSum.adding($0, views.standing($1, dossier.settlements)) : $0
    }
  }

  /// Whether refunds and what the bank took back come to more than the order's cases owe: what the
  /// bank took is a part of the same money.
  func isBeyondOwed(_ refunds: Int64, _ currency: Currency) -> Bool {
    var owed: Int64 = 0
    for standing in money
    where standing.kind.evidenceType == .refund && standing.due.expectation.currency == currency {
      owed = FeeSum.adding(owed, standing.due.expectation.amount)
    }
    return FeeSum.adding(refunds, chargedBack(in: currency)) > owed
  }

  /// What the order's refunds came to.
  func refunded(in currency: Currency) -> Int64 {
    views.refunds.reduce(0) {
      let row = dossier.settlements[$1]
      return row.currency == currency ? $0 + row.amount : $0
    }
  }

  /// Channels the order was paid by: those of its payments, else what the order says.
  var paymentChannels: [Text] {
    let paid = views.payments.map { dossier.settlements[$0].channel }.filter { !$0.isEmpty }
    if !paid.isEmpty { return paid.sorted() }
    guard let channel = dossier.lines.first?.paymentChannel, !channel.isEmpty else { return [] }
    return [channel]
  }
}

extension [Settlement] {
  /// What moved through a channel, minor units.
  fileprivate func sum(_ channel: Text, _ currency: Currency) -> Int64 {
    reduce(0) {
      $1.currency == currency && $1.channel.isSameWord(as: channel) ? $0 + $1.amount : $0
    }
  }
}

extension Text {
  /// Equal but for the case of ASCII letters.
  func isSameWord(as other: Text) -> Bool {
    guard count == other.count else { return false }
    func lower(_ byte: UInt8) -> UInt8 { byte >= 65 && byte <= 90 ? byte | 0x20 : byte }
    return zip(bytes, other.bytes).allSatisfy { lower($0) == lower($1) }
  }
}
