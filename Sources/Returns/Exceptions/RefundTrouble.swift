extension ExceptionRule {
  /// The money went back another way than it came (original channel, R5.1).
  static let refundChannel = ExceptionRule(code: .refundChannel, subject: .refunds) { desk in
    desk.views.refunds.compactMap { index in
      let row = desk.dossier.settlements[index]
      guard !row.channel.isEmpty, !desk.isPaid(by: row.channel) else { return nil }
      let channels = desk.paymentChannels
      guard !channels.isEmpty, !channels.contains(where: { $0.isSameWord(as: row.channel) })
      else { return nil }
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
    guard let file = desk.files.first(where: { $0.holdsGoods }) else { return [] }
    return desk.views.chargebacks.map { index in
      var finding = desk.finding(
        .chargebackOnCase, settlement: desk.dossier.settlements[index], "chargeback")
      if finding.caseID.isEmpty { finding.caseID = file.caseID }
      finding.expected = 0
      let refunded = desk.refunded(in: finding.currency)
      if refunded > 0 { finding.notes = [.refundedBesides(refunded)] }
      return finding
    }
  }
}

extension Desk {
  /// A payment names the very channel: most refunds need no closer look.
  fileprivate func isPaid(by channel: Text) -> Bool {
    for index in views.payments where dossier.settlements[index].channel == channel {
      return true
    }
    return false
  }

  /// What the order's refunds came to.
  fileprivate func refunded(in currency: Currency) -> Int64 {
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

extension Text {
  /// Equal but for the case of ASCII letters.
  func isSameWord(as other: Text) -> Bool {
    guard count == other.count else { return false }
    func lower(_ byte: UInt8) -> UInt8 { byte >= 65 && byte <= 90 ? byte | 0x20 : byte }
    return zip(bytes, other.bytes).allSatisfy { lower($0) == lower($1) }
  }
}
