/// Waybill numbers that bookings were given. A number is given once: nothing is ever removed here.
extension Schema {
  static let waybillTables = """
    CREATE TABLE allotted_waybill (
      carrier TEXT NOT NULL CHECK (carrier <> ''),
      waybill TEXT NOT NULL CHECK (waybill <> ''),
      prefix TEXT NOT NULL,
      number INTEGER NOT NULL CHECK (number >= 0),
      subject INTEGER NOT NULL,
      booking_id TEXT NOT NULL CHECK (booking_id <> ''),
      day INTEGER NOT NULL,
      PRIMARY KEY (carrier, waybill)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX allotted_by_number ON allotted_waybill (carrier, prefix, number);
    """
}
