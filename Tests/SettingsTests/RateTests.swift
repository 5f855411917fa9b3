import Returns
import Settings
import Testing

@Suite struct RateTests {
  private let header =
    "carrier,zone,valid_from,valid_to,first_weight_g,first_fee,step_weight_g,step_fee,"
    + "volumetric_divisor,packaging_fee,currency"

  private func rateErrors(_ rows: String...) throws -> String {
    try errors(["rates/sf.csv": ([header] + rows).joined(separator: "\n")])
  }

  @Test func readsRows() throws {
    let workspace = try load([
      "rates/a.csv": """
      \u{FEFF}minimum,\(header),fuel_pct,remote_fee,return_factor\r
      9.5,SF,"Z1, inner",2026-01-01,2026-06-30,1000,10.00,500,2,6000,0.10,CNY,12.5,3,0.6\r
      ,SF,*,2026-01-01,,1000,20,1000,8.00,,,cny,,,\r

      """,
      "rates/b.csv": "\(header)\nYamato,K,2026-04-01,2026-04-30,2000,800,1000,120,0,0,JPY\n",
    ])
    let cards = workspace.policy.rateCards
    let april = try #require(Day(year: 2026, month: 4, day: 30))
    let inner = try #require(cards.rate(carrier: "SF", zone: "Z1, inner", on: april))
    #expect(inner.firstWeightGrams == 1000 && inner.firstFee == 1000)
    #expect(inner.stepWeightGrams == 500 && inner.stepFee == 200)
    #expect(inner.volumetricDivisor == 6000 && inner.packagingFee == 10)
    #expect(inner.currency == .cny && inner.fuelBasisPoints == 1250 && inner.remoteFee == 300)
    #expect(inner.returnBasisPoints == 6000 && inner.minimumFee == 950)
    let other = try #require(cards.rate(carrier: "SF", zone: "Z9", on: april + 10_000))
    #expect(other.firstFee == 2000 && other.volumetricDivisor == 0)
    #expect(other.returnBasisPoints == 10_000 && other.minimumFee == 0)
    let yamato = try #require(cards.rate(carrier: "Yamato", zone: "K", on: april))
    #expect(yamato.firstFee == 800 && yamato.stepFee == 120)
    #expect(cards.rate(carrier: "Yamato", zone: "K", on: april + 1) == nil)
    #expect(workspace.policyFiles.map(\.path) == ["backhaul.yaml", "rates/a.csv", "rates/b.csv"])
  }

