import Returns
import Testing

@testable import Intake

@Suite("Encodings")
struct EncodingTests {
  static let text = "订单号,金额\nA1,12.50\n明细,𠀀\n"

  static func utf16(_ text: String, bigEndian: Bool, mark: Bool) -> [UInt8] {
    ((mark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit in
      bigEndian ? [UInt8(unit >> 8), UInt8(unit & 255)] : [UInt8(unit & 255), UInt8(unit >> 8)]
    }
  }

  /// 订单号,金额 / A1,12.50 in GBK, and 𠀀 in the four bytes of GB18030.
  static let gb18030: [UInt8] =
    [0xB6, 0xA9, 0xB5, 0xA5, 0xBA, 0xC5, 0x2C, 0xBD, 0xF0, 0xB6, 0xEE, 0x0A]
    + Array("A1,12.50\n".utf8)
    + [0xC3, 0xF7, 0xCF, 0xB8, 0x2C, 0x95, 0x32, 0x82, 0x36, 0x0A]

  @Test(
    "found from the bytes; the mark is no part of the text",
    arguments: [
      (Array(text.utf8), TextEncoding.utf8), ([0xEF, 0xBB, 0xBF] + Array(text.utf8), .utf8),
      (gb18030, .gb18030), ([0x84, 0x31, 0x95, 0x33] + gb18030, .gb18030),
      (utf16(text, bigEndian: false, mark: true), .utf16le),
      (utf16(text, bigEndian: true, mark: true), .utf16be),
      (utf16(text, bigEndian: false, mark: false), .utf16le),
      (utf16(text, bigEndian: true, mark: false), .utf16be),
    ])
  func detection(bytes: [UInt8], encoding: TextEncoding) throws {
    let member = InputMember(bytes)
    let found = try head(of: member, encoding: nil)
    #expect(found.encoding == encoding)
    #expect(!found.isXML)
    #expect(found.text.string == Self.text)
    for size in [1, 2, 3, 7, 64, 1 << 18] {
      let read = try rows(member, encoding: encoding, bufferSize: size)
      #expect(read.map(\.fields) == [["订单号", "金额"], ["A1", "12.50"], ["明细", "𠀀"]])
      #expect(read.map(\.line) == [1, 2, 3])
    }
  }

  @Test("a bad byte is one reject that names its offset and value; reading goes on")
  func badBytes() throws {
    let utf8 = Array("a,b\nx\u{E9}y,1\nc,d\n".unicodeScalars.map { UInt8($0.value) })
    let expected = KeptRow(
      line: 2, fields: [], raw: "x\\xe9y,1", problem: .badUTF8(offset: 5, byte: 0xE9))
    for size in [nil, 1, 5, 64] {
      let read = try rows(InputMember(utf8), bufferSize: size)
      #expect(read.count == 3)
      #expect(read[1] == expected)
      #expect(read[2].fields == ["c", "d"])
    }
    let marked = try rows(InputMember([0xEF, 0xBB, 0xBF] + utf8))
    #expect(marked[1].problem == .badUTF8(offset: 8, byte: 0xE9))
    // A GBK text that was cut in the middle of a character, as fixed-length fields are.
    let cut = Self.gb18030 + Array("A2,".utf8) + [0xC3, 0x2C] + Array("3.00\nA3,1\n".utf8)
    let read = try rows(InputMember(cut), encoding: .gb18030)
    #expect(read[3].problem == .badUTF8(offset: Self.gb18030.count + 3, byte: 0xC3))
    #expect(read[3].line == 4)
    #expect(read[4].fields == ["A3", "1"])
    #expect(
      read[3].problem?.message
        == "byte 0xc3 at offset 34 is no text in the file's encoding; export the row again as UTF-8"
    )
  }

