import Glibc
import Returns
import Testing

@testable import Intake

/// Files that others made to break readers. They are kept beside the repository; without them these
/// tests say so and pass.
@Suite("Corpora")
struct CorpusTests {
  /// `../shared/formats` from the package's root.
  private let folder: String? = {
    let parts = #filePath.split(separator: "/").dropLast(4)
    let root = "/" + parts.joined(separator: "/")
    let formats = "\(root)/../shared/formats"
    return access(formats, R_OK) == 0 ? formats : nil
  }()

  private func files(_ path: String) -> [(path: String, file: InputFile)] {
    guard let folder else {
      print("the corpora are not here; \(path) is not read")
      return []
    }
    let root = "\(folder)/\(path)"
    return listInbox(root: root).files.compactMap { name in
      (try? openInput(root: root, path: name)).map { (name, $0) }
    }
  }

  private func read(_ member: InputMember) -> (rows: [KeptRow], error: InputError?) {
    do {
      let found = try head(of: member, encoding: nil)
      let delimiter = Dialect.delimiter(ofHeader: firstLine(found.text))
      return (
        try rows(member, encoding: found.encoding, dialect: Dialect(delimiter: delimiter)), nil
      )
    } catch {
      return ([], error as? InputError)
    }
  }

  private func firstLine(_ text: Text) -> Text {
    Text(UnsafeRawBufferPointer(rebasing: text.bytes.prefix { $0 != 0x0A }))
  }

