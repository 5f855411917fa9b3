/// The id of a row whose source gives none, `c1z141z4-2`: the hash of its content, and which of the
/// rows of its file it is that are alike. It begins with a letter so that no spreadsheet takes it
/// for a number.
public enum ContentID {
  private static let mark = UInt8(ascii: "c")

  public static func text(_ hash: UInt64, occurrence: Int) -> String {
    "c" + String(hash, radix: 36) + "-" + String(occurrence)
  }

  public static func isOne(_ text: Text) -> Bool {
    guard text.bytes.first == mark, let dash = text.bytes.lastIndex(of: UInt8(ascii: "-")),
      (2...14).contains(dash), dash + 1 < text.count
    else { return false }
    func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
    return text.bytes[1..<dash].allSatisfy { isDigit($0) || $0 &- 0x61 < 26 }
      && text.bytes[(dash + 1)...].allSatisfy(isDigit)
  }
}
