/// The looks that `CellStyle` names by their places.
enum WorkbookStyles {
  static func xml(_ language: ReportLanguage) -> String {
    let date = language == .english ? "yyyy-mm-dd" : "yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"
    let formats = [
      (164, date), (165, "#,##0"), (166, "#,##0.00"), (167, "#,##0.000"), (168, "#,##0.0000"),
    ]
    let numbers = formats.map { "<numFmt numFmtId=\"\($0.0)\" formatCode=\"\($0.1)\"/>" }
    let looks = looks.map { look in
      let side = look.isRight ? " horizontal=\"right\"" : ""
      let wrap = look.isWrapped ? " wrapText=\"1\"" : ""
      let alignment = "<alignment\(side) vertical=\"top\"\(wrap)/>"
      return """
        <xf numFmtId="\(look.format)" fontId="\(look.font)" fillId="\(look.fill)" \
        borderId="\(look.border)" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" \
        applyBorder="1" applyAlignment="1">\(alignment)</xf>
        """
    }
    let thin = "<bottom style=\"thin\"><color rgb=\"FF14181D\"/></bottom>"
    let above = "<top style=\"thin\"><color rgb=\"FF14181D\"/></top>"
    return """
      <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
      <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">\
      <numFmts count="\(formats.count)">\(numbers.joined())</numFmts>\
      <fonts count="3"><font><sz val="11"/><name val="Calibri"/></font>\
      <font><b/><sz val="11"/><name val="Calibri"/></font>\
      <font><i/><sz val="11"/><color rgb="FF56606B"/><name val="Calibri"/></font></fonts>\
      <fills count="3"><fill><patternFill patternType="none"/></fill>\
      <fill><patternFill patternType="gray125"/></fill>\
      <fill><patternFill patternType="solid"><fgColor rgb="FFE8EDF3"/></patternFill></fill></fills>\
      <borders count="3"><border><left/><right/><top/><bottom/><diagonal/></border>\
      <border><left/><right/><top/>\(thin)<diagonal/></border>\
      <border><left/><right/>\(above)<bottom/><diagonal/></border></borders>\
      <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
      <cellXfs count="\(looks.count)">\(looks.joined())</cellXfs>\
      <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>\
      </styleSheet>
      """
  }

  private struct Look {
    var format = 0
    var font = 0
    var fill = 0
    var border = 0
    var isWrapped = false
    var isRight = false
  }

  /// 49 is text: what a person types into it stays as it was typed.
  private static let looks: [Look] = [
    Look(), Look(format: 49), Look(format: 49, font: 1, fill: 2, border: 1, isWrapped: true),
    Look(format: 164), Look(format: 165), Look(),
    Look(format: 165), Look(format: 166), Look(format: 167), Look(format: 168),
    Look(format: 165, font: 1, border: 2), Look(format: 166, font: 1, border: 2),
    Look(format: 167, font: 1, border: 2), Look(format: 168, font: 1, border: 2),
    Look(format: 49, font: 1, border: 2), Look(format: 49, isWrapped: true),
    Look(format: 49, font: 2),
    Look(format: 49, font: 1, fill: 2, border: 1, isWrapped: true, isRight: true),
  ]
}
