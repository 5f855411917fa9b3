import Returns
import Testing

@testable import Intake

/// What values prove, and what they leave open.
@Suite("Surveys of unknown columns")
struct ProposalSurveyTests {
  @Test(arguments: [
    (["1.5", "2"], NumberSurvey.Mark.point), (["1,5"], .comma), (["1.234", "2.345"], .ambiguous),
    (["1,234"], .ambiguous), (["1,234.50"], .point), (["1.234,50"], .comma),
    (["1.234.567"], .comma), (["1,234,567"], .point), (["0.123"], .point), (["1234.567"], .point),
    (["12", "7"], .none), (["1.5", "1,5"], .mixed), (["1.234", "7.5"], .point),
    (["1.234", "7,5"], .comma), (["(12.50)", "12.50-"], .point), (["￥1,234.00"], .point),
    (["１２．５"], .point),
  ])
  func decimalMarks(_ values: [String], _ mark: NumberSurvey.Mark) {
    var survey = NumberSurvey()
    for value in values {
      let isNumber = survey.take(value)
      #expect(isNumber, "\(value)")
    }
    #expect(survey.mark == mark)
  }

  @Test(arguments: ["", "-", "1.2.3", "1,23,4", "12a", "1..2", ".", "1,2.3.4", "SO1", "--5", "1 2"])
  func whatIsNoNumber(_ value: String) {
    var survey = NumberSurvey()
    let isNumber = survey.take(value)
    #expect(!isNumber)
  }

  @Test(arguments: [
    (["03/04/2026", "05/06/2026"], ["d/M/yyyy", "M/d/yyyy"]),
    (["03/04/2026", "25/06/2026"], ["d/M/yyyy"]), (["03/04/2026", "06/25/2026"], ["M/d/yyyy"]),
    (["2026-03-04"], ["ISO"]), (["2026/3/4 8:05"], ["yyyy/M/d H:mm"]),
    (["20260304"], ["yyyyMMdd"]), (["4-Mar-2026"], ["d-MMM-yyyy"]),
    (["03.04.26"], ["d.M.yy", "M.d.yy"]), (["2026年3月4日"], ["yyyy年M月d日"]),
    (["01/02/03"], ["d/M/yy", "M/d/yy", "yy/M/d"]),
    (["03/04/2026 2:30 PM"], ["d/M/yyyy h:mm a", "M/d/yyyy h:mm a"]),
    (["13/13/2026"], []),
  ])
  func dates(_ values: [String], _ patterns: [String]) {
    var survey = TimeSurvey()
    let iso = TimeReader()
    for value in values { _ = survey.take(value, iso: iso) }
    #expect(survey.best.map { $0.pattern?.source ?? "ISO" } == patterns)
  }

  @Test func namesAreKnownInTwoLanguages() {
    for (name, column, feed) in [
      ("Order-No.", "order_id", Feed.orders), ("订单编号", "order_id", .cases),
      ("退款金额(元)", "requested_amount", .cases), ("运单号码", "waybill", .charges),
      ("Tracking Number", "waybill", .parcels), ("手续费", "fee", .settlements),
    ] {
      #expect(ColumnAliases.match(name, column, of: feed)?.isWhole == true, "\(name)")
    }
    #expect(ColumnAliases.match("Total refund amount EUR", "requested_amount", of: .cases) != nil)
    #expect(ColumnAliases.match("Colour", "order_id", of: .orders) == nil)
  }

  /// Everything the dictionaries know is a column or word of the file contract.
  @Test func theDictionariesNameWhatThereIs() throws {
    let member = InputMember("流水号,金额,日期,类型\nA,1.50,2026-03-04,退款\n")
    let proposal = try #require(proposeProfile(for: member))
    #expect(proposal.feed == .settlements && proposal.questions.isEmpty)
  }
}
