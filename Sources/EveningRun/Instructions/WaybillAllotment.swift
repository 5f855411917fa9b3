import LedgerStore
import Returns

/// Gives bookings the next number of their carrier's range. What was given once is never given
/// again: the ledger keeps every number, and a range that is used up gives none.
struct WaybillAllotment {
  private let evening: Evening
  private let writer: LedgerWriter
  /// The next number by carrier; missing: the ledger was not asked yet.
  private var next: [Text: Int64] = [:]
  private var given: [ShopCase: Text] = [:]
  /// Bookings that got no number, by carrier.
  private var left: [Text: Int] = [:]

  init(_ evening: Evening, _ writer: LedgerWriter) {
    self.evening = evening
    self.writer = writer
  }

  /// Empty where the carrier gives the numbers itself, or its range has none left.
  mutating func next(
    _ carrier: Text, for issued: IssuedRow, _ booking: Instruction
  ) throws -> Text {
    guard let range = evening.policy.carriers.first(where: { $0.name == carrier })?.waybills else {
      return Text()
    }
    let number =
      try next[carrier]
      ?? writer.lastAllotted(carrier: carrier, range).map { $0 + 1 } ?? range.first
    guard range.contains(number) else {
      next[carrier] = number
      left[carrier, default: 0] += 1
      return Text()
    }
    next[carrier] = number + 1
    let waybill = Text(range.waybill(number))
    given[ShopCase(booking)] = waybill
    if !evening.isRehearsal {
      try writer.allot(
        AllottedWaybill(
          carrier: carrier, waybill: waybill, prefix: range.prefix, number: number,
          subject: booking.subject, bookingID: issued.id.string, day: evening.day))
      try keepRoute(waybill, booking)
    }
    return waybill
  }

  /// What the booking of a case was given in this run.
  func waybill(ofCase notice: Instruction) -> Text? { given[ShopCase(notice)] }

  var warnings: [String] {
    left.sorted { $0.key < $1.key }.map { carrier, count in
      "carrier \(carrier): its waybill numbers are used up, and \(count) "
        + (count == 1 ? "booking has" : "bookings have")
        + " none; give it a new range under carriers: in policy/carriers.yaml"
    }
  }

  /// Shops use the same numbers.
  private struct ShopCase: Hashable {
    let shop: Int
    let caseID: Text

    init(_ instruction: Instruction) { (shop, caseID) = (instruction.shop, instruction.caseID) }
  }

  /// Parcels that come under the number find their order by it.
  private func keepRoute(_ waybill: Text, _ booking: Instruction) throws {
    let shop = evening.policy.shops[booking.shop].id
    let hash = RouteKind.waybill.hash(waybill, shopSeed: StableHash.of(shop))
    try writer.addRoutes(
      kind: Int(RouteKind.waybill.rawValue), day: evening.day, run: evening.run,
      [Route(hash: hash, orderKey: booking.dossier)])
  }
}
