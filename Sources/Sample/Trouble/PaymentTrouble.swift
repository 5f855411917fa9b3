/// Payments that do not come, or not in full, and a bill that is cut short.
extension Trouble {
  static let payments: [Trouble] = [
    Trouble(.payment, "PAYMENT_MISSING", perMillion: 600, span: 2) { story in
      story.movements.removeAll { $0.type == "payment" }
    },
    Trouble(.payment, "PAYMENT_MISMATCH", perMillion: 400, span: 2) { story in
      let part = max(1, story.paid / 13)
      story.movements[0].amount -= part
    },
    Trouble(.payment, "CONTROL_TOTAL", perMillion: 0, span: 2, shop: "hangzhou") { story in
      story.channel = "wechat"
      story.movements[0].channel = "wechat"
      story.movements[0].isInShortBill = true
    },
    // The insurance of the freight pays the same order twice.
    Trouble(.payment, "PAYOUT_DUPLICATE", perMillion: 100, span: 4) { story in
      for day in 1...2 {
        var payout = story.movements[0]
        payout.txnID = "FI\(story.issue())"
        payout.type = "insurance_payout"
        payout.amount = 8 * story.shop.unit
        payout.at.day += day
        payout.paymentRef = ""
        story.movements.append(payout)
      }
    },
    // The provider gives a refund back and does not say which.
    Trouble(.payment, "REFUND_RETURNED", perMillion: 60, span: 3) { story in
      var returned = story.movements[0]
      returned.txnID = "TR\(story.issue())"
      returned.type = "refund"
      returned.status = "reversed"
      returned.amount = max(1, story.paid / 3)
      returned.at.day += 1
      (returned.orderID, returned.reference, returned.paymentRef) = ("", "", "")
      story.movements.append(returned)
    },
    Trouble(.application, "DIFFERENCE_UNPAID", perMillion: 400, span: 7) { story in
      story.sellPlain()
      story.apply(kind: "exchange", reason: "size")
      story.applications[0].exchangePrice = story.lines[0].unitPrice * 5 / 4
      story.follow()
      story.keepOnlyTheOrderAndReturn()
    },
  ]
}

extension Story {
  /// The goods come back, and nothing is given for them.
  mutating func keepOnlyTheOrderAndReturn() {
    movements.removeAll { !$0.reference.isEmpty }
    parcels.removeAll { $0.direction == "exchange" }
  }
}
