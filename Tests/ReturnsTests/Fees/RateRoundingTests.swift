import Testing

@testable import Returns

@Suite("Rounding profiles, insured value and packaging lists")
struct RateRoundingTests {
  /// domain.md 3d: up to 1 kg a kilogram, up to 10 kg 0.1, up to 100 kg 0.5, above 1.
  static let rate = FeeFixture.rate("Z1", 600, 120) {
    $0.volumetricDivisor = 6000
    $0.rounding = FixedList([
      RoundingBand(upToGrams: 1000, stepGrams: 1000),
      RoundingBand(upToGrams: 10_000, stepGrams: 100),
      RoundingBand(upToGrams: 100_000, stepGrams: 500),
      RoundingBand(upToGrams: .max, stepGrams: 1000),
    ])
  }

  @Test(
    "a weight goes up to the step of its range",
    arguments: [
      (0, 0), (1, 1000), (1000, 1000), (1001, 1100), (1100, 1100), (9999, 10_000),
      (10_000, 10_000), (10_001, 10_500), (100_000, 100_000), (100_001, 101_000),
      (.max, .max),
    ] as [(Int64, Int64)])
  func rounded(_ grams: Int64, _ expected: Int64) {
    #expect(Self.rate.rounded(grams) == expected)
    #expect(Self.rate.rounded(expected) == expected)
    #expect(Self.rate.chargeableGrams(measured: grams, volume: nil) == expected)
  }

  @Test("the larger weight is rounded, not each")
  func roundsTheLarger() {
    #expect(Self.rate.chargeableGrams(measured: 1010, volume: 12_000_001) == 2100)
    #expect(Self.rate.chargeableGrams(measured: nil, volume: 6) == 1000)
    #expect(FeeFixture.rate("Z1", 600, 120).rounded(1234) == 1234)
  }

  @Test("a weight above all ranges stays")
  func above() {
    let short = FeeFixture.rate("Z1", 600, 120) {
      $0.rounding = FixedList([RoundingBand(upToGrams: 1000, stepGrams: 500)])
    }
    #expect(short.rounded(999) == 1000 && short.rounded(1001) == 1001)
  }

  /// declared | fee at 0.5 %, at least 1.00
  @Test(
    "the insured value's fee",
    arguments: [
      (nil, 0), (0, 0), (1, 100), (20_000, 100), (20_099, 100), (20_100, 101), (20_300, 102),
      (20_299, 101), (1_000_000_000_000_000, 5_000_000_000_000),
    ] as [(Int64?, Int64)])
  func insured(_ declared: Int64?, _ fee: Int64) {
    let rate = FeeFixture.rate("Z1", 600, 120) {
      $0.insuredMillionths = 5000
      $0.insuredMinimum = 100
    }
    #expect(rate.insuredValueFee(declared: declared) == fee)
    #expect(FeeFixture.rate("Z1", 600, 120).insuredValueFee(declared: declared) == 0)
  }

  @Test("of late freight the rest, half up")
  func late() {
    let rate = FeeFixture.rate("Z1", 725, 0) { $0.lateBasisPoints = 5000 }
    #expect(rate.lateFreight(725) == 362)
    #expect(FeeFixture.rate("Z1", 725, 0).lateFreight(725) == 725)
  }

  @Test("lists are equal by what is in them")
  func equality() {
    #expect(FixedList([1, 2]) == FixedList([1, 2]))
    #expect(FixedList([1, 2]) != FixedList([1]))
    #expect(FixedList<Int>() == FixedList([]))
  }
}
