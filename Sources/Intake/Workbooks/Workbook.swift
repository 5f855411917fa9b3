import Returns

/// An .xlsx workbook (ECMA-376 part 1, strict and transitional): its sheets and what their cells
/// refer to.
///
/// Only values are read: no formula is computed, no link followed, no macro, picture or comment
/// looked at.
final class Workbook {
  struct Sheet {
    let name: String
    let isHidden: Bool
    fileprivate let part: String
  }

  /// Worksheets in the workbook's order; charts and dialogs are none.
  let sheets: [Sheet]
  let strings: SharedStrings
  let styles: CellStyles
  private let package: WorkbookPackage

  /// - Throws: `spreadsheet` where the package is no .xlsx workbook, and what reading a part
  ///   throws.
  init(_ package: WorkbookPackage) throws(InputError) {
    self.package = package
    let main = try package.relations(of: "").first { $0.kind == "officeDocument" }
    guard let main else { throw spreadsheetRefused("an office document without a workbook") }
    if main.part.hasSuffix(".bin") { throw spreadsheetRefused("a binary workbook (.xlsb)") }
    let relations = try package.relations(of: main.part)
    var listed: [(name: String, state: String, id: String)] = []
    var root = ""
    var is1904 = false
    try package.eachElement(of: try package.part(main.part)) { name, attributes in
      if root.isEmpty { root = name }
      if name == "workbookPr" { is1904 = attributes.flag("date1904") }
      if name == "sheet" {
        listed.append((attributes.text("name"), attributes.text("state"), attributes.text("id")))
      }
    }
    guard root == "workbook" else {
      throw spreadsheetRefused("an office document that is no workbook")
    }
    var sheets: [Sheet] = []
    for sheet in listed {
      let target = relations.first { $0.id == sheet.id && $0.kind == "worksheet" }
      guard let target else { continue }
      sheets.append(
        Sheet(name: sheet.name, isHidden: sheet.state.hasSuffix("idden"), part: target.part))
    }
    self.sheets = sheets
    func part(_ kind: String) throws(InputError) -> InputMember? {
      guard let relation = relations.first(where: { $0.kind == kind }) else { return nil }
      return try package.part(relation.part)
    }
    strings = try SharedStrings(try part("sharedStrings"), package)
    styles = try CellStyles(try part("styles"), package, is1904: is1904)
  }

  /// Calls `body` for each row of a sheet that is not blank, in order; `body` returns false to
  /// stop.
  /// - Throws: `spreadsheet` where rows or cells are not where they say, and what reading XML
  ///   throws.
  func readRows(_ sheet: Sheet, body: (RawRow) -> Bool) throws(InputError) {
    let rows = SheetRows(strings, styles)
    let part = try package.part(sheet.part)
    let failure = withoutActuallyEscaping(body) { body -> InputError? in
      do throws(InputError) {
        try package.read(part, rows.handler(body))
        return nil
      } catch {
        return error
      }
    }
    if let failure = rows.failure ?? failure { throw failure }
  }

  /// The first rows of a sheet, for recognising it.
  func headRows(_ sheet: Sheet) throws(InputError) -> [HeadRows.Row] {
    var rows: [HeadRows.Row] = []
    try readRows(sheet) { row in
      if row.problem == nil {
        rows.append(
          HeadRows.Row(
            line: row.line, cells: row.fields.map { $0.trimmed().string },
            raw: Text(copying: row.raw.bytes)))
      }
      return rows.count < HeadRows.limit
    }
    return rows
  }
}
