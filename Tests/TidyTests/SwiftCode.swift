/// Swift source with comments and the inside of strings blanked out, line by line as it was.
/// Enough to count braces and to look for words; it is no parser. Works on bytes: all that matters
/// to it is ASCII.
struct SwiftCode {
  let lines: [ArraySlice<UInt8>]

  init(_ source: String) {
    var scanner = Blanking(bytes: Array(source.utf8))
    scanner.run()
    lines = scanner.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  }

  func text(_ line: Int) -> String { String(decoding: lines[line], as: UTF8.self) }
}

private struct Blanking {
  var bytes: [UInt8]
  var position = 0

  mutating func run() {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "/") where starts("//"): blankLine()
      case UInt8(ascii: "/") where starts("/*"): blankComment()
      case UInt8(ascii: "\""), UInt8(ascii: "#"): blankStringIfAny()
      default: position += 1
      }
    }
  }

  func starts(_ word: StaticString) -> Bool { starts(word, hashes: 0) }

  /// Whether `word` and so many `#` stand here.
  func starts(_ word: StaticString, hashes: Int) -> Bool {
    let count = word.utf8CodeUnitCount
    guard position + count + hashes <= bytes.count else { return false }
    for offset in 0..<count where bytes[position + offset] != word.utf8Start[offset] {
      return false
    }
    return bytes[(position + count)..<(position + count + hashes)].allSatisfy {
      $0 == UInt8(ascii: "#")
    }
  }

  mutating func erase(_ count: Int = 1) {
    for _ in 0..<count where position < bytes.count {
      if bytes[position] != UInt8(ascii: "\n") { bytes[position] = UInt8(ascii: " ") }
      position += 1
    }
  }

  mutating func blankLine() {
    while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { erase() }
  }

  mutating func blankComment() {
    var depth = 0
    repeat {
      if starts("/*") {
        depth += 1
        erase(2)
      } else if starts("*/") {
        depth -= 1
        erase(2)
      } else {
        erase()
      }
    } while depth > 0 && position < bytes.count
  }

  mutating func blankStringIfAny() {
    var end = position
    while end < bytes.count, bytes[end] == UInt8(ascii: "#") { end += 1 }
    if end < bytes.count, bytes[end] == UInt8(ascii: "\"") {
      blankString(hashes: end - position)
    } else {
      position = max(end, position + 1)
    }
  }

  mutating func blankString(hashes: Int) {
    erase(hashes)
    let quote: StaticString = starts("\"\"\"") ? "\"\"\"" : "\""
    erase(quote.utf8CodeUnitCount)
    while position < bytes.count, !starts(quote, hashes: hashes) {
      guard starts("\\", hashes: hashes) else {
        erase()
        continue
      }
      erase(1 + hashes)
      if starts("(") { blankInterpolation() } else { erase() }
    }
    erase(quote.utf8CodeUnitCount + hashes)
  }

  mutating func blankInterpolation() {
    var depth = 0
    repeat {
      if bytes[position] == UInt8(ascii: "\"") {
        blankString(hashes: 0)
        continue
      }
      if bytes[position] == UInt8(ascii: "(") { depth += 1 }
      if bytes[position] == UInt8(ascii: ")") { depth -= 1 }
      erase()
    } while depth > 0 && position < bytes.count
  }
}
