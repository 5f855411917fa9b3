import Returns
import Testing

@testable import Intake

@Suite("Canonical feeds")
struct CanonicalTests {
  /// One value per column of a feed, good for both forms.
  private func row(_ feed: Feed) -> [(name: String, value: String)] {
    let layout = FeedLayout.of(feed)
    return layout.names.enumerated().map { column, name in
      switch layout.kinds[column] {
      case .text, .id: (name, "\(name) & \"7\", <é>")
      case .count: (name, "3")
      case .amount, .signed: (name, "12.50")
      case .time: (name, "2026-11-22T08:00:0\(column % 10)")
      case .choice: (name, layout.choices[column]?.names.last ?? "")
      case .flag: (name, "yes")
      case .currency: (name, "EUR")
      }
    } + [("shop_id", "north"), ("updated_at", "2026-11-23T00:00:00Z")]
  }

  private func csv(_ row: [(name: String, value: String)], _ delimiter: String = ",") -> String {
    let cells = row.map { "\"" + $0.value.replacing("\"", with: "\"\"") + "\"" }
    return row.map(\.name).joined(separator: delimiter) + "\n" + cells.joined(separator: delimiter)
  }

  private func xml(_ feed: Feed, _ row: [(name: String, value: String)]) -> String {
    let elements = row.map { name, value in
      let text = value.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      return "<\(name)>\(text)</\(name)>"
    }
    return "<backhaul feed=\"\(feed.name)\"><record>\(elements.joined())</record></backhaul>"
  }

  private func contents(_ reading: MemberReading) -> [String] {
    var contents: [String] = []
    reading.records.forEach {
      contents.append("\($0.head.key) \($0.head.stamp ?? 0) \($0.content.bytes.map { $0 })")
    }
    return contents
  }

  @Test(arguments: Feed.allCases)
  func sameRecordsFromCSVTSVAndXML(_ feed: Feed) {
    let row = row(feed)
    let plain = read(csv(row), shops: twoShops)
    #expect(plain.feed == feed)
    #expect(plain.profile == "canonical")
    #expect(plain.rejects == [])
    #expect(plain.notices == [])
    #expect(plain.read == 1)
    #expect(plain.records.count == 1)
    #expect(contents(read(csv(row, "\t"), shops: twoShops)) == contents(plain))
    #expect(contents(read(csv(row.reversed(), ";"), shops: twoShops)) == contents(plain))
    let tree = read(xml(feed, row), shops: twoShops)
    #expect(tree.feed == feed)
    #expect(tree.rejects == [])
    #expect(tree.notices == [])
    #expect(contents(tree) == contents(plain))
  }

  @Test(arguments: Feed.allCases)
  func headerAloneIsAnEmptyFile(_ feed: Feed) {
    let reading = read("\u{FEFF}" + row(feed).map(\.name).joined(separator: ",") + "\r\n")
    #expect(reading.feed == feed)
    #expect(reading.status == .readable)
    #expect(reading.read == 0)
    #expect(reading.records.count == 0)
    #expect(read("<backhaul feed='\(feed.name)'/>").read == 0)
  }

  @Test(arguments: Feed.allCases)
  func eachRequiredColumnIsNeeded(_ feed: Feed) {
    for column in feed.schema.columns where column.isRequired {
      let short = row(feed).filter { $0.name != column.name }
      #expect(read(csv(short)).feed != feed)
      let empty = row(feed).map { ($0.name, $0.name == column.name ? " " : $0.value) }
      // What is missing of a decision is told with how one is taken back.
      let advice =
        column.name == "action"
        ? "; write what is decided, or revoke and the decision's id as target to take one back" : ""
      let reason = "\(feed.name).\(column.name) is required and empty\(advice)"
      #expect(read(csv(empty)).firstReject == "2 \(column.name) MISSING_FIELD: \(reason)")
      #expect(read(xml(feed, empty)).firstReject == "1 \(column.name) MISSING_FIELD: \(reason)")
    }
  }

