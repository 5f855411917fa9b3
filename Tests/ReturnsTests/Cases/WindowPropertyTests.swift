import Testing

@testable import Returns

/// The last day of an application, over midnight, zones, leap days, holidays and proofs of delivery
/// (CPL 25(1); Civil Code 201, 203).
@Suite struct WindowPropertyTests {
  /// Berlin's clocks in 2028: forward on 26 March, back on 29 October.
  private static let berlin = Zone(
    name: "Europe/Berlin", firstOffset: 3_600,
    transitions: [(1_837_645_200, 7_200), (1_856_394_000, 3_600)])
  private static let zones: [Zone] = [
    .utc, .shanghai, berlin, Zone(name: "Asia/Kathmandu", firstOffset: 20_700),
    Zone(name: "Pacific/Kiritimati", firstOffset: 50_400),
    Zone(name: "America/St_Johns", firstOffset: -12_600),
  ]

  private struct Shipment {
    var received: [Instant?] = []
    var parcels: [Instant] = []
    var zone = Zone.utc
    var holidays: [Day] = []
  }

  /// The verdict of `in_time` on an application; nil: unknown.
  private func isInTime(_ shipment: Shipment, at applied: Instant, days: Int = 7) -> Bool? {
    let dossier = Dossier()
    dossier.orderID = "O1"
    let ordered = applied.seconds - 40 * 86_400
    dossier.lines = shipment.received.enumerated().map { index, received in
      FeeFixture.order(
        "order_id=O1 line_no=\(index + 1) sku=S quantity=1 unit_price=100 ordered_at=@\(ordered)"
          + (received.map { " delivered_at=@\($0.seconds)" } ?? ""))
    }
    dossier.parcels = shipment.parcels.enumerated().map { index, delivered in
      FeeFixture.parcel(
        "waybill=W\(index) carrier=SF direction=outbound reference=O1 status=delivered "
          + "status_at=@\(delivered.seconds)")
    }
    dossier.cases = [
      FeeFixture.caseLine(
        "case_id=C1 order_id=O1 kind=return reason=no_longer_needed applied_at=@\(applied.seconds)")
    ]
    var policy = FeeFixture.policy([])
    policy.terms.windowDays[.noReason] = days
    policy.shops[0].zone = shipment.zone
    if !shipment.holidays.isEmpty {
      var law = LawPack(name: "L")
      law.windows = [
        LawRule(
          LawWindow(days: days),
          source: LawSource(article: "1", chineseArticle: "1", validFrom: Day(number: 0)))
      ]
      law.rest(on: shipment.holidays)
      policy.shops[0].law = law
    }
    let circumstances = Circumstances(
      policy: policy, asOf: shipment.zone.day(applied) + 1,
      deliveredFeeds: [[.orders, .cases, .parcels]], coverage: [])
    let checks = reconcile(dossier, circumstances).outcome.cases[0].checks
    switch checks.first(where: { $0.name == .inTime })?.verdict {
    case .pass: return true
    case .fail: return false
    default: return nil
    }
  }

  /// Days around the leap day, both changes of Berlin's clocks, and a year's end.
  private func anyDay(_ random: inout FeeFixture.Generator) -> Day {
    let around = [(2028, 2, 28), (2028, 3, 26), (2028, 10, 29), (2027, 12, 31), (2100, 2, 28)]
    let (year, month, day) = around[Int.random(in: 0..<around.count, using: &random)]
    return Day(year: year, month: month, day: day)! + Int.random(in: -9...2, using: &random)
  }

  /// Received at whatever clock of a day: the last second of the N-th day after it is in time, the
  /// next is not, on the shop's own clocks.
  @Test func theLastSecondOfTheLastDay() {
    var random = FeeFixture.Generator(seed: 7)
    for round in 0..<600 {
      let zone = Self.zones[round % Self.zones.count]
      let day = anyDay(&random)
      let length = zone.start(of: day + 1).seconds - zone.start(of: day).seconds
      let clock = [0, length - 1, Int64.random(in: 0..<length, using: &random)].randomElement(
        using: &random)!
      let received = Instant(seconds: zone.start(of: day).seconds + clock)
      let days = Int.random(in: 0...20, using: &random)
      let end = zone.start(of: day + days + 1)
      let shipment = Shipment(received: [received], zone: zone)
      let last = Instant(seconds: max(end.seconds - 1, received.seconds))
      #expect(isInTime(shipment, at: last, days: days) == true, "\(zone.name) \(day.string)")
      #expect(isInTime(shipment, at: end, days: days) == false, "\(zone.name) \(day.string)")
    }
  }

  /// A window that ends on days of rest ends on the day after them.
  @Test func aWindowThatEndsOnDaysOfRest() {
    var random = FeeFixture.Generator(seed: 8)
    for _ in 0..<200 {
      let day = anyDay(&random)
      let rest = Int.random(in: 0...9, using: &random)
      let holidays = (0..<rest).map { day + 7 + $0 } + [day + 30]
      let received = Instant(seconds: Zone.utc.start(of: day).seconds + 43_200)
      let shipment = Shipment(received: [received], holidays: holidays)
      let end = Zone.utc.start(of: day + 7 + rest + 1)
      #expect(isInTime(shipment, at: Instant(seconds: end.seconds - 1)) == true)
      #expect(isInTime(shipment, at: end) == false)
    }
  }

  /// No proof of delivery: nothing is too late. Two: of the order's own, the last; else of the
  /// carriers', the last.
  @Test func noProofOfDeliveryAndTwo() {
    var random = FeeFixture.Generator(seed: 9)
    for _ in 0..<200 {
      let day = anyDay(&random)
      func noon(_ days: Int) -> Instant {
        Instant(seconds: Zone.utc.start(of: day + days).seconds + 43_200)
      }
      let (a, b) = (Int.random(in: 0...9, using: &random), Int.random(in: 0...9, using: &random))
      let last = noon(max(a, b) + 7)
      let next = noon(max(a, b) + 8)
      #expect(isInTime(Shipment(received: [nil]), at: next) == nil)
      let lines = Shipment(received: [noon(a), noon(b)], parcels: [noon(20)])
      #expect(isInTime(lines, at: last) == true && isInTime(lines, at: next) == false)
      let parcels = Shipment(received: [nil], parcels: [noon(a), noon(b)])
      #expect(isInTime(parcels, at: last) == true && isInTime(parcels, at: next) == false)
      let one = Shipment(received: [nil, noon(a)], parcels: [noon(a + 5)])
      #expect(isInTime(one, at: noon(a + 7)) == true && isInTime(one, at: noon(a + 8)) == false)
    }
  }
}
