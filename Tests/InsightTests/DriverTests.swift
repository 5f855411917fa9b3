import Returns
import Testing

@testable import Insight

/// What stands out, and what only seems to (R8.3).
@Suite struct DriverTests {
  private static let day = Day(number: 20_000)
  private static let quality = UInt16(Reason.defective.rawValue)

  /// Figures of sixty days.
  private struct Figures {
    private let tally = FigureTally(Arena())

    func add(
      _ dimension: Dimension, _ name: Text, _ measure: Measure, _ detail: UInt16 = 0,
      daysAgo: Int, _ numbers: CellNumbers, _ currency: Currency = .cny
    ) {
      tally.add(
        CellKey(
          dimension, FigureTally.value(dimension, name), measure, detail: detail,
          currency: currency, on: DriverTests.day + -daysAgo), name, numbers)
      guard dimension != .all else { return }
      tally.add(
        CellKey(
          .all, CountedHistory.everything, measure, detail: detail, currency: currency,
          on: DriverTests.day + -daysAgo), Text(), numbers)
    }

    /// Order lines and quality cases of a day.
    func trade(_ dimension: Dimension, _ name: Text, sold: Int, cases: Int, daysAgo: Int) {
      add(dimension, name, .sold, daysAgo: daysAgo, CellNumbers(count: Int64(sold)))
      let claimed = CellNumbers(count: Int64(cases), amount: Int64(cases) * 5_000)
      add(dimension, name, .claimed, DriverTests.quality, daysAgo: daysAgo, claimed)
    }

    var drivers: [Driver] { history.drivers() }

    var history: CountedHistory {
      var history = CountedHistory(day: DriverTests.day)
      for page in storedPages([tally], on: DriverTests.day) {
        guard let dimension = Dimension(rawValue: UInt8(clamping: page.part)) else { continue }
        page.bytes.withUnsafeBytes {
          history.add(Text(copying: $0), of: dimension, on: DriverTests.day)
        }
      }
      history.settle()
      return history
    }
  }

  /// The dearest first, of the workspace's own currency before others, whatever their codes.
  @Test func causesStandByCurrency() throws {
    let euro = try #require(Currency("EUR"))
    let figures = Figures()
    let rows: [(Reason, Int64, Currency)] = [
      (.defective, 90_000, .cny), (.size, 500, euro), (.defective, 900, euro),
    ]
    for (reason, amount, currency) in rows {
      figures.add(
        .supplier, "S1", .claimed, UInt16(reason.rawValue), daysAgo: 1,
        CellNumbers(count: 1, amount: amount), currency)
    }
    func order(_ home: Currency) -> [Int64] {
      figures.history.causes(home: home).map(\.money.total)
    }
    #expect(order(euro) == [900, 500, 90_000])
    #expect(order(.cny) == [90_000, 900, 500])
  }

  /// The others got better: that is no rise.
  @Test func nothingRoseWhereOnlyTheOthersFell() {
    let figures = Figures()
    for ago in 0..<60 {
      figures.trade(.supplier, "S1", sold: 50, cases: 5, daysAgo: ago)
      figures.trade(.supplier, "S2", sold: 50, cases: ago < 30 ? 1 : 5, daysAgo: ago)
    }
    let drivers = figures.drivers
    #expect(drivers.map(\.value) == ["S1"] && drivers.map(\.ground) == [.peers])
  }

  @Test func whatRoseIsToldAsARise() {
    let figures = Figures()
    for ago in 0..<60 {
      figures.trade(.supplier, "S1", sold: 50, cases: ago < 30 ? 10 : 2, daysAgo: ago)
      figures.trade(.supplier, "S2", sold: 50, cases: 2, daysAgo: ago)
    }
    let drivers = figures.drivers
    #expect(drivers.map(\.value) == ["S1"] && drivers.map(\.ground) == [.rise])
  }

  /// Forty lines of one order are one mishap, forty orders are a cause.
  @Test(arguments: [true, false])
  func linesOfOneOrderAreNoManyCases(isOneOrder: Bool) {
    let figures = Figures()
    for ago in 0..<60 {
      for region in ["R1", "R2"] as [Text] {
        let isBurst = ago == 3 && region == "R1"
        figures.trade(.region, region, sold: 40, cases: isBurst ? 41 : 1, daysAgo: ago)
      }
    }
    if isOneOrder {
      let repeated = CellNumbers(count: 39, units: 39, amount: 39 * 40)
      figures.add(.region, "R1", .repeated, Self.quality, daysAgo: 3, repeated)
    }
    #expect(figures.drivers.map(\.value) == (isOneOrder ? [] : ["R1"]))
  }

