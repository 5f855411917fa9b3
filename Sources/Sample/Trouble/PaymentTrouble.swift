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
