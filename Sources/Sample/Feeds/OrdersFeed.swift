extension FeedColumns {
  static let orders = FeedColumns(
    "orders",
    """
    order_id line_no sku product_name category supplier_id quantity unit_price ordered_at currency
    paid_amount shipping_paid customer_id delivered_at region payment_channel payment_ref
    buyer_gender buyer_age no_reason_excluded discount_amount campaign updated_at
    """)
}

extension FeedWriter {
  /// Every line once on the order's day, and its later versions.
  static let orders = FeedWriter(columns: .orders) { (story, inbox) throws(SampleError) in
    for line in story.lines.indices {
      let first = OrderVersion(
        day: story.orderedAt.day, line: line, unitPrice: story.lines[line].unitPrice,
        stamp: story.orderedAt)
      try write(first, story, inbox)
    }
    for version in story.versions { try write(version, story, inbox) }
  }

  private static func write(
    _ version: OrderVersion, _ story: Story, _ inbox: Inbox
  ) throws(SampleError) {
    let part = version.isSecondSystem ? Export.secondSystem : ""
    guard let file = try inbox.file(.orders, of: story.shop, part: part, day: version.day) else {
      return
    }
    let line = story.lines[version.line]
    let isHome = story.shop.id == "hangzhou"
    file.text(story.orderID)
    file.number(version.line + 1)
    file.text(line.article.sku)
    file.text(line.article.name)
    file.text(isHome ? line.article.category.chinese : line.article.category.english)
    file.text(line.article.supplier)
    file.number(line.quantity)
    file.amount(version.unitPrice)
    file.time(story.orderedAt)
    file.text(story.shop.currency)
    file.amount(line.paid)
    file.amount(version.line == 0 && story.shippingPaid > 0 ? story.shippingPaid : nil)
    file.text(story.customer.id)
    file.time(version.deliveredAt)
    file.text(story.region.name)
    file.text(story.channel)
    file.text(story.paymentRef)
    file.text(story.customer.gender)
    file.number(story.customer.age)
    file.flag(line.isExcluded)
    file.amount(line.discount > 0 ? line.discount : nil)
    file.text(line.campaign)
    file.time(version.stamp)
    try file.endRow()
  }
}