  @Test func periodsThatTouchAreFine() throws {
    #expect(
      try rateErrors(
        "SF,Z1,2026-07-01,,1000,11,1000,2,0,0,CNY",
        "SF,Z1,2026-01-01,2026-06-30,1000,10,1000,2,0,0,CNY",
        "SF,*,2026-03-01,,1000,10,1000,2,0,0,CNY") == "")
  }

  @Test func overlapsNameBothLines() throws {
    let files = [
      "rates/a.csv": "\(header)\nSF,Z1,2026-01-01,2026-06-30,1000,10,1000,2,0,0,CNY\n",
      "rates/b.csv": "\(header)\n\nSF,Z1,2026-06-30,,1000,10,1000,2,0,0,CNY\n",
    ]
    #expect(
      try errors(files) == """
        rates/b.csv:3:7: SF zone Z1 from 2026-06-30 on overlaps rates/a.csv:2:7, from \
        2026-01-01 to 2026-06-30; end the earlier row on the day before the later one begins
        """)
  }

  /// What is adversarial about rows: who they are of, what currency, which file, in which order.
  @Test(arguments: [
    ("one day twice", ["SF,Z1,2026-01-01,2026-06-30", "SF,Z1,2026-06-30,"], "overlaps"),
    (
      "the same row twice", ["SF,Z1,2026-01-01,2026-06-30", "SF,Z1,2026-01-01,2026-06-30"],
      "overlaps"
    ),
    ("behind one without an end", ["SF,Z1,2026-01-01,", "SF,Z1,2027-01-01,"], "overlaps"),
    ("two currencies", ["SF,Z1,2026-01-01,", "SF,Z1,2026-01-01,;JPY"], "overlaps"),
    (
      "one day missing", ["SF,Z1,2026-01-01,2026-06-29", "SF,Z1,2026-07-01,"],
      "no rate from 2026-06-30 to 2026-06-30"
    ),
    (
      "the leap day missing", ["SF,Z1,2028-01-01,2028-02-28", "SF,Z1,2028-03-01,"],
      "no rate from 2028-02-29 to 2028-02-29"
    ),
    (
      "a gap behind a row that ends first",
      ["SF,Z1,2026-01-01,2026-06-30", "SF,Z1,2026-08-01,", "SF,*,2026-01-01,"],
      "no rate from 2026-07-01 to 2026-07-31"
    ),
    ("every zone beside one", ["SF,Z1,2026-03-01,2026-03-31", "SF,*,2026-01-01,"], ""),
    ("zones, each its own", ["SF,Z1,2026-01-01,2026-06-30", "SF,Z2,2026-07-02,"], ""),
    ("carriers, each its own", ["SF,Z1,2026-01-01,2026-06-30", "sf,Z1,2026-06-30,"], ""),
    (
      "day after day",
      ["SF,Z1,2026-07-01,2026-07-01", "SF,Z1,2026-07-02,", "SF,Z1,2026-01-01,2026-06-30"], ""
    ),
  ])
  func refusesWhatOverlapsOrLeavesAGap(_ title: String, _ starts: [String], _ says: String) throws {
    let rows = starts.map { start in
      let parts = start.split(separator: ";")
      return "\(parts[0]),1000,10,1000,2,0,0,\(parts.count > 1 ? parts[1] : "CNY")"
    }
    for order in [rows, rows.reversed()] {
      // In one file, and each row in a file of its own.
      let one = ["rates/a.csv": ([header] + order).joined(separator: "\n")]
      let each = order.enumerated().map { ("rates/\($0).csv", "\(header)\n\($1)\n") }
      for files in [one, Dictionary(uniqueKeysWithValues: each)] {
        let found = try errors(files)
        let lines = found.split(separator: "\n")
        #expect(says.isEmpty ? lines.isEmpty : lines.count == 1, "\(title): \(found)")
        #expect(says.isEmpty || found.contains(says), "\(title): \(found)")
      }
    }
  }

  @Test func aRowWithinALongerOneOverlapsIt() throws {
    #expect(
      try rateErrors(
        "SF,Z1,2026-01-01,2026-12-31,1000,10,1000,2,0,0,CNY",
        "SF,Z1,2026-02-01,2026-02-28,1000,10,1000,2,0,0,CNY",
        "SF,Z1,2026-05-01,2026-05-31,1000,10,1000,2,0,0,CNY"
      ).split(separator: "\n").map { $0.contains("overlaps rates/sf.csv:2:7,") } == [true, true])
  }

  @Test func gapsNameBothLines() throws {
    #expect(
      try rateErrors(
        "SF,Z1,2026-01-01,2026-06-30,1000,10,1000,2,0,0,CNY",
        "SF,Z1,2026-08-01,2026-12-31,1000,10,1000,2,0,0,CNY") == """
          rates/sf.csv:3:7: SF zone Z1 has no rate from 2026-07-01 to 2026-07-31, between \
          rates/sf.csv:2:7, from 2026-01-01 to 2026-06-30, and this row, from 2026-08-01 to \
          2026-12-31; extend valid_to or add a row
          """)
  }

  @Test(arguments: [
    (
      "SF,Z1,2026-01-01,,1000,1e1,1000,2,0,0,CNY",
      #"2:24: first_fee is "1e1"; expected an amount in CNY, for example 12.00"#
    ),
    (
      "SF,Z1,2026-01-01,,1000,1.5,1000,2,0,0,JPY",
      #"2:24: first_fee is "1.5"; expected an amount in JPY, for example 12"#
    ),
    (
      "SF,Z1,2026-01-01,,1000,10,0,2,0,0,CNY",
      #"2:27: step_weight_g is "0"; expected a whole number of grams from 1 to 100000000"#
    ),
    (
      "SF,,2026-01-01,,1000,10,1000,2,0,0,CNY", "2:4: zone is empty; expected a name"
    ),
    (
      "SF,Z1,1.1.2026,,1000,10,1000,2,0,0,CNY",
      #"2:7: valid_from is "1.1.2026"; expected a date, for example 2026-01-01"#
    ),
    (
      "SF,Z1,2026-01-01,2025-12-31,1000,10,1000,2,0,0,CNY",
      "2:18: valid_to 2025-12-31 is before valid_from 2026-01-01; exchange them"
    ),
    (
      "SF,Z1,2026-01-01,,1000,10,1000,2,0,0,RMB",
      #"2:38: currency is "RMB"; expected an ISO 4217 currency code, for example CNY"#
    ),
    (
      "SF,Z1,2026-01-01,,1000,10,00,1000,2,0,0,CNY",
      "2:1: has 12 cells where the header has 11; quote a cell that holds a comma"
    ),
    ("\"SF,Z1", "2:1: has a quote that is never closed; close it or double it"),
    ("\"SF\"x,Z1", "2:1: has text after a closing quote; double a quote within a cell"),
  ])
  func namesWhatIsWrong(row: String, message: String) throws {
    #expect(try rateErrors(row) == "rates/sf.csv:" + message)
  }

  @Test(arguments: [
    (
      "return_factor", "0.60001",
      """
      return_factor is "0.60001"; expected a share of the forward price, for example 0.6, with at \
      most 4 decimals and not above 1000
      """
    ),
    (
      "fuel_pct", "5%",
      """
      fuel_pct is "5%"; expected a percentage, for example 12.5, with at most 2 decimals and not \
      above 1000
      """
    ),
  ])
  func namesWhatIsWrongInOptionalColumns(column: String, cell: String, message: String) throws {
    let text = "\(header),\(column)\nSF,Z1,2026-01-01,,1000,10,1000,2,0,0,CNY,\(cell)\n"
    #expect(try errors(["rates/sf.csv": text]) == "rates/sf.csv:2:42: " + message)
  }

  @Test func namesWhatIsWrongWithTheHeader() throws {
    #expect(
      try errors(["rates/x.csv": ""]) == """
        rates/x.csv:1:1: is empty; expected a header row: \(header)
        """)
    #expect(
      try errors(["rates/x.csv": "\(header),zone,fuel\n"]) == """
        rates/x.csv:1:124: column zone is there twice; keep one of them
        rates/x.csv:1:129: unknown column "fuel"; known: \
        \(header.split(separator: ",").joined(separator: ", ")), \
        fuel_pct, remote_fee, return_factor, minimum, rounding, insured_pct, insured_minimum, \
        packaging_list, address_fee, cod_fee, late_refund_pct, tax_pct
        """)
    let short = header.split(separator: ",").dropLast().joined(separator: ",")
    #expect(
      try errors(["rates/x.csv": short]) == """
        rates/x.csv:1:1: the header has no currency; expected \(header)
        """)
  }

  @Test func stopsAfterTwentyWrongRows() throws {
    let rows = Array(repeating: "SF,Z1,x,,1000,10,1000,2,0,0,CNY", count: 30)
    let lines = try errors(["rates/x.csv": ([header] + rows).joined(separator: "\n")])
      .split(separator: "\n")
    #expect(lines.count == 21)
    #expect(lines.last == "rates/x.csv:22:1: has more rows like these; the rest was not read")
  }
}
