import Reports
import Returns
import Testing

struct PageTests {
  @Test(arguments: ReportLanguage.allCases)
  func thePageStandsAloneAndEscapesEverything(language: ReportLanguage) throws {
    let page = string(try SampleDay.report(language).html())
    #expect(page.hasPrefix("<!DOCTYPE html>"))
    #expect(page.contains("default-src 'none'; style-src 'unsafe-inline'"))
    #expect(page.contains("lang=\"\(language.tag)\""))
    for forbidden in ["<script", "<img", "<b>", "http:", "https:", "url(", "<link"] {
      #expect(!page.contains(forbidden), "\(forbidden)")
    }
    #expect(page.contains("&lt;img src=x onerror=alert(1)&gt;.csv"))
    #expect(page.contains("outlet &lt;b&gt;"))
    #expect(!page.contains("{{") && !page.contains("}}"))
    #expect(page.utf8.last == 10)
  }

  @Test func theVerdictComesFirstAndIsLoud() throws {
    let page = string(try SampleDay.report(.english, proof: SampleDay.proof(openAfter: 0)).html())
    let verdict = try #require(page.range(of: "The proof does NOT close: incomplete"))
    let cards = try #require(page.range(of: "Open cases"))
    #expect(verdict.lowerBound < cards.lowerBound)
    #expect(page.contains("class=\"verdict incomplete\""))
    let complete = string(try SampleDay.report(.chinese).html())
    #expect(complete.contains("核对平衡：完整"))
  }

  @Test func figuresAndRows() throws {
    let page = string(try SampleDay.report(.english).html())
    #expect(page.contains("<p>35,240.00 CNY</p><p>12,000 JPY</p>"))
    #expect(page.contains("data-label=\"Difference\">-129.00 CNY</td>"))
    #expect(page.contains("Nearest is R-77 (refund_ref: RC102 vs RC120)."))
    #expect(page.contains("the rows add up to 8020.00, the trailer states 8120.00"))
    let urgent = try #require(page.range(of: "Several answers are possible"))
    let mild = try #require(page.range(of: "Application incomplete"))
    #expect(urgent.lowerBound < mild.lowerBound)
  }

  @Test func whatIsBeyondTwoHundredIsInTheFile() throws {
    var report = SampleDay.report(.english)
    report.exceptions = (0..<250).map { index in
      ExceptionRow(
        finding: SampleDay.refundMissing, exceptionID: publicID(UInt64(index)), version: 1,
        status: .open, ageDays: 1)
    }
    let page = string(try report.html())
    #expect(page.contains("<p>50 more are in exceptions.csv</p>"))
    #expect(page.contains(publicID(199)) && !page.contains(publicID(200)))
  }

  @Test func anEmptyDayIsAPageToo() throws {
    var report = SampleDay.report(.english)
    report.exceptions = []
    report.intake = []
    report.statements = []
    #expect(string(try report.html()).contains("<p>None.</p>"))
  }

  @Test func theRowsOrderDoesNotShow() throws {
    var report = SampleDay.report(.english)
    let page = try report.html()
    report.exceptions.reverse()
    report.intake.reverse()
    report.statements.reverse()
    #expect(try report.html() == page)
  }

  @Test func aWorkspaceMayBringItsOwnShell() throws {
    let report = SampleDay.report(.english)
    #expect(
      string(try report.html(template: "{{date}} {{verdict_class}}")) == "2026-11-22 complete")
    #expect(throws: TemplateError.self) { try report.html(template: "{{#cards}}") }
  }
}
