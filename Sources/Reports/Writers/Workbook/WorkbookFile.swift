import Returns

/// A workbook in the form that spreadsheets read (ECMA-376), as bytes. The same sheets give the
/// same bytes.
struct WorkbookFile: Sendable {
  var sheets: [Worksheet]
  let language: ReportLanguage

  /// - Parameter work: does all of the tasks it is given, on as many threads as it likes.
  func bytes(_ work: ([@Sendable () -> Void]) -> Void) -> [UInt8] {
    let members = PackedSheets(count: sheets.count)
    work(
      sheets.indices.map { place in
        { @Sendable in
          var member = ZipMember("xl/worksheets/sheet\(place + 1).xml")
          sheets[place].write { member.write($0) }
          member.finish()
          members.set(place, member)
        }
      })
    var zip = ZipWriter()
    for (name, xml) in parts {
      var member = ZipMember(name)
      Array(xml.utf8).withUnsafeBytes { member.write($0) }
      member.finish()
      zip.add(member)
    }
    members.forEach { zip.add($0) }
    zip.finish()
    return zip.bytes
  }

  private static let xml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006"

  private var parts: [(name: String, xml: String)] {
    [
      ("[Content_Types].xml", contentTypes), ("_rels/.rels", rootRelations),
      ("xl/workbook.xml", workbook), ("xl/_rels/workbook.xml.rels", relations),
      ("xl/styles.xml", WorkbookStyles.xml(language)),
    ]
  }

  private var contentTypes: String {
    let spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    let sheets = self.sheets.indices.map {
      """
      <Override PartName="/xl/worksheets/sheet\($0 + 1).xml" \
      ContentType="\(spreadsheet).worksheet+xml"/>
      """
    }
    return Self.xml + """
      <Types xmlns="\(Self.package)/content-types"><Default Extension="rels" \
      ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
      <Default Extension="xml" ContentType="application/xml"/>\
      <Override PartName="/xl/workbook.xml" ContentType="\(spreadsheet).sheet.main+xml"/>\
      <Override PartName="/xl/styles.xml" ContentType="\(spreadsheet).styles+xml"/>\
      \(sheets.joined())</Types>
      """
  }

  private var rootRelations: String {
    Self.xml + """
      <Relationships xmlns="\(Self.package)/relationships"><Relationship Id="rId1" \
      Type="\(Self.office)/officeDocument" Target="xl/workbook.xml"/></Relationships>
      """
  }

  private var relations: String {
    let sheets = self.sheets.indices.map {
      """
      <Relationship Id="rId\($0 + 1)" Type="\(Self.office)/worksheet" \
      Target="worksheets/sheet\($0 + 1).xml"/>
      """
    }
    return Self.xml + """
      <Relationships xmlns="\(Self.package)/relationships">\(sheets.joined())\
      <Relationship Id="rId\(self.sheets.count + 1)" Type="\(Self.office)/styles" \
      Target="styles.xml"/></Relationships>
      """
  }

  /// Heads are printed on every page.
  private var workbook: String {
    let sheets = self.sheets.enumerated().map { place, sheet in
      """
      <sheet name="\(HTMLText.escaped(sheet.name))" sheetId="\(place + 1)" r:id="rId\(place + 1)"/>
      """
    }
    let names = self.sheets.enumerated().map { place, sheet in
      let name = HTMLText.escaped(sheet.name)
      let last = SheetPen.letters(max(0, sheet.columns.count - 1))
      let filter =
        sheet.hasFilter
        ? """
        <definedName name="_xlnm._FilterDatabase" localSheetId="\(place)" hidden="1">\
        '\(name)'!$A$1:$\(last)$\(sheet.rowCount + 1)</definedName>
        """ : ""
      return filter + """
        <definedName name="_xlnm.Print_Titles" localSheetId="\(place)">'\(name)'!$1:$1</definedName>
        """
    }
    return Self.xml + """
      <workbook xmlns="\(Self.main)" xmlns:r="\(Self.office)"><sheets>\(sheets.joined())</sheets>\
      <definedNames>\(names.joined())</definedNames></workbook>
      """
  }
}

/// Sheets that were packed by several threads, each into its own place.
private final class PackedSheets: @unchecked Sendable {
  private let places: UnsafeMutablePointer<ZipMember?>
  private let count: Int

  init(count: Int) {
    self.count = count
    places = .allocate(capacity: max(1, count))
    for place in 0..<count { (places + place).initialize(to: nil) }
  }

  func set(_ place: Int, _ member: consuming ZipMember) { places[place] = consume member }

  func forEach(_ body: (borrowing ZipMember) -> Void) {
    for place in 0..<count {
      guard let member = places[place].take() else { continue }
      body(member)
    }
  }

  deinit {
    places.deinitialize(count: count)
    places.deallocate()
  }
}
