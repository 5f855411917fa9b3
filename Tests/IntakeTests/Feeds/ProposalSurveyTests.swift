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

  /// eBay's own reports: what was sold is orders, what money moved is settlements.
  @Test func anExportOfEBayIsWhatItIs() throws {
    let sold = try #require(
      proposeProfile(
        for: InputMember(
          "Sales Record Number,Order Number,Buyer Username,Item Number,Item Title,Custom Label,"
            + "Quantity,Sold For,Shipping And Handling,Total Price,Payment Method,Sale Date,"
            + "My Item Note,Transaction ID\n"
            + "101,12-34567-89012,joe_b,110551234567,Blue mug,MUG-1,1,$25.00,$5.00,$30.00,PayPal,"
            + "Mar-13-26,,1234567890\n"
            + "102,12-34567-89013,ann_c,110551234568,Red mug,MUG-2,2,$10.00,$0.00,$20.00,PayPal,"
            + "Mar-14-26,,1234567891\n")))
    #expect(sold.feed == .orders)
    let given = sold.columns.reduce(into: [String: String]()) { given, column in
      given[column.canonical] = column.survey?.name
    }
    #expect(given["order_id"] == "Order Number" && given["sku"] == "Custom Label")
    #expect(given["unit_price"] == "Sold For" && given["ordered_at"] == "Sale Date")
    #expect(given["customer_id"] == "Buyer Username" && given["quantity"] == "Quantity")
    // An empty column whose name only holds another name is nothing.
    #expect(given["line_no"] == nil)
    let moved = try #require(
      proposeProfile(
        for: InputMember(
          "\"Transaction report\",\"\",\"\",\"\",\"\",\"\",\"\"\n"
            + "Transaction creation date,Type,Order number,Net amount,Transaction currency,"
            + "Gross transaction amount,Reference ID\n"
            + "\"Mar 13, 2026\",Order,12-1,$25.99,USD,$30.00,R1\n"
            + "\"Mar 14, 2026\",Refund,12-1,($25.99),USD,($30.00),R2\n"
            + "\"Mar 15, 2026\",Payout,--,-$10.00,USD,--,R3\n")))
    #expect(moved.feed == .settlements && moved.hasDashes)
    let columns = moved.columns.reduce(into: [String: String]()) { given, column in
      given[column.canonical] = column.survey?.name
    }
    #expect(columns["txn_id"] == "Reference ID" && columns["order_id"] == "Order number")
    #expect(columns["amount"] == "Gross transaction amount" && columns["type"] == "Type")
    #expect(moved.questions.map(\.canonical) == ["amount"])
  }

  /// A shop's returns stay cases.
  @Test func returnsAreStillCases() throws {
    let proposal = try #require(
      proposeProfile(
        for: InputMember(
          "Return ID,Order number,Type,Return reason,Request date,Quantity,Refund amount\n"
            + "R1,12-1,Return,Damaged,2026-03-13,1,$30.00\n")))
    #expect(proposal.feed == .cases)
  }

  /// A shop in Europe that saves its table as a spreadsheet does: the draft names the encoding.
  @Test func westernTextIsProposedByItsEncoding() throws {
    var bytes = Array("Beleg;Datum;Vorgang;Betrag;Bestellnummer;Kunde\n".utf8)
    for scalar in "Z-501;01.03.2026;Zahlung;2.490;SO1001;Müller, René\n".unicodeScalars {
      bytes.append(UInt8(scalar.value))
    }
    #expect(proposeProfile(for: InputMember(bytes))?.isWestern == true)
    let plain = InputMember("Beleg;Datum;Vorgang;Betrag\nZ-501;01.03.2026;Zahlung;2.490\n")
    #expect(proposeProfile(for: plain)?.isWestern == false)
  }

  /// Everything the dictionaries know is a column or word of the file contract.
  @Test func theDictionariesNameWhatThereIs() throws {
    let member = InputMember("流水号,金额,日期,类型\nA,1.50,2026-03-04,退款\n")
    let proposal = try #require(proposeProfile(for: member))
    #expect(proposal.feed == .settlements && proposal.questions.isEmpty)
  }
}
