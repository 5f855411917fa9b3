import Returns
import Testing

@testable import Intake

/// Canonical XML read straight from its bytes, and by libxml2: the same records, rejects, notices
/// and refusals, whatever the bytes are.
@Suite("Regular XML")
struct RegularTreeTests {
  private static let declarations = [
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "<?xml version=\"1.0\"?>", "", "\u{FEFF}",
    "\n ", "<?xml version='1.0'?>\n",
  ]
  private static let values = [
    "M1", "A", "1", "12", "2026-11-01", "2026-11-01T08:00:00", "scrap", "restock", " x ", "",
    "退货，x", "a &amp; b", "&lt;b&gt;", "&#65;", "a\nb", "a\r\nb", "]]&gt;", "<![CDATA[z]]>",
    "<!-- c -->",
    "😀", "a > b", "]]>", "\u{85}", "\u{FFFD}", "\u{FFFF}", "\u{1}",
  ]
  private static let names = [
    "movement_id", "sku", "quantity", "moved_at", "kind", "case_id", "shop_id", "updated_at",
    "colour", "record", "Größe",
  ]

  @Test func bothWaysGiveTheSame() {
    var random = SystemlessRandom(state: 5)
    var (regular, refused, records) = (0, 0, 0)
    for round in 0..<1000 {
      var bytes = Self.file(&random)
      if round % 2 == 1 { Self.spoil(&bytes, &random) }
      let text = bytes.withUnsafeBytes { Text(copying: $0) }
      let expected = Self.read(text, isDirect: false)
      let found = Self.read(text, isDirect: true)
      let place = "round \(round): \(String(decoding: bytes, as: UTF8.self))"
      #expect(found.status == expected.status, "\(place)")
      #expect(found.rejects == expected.rejects, "\(place)")
      #expect(found.notices == expected.notices, "\(place)")
      #expect(found.read == expected.read && found.filtered == expected.filtered, "\(place)")
      #expect(found.lines == expected.lines, "\(place)")
      if Self.isRegular(text) { regular += 1 }
      if expected.refusal != nil { refused += 1 }
      records += expected.records.count
    }
    #expect(regular > 100 && refused > 100 && records > 250, "\(regular) \(refused) \(records)")
  }

  @Test func theUsualFormNeedsNoLibrary() {
    let file =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<backhaul feed=\"stock\">\r\n  <record>\r\n"
      + "    <movement_id>M&amp;1</movement_id>\r\n    <sku>保温杯</sku><quantity>1</quantity>\r\n"
      + "<moved_at>2026-11-01</moved_at><kind>scrap</kind><case_id/>\r\n  </record></backhaul>\n"
    #expect(Self.isRegular(Text(file)))
    #expect(
      Self.read(Text(file), isDirect: true).lines.first?
        .hasPrefix("3 stock movement_id=M&1 sku=保温杯 quantity=1") == true)
  }

  private static func file(_ random: inout SystemlessRandom) -> [UInt8] {
    func pick<Value>(_ list: [Value]) -> Value { list[Int(random.next() % UInt64(list.count))] }
    let usual = ["movement_id", "sku", "quantity", "moved_at", "kind"]
    var text = pick(Array(declarations.prefix(random.next() % 3 == 0 ? 6 : 2)))
    text += "<backhaul feed=\"stock\">"
    for number in 0..<(1 + random.next() % 5) {
      let space = pick(["", "\n", "\r\n  ", "\t"])
      text += "\(space)<record>"
      for name in usual {
        if random.next() % 40 == 0 { continue }
        let plain = ["movement_id": "M\(number)", "sku": "A", "quantity": "1", "kind": "scrap"]
        var value = plain[name] ?? "2026-11-01"
        if random.next() % 12 == 0 { value = pick(values) }
        text += random.next() % 60 == 0 ? "<\(name)/>" : "\(space)<\(name)>\(value)</\(name)>"
      }
      if random.next() % 6 == 0 {
        let name = pick(names)
        text += "<\(name)>\(pick(values))</\(name)>"
      }
      if random.next() % 50 == 0 { text += "stray" }
      text += "\(space)</record>"
    }
    return Array((text + pick(["</backhaul>", "</backhaul>\n", "\n</backhaul> "])).utf8)
  }

  private static func spoil(_ bytes: inout [UInt8], _ random: inout SystemlessRandom) {
    let signs = Array("<>&/\"= \n\r!?-]".utf8) + [0, 0xFF, 0xEF, 0x80]
    let place = Int(random.next() % UInt64(bytes.count))
    switch random.next() % 4 {
    case 0: bytes.remove(at: place)
    case 1: bytes.insert(signs[Int(random.next() % UInt64(signs.count))], at: place)
    case 2: bytes[place] = signs[Int(random.next() % UInt64(signs.count))]
    default: bytes.removeSubrange(place..<min(bytes.count, place + 5))
    }
  }

  private static func isRegular(_ text: Text) -> Bool {
    let profile = Profile.canonical(.stock, isXML: true)
    let recognition = Recognition(profile: profile, encoding: .utf8)
    let zones = Zones([.shanghai], workspace: .shanghai) { _ in nil }
    let tree = TreeReading(
      recognition, zone: .shanghai, zones: zones, shops: ShopFinder(oneShop, hint: nil), file: 1,
      run: 1)
    var reading = MemberReading(name: "file")
    return (try? tree.readRegular(InputMember(name: "file", bytes: text), into: &reading)) ?? false
  }

  private static func read(_ text: Text, isDirect: Bool) -> MemberReading {
    let context = IntakeContext(
      shops: oneShop, workspaceZone: .shanghai, workspaceCurrency: .cny)
    let reader = MemberReader(
      InputMember(name: "file", bytes: text), fileNumber: 7, run: 3, shopHint: nil,
      context: context, manner: ReadingManner(isDirect: isDirect))
    reader.open()
    reader.cut()
    for part in 0..<reader.partCount { reader.read(part: part) }
    return reader.finish()
  }
}
