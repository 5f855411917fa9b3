import Testing

@testable import Returns

/// How booked units are allotted to the units that have to be booked.
@Suite struct StockBookingTests {
  private let day = Day(year: 2026, month: 3, day: 5)!

  private func movement(
    _ id: String, _ sku: Text, _ quantity: Int64, _ kind: StockKind, at seconds: Int64 = 0
  ) -> StockMovement {
    var bytes: [UInt8] = []
    RecordCoding.appendContent(
      Feed.stock.schema,
      [
        .text(Text(id)), .text(sku), .number(quantity), .number(seconds),
        .number(Int64(kind.rawValue)), .text("RC1"), .absent,
      ], to: &bytes)
    let content = bytes.withUnsafeBytes { Text(copying: $0) }
    var columns = ColumnReader(content)
    return StockMovement(&columns, source: Source(file: 0, line: 0, run: 0))
  }

  private func need(
    _ file: Int, _ sku: Text, _ kind: StockKind?, _ quantity: Int64, after days: Int = 0
  ) -> StockNeed {
    StockNeed(file: file, sku: sku, kind: kind, quantity: quantity, since: day + days)
  }

  private func left(_ booking: StockBooking, _ file: Int) -> Int64 {
    booking.needs.reduce(0) { $1.file == file ? $0 + $1.left : $0 }
  }

  @Test func theOlderNeedIsServedFirst() {
    let booking = StockBooking(
      [need(0, "A", nil, 1, after: 3), need(0, "A", nil, 1)], [movement("M1", "A", 1, .restock)])
    #expect(booking.needs.first { $0.left > 0 }?.since == day + 3)
    #expect(booking.evidence(of: 0)?.movementID == "M1")
    #expect(booking.surplus(of: 0) == nil)
  }

  /// What may be either is left what the others cannot take, in whatever order they stand.
  @Test func whatLeavesNoChoiceIsServedFirst() {
    let needs = [need(0, "A", nil, 1), need(0, "A", .scrap, 1)]
    let movements = [
      movement("M1", "A", 1, .scrap, at: 1), movement("M2", "A", 1, .restock, at: 2),
    ]
    for needs in [needs, needs.reversed()] {
      for movements in [movements, movements.reversed()] {
        let booking = StockBooking(needs, movements)
        #expect(left(booking, 0) == 0)
        #expect(booking.evidence(of: 0)?.movementID == "M2")
      }
    }
  }

  @Test func articlesAreToldApart() {
    let booking = StockBooking(
      [need(0, "A", .restock, 1), need(1, "B", .restock, 2)],
      [movement("M1", "B", 3, .restock), movement("M2", "C", 1, .restock)])
    #expect(left(booking, 0) == 1 && left(booking, 1) == 0)
    #expect(booking.surplus(of: 1)?.quantity == 1 && booking.surplus(of: 0) == nil)
    #expect(
      booking.stray(beside: booking.needs[0])
        == .nearest(id: "M1", field: "sku", expected: "A", found: "B"))
  }

  @Test func aCaseOfUnknownArticlesTakesAny() {
    let booking = StockBooking(
      [need(0, "", nil, 3)],
      [movement("M1", "A", 1, .restock, at: 1), movement("M2", "B", 3, .scrap, at: 2)])
    #expect(left(booking, 0) == 0)
    #expect(booking.surplus(of: 0)?.quantity == 1)
    #expect(booking.surplus(of: 0)?.first.movementID == "M2")
  }
}
