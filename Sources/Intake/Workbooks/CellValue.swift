import Returns

/// What is wrong with a cell, so that its value must not be taken for what it looks like.
enum SpoiltCell: UInt8, CaseIterable {
  /// `#N/A`, `#REF!`, …
  case error = 0x65
  /// A number of more than fifteen digits.
  case lostDigits = 0x64
  /// A formula that was never computed.
  case notComputed = 0x66
  /// A date outside the calendar, or no number at all.
  case noNumber = 0x6E
  /// A value that a person still has to write (`CorrectionHead.lost`).
  case unfilled = 0x75
  /// A reference to a text that the file does not have.
  case noText = 0x74

  /// U+FFFE, which no XML document can hold: it marks the text of a spoilt cell, and the kind
  /// follows it.
  static let mark: [UInt8] = [0xEF, 0xBF, 0xBE]

  func marked(_ found: Text) -> [UInt8] { Self.mark + [rawValue] + found.bytes }

  /// The kind, and what the cell shows; nil for a sound one.
  static func of(_ text: Text) -> (kind: SpoiltCell, found: Text)? {
    guard text.isSpoilt, let kind = SpoiltCell(rawValue: text.bytes[mark.count]) else { return nil }
    return (kind, text.slice(mark.count + 1, text.count))
  }

  /// - Parameter found: what the cell shows, in quotes.
  func reason(_ found: String) -> String {
    switch self {
    case .error:
      "the cell holds the error \(found); put the formula right and save the workbook again"
    case .lostDigits:
      "the cell is a number of more than 15 digits (\(found)), of which a spreadsheet keeps 15: the"
        + " last ones are lost; export again with this column as text, or deliver the CSV"
    case .notComputed:
      "the cell is a formula without its value; open the workbook in a spreadsheet program and save"
        + " it"
    case .noNumber: "the cell's number \(found) is no number or no date; type the value again"
    case .unfilled: "the value is still missing (\(found) stood there); write it in its place"
    case .noText: "the cell refers to text no. \(found), which the workbook does not have"
    }
  }
}

extension Text {
  var isSpoilt: Bool { count > SpoiltCell.mark.count && begins(with: SpoiltCell.mark) }

  /// What a cell shows, without the mark of a spoilt one.
  var unmarked: Text { SpoiltCell.of(self)?.found ?? self }
}

/// From what a cell holds to the text that a CSV file of the same table would have.
struct CellValue {
  /// `s`, `inlineStr`, `str`, `b`, `e`, `d`, `n` or nothing.
  let type: Text
  let style: Int
  let isFormula: Bool
  /// There is a value, be it empty.
  let hasValue: Bool

  /// - Parameter raw: what stands in the file.
  func bytes(_ raw: [UInt8], _ strings: SharedStrings, _ styles: CellStyles) -> [UInt8] {
    raw.withUnsafeBytes { bytes in
      let text = Text(bytes)
      // Programs that compute nothing write an empty value; only a text may be empty.
      let isComputed = hasValue && (!raw.isEmpty || type == "str" || type == "inlineStr")
      if isFormula, !isComputed { return SpoiltCell.notComputed.marked(Text()) }
      if !hasValue { return [] }
      if type == "s" {
        guard let shared = strings.text(text) else { return SpoiltCell.noText.marked(text) }
        return Array(shared.bytes)
      }
      if type == "e" { return SpoiltCell.error.marked(text) }
      if type == "b" { return Array((text == "1" ? "TRUE" : "FALSE").utf8) }
      if !type.isEmpty, type != "n" { return raw }
      return raw.isEmpty ? raw : number(text, styles)
    }
  }

  private func number(_ text: Text, _ styles: CellStyles) -> [UInt8] {
    guard let number = CellNumber(text) else { return SpoiltCell.noNumber.marked(text) }
    var least = 1
    switch styles.format(style) {
    case .date(let hasDay, let hasTime):
      guard let date = number.date(is1904: styles.is1904) else {
        return SpoiltCell.noNumber.marked(text)
      }
      return Array(Self.string(date, hasDay: hasDay, hasTime: hasTime).utf8)
    case .zeros(let count): least = count
    case .number: break
    }
    if let shown = number.shown(least: least) { return Array(shown.utf8) }
    return (number.hasLostDigits ? SpoiltCell.lostDigits : .noNumber).marked(text)
  }

  /// A time that the format does not show is there all the same.
  private static func string(
    _ date: (day: Day?, seconds: Int), hasDay: Bool, hasTime: Bool
  ) -> String {
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let seconds = date.seconds
    let clock = "\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    guard let day = date.day else { return clock }
    return hasTime || seconds > 0 ? "\(day.string) \(clock)" : day.string
  }
}
