import Returns

@testable import Intake

/// Workbooks written by hand, part by part, so that each oddity can be put where it belongs.
struct WorkbookFixture {
  struct Sheet {
    var name = "Sheet1"
    var state = "visible"
    /// What stands in `sheetData`.
    var rows: String
  }

  var sheets: [Sheet]
  /// Each with its runs, as in `<si>…</si>`.
  var strings: [String] = []
  /// Format codes of styles 1, 2, …; style 0 is General.
  var formats: [String] = []
  var is1904 = false
  /// Parts that replace or come on top of these.
  var others: [(name: String, text: String)] = []

  init(_ rows: String) { sheets = [Sheet(rows: rows)] }

  init(sheets: [Sheet]) { self.sheets = sheets }

  /// Rows of text cells, each under its number.
  init(texts rows: [(line: Int, cells: [String])]) {
    self.init(
      rows.map { line, cells in
        let cells = cells.map { "<c t=\"inlineStr\"><is><t>\(Self.escaped($0))</t></is></c>" }
        return "<row r=\"\(line)\">\(cells.joined())</row>"
      }.joined())
  }

  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\r", with: "_x000D_")
      .replacing("\n", with: "&#10;").replacing("\t", with: "&#9;")
  }

  var bytes: [UInt8] {
    Packed.zip(parts.map { (Array($0.name.utf8), Array($0.text.utf8)) }, flags: 0x800)
  }

  var parts: [(name: String, text: String)] {
    let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    func relations(_ list: [(id: String, kind: String, target: String)]) -> String {
      let inner = list.map {
        "<Relationship Id=\"\($0.id)\" Type=\"\(office)/\($0.kind)\" Target=\"\($0.target)\"/>"
      }
      return head
        + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + inner.joined() + "</Relationships>"
    }
    let listed = sheets.indices.map { index in
      "<sheet name=\"\(Self.escaped(sheets[index].name))\" sheetId=\"\(index + 1)\""
        + " state=\"\(sheets[index].state)\" r:id=\"rId\(index + 1)\"/>"
    }
    let formats = self.formats.indices.map { index in
      "<numFmt numFmtId=\"\(164 + index)\" formatCode=\"\(quoted(self.formats[index]))\"/>"
    }
    let styles = ["<xf numFmtId=\"0\"/>"] + formats.indices.map { "<xf numFmtId=\"\(164 + $0)\"/>" }
    var parts: [(name: String, text: String)] = [
      ("[Content_Types].xml", head + "<Types/>"),
      ("_rels/.rels", relations([("rId1", "officeDocument", "xl/workbook.xml")])),
      (
        "xl/workbook.xml",
        head + "<workbook \(main) xmlns:r=\"\(office)\"><workbookPr date1904=\"\(is1904)\"/>"
          + "<sheets>\(listed.joined())</sheets></workbook>"
      ),
      (
        "xl/_rels/workbook.xml.rels",
        relations(
          sheets.indices.map { ("rId\($0 + 1)", "worksheet", "worksheets/sheet\($0 + 1).xml") }
            + [
              ("rId98", "sharedStrings", "/xl/sharedStrings.xml"),
              ("rId99", "styles", "styles.xml"),
            ])
      ),
      (
        "xl/styles.xml",
        head + "<styleSheet \(main)><numFmts>\(formats.joined())</numFmts><cellStyleXfs>"
          + "<xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>\(styles.joined())</cellXfs></styleSheet>"
      ),
      (
        "xl/sharedStrings.xml",
        head + "<sst \(main)>" + strings.map { "<si>\($0)</si>" }.joined() + "</sst>"
      ),
    ]
    for (index, sheet) in sheets.enumerated() {
      parts.append(
        (
          "xl/worksheets/sheet\(index + 1).xml",
          head + "<worksheet \(main)><sheetData>\(sheet.rows)</sheetData></worksheet>"
        ))
    }
    for other in others {
      parts.removeAll { $0.name == other.name }
      parts.append(other)
    }
    return parts
  }

  private func quoted(_ code: String) -> String {
    Self.escaped(code).replacing("\"", with: "&quot;")
  }
}
