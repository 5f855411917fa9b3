import Dispatch
import Returns
import Testing

@testable import Intake

/// However a file is cut, by however many threads it is read, directly or row by row: the same
/// records, rejects and counts.
@Suite("Lanes and parts")
struct LaneTests {
  /// A source's own columns, with mapped words.
  private static let yaml = """
    profile: own-orders
    title: A shop's own orders
    signature:
      header: [order, line, sku, pieces, price, cur, at]
    records:
      - feed: settlements
        set:
          txn_id: order
          line_no: line
          amount: price
          currency: cur
          settled_at: at
          refund_ref: sku
          type:
            column: pieces
            map: {in: payment, out: refund, cost: fee, odd: no_such_word}
            otherwise: keep
    """

  private static let headers = [
    "order_id,line_no,sku,quantity,unit_price,ordered_at,currency,paid_amount,customer_id,region",
    "case_id,order_id,kind,reason,applied_at,quantity,requested_amount,pickup_wanted,description",
    "txn_id,type,amount,settled_at,account_id,fee,currency,order_id,view",
    "waybill,carrier,direction,status,status_at,weight_g,terms,reference",
    "movement_id,sku,quantity,moved_at,kind,shop_id",
    "order,line,sku,pieces,price,cur,at",
  ]

  @Test(arguments: headers.indices)
  func allWaysGiveTheSame(_ index: Int) throws {
    var random = SystemlessRandom(state: UInt64(index) &* 77 &+ 1)
    let profiles = [try profile(Self.yaml)] + Profile.builtIn
    var (records, rejects) = (0, 0)
    for round in 0..<24 {
      let bytes = Self.file(Self.headers[index], hostility: round % 4, &random)
      let text = bytes.withUnsafeBytes { Text(copying: $0) }
      let expected = Self.read(text, profiles, ReadingManner(partLength: 0, isDirect: false), 1)
      records += expected.records.count
      rejects += expected.rejected
      for (length, threads) in [(64, 8), (300, 2), (4096, 2), (4 << 20, 1)] {
        for isDirect in [true, false] {
          let manner = ReadingManner(partLength: length, isDirect: isDirect)
          let found = Self.read(text, profiles, manner, threads)
          let place: Comment = "round \(round), parts of \(length), direct: \(isDirect)"
          #expect(Self.bytes(of: found) == Self.bytes(of: expected), place)
          #expect(found.rejects == expected.rejects, place)
          #expect(Self.facts(of: found) == Self.facts(of: expected), place)
        }
      }
    }
    #expect(records > 100 && rejects > 30, "\(records) records, \(rejects) rejects")
  }

  /// Quotes out of place hide where rows end; reading goes on where the row does.
  @Test func placesInsideQuotesAreNoPlaces() {
    let header = "movement_id,sku,quantity,moved_at,kind\n"
    let row = "M,A,1,2026-11-01,scrap\n"
    let spoilt = "M,\"A,1,2026-11-01,scrap\n"
    let long = "M,\"" + String(repeating: "x\n,\"\"", count: 300) + "\",1,2026-11-01,scrap\n"
    for middle in [spoilt, long, spoilt + row + spoilt, "M,A\"B,1,2026-11-01,scrap\n"] {
      let many = String(repeating: row, count: 40)
      let text = Text(header + many + middle + many + long + many)
      let whole = ReadingManner(partLength: 0, isDirect: false)
      let expected = Self.read(text, Profile.builtIn, whole, 1)
      for length in [1, 23, 64, 500] {
        let manner = ReadingManner(partLength: length)
        let found = Self.read(text, Profile.builtIn, manner, 2)
        #expect(Self.bytes(of: found) == Self.bytes(of: expected), "parts of \(length)")
        #expect(found.rejects == expected.rejects, "parts of \(length)")
      }
    }
  }