  @Test("csv-spectrum: every cell as its expected JSON says")
  func spectrum() throws {
    for (name, file) in files("hostile-csv/csv-spectrum") where name.hasSuffix(".csv") {
      let read = read(file.members[0])
      #expect(read.error == nil)
      let header = try #require(read.rows.first).fields
      let found = read.rows.dropFirst().map { row in Array(zip(header, row.fields)) }
      let stem = name.dropLast(4)
      let expected = try #require(
        files("hostile-csv/csv-spectrum").first { $0.path == "\(stem).json" })
      let records = JSONRecords.read(expected.file.members[0])
      #expect(found.count == records.count, "\(name)")
      for (row, record) in zip(found, records) {
        #expect(row.map(\.0) == record.map(\.0), "\(name)")
        // Git may have made LF of the CR LF in the cells.
        #expect(
          row.map { withoutCR($0.1) } == record.map { withoutCR($0.1) }, "\(name)")
      }
    }
  }

  private func withoutCR(_ cell: String) -> String {
    String(String.UnicodeScalarView(cell.unicodeScalars.filter { $0 != "\r" }))
  }

  @Test("frictionless and injection files are read as they are, and whatever is wrong is named")
  func frictionless() {
    let problems: [String: InputError.Code] = [
      "latin1.csv": .encoding, "table-infer-iso-8859-7.csv": .encoding,
    ]
    for (name, file) in files("hostile-csv/frictionless") {
      let read = read(file.members[0])
      #expect(read.error?.code == problems[name], "\(name): \(read.error?.message ?? "")")
      #expect(
        read.rows.allSatisfy { $0.problem == nil || name == "encoding-issue-274.csv" }, "\(name)")
      if name == "bom.csv" { #expect(read.rows[0].fields == ["id", "name"]) }
      if name == "blank-rows.csv" { #expect(read.rows.last?.fields == ["", "", ""]) }
      if name == "doublequote.csv" { #expect(Set(read.rows.map(\.fields.count)) == [17]) }
    }
    for (_, file) in files("hostile-csv/injection") {
      #expect(!read(file.members[0]).rows.isEmpty)
    }
  }

  @Test("GB18030: every character of the table, save those whose standard changed")
  func gb18030() throws {
    let all = files("encodings")
    guard let input = all.first(where: { $0.path == "gb18030_in.txt" })?.file.members[0],
      let reference = all.first(where: { $0.path == "gb18030_in_ref.txt" })?.file.members[0]
    else { return }
    let dialect = Dialect(delimiter: 0x09, quoting: .none)
    let found = try rows(input, encoding: .gb18030, dialect: dialect)
    let expected = try rows(reference, dialect: dialect)
    #expect(found.count == expected.count)
    let different = zip(found, expected).filter { $0.raw != $1.raw }
    // Characters that GB 18030-2005 kept in the private use area and Unicode has since taken in.
    #expect(different.count < 30, "\(different.prefix(40).map { ($0.line, $0.raw, $1.raw) })")
    #expect(different.allSatisfy { $0.0.problem == nil && $0.0.raw.unicodeScalars.count == 1 })
  }

  @Test(
    "W3C: what is not well-formed is refused; what is, is read or has a DOCTYPE"
  )
  func w3c() throws {
    let handler = XMLHandler(start: { _, _, _ in true }, text: { _ in }, end: { _, _ in })
    var seen = (wellFormed: 0, not: 0)
    for (_, file) in files("hostile-xml/xmlconf") {
      #expect(read(file.members[0]).error?.code == .compression)
      for (name, bytes) in try tarEntries(file.members[0]) where name.hasSuffix(".xml") {
        var found: InputError?
        do throws(InputError) { try readXML(InputMember(bytes), handler: handler) } catch {
          found = error
        }
        if name.contains("/not-wf/") {
          seen.not += 1
          #expect(found != nil, "\(name) was read")
        } else if name.contains("/valid/sa/"), !name.contains("/out/") {
          seen.wellFormed += 1
          #expect(found?.code ?? .forbiddenXML == .forbiddenXML, "\(name): \(found?.message ?? "")")
        }
      }
    }
    if folder != nil { #expect(seen.not > 150 && seen.wellFormed > 100, "\(seen)") }
  }

  @Test("hostile XML is refused, and what is only unusual is read")
  func hostileXML() {
    let readable: Set = [
      "cdata-3-byte-UTF-8.xml", "utf8bom.xml", "utf16lebom.xml", "japancrlf.xml", "bigname.xml",
      "isolat2",
    ]
    let handler = XMLHandler(start: { _, _, _ in true }, text: { _ in }, end: { _, _ in })
    for path in ["hostile-xml/libxml2", "hostile-xml/xxe"] {
      for (name, file) in files(path) {
        var found: InputError?
        do throws(InputError) { try readXML(file.members[0], handler: handler) } catch {
          found = error
        }
        #expect(
          (found == nil) == readable.contains(name), "\(name): \(found?.message ?? "was read")")
        if name.hasPrefix("recurse__lol") && name.hasSuffix(".xml") || path.hasSuffix("xxe") {
          #expect(found?.code == .forbiddenXML, "\(name)")
        }
      }
    }
  }
}

/// The regular files of a tar archive.
private func tarEntries(_ member: InputMember) throws -> [(name: String, bytes: [UInt8])] {
  let stream = try ByteStream(member.content)
  let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 8)
  defer { buffer.deallocate() }
  var tar: [UInt8] = []
  while case let count = try stream.read(into: buffer), count > 0 { tar += buffer[..<count] }
  var entries: [(name: String, bytes: [UInt8])] = []
  var offset = 0
  while offset + 512 <= tar.count, tar[offset] != 0 {
    let name = String(decoding: tar[offset..<offset + 100].prefix { $0 != 0 }, as: UTF8.self)
    let digits = tar[offset + 124..<offset + 135].filter { (0x30...0x37).contains($0) }
    let size = digits.reduce(0) { $0 * 8 + Int($1 - 0x30) }
    if tar[offset + 156] == 0x30 {
      entries.append((name, Array(tar[offset + 512..<offset + 512 + size])))
    }
    offset += 512 + (size + 511) / 512 * 512
  }
  return entries
}

/// The expected files: an array of objects whose values are strings.
private enum JSONRecords {
  static func read(_ member: InputMember) -> [[(String, String)]] {
    guard case .plain(let bytes, _) = member.content.source else { return [] }
    var records: [[(String, String)]] = []
    var strings: [String] = []
    var rest = Substring(bytes.string)
    while let character = rest.popFirst() {
      switch character {
      case "{": strings = []
      case "}":
        records.append(
          stride(from: 0, to: strings.count - 1, by: 2).map { (strings[$0], strings[$0 + 1]) })
      case "\"": strings.append(string(&rest))
      default: break
      }
    }
    return records
  }

  private static func string(_ rest: inout Substring) -> String {
    var text = ""
    while let character = rest.popFirst(), character != "\"" {
      guard character == "\\" else {
        text.append(character)
        continue
      }
      switch rest.popFirst() {
      case "n": text.append("\n")
      case "r": text.append("\r")
      case let other?: text.append(other)
      case nil: break
      }
    }
    return text
  }
}
