extension FeedColumns {
  static let cases = FeedColumns(
    "cases",
    """
    case_id order_id kind reason applied_at line_no quantity channel description evidence
    contact_name contact_phone contact_address return_freight_paid exchange_sku
    exchange_unit_price withdrawn_at
    """)
}

extension FeedWriter {
  static let cases = FeedWriter(columns: .cases) { (story, inbox) throws(SampleError) in
    for application in story.applications {
      let day = application.at.day
      guard let file = try inbox.file(.cases, of: story.shop, day: day) else { continue }
      file.text(application.caseID)
      file.text(application.orderID)
      file.text(application.kind)
      file.text(application.reason)
      file.time(application.at)
      file.number(application.line + 1)
      file.number(application.quantity)
      file.text(application.channel)
      file.text(application.description)
      file.text(application.evidence)
      file.text(story.customer.name)
      file.text(story.customer.phone)
      file.text(story.customer.address)
      file.amount(application.freightPaid)
      file.text(application.exchangeSKU)
      file.amount(application.exchangePrice)
      file.time(application.withdrawnAt)
      try file.endRow()
    }
  }
}
