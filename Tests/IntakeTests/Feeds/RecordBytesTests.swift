import Returns
import Testing

@testable import Intake

@Suite("Records as bytes")
struct RecordBytesTests {
  /// The fast encoder writes exactly what the model's own coding writes.
  @Test(arguments: Feed.allCases)
  func sameBytesAsTheModel(_ feed: Feed) {
    var random = SystemlessRandom(state: 42)
    let layout = FeedLayout.of(feed)
    let draft = RecordDraft(layout)
    let encoder = RecordEncoder()
    for round in 0..<200 {
      var values = [ColumnValue](repeating: .absent, count: layout.kinds.count)
      draft.clear()
      for column in layout.kinds.indices where random.next() % 3 > 0 {
        values[column] = value(layout.kinds[column], &random)
        switch values[column] {
        case .text(let text): draft.set(column, text: text)
        case .number(let number): draft.set(column, number: number)
        case .absent: break
        }
      }
      draft.shop = Int(random.next() % 300)
      draft.stamp = round % 2 == 0 ? nil : Int64(truncatingIfNeeded: random.next() >> 20)
      let head = RecordHead(
        feed: feed, key: RecordCoding.keyHash(feed.schema, values), shop: draft.shop, file: 5,
        line: round * 7919, run: 11, stamp: draft.stamp)
      var content: [UInt8] = []
      RecordCoding.appendContent(feed.schema, values, to: &content)
      var expected: [UInt8] = []
      content.withUnsafeBytes { RecordCoding.append(head, content: $0, to: &expected) }
      encoder.clear()
      encoder.append(draft, file: 5, line: round * 7919, run: 11)
      let found = Array(UnsafeRawBufferPointer(start: encoder.bytes, count: encoder.count))
      #expect(found == expected)
    }
  }

  /// Ledgers of before counted stamps in seconds, and said nothing about it in the flags.
  @Test func stampsOfOlderLedgersAreSeconds() {
    let head = RecordHead(
      feed: .stock, key: 1, shop: 0, file: 1, line: 2, run: 3, stamp: 1_793_577_600)
    var bytes: [UInt8] = []
    RecordCoding.append(head, content: UnsafeRawBufferPointer(start: nil, count: 0), to: &bytes)
    func stamp() -> Int64? {
      bytes.withUnsafeBytes { Record(at: $0.baseAddress!).head.stamp }
    }
    #expect(stamp() == 1_793_577_600)
    bytes[2] &= ~4
    #expect(stamp() == 1_793_577_600_000_000)
  }

  private func value(_ kind: ValueKind, _ random: inout SystemlessRandom) -> ColumnValue {
    switch kind {
    case .text, .id:
      let length = Int(random.next() % 300)
      return .text(Text(String(repeating: "退x", count: length) + "\(random.next())"))
    case .choice, .flag: return .number(Int64(random.next() % 3))
    case .currency: return .number(Int64(Currency.cny.code))
    case .count: return .number(Int64(random.next() >> 20))
    default: return .number(Int64(bitPattern: random.next()) >> 13)
    }
  }

  @Test func pagesKeepTheOrder() {
    let page = RecordPage()
    let draft = RecordDraft(FeedLayout.of(.stock))
    let encoder = RecordEncoder()
    for number in 1...5000 {
      encoder.clear()
      draft.clear()
      draft.set(0, text: Text("M\(number)"))
      encoder.append(draft, file: 1, line: number, run: 1)
      page.append(encoder.bytes, byteCount: encoder.count, records: 1)
    }
    var lines: [Int] = []
    page.forEach { lines.append($0.head.line) }
    #expect(lines == Array(1...5000))
    #expect(page.count == 5000)
  }
}

/// A small generator with a seed, so that a failure can be had again.
struct SystemlessRandom {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
