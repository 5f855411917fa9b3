extension FeedColumns {
  static let settlements = FeedColumns(
    "settlements",
    """
    txn_id type amount settled_at account_id status order_id refund_ref payment_ref currency
    channel
    """)
}

extension FeedWriter {
  /// A provider's bill of a day comes on the day after it.
  static let settlements = FeedWriter(columns: .settlements) { (story, inbox) throws(SampleError) in
    for movement in story.movements {
      if movement.isInShortBill {
        try ShortBill.write(movement, story, inbox)
        continue
      }
      let day = movement.at.day + 1
      guard
        let file = try inbox.file(.settlements, of: story.shop, part: movement.channel, day: day)
      else { continue }
      file.text(movement.txnID)
      file.text(movement.type)
      file.amount(movement.amount)
      file.time(movement.at)
      file.text("\(story.shop.id)-\(movement.channel)")
      file.text(movement.status)
      file.text(movement.orderID)
      file.text(movement.reference)
      file.text(movement.paymentRef)
      file.text(movement.currency)
      file.text(movement.channel)
      try file.endRow()
    }
  }
}
