extension FeedColumns {
  static let stock = FeedColumns(
    "stock", "movement_id sku quantity moved_at kind case_id warehouse")
}

extension FeedWriter {
  /// What the warehouse books of a case: goods that it accepted, on the day or the one after, and
  /// the goods of a replacement when its parcel leaves.
  static let stock = FeedWriter(columns: .stock) { (story, inbox) throws(SampleError) in
    for inspection in story.inspections where inspection.isAccepted && !story.forgetsRestock {
      let kind = inspection.condition == "damaged" ? "scrap" : "restock"
      let at =
        story.number % 3 == 0 ? inspection.at.later(1) : inspection.at.after(minutes: 45)
      let sku = story.caseLine.article.sku
      try write("R\(inspection.waybill)", sku, inspection.quantity, at, kind, story, inbox)
    }
    for parcel in story.parcels where parcel.direction == "exchange" && !story.forgetsIssue {
      guard let at = parcel.pickedUpAt, let application = story.applications.first else { continue }
      try write(
        "E\(parcel.waybill)", application.exchangeSKU, application.quantity, at, "issue", story,
        inbox)
    }
  }

  private static func write(
    _ id: String, _ sku: String, _ quantity: Int, _ at: Moment, _ kind: String, _ story: Story,
    _ inbox: Inbox
  ) throws(SampleError) {
    guard let file = try inbox.file(.stock, of: story.shop, day: at.day) else { return }
    file.text(id)
    file.text(sku)
    file.number(quantity)
    file.time(at)
    file.text(kind)
    file.text(story.caseID)
    file.text("\(story.shop.id)-1")
    try file.endRow()
  }
}