  @Test func aPlainFileIsCutWhereItsRowsEnd() {
    let text = Text("head\n" + String(repeating: "12345678\n", count: 100))
    let survey = RowSurvey(text.bytes, from: 5, stretch: 90, Dialect())
    for stretch in 0..<survey.count { survey.look(at: stretch) }
    let parts = survey.parts()
    #expect(parts.count == 10)
    #expect(parts.first == RowPart(start: 5, line: 2, end: 104))
    #expect(parts.last?.end == text.count)
    for (part, next) in zip(parts, parts.dropFirst()) { #expect(part.end == next.start) }
    for part in parts { #expect(part.start == 5 + 9 * (part.line - 2)) }
  }

  // MARK: the readings

  private static func read(
    _ text: Text, _ profiles: [Profile], _ manner: ReadingManner, _ threads: Int
  ) -> MemberReading {
    let context = IntakeContext(
      shops: oneShop, workspaceZone: .shanghai, workspaceCurrency: .cny, profiles: profiles)
    let reader = MemberReader(
      InputMember(name: "file", bytes: text), fileNumber: 7, run: 300, shopHint: nil,
      context: context, manner: manner)
    reader.open()
    share(reader.stretchCount, threads) { reader.look(at: $0) }
    reader.cut()
    share(reader.partCount, threads) { reader.read(part: $0) }
    return reader.finish()
  }

  private static func share(_ count: Int, _ threads: Int, _ body: @Sendable (Int) -> Void) {
    if threads == 1 { return (0..<count).forEach(body) }
    DispatchQueue.concurrentPerform(iterations: threads) { thread in
      for index in stride(from: thread, to: count, by: threads) { body(index) }
    }
  }

  private static func bytes(of reading: MemberReading) -> [UInt8] {
    var bytes: [UInt8] = []
    reading.records.forEach { bytes += $0.whole.bytes }
    return bytes
  }

  private static func facts(of reading: MemberReading) -> [String] {
    [
      "\(reading.status) \(reading.profile) \(reading.read) \(reading.rejected)",
      "\(reading.filtered) \(reading.records.count) \(reading.hasSeveralFactsPerRow)",
      "\(reading.account ?? "-") \(reading.firstEventDay?.string ?? "-")",
      reading.lastEventDay?.string ?? "-",
    ] + reading.notices
  }

  // MARK: the files

  private static func file(
    _ header: String, hostility: Int, _ random: inout SystemlessRandom
  ) -> [UInt8] {
    let columns = header.split(separator: ",").map(String.init)
    let lineEnd = ["\n", "\r\n", "\n", "\r"][Int(random.next() % 4)]
    var bytes: [UInt8] = random.next() % 4 == 0 ? [0xEF, 0xBB, 0xBF] : []
    bytes += Array((header + lineEnd).utf8)
    for _ in 0..<(5 + random.next() % 60) {
      var row = columns.map { cell($0, hostility, &random) }
      if hostility > 1, random.next() % 12 == 0 { row.removeLast() }
      if hostility > 1, random.next() % 12 == 0 { row.append([0x20]) }
      if hostility > 2, random.next() % 12 == 0 { row.append([0x78]) }
      bytes += row.joined(separator: [UInt8(ascii: ",")])
      bytes += Array(lineEnd.utf8)
      if hostility > 0, random.next() % 15 == 0 { bytes += Array(" \(lineEnd)".utf8) }
      if hostility > 2, random.next() % 10 == 0 { spoil(&bytes, &random) }
    }
    if random.next() % 2 == 0 { bytes.removeLast() }
    return bytes
  }

  private static func spoil(_ bytes: inout [UInt8], _ random: inout SystemlessRandom) {
    let signs: [UInt8] = [0x22, 0x22, 0x22, 0x0A, 0x0D, 0x2C, 0xFF, 0xE4, 0x00, 0x20]
    let place = bytes.count - 1 - Int(random.next() % 30)
    bytes.insert(signs[Int(random.next() % 10)], at: max(0, place))
  }

  private static let regular: [String: [String]] = [
    "amount": ["1.50", "12345.67", "0.00", "123456.78", "5", "7.5", "99999999999.99", "+3.25"],
    "signed": ["-1.50", "12.00", "0.10", "-0.01", "1000.00"],
    "time": [
      "2026-11-01T08:00:00", "2026-11-02 23:59:59", "2026-11-01", "2026-03-29T02:30:00+01:00",
      "2026-11-01T08:00:00Z", "2026-11-01 08:00", "2026-11-01T08:00:00.123",
    ],
    "count": ["1", "12", "0", "12345678", "123456789"],
    "cur": ["CNY", "CNY", "cny", "JPY", "KWD", "EUR"],
    "kind": ["return", "exchange", "refund_only", "restock", "scrap"],
    "reason": ["size", "not_as_described", "damaged", "no_longer_needed"],
    "type": ["payment", "refund", "fee", "chargeback_reversal"],
    "pieces": ["in", "out", "cost", "payment", "odd", "chargeback"],
    "view": ["trade", "funds"], "direction": ["return", "outbound", "return_to_customer"],
    "status": ["delivered", "lost", "in_transit"], "terms": ["account", "collect"],
    "flag": ["yes", "no", "TRUE", "0"], "shop_id": ["north", "north", "south"],
    "text": [
      "SO2026110100001", "A", "退货 x", "SKU-1234567", "12345678", "1234567890123456",
      "a text that is longer than thirty-two bytes, for the last of the copies",
      String(repeating: "0123456789", count: 15),
    ],
  ]
  private static let kinds = [
    "line_no": "count", "line": "count", "quantity": "count", "weight_g": "count",
    "unit_price": "amount", "price": "signed", "paid_amount": "amount",
    "requested_amount": "amount", "amount": "signed", "fee": "signed", "ordered_at": "time",
    "applied_at": "time", "settled_at": "time", "status_at": "time", "moved_at": "time",
    "at": "time", "currency": "cur", "pickup_wanted": "flag",
  ]
  private static let hostile = [
    "-", "x", "1.234", "1e5", " 5 ", "-3", "2026-13-01", "2026-02-30T08:00:00", "24:00:00", "ZZZ",
    "1,5", "\u{1}", "a\u{7F}b", "9999999999999999", ".", ".5", "5.", "2026-11-01T08:60:00", "   ",
    "Yes ", "+", "1:3", "2026-11-01T0a:00:00", "123:.50", "12345678:",
  ]

  private static func cell(
    _ column: String, _ hostility: Int, _ random: inout SystemlessRandom
  ) -> [UInt8] {
    let values = regular[kinds[column] ?? column] ?? regular["text"]!
    var value = values[Int(random.next() % UInt64(values.count))]
    if random.next() % 12 == 0 { value = "" }
    if hostility > 0, random.next() % 25 == 0 {
      value = hostile[Int(random.next() % UInt64(hostile.count))]
    }
    let isWide = value.contains { $0 == "," || $0 == "\n" }
    if hostility > 1, random.next() % 40 == 0 {
      value += "\"\"q"
    } else if !isWide, random.next() % 20 != 0 {
      return Array(value.utf8)
    }
    if hostility > 1, random.next() % 6 == 0 {
      value += ["\n", "\r\n", "\r"][Int(random.next() % 3)]
    }
    return Array("\"\(value)\"".utf8)
  }
}
