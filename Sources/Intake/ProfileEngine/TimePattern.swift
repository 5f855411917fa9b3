import Returns

/// A date pattern of a profile, such as `dd.MM.yyyy HH:mm` or `d-MMM-yyyy`.
///
/// `yyyy yy MM M MMM dd d HH H hh h mm m ss s a`, fractions `S`, offsets `XXX`, abbreviations of
/// zones `z`; a blank stands for any number of blanks, text in single quotes and every other sign
/// for itself. A pattern without a year (`M-d`) takes it from the file's period.
struct TimePattern: Sendable, Equatable {
  private enum Part: Equatable, Sendable {
    case field(Character, Int)
    case literal([UInt8])
    case blank
  }

  let source: String
  let hasYear: Bool
  private var parts: [Part] = []

  init?(_ source: String) {
    self.source = source
    var parts: [Part] = []
    var rest = Substring(source)
    while let character = rest.first {
      if character == "'" {
        guard let end = rest.dropFirst().firstIndex(of: "'") else { return nil }
        parts.append(.literal(Array(rest[rest.index(after: rest.startIndex)..<end].utf8)))
        rest = rest[rest.index(after: end)...]
        continue
      }
      let run = rest.prefix { $0 == character }
      rest = rest.dropFirst(run.count)
      if character.isASCII, character.isLetter {
        guard "yMdHhmsaSXz".contains(character) else { return nil }
        parts.append(.field(character, run.count))
      } else {
        parts.append(character == " " ? .blank : .literal(Array(run.utf8)))
      }
    }
    func has(_ letter: Character) -> Bool {
      parts.contains { if case .field(letter, _) = $0 { true } else { false } }
    }
    hasYear = has("y")
    guard hasYear || has("M") && has("d") else { return nil }
    self.parts = parts
  }

  /// It has no time of the day.
  var isDate: Bool {
    !parts.contains { if case .field(let letter, _) = $0 { "Hh".contains(letter) } else { false } }
  }

  /// Wall-clock seconds since 1970-01-01, and the offset where the text has one; nil where it does
  /// not fit.
  /// - Parameter last: where the pattern has no year, the day is the last such one up to this day.
  func read(_ text: Text, upTo last: Day? = nil) -> (local: Int64, offset: Int64?)? {
    var reading = Reading(bytes: text.bytes)
    for part in parts {
      switch part {
      case .blank: reading.skipBlanks()
      case .literal(let bytes): guard reading.take(bytes) else { return nil }
      case .field(let letter, let width): guard reading.take(letter, width) else { return nil }
      }
    }
    guard !hasYear else { return reading.result }
    guard let last else { return nil }
    for year in [last.parts.0, last.parts.0 - 1] {
      guard let day = Day(year: year, month: reading.month, day: reading.day), day <= last else {
        continue
      }
      reading.year = year
      return reading.result
    }
    return nil
  }

  private struct Reading {
    let bytes: UnsafeRawBufferPointer
    var at = 0
    var year = 0
    var month = 1
    var day = 1
    var hour = 0
    var minute = 0
    var second = 0
    var afternoon: Bool?
    var offset: Int64?

    init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    mutating func skipBlanks() { while at < bytes.count, Text.isBlank(bytes[at]) { at += 1 } }

    mutating func take(_ literal: [UInt8]) -> Bool {
      guard at + literal.count <= bytes.count,
        literal.elementsEqual(bytes[at..<(at + literal.count)])
      else { return false }
      at += literal.count
      return true
    }

    mutating func take(_ letter: Character, _ width: Int) -> Bool {
      switch (letter, width) {
      case ("y", 2):
        guard let value = number(2, 2) else { return false }
        year = 2000 + value
      case ("y", _): return set(\.year, number(4, 4))
      case ("M", 3...): return takeMonthName()
      case ("M", _): return set(\.month, number(width, 2))
      case ("d", _): return set(\.day, number(width, 2))
      case ("H", _), ("h", _): return set(\.hour, number(width, 2))
      case ("m", _): return set(\.minute, number(width, 2))
      case ("s", _): return set(\.second, number(width, 2))
      case ("S", _): while at < bytes.count, bytes[at] &- 0x30 <= 9 { at += 1 }
      case ("a", _): return takeHalf()
      case ("z", _): return takeZone()
      default: return takeOffset()
      }
      return true
    }

    private mutating func set(_ field: WritableKeyPath<Reading, Int>, _ value: Int?) -> Bool {
      guard let value else { return false }
      self[keyPath: field] = value
      return true
    }

    private mutating func number(_ least: Int, _ most: Int) -> Int? {
      var end = at
      while end < bytes.count, end - at < most, bytes[end] &- 0x30 <= 9 { end += 1 }
      guard end - at >= least else { return nil }
      defer { at = end }
      return TimeReader.number(bytes, at, end - at)
    }

    private mutating func takeMonthName() -> Bool {
      let names = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
      ]
      guard at + 3 <= bytes.count else { return false }
      let name = String(decoding: bytes[at..<(at + 3)].map { $0 | 0x20 }, as: UTF8.self)
      guard let index = names.firstIndex(of: name) else { return false }
      month = index + 1
      at += 3
      while at < bytes.count, (0x61...0x7A).contains(bytes[at] | 0x20) { at += 1 }
      return true
    }

    private mutating func takeHalf() -> Bool {
      guard at + 2 <= bytes.count, bytes[at + 1] | 0x20 == 0x6D else { return false }
      let letter = bytes[at] | 0x20
      guard letter == 0x61 || letter == 0x70 else { return false }
      afternoon = letter == 0x70
      at += 2
      return true
    }

    private mutating func takeZone() -> Bool {
      var end = at
      while end < bytes.count, (0x41...0x5A).contains(bytes[end]) { end += 1 }
      let name = Text(UnsafeRawBufferPointer(rebasing: bytes[at..<end]))
      guard let value = Zones.offsets[name] else { return false }
      offset = value
      at = end
      return true
    }

    private mutating func takeOffset() -> Bool {
      var end = at
      while end < bytes.count, !Text.isBlank(bytes[end]) { end += 1 }
      let text = UnsafeRawBufferPointer(rebasing: bytes[at..<end])
      guard let value = try? TimeReader.offset(text, from: 0) else { return false }
      offset = value
      at = end
      return true
    }

    var result: (local: Int64, offset: Int64?)? {
      guard at == bytes.count, let date = Day(year: year, month: month, day: day), hour < 24,
        minute < 60, second < 60, afternoon == nil || (1...12).contains(hour)
      else { return nil }
      let hours = afternoon.map { hour % 12 + ($0 ? 12 : 0) } ?? hour
      return (Int64(date.number) * 86_400 + Int64(hours * 3600 + minute * 60 + second), offset)
    }
  }
}
