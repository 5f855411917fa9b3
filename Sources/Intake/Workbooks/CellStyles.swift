import Returns

/// What a cell's number stands for.
enum NumberFormat: Equatable {
  case number
  /// A day, a time of the day, or both.
  case date(hasDay: Bool, hasTime: Bool)
  /// Only zeros: so many digits are shown at least.
  case zeros(Int)
}

/// The number formats of a workbook's cells.
struct CellStyles {
  /// Days from which serial numbers count: 1900, or 1904 as the Macintosh did.
  let is1904: Bool
  /// By the style number of a cell.
  private var formats: [NumberFormat] = []

  init(_ part: InputMember?, _ package: WorkbookPackage, is1904: Bool) throws(InputError) {
    self.is1904 = is1904
    guard let part else { return }
    var custom: [Int: NumberFormat] = [:]
    var numbers: [Int] = []
    var isInCells = false
    try package.read(
      part,
      XMLHandler(
        start: { name, list, _ in
          let attributes = PartAttributes(list: list)
          if name.local == "cellXfs" { isInCells = true }
          if name.local == "numFmt", let number = attributes.number("numFmtId") {
            custom[number] = NumberFormat(code: attributes.text("formatCode"))
          }
          if name.local == "xf", isInCells { numbers.append(attributes.number("numFmtId") ?? 0) }
          return true
        },
        text: { _ in },
        end: { name, _ in if name.local == "cellXfs" { isInCells = false } }))
    formats = numbers.map { custom[$0] ?? NumberFormat(builtIn: $0) }
  }

  func format(_ style: Int) -> NumberFormat {
    formats.indices.contains(style) ? formats[style] : .number
  }
}

extension NumberFormat {
  /// The formats that have a number and no text (ECMA-376 part 1, 18.8.30), with those of Chinese,
  /// Japanese and Korean.
  init(builtIn number: Int) {
    switch number {
    case 14...17, 27...31, 36, 50...54, 57, 58: self = .date(hasDay: true, hasTime: false)
    case 18...21, 32...35, 45, 47, 55, 56: self = .date(hasDay: false, hasTime: true)
    case 22: self = .date(hasDay: true, hasTime: true)
    default: self = .number
    }
  }

  /// From a format such as `yyyy-mm-dd hh:mm`, `[$-804]yyyy"年"m"月"`, `000000` or `#,##0.00`.
  init(code: String) {
    let signs = Self.signs(code)
    if signs.hasSuffix("elapsed") {
      self = .number
      return
    }
    // Letters beside places for digits name a currency; only seconds have places of their own.
    let hasPlaces = signs.contains("#") || (signs.contains("0") && !signs.contains("s."))
    let hasDay = !hasPlaces && signs.contains { "yd".contains($0) }
    let hasTime = !hasPlaces && signs.contains { "hs".contains($0) }
    // A month by itself is one; beside hours or seconds `m` means minutes.
    let hasMonth = !hasPlaces && signs.contains("m") && !hasTime
    if hasDay || hasTime || hasMonth {
      self = .date(hasDay: hasDay || hasMonth, hasTime: hasTime)
    } else if signs.count > 1, signs.allSatisfy({ $0 == "0" }) {
      self = .zeros(signs.count)
    } else {
      self = .number
    }
  }

  /// The first section's own signs in lower case, without quoted and escaped text, fillings and
  /// what stands in brackets; ends with `elapsed` where it shows a length of time.
  private static func signs(_ code: String) -> String {
    var signs = ""
    var isElapsed = false
    var rest = Substring(code)
    while let sign = rest.popFirst() {
      switch sign {
      case ";": rest = ""
      case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
      case "\\", "_", "*": rest = rest.dropFirst()
      case "[":
        let inner = rest.prefix { $0 != "]" }.lowercased()
        rest = rest.drop { $0 != "]" }.dropFirst()
        isElapsed = isElapsed || (!inner.isEmpty && inner.allSatisfy { "hms".contains($0) })
      default: signs += sign.lowercased()
      }
    }
    // `General` in any language has a G at its head; its letters mean nothing.
    if signs.hasPrefix("general") || signs.hasPrefix("g/") { return "" }
    return isElapsed ? signs + "elapsed" : signs
  }
}