  @Test(
    "a bad row turns no UTF-8 into GBK; a file that is neither is refused with offsets"
  )
  func mixed() throws {
    let mostly = Array(Self.text.utf8) + [0xE9, 0x0A] + Array(Self.text.utf8)
    #expect(try head(of: InputMember(mostly), encoding: nil).encoding == .utf8)
    #expect(
      try head(of: InputMember(mostly), encoding: nil).text.string == Self.text + "?\n" + Self.text)
    let latin1 = Array("id,name\n2,".utf8) + [0xA9, 0x0A]
    let error = #expect(throws: InputError.self) {
      try head(of: InputMember(latin1), encoding: nil)
    }
    #expect(error?.code == .encoding)
    #expect(
      error?.message
        == "is neither UTF-8 (byte 0xa9 at offset 10) nor GB18030 (byte 0xa9 at offset 10). "
        + "Export the file again as UTF-8, or name its encoding in a profile.")
    #expect(
      try head(of: InputMember(latin1), encoding: .windows1252).text.string == "id,name\n2,©\n")
    #expect(try rows(InputMember(latin1), encoding: .windows1252)[1].fields == ["2", "©"])
  }

  /// A field of fixed length cuts a character in two; a disk loses a byte.
  @Test func aDamagedByteDamagesItsRow() throws {
    let rows = Array("1,龙井茶叶\n2,龙井茶".utf8) + [0xE8, 0x8C, 0x0A] + Array("3,龙井茶叶\n".utf8)
    #expect(try head(of: InputMember(rows), encoding: nil).encoding == .utf8)
    let plain = Array(String(repeating: "SO1001,12.50\n", count: 20).utf8)
    for damaged in [[0xFF], [0x80], [0xC3, 0x28]] as [[UInt8]] {
      let bytes = plain + damaged + [0x0A] + plain
      #expect(try head(of: InputMember(bytes), encoding: nil).encoding == .utf8)
    }
  }

  /// Each of these passes for GB18030, for a letter follows the one beyond ASCII.
  @Test(arguments: ["Müller", "Jos\u{E9}e", "Größe", "Fenêtre,garçon,élève,Müller"])
  func westernWordsAreNoChinese(_ words: String) throws {
    var bytes = Array("id,name\n1,".utf8)
    for scalar in words.unicodeScalars { bytes.append(UInt8(scalar.value)) }
    bytes.append(0x0A)
    let error = #expect(throws: InputError.self) { try head(of: InputMember(bytes), encoding: nil) }
    #expect(error?.code == .encoding)
    let told = try head(of: InputMember(bytes), encoding: .windows1252)
    #expect(told.text.string == "id,name\n1,\(words)\n")
  }

  /// Chinese of rare characters, whose second byte is an ASCII letter: 镕, 國, 錦; and beside ASCII.
  @Test(arguments: [
    ([0xE9, 0x46], "镕"), ([0x87, 0xF8, 0xEB, 0x48], "國際"), ([0xB3, 0xC2, 0xE9, 0x46], "陈镕"),
    ([0x58, 0x4C, 0xC2, 0xEB], "XL码"), ([0x54, 0xD0, 0xF4, 0xC9, 0xC0], "T恤衫"),
    ([0xE5, 0x5C], "錦"),
  ])
  func rareCharactersAreChinese(_ bytes: [UInt8], _ text: String) throws {
    let found = try head(of: InputMember(Array("id\n".utf8) + bytes + [0x0A]), encoding: nil)
    #expect(found.encoding == .gb18030)
    #expect(found.text.string == "id\n\(text)\n")
  }

  @Test("a file in quite another encoding is refused after a thousand bad bytes")
  func hopeless() throws {
    let bytes = [UInt8](repeating: 0xFF, count: 5000)
    let error = #expect(throws: InputError.self) {
      try rows(InputMember(bytes), encoding: .gb18030)
    }
    #expect(error?.code == .encoding)
  }

  @Test("the head ends with a whole character, also when it is cut")
  func cutHead() throws {
    for shift in 0..<4 {
      let text = String(repeating: "x", count: shift) + String(repeating: "明细", count: 20_000)
      let found = try head(of: InputMember(text), encoding: nil)
      #expect(found.encoding == .utf8)
      #expect(text.hasPrefix(found.text.string))
      #expect(found.text.count > headLength - 4)
      let wide = Self.utf16(
        String(repeating: "x,1\n", count: 1) + text, bigEndian: false, mark: true)
      let wideHead = try head(of: InputMember(wide), encoding: nil)
      #expect(("x,1\n" + text).hasPrefix(wideHead.text.string))
    }
  }

  @Test("UTF-8 is told from what is not, at every place in a block and in every length")
  func validation() throws {
    let wrong: [[UInt8]] = [
      [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80],
      [0xF0, 0x8F, 0xBF, 0xBF],
      [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE4, 0xBD], [0xF0, 0x9F, 0x98], [0xC3],
      [0xFF],
      [0xC3, 0xC3, 0xA9], [0xE4, 0xBD, 0x41],
    ]
    let right: [[UInt8]] = [
      [0xC2, 0x80], [0xDF, 0xBF], [0xE0, 0xA0, 0x80], [0xED, 0x9F, 0xBF], [0xEE, 0x80, 0x80],
      [0xEF, 0xBF, 0xBF],
      [0xF0, 0x90, 0x80, 0x80], [0xF4, 0x8F, 0xBF, 0xBF],
    ]
    for place in 0..<70 {
      let before = [UInt8](repeating: 0x61, count: place)
      for bytes in wrong {
        let read = try rows(InputMember(before + bytes + [0x0A, 0x62, 0x0A]))
        #expect(read.first?.problem == .badUTF8(offset: place, byte: bytes[0]))
        #expect(read.last?.fields == ["b"])
        #expect(try rows(InputMember(before + bytes)).first?.problem != nil)
      }
      for bytes in right {
        let read = try rows(InputMember(before + bytes + [0x0A]))
        #expect(read.count == 1 && read[0].problem == nil)
        #expect(try rows(InputMember(before + bytes)).first?.problem == nil)
      }
    }
  }
}
