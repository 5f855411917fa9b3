import Returns

/// How the bytes of a member spell text. The raw value is the name in profiles and in `intake.csv`.
enum TextEncoding: String, CaseIterable, Sendable {
  case utf8 = "UTF-8"
  /// Also reads GBK and GB2312, which are parts of it.
  case gb18030 = "GB18030"
  case utf16le = "UTF-16LE"
  case utf16be = "UTF-16BE"
  case big5 = "BIG5"
  case shiftJIS = "SHIFT_JIS"
  /// Also stands for ISO 8859-1, as everywhere on the web.
  case windows1252 = "WINDOWS-1252"

  /// Any usual spelling of any case: `gbk`, `utf_8`, `latin1`.
  init?(name: String) {
    let plain = name.lowercased().filter { $0 != "-" && $0 != "_" }
    switch plain {
    case "utf8", "usascii", "ascii": self = .utf8
    case "gb18030", "gbk", "gb2312", "cp936", "xgbk": self = .gb18030
    case "utf16le": self = .utf16le
    case "utf16be": self = .utf16be
    case "big5", "big5hkscs", "cp950": self = .big5
    case "shiftjis", "sjis", "windows31j", "cp932": self = .shiftJIS
    case "windows1252", "cp1252", "iso88591", "latin1", "iso885915": self = .windows1252
    default: return nil
    }
  }

  /// The name glibc's iconv knows; for GBK dialects the superset that Windows writes.
  var iconvName: String {
    switch self {
    case .big5: "BIG5-HKSCS"
    case .shiftJIS: "CP932"
    case .windows1252: "CP1252"
    default: rawValue
    }
  }

  /// Bytes of the smallest unit.
  var unit: Int { self == .utf16le || self == .utf16be ? 2 : 1 }
}
