import Insight
import Reports
import Returns
import Testing

struct PageTests {
  static let pages = reportPages.map(\.name)

  @Test(arguments: pages, ReportLanguage.allCases)
  func everyPageStandsAloneAndEscapesEverything(name: String, language: ReportLanguage) throws {
    let page = try SampleDay.page(name, SampleDay.report(language))
    #expect(page.hasPrefix("<!DOCTYPE html>"))
    #expect(page.contains("default-src 'none'; style-src 'unsafe-inline'"))
    #expect(page.contains("lang=\"\(language.tag)\""))
    for forbidden in ["<script", "<img", "<b>", "http:", "https:", "url(", "<link", "javascript:"] {
      #expect(!page.contains(forbidden), "\(forbidden)")
    }
    #expect(page.contains("outlet &lt;b&gt;"))
    #expect(!page.contains("{{") && !page.contains("}}"))
    #expect(!page.contains("=&quot;"), "an attribute is escaped as if it were a text")
    #expect(page.utf8.last == 10)
  }

  @Test func namesOfFilesAreEscaped() throws {
    let page = try SampleDay.page("finance", SampleDay.report(.english))
    #expect(page.contains("&lt;img src=x onerror=alert(1)&gt;.csv"))
  }

  @Test(arguments: pages, ReportLanguage.allCases)
  func whatLinksToIsOnThePageOrBesideIt(name: String, language: ReportLanguage) throws {
    let page = try SampleDay.page(name, SampleDay.report(language))
    let ids = page.split(separator: " id=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
    #expect(Set(ids).count == ids.count, "an id stands twice")
    for part in page.split(separator: "href=\"").dropFirst() {
      let target = part.prefix { $0 != "\"" }
      if target.hasPrefix("#") {
        #expect(ids.contains(String(target.dropFirst())), "\(target) leads nowhere")
      } else {
        let file = target.prefix { $0 != "#" }
        let isKnown = [".csv", ".json", ".html", ".xlsx"].contains { file.hasSuffix($0) }
        #expect(isKnown && !file.contains("/"), "\(target)")
      }
    }
  }

  @Test(arguments: pages) func theVerdictComesFirstAndIsLoud(name: String) throws {
    let report = SampleDay.report(.english, proof: SampleDay.proof(openAfter: 0))
    let page = try SampleDay.page(name, report)
    let verdict = try #require(page.range(of: "Incomplete: it does NOT add up"))
    let decide = try #require(page.range(of: "id=\"decide\""))
    let release = try #require(page.range(of: "id=\"release\""))
    let trends = try #require(page.range(of: "id=\"trends\""))
    #expect(verdict.lowerBound < decide.lowerBound)
    #expect(decide.lowerBound < release.lowerBound)
    #expect(release.lowerBound < trends.lowerBound)
    #expect(page.contains("class=\"verdict incomplete\""))
    #expect(page.contains("residuals are cleared: 1, 228.00 CNY in money."))
  }

  /// A file that was set aside, or a source that is late, leaves something unproven.
  @Test func completeIsSaidOnlyWhereEverythingHasCome() throws {
    var report = SampleDay.report(.chinese)
    #expect(try SampleDay.page("finance", report).contains("待证实：已到数据核对平衡"))
    report.intake.removeAll { $0.status == .held || $0.status == .refused }
    #expect(try SampleDay.page("finance", report).contains("完整：全部核对平衡"))
    let waiting = Pending(
      id: 9, kind: .refund, subject: "RC9", shop: 0, caseID: "RC9", orderID: "SO9", amount: 9_900,
      currency: .cny, breaksOn: SampleDay.day + -1, waitingFor: "alipay", owner: .finance)
    withUnsafePointer(to: waiting) { report.work.add($0) }
    let page = try SampleDay.page("finance", report)
    #expect(page.contains("1 项已过期限，金额 ¥99.00，因数据源 alipay 尚未送达至该日，无法证实是否缺失。"))
  }

  /// What is past its day is not called not due, in the table and among the key figures.
  @Test func whatIsUnprovenHasItsOwnFigure() throws {
    var report = SampleDay.report(.english)
    report.figures = DayFigures()
    func add(_ amount: Int64, _ days: Int, _ source: Text) throws -> String {
      let item = Pending(
        id: 9, kind: .refund, subject: "RC9", shop: 0, caseID: "RC9", orderID: "SO9",
        amount: amount, currency: .cny, breaksOn: SampleDay.day + days, waitingFor: source,
        owner: .finance)
      withUnsafePointer(to: item) { report.work.add($0) }
      report.figures.add(item)
      return try SampleDay.page("finance", report)
    }
    let before = try add(5_000, 3, "")
    #expect(before.contains("data-label=\"Not due yet\">50.00 CNY</td>"))
    #expect(!before.contains("Refunds unproven") && !before.contains("data-label=\"Unproven\""))
    let page = try add(9_900, -1, "alipay")
    #expect(
      page.contains(
        "1 item about 99.00 CNY is past its day and cannot be proven missing: alipay has not"))
    #expect(page.contains("Refunds not due yet</a></dt><dd>50.00 CNY</dd>"))
    #expect(page.contains("Refunds unproven</a></dt><dd>99.00 CNY</dd>"))
    #expect(page.contains("data-label=\"Not due yet\">50.00 CNY</td>"))
    #expect(page.contains("data-label=\"Unproven\">99.00 CNY</td>"))
    #expect(
      try add(9_900, -1, "wechat").contains(
        "2 items about 198.00 CNY are past their day and cannot be proven missing: alipay, wechat "
          + "have not reported that far."))
  }

  @Test func figuresAndRows() throws {
    let page = try SampleDay.page("finance", SampleDay.report(.english))
    #expect(page.contains("<dd>35,240.00 CNY</dd><dd>12,000 JPY</dd>"))
    #expect(page.contains("data-label=\"Difference\">-129.00 CNY</td>"))
    #expect(page.contains("Nearest is R-77 (refund_ref: RC102 vs RC120)."))
    #expect(page.contains("the rows add up to 8020.00, the trailer states 8120.00"))
    // The one is about yen, the other about the workspace's own currency.
    let yen = try #require(page.range(of: "Several answers are possible"))
    let yuan = try #require(page.range(of: "Refund missing"))
    #expect(yuan.lowerBound < yen.lowerBound)
  }

  @Test func numbersAndDaysAreInTheFormOfTheLanguage() throws {
    let page = try SampleDay.page("finance", SampleDay.report(.chinese))
    #expect(page.contains("<dd>¥35,240.00</dd><dd>12,000日元</dd>"))
    #expect(page.contains("data-label=\"差额\">-¥129.00</td>"))
    #expect(page.contains("2026年11月22日"))
  }

  @Test func whatAShopDoesNotDeliverIsSaid() throws {
    var report = SampleDay.report(.english)
    let complete = try SampleDay.page("finance", report)
    #expect(!complete.contains("delivers no"))
    report.undelivered = [UndeliveredFeeds(shop: "north", feeds: [.settlements, .stock])]
    #expect(
      try SampleDay.page("finance", report).contains(
        "Shop north delivers no settlements, stock: what only these could prove is not expected."))
    var chinese = SampleDay.report(.chinese)
    chinese.undelivered = report.undelivered
    #expect(
      try SampleDay.page("finance", chinese).contains(
        "店铺 north 未接入结算流水、库存变动：仅能由其证实的事项不予预期。"))
  }

  @Test func whatIsBeyondTheListIsInTheFile() throws {
    var report = SampleDay.report(.english)
    report.exceptions = (0..<(listedRows + 50)).map { index in
      ExceptionRow(
        finding: SampleDay.refundMissing, exceptionID: publicID(UInt64(index)), version: 1,
        status: .open, ageDays: 1)
    }
    for row in report.exceptions { report.figures.add(row.finding, status: .open) }
    let page = try SampleDay.page("finance", report)
    #expect(page.contains("52 more are in <a href=\"exceptions.csv\">exceptions.csv</a>."))
    #expect(page.contains(publicID(UInt64(listedRows - 1))))
    #expect(!page.contains(publicID(UInt64(listedRows))))
  }

  @Test(arguments: pages, ReportLanguage.allCases)
  func anEmptyDayIsAPageToo(name: String, language: ReportLanguage) throws {
    let report = DayReport(
      context: SampleDay.context(language), figures: DayFigures(), proof: prove(ProofInput()),
      exceptions: [], intake: [], statements: [])
    let page = try SampleDay.page(name, report)
    #expect(page.contains(language == .english ? "Nothing waits for a decision." : "没有待决定的事项。"))
  }

  @Test(arguments: pages) func theRowsOrderDoesNotShow(name: String) throws {
    var report = SampleDay.report(.english)
    let page = try SampleDay.page(name, report)
    report.exceptions.reverse()
    report.intake.reverse()
    report.statements.reverse()
    #expect(try SampleDay.page(name, report) == page)
  }

  @Test func aWorkspaceMayBringItsOwnTemplates() throws {
    let report = SampleDay.report(.english)
    let own = try PageTemplates { $0 == "finance" ? "{{date}} {{verdict_class}}" : nil }
    #expect(string(reportPages[0].html(report, own)) == "2026-11-22 unproven")
    #expect(throws: TemplateError.self) {
      _ = try PageTemplates { $0 == "cards" ? "{{#cards}}" : nil }
    }
  }
}
