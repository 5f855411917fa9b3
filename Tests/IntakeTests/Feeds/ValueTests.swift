import Returns
import Testing

@testable import Intake

@Suite("Values of cells")
struct ValueTests {
  @Test(arguments: [
    ("129.00", 2, 12900), ("129", 2, 12900), ("129.5", 2, 12950), ("0.01", 2, 1), (".11", 2, 11),
    ("-3.50", 2, -350), ("+3.50", 2, 350), ("-0.00", 2, 0), ("12.34000", 2, 1234), ("7", 0, 7),
    ("7.000", 0, 7), ("1.234", 3, 1234), ("0000012.50", 2, 1250),
    ("10000000000000.00", 2, 1_000_000_000_000_000),
  ])
  func amounts(_ text: String, _ decimals: Int, _ expected: Int64) throws {
    #expect(try Amounts.minorUnits(Text(text), decimals: decimals) == expected)
  }

  @Test(arguments: [
    ("12,50", 2, ValueProblem.notAnAmount), ("1,234.50", 2, .notAnAmount), ("1e3", 2, .notAnAmount),
    ("NaN", 2, .notAnAmount), ("-", 2, .notAnAmount), ("12.", 2, .notAnAmount),
    (".", 2, .notAnAmount),
    ("(12.50)", 2, .notAnAmount), ("12.50-", 2, .notAnAmount), ("¥12.50", 2, .notAnAmount),
    ("１２", 2, .notAnAmount), ("1.2.3", 2, .notAnAmount), ("12 50", 2, .notAnAmount),
    ("--5", 2, .notAnAmount), ("0x10", 2, .notAnAmount), ("12.345", 2, .tooPrecise),
    ("12.34x", 2, .notAnAmount), ("12.345x", 2, .notAnAmount), ("7.5", 0, .tooPrecise),
    ("10000000000000.01", 2, .tooLarge), ("99999999999999999999", 2, .tooLarge),
    ("9223372036854775808", 0, .tooLarge), ("-99999999999999999999.00", 2, .tooLarge),
  ])
  func badAmounts(_ text: String, _ decimals: Int, _ expected: ValueProblem) {
    #expect(throws: expected) { try Amounts.minorUnits(Text(text), decimals: decimals) }
  }

  @Test(arguments: [
    ("2026-11-22", "2026-11-22T00:00:00+08:00"), ("2026-11-22T08:30", "2026-11-22T08:30:00+08:00"),
    ("2026-11-22 08:30:15", "2026-11-22T08:30:15+08:00"),
    ("2026-11-22  08:30:15", "2026-11-22T08:30:15+08:00"),
    ("2026-11-22T08:30:15.999999999", "2026-11-22T08:30:15+08:00"),
    ("2026-11-22T08:30:15Z", "2026-11-22T16:30:15+08:00"),
    ("2026-11-22T08:30:15+01:00", "2026-11-22T15:30:15+08:00"),
    ("2026-11-22T08:30:15 -0530", "2026-11-22T22:00:15+08:00"),
    ("2026-11-22T08:30+08", "2026-11-22T08:30:00+08:00"),
    ("2024-02-29", "2024-02-29T00:00:00+08:00"), ("1970-01-01", "1970-01-01T00:00:00+08:00"),
  ])
  func times(_ text: String, _ expected: String) throws {
    let reader = TimeReader()
    for _ in 1...2 {
      let seconds = try reader.seconds(Text(text), zone: .shanghai, zoneNumber: 0)
      #expect(Zone.shanghai.string(Instant(seconds: seconds)) == expected)
    }
  }

