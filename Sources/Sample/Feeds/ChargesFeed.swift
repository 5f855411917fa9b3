extension FeedColumns {
  static let charges = FeedColumns(
    "charges",
    "carrier invoice_no waybill charge_type amount billed_weight_g zone currency billed_at")
}

extension FeedWriter {
  /// A carrier writes one invoice a day.
  static let charges = FeedWriter(columns: .charges) { (story, inbox) throws(SampleError) in
    for charge in story.parcels.flatMap(\.charges) + story.looseCharges {
      let carrier = story.shop.carriers[charge.carrier]
      guard
        let file = try inbox.file(.charges, of: story.shop, part: carrier.code, day: charge.day)
      else { continue }
      file.text(carrier.code)
      file.text("\(carrier.code)-\(inbox.dates.compact(charge.day))")
      file.text(charge.waybill)
      file.text(charge.type)
      file.amount(charge.amount)
      file.number(charge.billedGrams)
      file.text(charge.zone)
      file.text(story.shop.currency)
      file.time(Moment(day: charge.day, minute: 480))
      try file.endRow()
    }
  }
}
