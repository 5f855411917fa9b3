/// Personal data made unreadable, at least as far as GB/T 41833 asks of a waybill: one character of
/// a name, six digits of a phone number, and the flat of an address are hidden. Masking what is
/// masked already changes nothing.
public enum Masking {
  private static let star: Character = "*"

  /// All but the first character: `张*`, `J***`. A single character goes too.
  public static func name(_ name: String) -> String {
    let trimmed = name.drop { $0 == " " }
    guard trimmed.count > 1, let first = trimmed.first else { return trimmed.isEmpty ? "" : "*" }
    return String(first) + String(repeating: star, count: trimmed.count - 1)
  }

  /// The last two digits stay, and at most three at the front, where at least six between them are
  /// hidden:
  /// `138******78`. Shorter numbers are hidden whole.
  public static func phone(_ phone: String) -> String {
    let digitCount = phone.count(where: isDigit)
    let isLong = digitCount >= 8
    let front = isLong ? min(3, digitCount - 8) : 0
    let end = isLong ? digitCount - 2 : digitCount
    var seen = 0
    return String(
      phone.map { character in
        guard isDigit(character) else { return character }
        defer { seen += 1 }
        return seen < front || seen >= end ? character : star
      })
  }

  /// What people wrote freely: each run of seven digits or more is masked like a phone number.
  public static func freeText(_ text: String) -> String {
    var result = ""
    var rest = Substring(text)
    while !rest.isEmpty {
      result += rest.prefix { !isDigit($0) }
      rest = rest.drop { !isDigit($0) }
      let run = rest.prefix(while: isDigit)
      result += run.count >= 7 ? phone(String(run)) : String(run)
      rest = rest.dropFirst(run.count)
    }
    return result
  }

  /// Province, city and district of a Chinese address stay, all that follows goes: `浙江省杭州市西湖区****`.
  /// Of any other address nothing stays, for its parts come in any order.
  public static func address(_ address: String) -> String {
    address.isEmpty ? "" : division(of: address) + "****"
  }

  private static func division(of address: String) -> Substring {
    var end = address.startIndex
    var index = address.startIndex
    var previous: Character = " "
    while index < address.endIndex {
      let character = address[index]
      if isDigit(character) { break }
      index = address.index(after: index)
      // 小区, 社区 and 园区 are housing estates, no districts.
      let isEstate = character == "区" && "小社园".contains(previous)
      if isEstate { break }
      if "省市区县州盟旗".contains(character) { end = index }
      previous = character
    }
    return address[..<end]
  }

  /// A star stands for the digit that was there.
  private static func isDigit(_ character: Character) -> Bool {
    character == star || character.wholeNumberValue != nil && character.isNumber
  }
}
