extension FeedColumns {
  static let parcels = FeedColumns(
    "parcels",
    """
    waybill carrier direction status reference status_at picked_up_at promised_at delivered_at
    weight_g length_mm width_mm height_mm zone
    """)
}

extension FeedWriter {
  /// One row for each scan, in the carrier's file of its day.
  static let parcels = FeedWriter(columns: .parcels) { (story, inbox) throws(SampleError) in
    for parcel in story.parcels {
      let carrier = story.shop.carriers[parcel.carrier]
      for event in parcel.events {
        let day = event.at.day
        guard
          let file = try inbox.file(.parcels, of: story.shop, part: carrier.code, day: day)
        else { continue }
        file.text(parcel.waybill)
        file.text(carrier.code)
        file.text(parcel.direction)
        file.text(event.status)
        file.text(parcel.reference)
        file.time(event.at)
        file.time(parcel.pickedUpAt)
        file.time(Moment(day: parcel.promisedDay, minute: 1_200))
        file.time(event.status == "delivered" ? event.at : nil)
        file.number(parcel.grams)
        file.number(parcel.sides?.length)
        file.number(parcel.sides?.width)
        file.number(parcel.sides?.height)
        file.text(parcel.unknownZone ?? carrier.prices[parcel.zone].zone)
        try file.endRow()
      }
    }
  }
}