  @Test func defaults() {
    let cases = read("case_id,order_id,kind,reason,applied_at\nRC1,SO1,return,size,2026-11-01\n")
    #expect(cases.values("quantity", "requested_amount") == ["1 -"])
    let money = read("txn_id,type,amount,settled_at\nT1,refund,12.5,2026-11-01\n")
    #expect(money.values("view", "status", "currency") == ["trade succeeded CNY"])
    #expect(money.lastEventDay?.string == "2026-11-01")
    let euro = read(
      "txn_id,type,amount,settled_at\nT1,refund,12.5,2026-11-01\n", shops: twoShops, hint: 1)
    #expect(euro.values("currency", "settled_at") == ["EUR 2026-11-01T00:00:00Z"])
    let noAmount = read("waybill,carrier,direction,status\nSF1,SF,return,lost\n")
    #expect(
      noAmount.lines == [
        "2 parcels waybill=SF1 carrier=SF direction=return status=lost terms=account"
      ])
    #expect(!noAmount.hasSeveralFactsPerRow)
  }

  @Test func parcelWithFeesGivesCharges() {
    let reading = read(
      """
      waybill,carrier,direction,status,picked_up_at,delivered_at,freight_fee,surcharge,zone,currency
      SF1,SF,return,delivered,2026-11-01,2026-11-03,12.00,0.50,Z2,EUR
      """)
    #expect(reading.read == 1)
    #expect(
      reading.lines.dropFirst() == [
        "2 charges carrier=SF invoice_no=- charge_type=freight amount=1200 waybill=SF1 zone=Z2"
          + " currency=EUR terms=account billed_at=2026-11-02T16:00:00Z",
        "2 charges carrier=SF invoice_no=- charge_type=other amount=50 waybill=SF1 zone=Z2"
          + " currency=EUR terms=account billed_at=2026-11-02T16:00:00Z",
      ])
    let billed = read(
      "waybill,carrier,direction,status,packaging_fee,invoice_no,terms,billed_weight_g\n"
        + "SF1,SF,return,created,1,INV9,collect,1500\n")
    #expect(
      billed.lines.last == "2 charges carrier=SF invoice_no=INV9 charge_type=packaging"
        + " amount=100 waybill=SF1 billed_weight_g=1500 currency=CNY terms=collect")
  }

  @Test func currencyDecidesThePlaces() {
    let text = "txn_id,type,amount,settled_at,currency\nT1,refund,%,2026-11-01,JPY\n"
    #expect(read(text.replacing("%", with: "1200")).values("amount") == ["1200"])
    #expect(read(text.replacing("%", with: "1200.00")).values("amount") == ["1200"])
    #expect(
      read(text.replacing("%", with: "12.5")).firstReject
        == "2 amount BAD_AMOUNT: \"12.5\" has more places than JPY has (no decimals)")
  }

  @Test func shops() {
    let plain = "movement_id,sku,quantity,moved_at,kind\nM1,A,1,2026-11-01,restock\n"
    #expect(read(plain).records.count == 1)
    #expect(read(plain, shops: twoShops, hint: 1).records.count == 1)
    #expect(
      read(plain, shops: twoShops).firstReject
        == "2 shop_id UNKNOWN_SHOP: the row names no shop; add a column shop_id, or put the file in"
        + " inbox/<shop>/; known shops: north, south")
    let named =
      "movement_id,sku,quantity,moved_at,kind,shop_id\nM1,A,1,2026-11-01,restock,south\n"
      + "M2,A,1,2026-11-01,restock,east\nM3,A,1,2026-11-01,restock,\n"
    let reading = read(named, shops: twoShops, hint: 0)
    var shops: [Int] = []
    reading.records.forEach { shops.append($0.head.shop) }
    #expect(shops == [1, 0])
    #expect(
      reading.firstReject == "3 shop_id UNKNOWN_SHOP: no shop \"east\"; known shops: north, south")
  }

  @Test func headsCarryTheOrigin() {
    let reading = read(
      "movement_id,sku,quantity,moved_at,kind,updated_at\n\nM1,A,1,2026-11-01,scrap,\n"
        + "M2,A,1,2026-11-01,scrap,2026-11-02T00:00:00Z\n"
        + "M3,A,1,2026-11-01,scrap,2026-11-02 00:00:00.0250001+08:00\n")
    var heads: [String] = []
    reading.records.forEach {
      heads.append("\($0.head.file) \($0.head.line) \($0.head.run) \($0.head.stamp ?? -1)")
    }
    #expect(heads == ["7 3 3 -1", "7 4 3 1793577600000000", "7 5 3 1793548800025000"])
  }

  @Test func sameColumnsInTwoFeedsAreToldApart() {
    let refused = read("a,b\n1,2\n")
    #expect(refused.refusal?.code == .unknownFormat)
    let cases = read("case_id,order_id,kind,reason,applied_at,received_at,type\n")
    #expect(cases.feed == .cases)
  }
}
