public import Returns

/// A waybill number that a booking was given.
public struct AllottedWaybill: Equatable, Sendable {
  public var carrier: Text
  public var waybill: Text
  public var prefix: Text
  public var number: Int64
  /// Of the booking: the same for all bookings of a case.
  public var subject: UInt64
  public var bookingID: String
  public var day: Day

  public init(
    carrier: Text, waybill: Text, prefix: Text, number: Int64, subject: UInt64, bookingID: String,
    day: Day
  ) {
    self.carrier = carrier
    self.waybill = waybill
    self.prefix = prefix
    self.number = number
    self.subject = subject
    self.bookingID = bookingID
    self.day = day
  }
}

extension LedgerReader {
  /// All that were ever given, by the bookings they were given to.
  public func allottedWaybills() throws -> AllottedWaybills {
    let query = try statement(
      "SELECT subject, waybill FROM allotted_waybill ORDER BY day, carrier, prefix, number")
    var entries: [(subject: UInt64, waybill: Text)] = []
    try query.forEach { columns in entries.append((columns.bits(), columns.text(arena))) }
    return AllottedWaybills(entries)
  }

  /// The greatest number given of a carrier's range; nil: none.
  public func lastAllotted(carrier: Text, _ range: WaybillRange) throws -> Int64? {
    let query = try statement(
      """
      SELECT max(number) FROM allotted_waybill
      WHERE carrier = ? AND prefix = ? AND number BETWEEN ? AND ?
      """)
    query.add(carrier)
    query.add(range.prefix)
    query.add(range.first)
    query.add(range.last)
    return try query.first { $0.optionalInt64() } ?? nil
  }
}

extension LedgerWriter {
  /// - Throws: where the number was given before.
  public func allot(_ waybill: AllottedWaybill) throws {
    let insert = try statement(
      """
      INSERT INTO allotted_waybill (carrier, waybill, prefix, number, subject, booking_id, day)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """)
    insert.add(waybill.carrier)
    insert.add(waybill.waybill)
    insert.add(waybill.prefix)
    insert.add(waybill.number)
    insert.add(bits: waybill.subject)
    insert.add(waybill.bookingID)
    insert.add(waybill.day)
    try insert.run()
  }
}
