import Testing

@testable import Returns

@Suite("Chargeable weight and freight")
struct RateFreightTests {
  /// measured g | volume mm³ | divisor cm³/kg | chargeable g
  static let weights: [(Int64?, Int64?, Int64, Int64?)] = [
    (900, nil, 6000, 900),
    (900, 5_400_000, 6000, 900),  // exactly as heavy by volume
    (900, 5_400_001, 6000, 901),  // one mm³ more is a started gram
    (900, 5_405_999, 6000, 901),
    (900, 5_406_000, 6000, 901),
    (900, 5_406_001, 6000, 902),
    (900, 12_000_000, 6000, 2000),
    (900, 12_000_000, 12000, 1000),
    (900, 12_000_000, 5000, 2400),
    (900, 12_000_000, 0, 900),  // the card does not use volume
    (nil, 12_000_000, 6000, 2000),
    (nil, 12_000_000, 0, nil),
    (nil, nil, 6000, nil),
    (0, 1, 6000, 1),
    (5, .max, 1, .max),
    (5, .max, 6000, 1_537_228_672_809_130),
  ]

  @Test("the larger of measured and volumetric weight", arguments: weights)
  func chargeable(_ measured: Int64?, _ volume: Int64?, _ divisor: Int64, _ expected: Int64?) {
    let rate = FeeFixture.rate("Z1", 600, 120) { $0.volumetricDivisor = divisor }
    #expect(rate.chargeableGrams(measured: measured, volume: volume) == expected)
  }

  /// grams | fee at 6.00 for the first kilogram and 1.20 for each further started one
  @Test(
    "continued weight is charged per started step",
    arguments: [
      (0, 600), (1, 600), (999, 600), (1000, 600), (1001, 720), (1999, 720), (2000, 720),
      (2001, 840), (3000, 840), (3001, 960), (29_999, 4080), (30_000, 4080), (30_001, 4200),
    ] as [(Int64, Int64)])
  func steps(_ grams: Int64, _ fee: Int64) {
    #expect(FeeFixture.rate("Z1", 600, 120).freight(grams: grams, direction: .outbound) == fee)
  }

  @Test(
    "half-kilogram steps after half a kilogram",
    arguments: [(500, 400), (501, 450), (1000, 450), (1001, 500), (1500, 500)] as [(Int64, Int64)])
  func halfKilograms(_ grams: Int64, _ fee: Int64) {
    let rate = FeeFixture.rate("Z1", 400, 50) {
      $0.firstWeightGrams = 500
      $0.stepWeightGrams = 500
    }
    #expect(rate.freight(grams: grams, direction: .outbound) == fee)
  }

  /// direction | factor in 1/100 % | fee of 7.25 after the factor, half up
  @Test(
    "the return factor holds for what goes back",
    arguments: [
      (.outbound, 6000, 725), (.exchange, 6000, 725), (.return, 6000, 435),
      (.returnToCustomer, 6000, 435), (.return, 5000, 363), (.return, 4999, 362),
      (.return, 10_000, 725), (.return, 12_000, 870), (.return, 0, 0),
    ] as [(Direction, Int64, Int64)])
  func returnFactor(_ direction: Direction, _ points: Int64, _ fee: Int64) {
    let rate = FeeFixture.rate("Z1", 725, 120) { $0.returnBasisPoints = points }
    #expect(rate.freight(grams: 800, direction: direction) == fee)
  }

  @Test("the minimum holds after the return factor")
  func minimum() {
    let rate = FeeFixture.rate("Z1", 600, 120) {
      $0.returnBasisPoints = 5000
      $0.minimumFee = 400
    }
    #expect(rate.freight(grams: 1000, direction: .return) == 400)
    #expect(rate.freight(grams: 2000, direction: .return) == 400)
    #expect(rate.freight(grams: 3000, direction: .return) == 420)
    #expect(rate.freight(grams: 1000, direction: .outbound) == 600)
  }

  @Test("absurd figures are clamped, not trapped on")
  func extremes() {
    let rate = FeeFixture.rate("Z1", .max, .max) {
      $0.stepWeightGrams = 1
      $0.firstWeightGrams = 0
      $0.returnBasisPoints = .max
    }
    #expect(rate.freight(grams: .max, direction: .return) == FeeSum.limit)
    let flat = FeeFixture.rate("Z1", 600, 120) { $0.stepWeightGrams = 0 }
    #expect(flat.freight(grams: 9000, direction: .outbound) == 600)
    let vast = FeeFixture.parcel(
      "waybill=W carrier=SF direction=outbound status=created length_mm=4000000000000"
        + " width_mm=4000000000000 height_mm=4000000000000")
    #expect(ParcelFacts.volume(vast) == .max)
    #expect(FeeSum.adding(.max, .max) == FeeSum.limit)
    #expect(FeeSum.adding(.min, .min) == -FeeSum.limit)
  }
}

@Suite("Which rate holds")
struct RateChoiceTests {
  static let cards = RateCards([
    FeeFixture.rate("Z1", 600, 120) { $0.validTo = FeeFixture.day("2026-06-30") },
    FeeFixture.rate("Z1", 650, 130) { $0.validFrom = FeeFixture.day("2026-07-01") },
    FeeFixture.rate("*", 900, 200),
    FeeFixture.rate("Z1", 700, 150, carrier: "YTO"),
  ])

  /// carrier | zone | day | first fee
  @Test(
    "zone, rest zone and validity days",
    arguments: [
      ("SF", "Z1", "2026-01-01", 600), ("SF", "Z1", "2026-06-30", 600),
      ("SF", "Z1", "2026-07-01", 650), ("SF", "Z1", "2026-12-31", 650),
      ("SF", "Z1", "2027-01-01", nil), ("SF", "Z1", "2025-12-31", nil),
      ("SF", "Z7", "2026-07-01", 900), ("SF", "", "2026-07-01", 900),
      ("YTO", "Z1", "2026-07-01", 700), ("YTO", "Z7", "2026-07-01", nil),
      ("ZTO", "Z1", "2026-07-01", nil),
    ] as [(Text, Text, String, Int64?)])
  func choice(_ carrier: Text, _ zone: Text, _ day: String, _ fee: Int64?) {
    let rate = Self.cards.rate(carrier: carrier, zone: zone, on: FeeFixture.day(day))
    #expect(rate?.firstFee == fee)
  }

  @Test(
    "the day of the pick-up, else of the status, else of the bill, in the shop's zone",
    arguments: [
      ("picked_up_at=2026-06-30T23 status_at=2026-07-02", "billed_at=2026-07-09", 600),
      ("picked_up_at=2026-07-01T00 status_at=2026-07-02", "billed_at=2026-07-09", 650),
      ("status_at=2026-06-30", "billed_at=2026-07-09", 600),
      ("promised_at=", "billed_at=2026-06-30", 600),
      ("promised_at=", "billed_at=2026-07-01", 650),
      ("promised_at=", "tax=0", 650),  // no time at all: the business date
    ])
  func day(_ parcel: String, _ charge: String, _ fee: Int64) {
    var policy = FeeFixture.policy()
    policy.rateCards = Self.cards
    let settled = FeeFixture.settle(
      FeeFixture.dossier(
        parcels: [
          "waybill=W carrier=SF direction=outbound status=in_transit zone=Z1 weight_g=900"
            + " \(parcel)"
        ],
        charges: ["carrier=SF invoice_no=I1 charge_type=freight amount=600 waybill=W \(charge)"]),
      policy)
    #expect(settled.lines.map(\.expectedFee) == [fee])
  }
}
