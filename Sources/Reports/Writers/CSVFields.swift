import CByteScan
import Returns

/// Fields of a CSV row, each with the comma behind it; `endRow` turns the last comma into the line
/// end. The same bytes as `CSVFormat` gives for the cells (a test holds them to that), without a
/// cell in between.
extension BytePen {
  private static let comma = UInt8(ascii: ",")

  /// What a field takes at most besides its texts, and what may be written behind it.
  static let mostOfField = 40

  /// What a text takes at most: every byte doubled.
  @inline(__always)
  static func most(_ text: Text) -> Int { 2 * text.count + 20 }

  @inline(__always)
  mutating func endField() { byte(Self.comma) }

  @inline(__always)
  mutating func endRow() { (place - 1).pointee = UInt8(ascii: "\n") }

  @inline(__always)
  mutating func word(_ word: WordField) {
    UnsafeMutableRawPointer(place).storeBytes(of: word.bytes, as: SIMD32<UInt8>.self)
    place += word.count
  }

  @inline(__always)
  mutating func text(_ text: Text) {
    if let start = text.bytes.baseAddress, text.count > 0 {
      let found = bytescan_copy_field(place, start, text.count)
      if found == 0, !CSVFormat.mayBeDangerous(text.bytes[0]) {
        place += text.count
      } else {
        guarded(text.bytes, found)
      }
    }
    byte(Self.comma)
  }

  /// A text that stands at `place` already, in other places' own bytes.
  private mutating func guarded(_ text: UnsafeRawBufferPointer, _ found: UInt32) {
    let quote = UInt8(ascii: "\"")
    if found != 0 { byte(quote) }
    if CSVFormat.isDangerous(text) { byte(UInt8(ascii: "'")) }
    if found & 2 == 0, let start = text.baseAddress {
      UnsafeMutableRawPointer(place).copyMemory(from: start, byteCount: text.count)
      place += text.count
    } else {
      for each in text {
        if each == quote { byte(quote) }
        byte(each)
      }
    }
    if found != 0 { byte(quote) }
  }

  @inline(__always)
  mutating func field(_ number: Int64?) {
    if let number { self.number(number) }
    byte(Self.comma)
  }

  @inline(__always)
  mutating func field(_ amount: Int64, _ decimals: Int) {
    self.amount(amount, decimals)
    byte(Self.comma)
  }

  @inline(__always)
  mutating func field(_ amount: Int64?, _ decimals: Int) {
    if let amount { self.amount(amount, decimals) }
    byte(Self.comma)
  }

  @inline(__always)
  mutating func field(_ day: Day?) {
    if let day { self.day(day) }
    byte(Self.comma)
  }

  @inline(__always)
  mutating func field(_ currency: Currency) {
    self.currency(currency)
    byte(Self.comma)
  }

  @inline(__always)
  mutating func field(id hash: UInt64) {
    writePublicID(hash, at: place)
    place += 15
    byte(Self.comma)
  }
}

extension CSVFormat {
  /// Makes a field of what was written from `start` on, where it needs quotes or a guard.
  static func makeField(from start: Int, _ bytes: inout ByteBuffer) {
    let count = bytes.count - start
    guard count > 0 else { return }
    let field = UnsafeRawBufferPointer(rebasing: bytes.bytes[start...])
    let found = bytescan_look_at_field(field.baseAddress, count)
    let isSafe = !mayBeDangerous(field[0]) || !isDangerous(field)
    if found == 0, isSafe { return }
    if found == 1, isSafe {
      let room = bytes.room(for: 2) - count
      UnsafeMutableRawPointer(room + 1).copyMemory(from: room, byteCount: count)
      room[0] = UInt8(ascii: "\"")
      room[count + 1] = UInt8(ascii: "\"")
      return bytes.advance(2)
    }
    let copy = Array(field)
    bytes.truncate(to: start)
    copy.withUnsafeBytes { append($0, to: &bytes) }
  }
}
