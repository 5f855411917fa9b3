/// Applications that cannot be approved as they are, or that nobody answers.
extension Trouble {
  static let applications: [Trouble] = [
    Trouble(.application, "CASE_NO_ORDER", perMillion: 250, span: 4) { story in
      story.sellPlain()
      story.apply(kind: "return", reason: "no_longer_needed")
      story.applications[0].orderID = "\(story.shop.orderPrefix)8\(story.issue())"
    },
    Trouble(.application, "CASE_QUANTITY", perMillion: 500, span: 4) { story in
      story.sellPlain(quantity: 2)
      story.apply(kind: "return", reason: "no_longer_needed", quantity: 3)
    },
    Trouble(.application, "CASE_LATE", perMillion: 1200, span: 11) { story in
      story.sellPlain()
      story.apply(kind: "return", reason: "no_longer_needed")
      let delivered = story.deliveredAt ?? story.orderedAt
      story.applications[0].at.day = delivered.day + 8 + story.gap(6)
    },
    Trouble(.application, "CASE_EXCLUDED", perMillion: 900, span: 4) { story in
      story.sellPlain()
      story.lines[0].isExcluded = true
      story.apply(kind: "return", reason: "no_longer_needed")
    },
    Trouble(.application, "CASE_INCOMPLETE", perMillion: 1500, span: 4) { story in
      story.sellPlain()
      story.apply(kind: "return", reason: "defective")
      story.applications[0].evidence = ""
    },
    Trouble(.application, "CASE_DUPLICATE", perMillion: 500, span: 5) { story in
      story.sellPlain()
      story.apply(kind: "return", reason: "no_longer_needed")
      if !story.isBrisk { story.follow() }
      story.apply(kind: "return", reason: "no_longer_needed")
      story.applications[1].at = story.applications[0].at
      story.applications[1].at.day += 1
    },
    Trouble(.application, "REVIEW_OVERDUE", perMillion: 500, span: 6) { story in
      let fine = story.shop.articles.filter { $0.category.isReviewed }
      story.sell([OrderLinePlan(fine[0], quantity: 1)])
      story.apply(kind: "return", reason: "not_as_described")
    },
  ]
}
