import Insight
import Returns
import Testing

@testable import Reports

/// What charts draw, and what is said beside them.
struct ChartTests {
  private func section(_ id: String, _ page: String) -> Substring {
    page.split(separator: "<section").first { $0.contains("id=\"\(id)\"") } ?? ""
  }

  /// 720 yen are no longer bar than 49.00 yuan: each currency has an axis of its own.
  @Test func theAuditHasAChartACurrency() throws {
    var report = SampleDay.report(.english)
    let charges: [(Text, FeeCheck, Int64, String)] = [
      ("SF", .weight, 4_900, "CNY"), ("SF", .rate, 1_000, "CNY"), ("YAMATO", .weight, 720, "JPY"),
      ("YAMATO", .zone, 240, "JPY"), ("GLS", .zone, 340, "EUR"),
    ]
    for (carrier, check, amount, currency) in charges {
      let dispute = FeeDispute(
        carrier: carrier, invoiceNo: "I", waybill: "W", type: .freight, check: check,
        billed: amount, expected: 0, recoverable: amount, currency: Currency(currency)!)
      withUnsafePointer(to: dispute) { report.work.add($0) }
    }
    let audit = section("audit", try SampleDay.page("logistics", report))
    let charts = audit.components(separatedBy: "<figure")
    // The only bar of the euros compares nothing.
    #expect(charts.count == 3 && !audit.contains("audit-EUR"))
    #expect(charts[1].contains("id=\"audit-CNY\"") && !charts[1].contains("JPY"))
    #expect(charts[2].contains("id=\"audit-JPY\"") && !charts[2].contains("CNY"))
    #expect(charts[2].contains("width=\"33.33%\""), "240 of 720")
  }

  /// A currency that turned up on a later date begins there, in the sentence as in the line.
  @Test func aTrendBeginsWhereSomethingIsKnown() throws {
    var report = SampleDay.report(.english)
    for (ago, amount) in [(3, nil), (2, 150), (1, 200), (0, nil)] as [(Int, Int64?)] {
      let day = SampleDay.day + -ago
      report.history.add(KeyFigure("open_exceptions", .none, 4), on: day)
      if let amount { report.history.add(KeyFigure("at_stake", .cny, amount), on: day) }
    }
    let trends = section("trends", try SampleDay.page("management", report))
    #expect(trends.contains("From 1.50 CNY on 2026-11-20 to 2.00 CNY on 2026-11-21."))
    #expect(trends.contains("From 4 on 2026-11-19 to 4 on 2026-11-22."))
  }

  /// Steps of half a yuan are not 0, 1, 1, 2; whole ones need no decimals, and yen have none.
  @Test func axesOfSmallAmountsAreTrue() throws {
    let yen = try #require(Currency("JPY"))
    func axis(_ most: Double, _ currency: Currency) -> [String] {
      LineChart.moneyAxis(currency)(Plot.ticks(from: 0, to: most))
    }
    #expect(axis(150, .cny) == ["0.00", "0.50", "1.00", "1.50"])
    #expect(axis(2, .cny) == ["0.00", "0.01", "0.02"])
    #expect(axis(150_000, .cny) == ["0", "500", "1,000", "1,500"])
    #expect(axis(1, yen) == ["0", "1"])
    #expect(LineChart.countAxis(Plot.ticks(from: 0, to: 2)) == ["0", "1", "2"])
  }

  /// Four days in a row and one two months later: the last one stands far from them.
  @Test func aTrendStandsByDate() throws {
    var report = SampleDay.report(.english)
    for ago in [60, 59, 58, 57, 0] {
      report.history.add(
        KeyFigure("open_exceptions", .none, Int64(ago)), on: SampleDay.day + -ago)
    }
    let trends = section("trends", try SampleDay.page("management", report))
    #expect(
      trends.contains(
        "points=\"0.00,0.00 16.67,16.67 33.33,33.33 50.00,50.00 1000.00,1000.00\""))
    // No name in the middle: the days there were no runs.
    #expect(!trends.contains("tick middle"))
    // The line the size of a word in a card, too.
    let cards = try SampleDay.page("management", report)
    #expect(cards.split(separator: "class=\"spark\"").contains { $0.contains(" 50.00,") })
  }

  /// On a page of some owners a trend of all says that it is one.
  @Test func aTrendOfAllOwnersSaysSo() throws {
    var report = SampleDay.report(.chinese)
    for ago in 0...1 {
      report.history.add(KeyFigure("open_exceptions", .none, 4), on: SampleDay.day + -ago)
      report.history.add(KeyFigure("at_stake", .cny, 9), on: SampleDay.day + -ago)
    }
    let finance = section("trends", try SampleDay.page("finance", report))
    #expect(finance.contains(">未结异常（全部部门）<"))
    #expect(finance.contains(">未结异常涉及金额（全部部门）（人民币元）<"))
    let management = section("trends", try SampleDay.page("management", report))
    #expect(management.contains(">未结异常<"))
  }

  @Test func aZeroHasItsCurrency() throws {
    let page = try SampleDay.page("logistics", SampleDay.report(.english))
    #expect(page.contains("Claims not settled</a></dt><dd>0.00 CNY</dd>"))
  }

  @Test func controlTotalsAreNamedAsTheyAreMeant() {
    let totals = "rows 2; orders settled 183.00; coupon refunds 0.00; refunds 1.50; total 9"
    #expect(
      Labels.control(totals, .chinese)
        == "行数 2；应结订单金额 183.00；代金券退款 0.00；退款 1.50；合计 9")
    #expect(Labels.control(totals, .english) == totals)
  }

  /// The last day that came stands in the language's form; a zone that is the agreed one, once.
  @Test func notesAreInTheFormOfTheLanguage() {
    let day = SampleDay.day
    var late = Finding(.sourceLate, identity: 3, subject: "alipay", shop: 0, openedOn: day)
    late.notes = [.text("settlements"), .text("2026-11-20")]
    #expect(Wording.explanation(late, .chinese).contains("完整至 2026年11月20日。"))
    #expect(Wording.explanation(late, .english).contains("complete up to 2026-11-20."))
    var rate = Finding(.feeNoRate, identity: 4, subject: "W", shop: 0, openedOn: day)
    rate.notes = [.zone(billed: "hmt", agreed: "hmt")]
    #expect(Wording.explanation(rate, .english).hasSuffix(" Zone hmt."))
    rate.notes = [.zone(billed: "Z3", agreed: "Z2")]
    #expect(
      Wording.explanation(rate, .english).hasSuffix(" Billed for zone Z3, agreed is zone Z2."))
  }
}