  /// Without a single case a lost parcel still costs what was in it.
  @Test func lostParcelsCostWhatTheyWereWorth() throws {
    let figures = Figures()
    let (carried, lost) = (
      UInt16(ParcelFate.carried.rawValue), UInt16(ParcelFate.lost.rawValue)
    )
    for ago in 0..<28 {
      for (carrier, count) in [("X", 4), ("Y", 1)] as [(Text, Int64)] {
        let all = CellNumbers(count: 30)
        figures.add(.carrier, carrier, .parcels, carried, daysAgo: ago, all, .none)
        let gone = CellNumbers(count: count, amount: count * 10_000)
        figures.add(.carrier, carrier, .parcels, lost, daysAgo: ago, gone)
      }
      figures.trade(.shop, "main", sold: 30, cases: 0, daysAgo: ago)
    }
    let driver = try #require(figures.drivers.first)
    #expect(driver.value == "X" && driver.cause == .parcelLost && driver.currency == .cny)
    #expect(driver.cost == Decimals.scaled(driver.excess * 10_000, places: 0))
  }

  /// Each article reflects its own supplier; what has no case in common reflects nothing.
  @Test func onlyWhatSharesTheCasesReflects() throws {
    let figures = Figures()
    for ago in 0..<60 {
      for (number, name) in (["S1", "S2", "S3", "S4", "S5"] as [Text]).enumerated() {
        let cases = number == 0 ? 12 : number == 1 ? 8 : 1
        figures.trade(.supplier, name, sold: 40, cases: cases, daysAgo: ago)
        let article = Text("A" + name.string)
        figures.trade(.sku, article, sold: 40, cases: cases, daysAgo: ago)
        let tag = SharedTag.of(FigureTally.value(.supplier, name), .quality)
        let together = CellNumbers(count: Int64(cases))
        figures.add(.sku, article, .shared, tag, daysAgo: ago, together, .none)
      }
    }
    let drivers = figures.drivers
    #expect(drivers.map(\.value) == ["S1", "S2", "AS1", "AS2"])
    #expect(drivers.map(\.reflects) == [nil, nil, 0, 1])
  }

  /// Article 1001 and supplier 6001 have one number: each keeps its name.
  @Test func valuesOfTwoDimensionsKeepTheirNames() {
    #expect(FigureTally.value(.sku, "1001") == FigureTally.value(.supplier, "6001"))
    let figures = Figures()
    figures.trade(.sku, "1001", sold: 3, cases: 1, daysAgo: 1)
    figures.trade(.supplier, "6001", sold: 3, cases: 1, daysAgo: 1)
    #expect(figures.history.values(of: .sku).map(\.name) == ["1001"])
    #expect(figures.history.values(of: .supplier).map(\.name) == ["6001"])
  }

  /// One day with very many cases is no level, however short the history is; a rise that stays is.
  @Test(arguments: [20, 60]) func oneDayIsNoOtherLevel(days: Int) throws {
    for rises in [false, true] {
      let figures = Figures()
      for ago in 0..<days {
        let usual = 4 + ago * 7 % 3
        let cases = rises ? usual + (ago < 25 ? 40 : 0) : usual + (ago == 9 ? 90 : 0)
        figures.trade(.shop, "main", sold: 300, cases: cases, daysAgo: ago)
      }
      let trend = try #require(figures.history.trends(.cny).first { $0.subject == .quality })
      let since = trend.changes.map(\.since)
      #expect(since == (rises && days == 60 ? [Self.day + -24] : []))
    }
  }

  /// A busy weekday is no outlier, and hides none.
  @Test func weekdaysAreNoOutliers() {
    var series = (0..<56).map { $0 % 7 == 5 ? 300.0 : 100.0 }
    #expect(TrendSeries.outliers(series).isEmpty)
    series[30] = 300
    #expect(TrendSeries.outliers(series) == [30])
  }
}

extension TrendSeries {
  fileprivate static func outliers(_ series: [Double]) -> [Int] {
    CountedHistory.withoutOutliers(series).outliers
  }
}
