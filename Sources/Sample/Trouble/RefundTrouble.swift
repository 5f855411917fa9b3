/// Refunds that do not come, come wrong, or come for nothing.
extension Trouble {
  static let refunds: [Trouble] = [
    Trouble(.application, "REFUND_MISSING", perMillion: 2200, span: 8) { story in
      story.tellBrokenGoods()
      story.movements.removeAll { $0.type == "refund" }
    },
    Trouble(.application, "REFUND_SHORT", perMillion: 550, span: 7) { story in
      story.tellBrokenGoods()
      story.bendRefund { $0.amount -= max(1, $0.amount / 10) }
    },
    Trouble(.application, "REFUND_OVER", perMillion: 450, span: 4) { story in
      story.tellBrokenGoods()
      story.bendRefund { $0.amount += 1 + $0.amount / 12 }
    },
    Trouble(.application, "REFUND_DUPLICATE", perMillion: 600, span: 6) { story in
      story.tellBrokenGoods()
      story.repeatRefund()
    },
    Trouble(.application, "REFUND_CHANNEL", perMillion: 300, span: 4) { story in
      story.tellBrokenGoods()
      let other = story.shop.channels.first { $0 != story.channel } ?? story.channel
      story.bendRefund { $0.channel = other }
    },
    Trouble(.application, "REFUND_CURRENCY", perMillion: 60, span: 4) { story in
      story.tellBrokenGoods()
      let currency = story.shop.foreignCurrency
      story.bendRefund { $0.currency = currency }
    },
    Trouble(.application, "REFUND_FAILED", perMillion: 500, span: 4) { story in
      story.tellBrokenGoods()
      story.bendRefund { $0.status = "failed" }
    },
    Trouble(.application, "CHARGEBACK_ON_CASE", perMillion: 250, span: 5) { story in
      story.tellBrokenGoods()
      story.chargeBack()
    },
    Trouble(.application, "REFUND_UNENTITLED", perMillion: 250, span: 4) { story in
      story.refundWithoutCase(order: story.orderID, reference: "")
    },
    Trouble(.application, "REFUND_ORPHAN", perMillion: 150, span: 4) { story in
      let number = story.issue()
      story.refundWithoutCase(
        order: "\(story.shop.orderPrefix)9\(number)",
        reference: "\(story.shop.casePrefix)9\(number)")
    },
    Trouble(.application, "FREIGHT_REFUND_MISSING", perMillion: 500, span: 9) { story in
      story.forgetFreight()
    },
    Trouble(.application, "LAW_REFUND_OVERDUE", perMillion: 300, span: 13, shop: "hangzhou") {
      story in
      story.sellPlain()
      story.settleCase(kind: "return", reason: "no_longer_needed")
      let delay = story.isBrisk ? 60 : 9 + story.gap(4)
      story.bendRefund { $0.at.day += delay }
    },
    Trouble(.application, "LAW_FREIGHT", perMillion: 100, span: 13, shop: "hangzhou") { story in
      story.forgetFreight()
    },
    Trouble(.application, "AMBIGUOUS", perMillion: 120, span: 6) { $0.refundOneOfTwins() },
    Trouble(.application, "SEARCH_LIMIT", perMillion: 4, span: 6, shop: "hangzhou") {
      $0.refundPartOfMany()
    },
  ]
}

extension Story {
  /// A complete case: apply, and all that follows.
  mutating func settleCase(kind: String, reason: String, quantity: Int? = nil) {
    apply(kind: kind, reason: reason, quantity: quantity)
    follow()
  }

  /// Goods that arrived broken: refunded at once, or after they came back.
  mutating func tellBrokenGoods() {
    sellPlain()
    let isReturn = !isBrisk && stream.chance(perMille: 450)
    settleCase(kind: isReturn ? "return" : "refund_only", reason: "damaged")
  }

  mutating func bendRefund(_ bend: (inout Movement) -> Void) {
    guard let index = movements.firstIndex(where: { $0.type == "refund" }) else { return }
    bend(&movements[index])
  }

  fileprivate mutating func repeatRefund() {
    guard var again = movements.first(where: { $0.type == "refund" }) else { return }
    again.txnID = "TR\(issue())"
    again.at.day += 1
    movements.append(again)
  }

  fileprivate mutating func chargeBack() {
    guard var taken = movements.first(where: { $0.type == "refund" }) else { return }
    taken.txnID = "CB\(issue())"
    taken.type = "chargeback"
    taken.reference = ""
    taken.at.day += 1
    movements.append(taken)
  }

  fileprivate mutating func refundWithoutCase(order: String, reference: String) {
    let delivered = deliveredAt ?? orderedAt
    movements.append(
      Movement(
        txnID: "TR\(issue())", type: "refund", amount: max(1, lines[0].paid / 2),
        at: time(delivered.day + 1 + gap(3), after: delivered), orderID: order,
        reference: reference, currency: shop.currency, channel: channel))
  }

  /// The goods are refunded, the freight that the customer laid out is not.
  fileprivate mutating func forgetFreight() {
    sellPlain()
    settleCase(kind: "return", reason: "defective")
    if applications[0].freightPaid == nil {
      let index = parcels.firstIndex { $0.direction == "return" } ?? 0
      var parcel = parcels[index]
      payFreight(&parcel)
      parcels[index] = parcel
    }
    let goods = refundAmount
    var isFirst = true
    movements.removeAll { movement in
      guard movement.type == "refund" else { return false }
      defer { isFirst = false }
      return !isFirst
    }
    bendRefund { $0.amount = goods }
  }

  /// Two articles at one price, a case each, and one refund that names neither.
  fileprivate mutating func refundOneOfTwins() {
    let plain = shop.articles.filter { !$0.isExcluded && !$0.category.isReviewed }
    var twins = [
      OrderLinePlan(plain[0], quantity: 1), OrderLinePlan(plain[1], quantity: 1),
    ]
    twins[1].unitPrice = twins[0].unitPrice
    shippingPaid = 0
    sell(twins)
    settleCase(kind: "refund_only", reason: "damaged")
    apply(kind: "refund_only", reason: "damaged", line: 1)
    applications[1].at = applications[0].at
    bendRefund { $0.reference = "" }
  }

  /// A company's order of many articles, all broken, and one refund for some of them: more sums are
  /// possible than are tried.
  fileprivate mutating func refundPartOfMany() {
    let plain = shop.articles.filter { !$0.isExcluded && !$0.category.isReviewed }
    shippingPaid = 0
    sell(
      (0..<20).map { index in
        var line = OrderLinePlan(plain[index % plain.count], quantity: 1)
        line.unitPrice = 2_000 + stream.below(60_000)
        return line
      })
    settleCase(kind: "refund_only", reason: "damaged")
    for line in lines.indices.dropFirst() {
      apply(kind: "refund_only", reason: "damaged", line: line, quantity: 1)
      applications[line].at = applications[0].at
    }
    let sum = lines.indices.reduce(0) { $1 % 2 == 0 ? $0 + lines[$1].paid : $0 }
    bendRefund {
      $0.reference = ""
      $0.amount = sum
    }
  }
}
