/// Goods that do not come back, are not looked at, are not as they should be, or are not replaced.
extension Trouble {
  static let goods: [Trouble] = [
    Trouble(.application, "GOODS_NOT_RETURNED", perMillion: 2600, span: 13, shop: "berlin") {
      story in
      story.tellReturn()
      story.parcels.removeAll { $0.direction == "return" }
      story.inspections = []
      story.surveys = []
    },
    Trouble(.application, "EXCHANGE_NOT_SHIPPED", perMillion: 500, span: 8) { story in
      story.sellPlain()
      story.apply(kind: "exchange", reason: "size")
      story.applications[0].exchangePrice = nil
      story.follow()
      story.parcels.removeAll { $0.direction == "exchange" }
    },
    Trouble(.application, "NOT_INSPECTED", perMillion: 1100, span: 8, shop: "hangzhou") { story in
      story.tellReturn()
      story.keepOnlyTheMoneyPaid()
      story.inspections = []
    },
    Trouble(.application, "GOODS_REJECTED", perMillion: 1300, span: 6) { story in
      story.tellReturn()
      story.inspections[0].isAccepted = false
      story.inspections[0].condition = "used"
      if !story.shop.refundsOnApproval { story.keepOnlyTheMoneyPaid() }
    },
    Trouble(.application, "NOT_RESTOCKED", perMillion: 900, span: 8) { story in
      story.tellReturn()
      story.forgetsRestock = true
    },
    Trouble(.application, "NOT_ISSUED", perMillion: 400, span: 8) { story in
      story.sellPlain()
      story.apply(kind: "exchange", reason: "size")
      story.applications[0].exchangePrice = nil
      story.follow()
      story.forgetsIssue = true
    },
    // The warehouse's note is dated before the parcel came.
    Trouble(.application, "CASE_HISTORY", perMillion: 150, span: 6) { story in
      story.tellReturn()
      story.inspections[0].at.day -= 2
    },
    Trouble(.application, "GOODS_QUANTITY", perMillion: 400, span: 6) { story in
      story.sellPlain(quantity: 2)
      story.settleCase(kind: "return", reason: "no_longer_needed", quantity: 2)
      story.inspections[0].quantity = 1
      let half = story.lines[0].paid(for: 1)
      if !story.shop.refundsOnApproval { story.bendRefund { $0.amount = half } }
    },
  ]
}

extension Story {
  /// No money goes back.
  fileprivate mutating func keepOnlyTheMoneyPaid() {
    movements.removeAll { $0.type == "refund" }
    surveys = []
  }
}