  @Test(arguments: [
    "2026-02-29", "2026-13-01", "2026-00-10", "22.11.2026", "2026/11/22", "20261122", "2026-11-22T",
    "2026-11-22T8:30", "2026-11-22T24:00", "2026-11-22T08:60", "2026-11-22T08:30:60",
    "2026-11-22T08:30:15.", "2026-11-22T08:30:15+25:00", "2026-11-22T08:30:15 CET", "2026-11-22x",
    "now", "2026-11-2",
  ])
  func badTimes(_ text: String) {
    #expect(throws: ValueProblem.notATime) {
      try TimeReader().seconds(Text(text), zone: .shanghai, zoneNumber: 0)
    }
  }

  /// The memory of days must not carry one zone's offset into another, nor across a change of the
  /// clocks.
  @Test func zonesAndClockChanges() throws {
    let berlin = Zone(
      name: "Europe/Berlin", firstOffset: 3600,
      transitions: [(1_774_746_000, 7200), (1_792_890_000, 3600)])
    let reader = TimeReader()
    for _ in 1...2 {
      for (text, expected) in [
        ("2026-03-28T12:00", "2026-03-28T12:00:00+01:00"),
        ("2026-03-29T01:59", "2026-03-29T01:59:00+01:00"),
        ("2026-03-29T03:00", "2026-03-29T03:00:00+02:00"),
        ("2026-07-01T12:00", "2026-07-01T12:00:00+02:00"),
        ("2026-10-25T12:00", "2026-10-25T12:00:00+01:00"),
      ] {
        let seconds = try reader.seconds(Text(text), zone: berlin, zoneNumber: 1)
        #expect(berlin.string(Instant(seconds: seconds)) == expected)
        let utc = try reader.seconds(Text(text), zone: .utc, zoneNumber: 2)
        #expect(Zone.utc.string(Instant(seconds: utc)) == "\(text):00+00:00")
      }
    }
  }

  @Test func countsFlagsAndWords() throws {
    #expect(try Words.count("0012") == 12)
    #expect(throws: ValueProblem.notACount) { try Words.count("1.0") }
    #expect(throws: ValueProblem.negative) { try Words.count("-1") }
    #expect(throws: ValueProblem.tooLarge) { try Words.count("99999999999999999999") }
    #expect(try Words.flag("YES") == 1)
    #expect(try Words.flag("n") == 0)
    #expect(throws: ValueProblem.notAFlag) { try Words.flag("maybe") }
    let words = ChoiceTable(["return", "exchange", "refund_only", "refund_onlx"])
    #expect(words.index("refund_only") == 2)
    #expect(words.index("refund_onlx") == 3)
    #expect(words.index("Return") == nil)
    #expect(words.index("") == nil)
  }

  @Test(arguments: [
    ("0.27000", 2, false, 27), ("0.2749", 2, true, 27), ("0.275", 2, true, 28),
    ("-0.275", 2, true, -28), ("12", 0, false, 12), ("1.5", 0, true, 2),
  ])
  func exactDecimals(_ text: String, _ decimals: Int, _ rounding: Bool, _ expected: Int64) throws {
    let value = try Exact(Text(text))
    #expect(try value.minorUnits(decimals: decimals, rounding: rounding) == expected)
  }

  @Test func exactDecimalsAtTheirLimits() throws {
    #expect(throws: ValueProblem.tooPrecise) {
      try Exact("0.275").minorUnits(decimals: 2, rounding: false)
    }
    #expect(throws: ValueProblem.tooPrecise) { try Exact("0.000000001") }
    #expect(throws: ValueProblem.tooLarge) {
      try Exact("99999999999999999999999999999999999999999")
    }
    #expect(throws: ValueProblem.notAnAmount) { try Exact("1.") }
    #expect(try Exact("1.50").string(decimals: 2) == "1.50")
    #expect(try Exact("-0.055").string(decimals: 2) == "-0.055")
    #expect(try Exact("7").string(decimals: 0) == "7")
  }

  @Test func controlCharactersInIds() {
    for text in ["a\u{1}", "12345678\u{7F}", "\u{0}", "1234567\t8901234567"] {
      #expect(Text(text).hasControl)
    }
    for text in ["", "SO-1", "订单编号一二三四五六", "~~~~~~~~~", "ÿÿÿÿ\u{80}"] {
      #expect(!Text(text).hasControl)
    }
  }
}
