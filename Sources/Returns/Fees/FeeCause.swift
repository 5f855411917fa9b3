/// The root cause of a fee finding, as bytes: ids and numbers go from where they lie into the text
/// that is kept, and no string is made of them on the way.
struct FeeCause: ExpressibleByStringInterpolation {
  private let bytes: [UInt8]

  init(stringLiteral value: String) { bytes = Array(value.utf8) }
  init(stringInterpolation: StringInterpolation) { bytes = stringInterpolation.bytes }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var bytes: [UInt8] = []

    init(literalCapacity: Int, interpolationCount: Int) {
      bytes.reserveCapacity(literalCapacity + interpolationCount * 24)
    }

    mutating func appendLiteral(_ literal: String) { bytes.append(contentsOf: literal.utf8) }
    mutating func appendInterpolation(_ text: Text) { bytes.append(contentsOf: text.bytes) }

    mutating func appendInterpolation(_ number: Int64) {
      if number < 0 { bytes.append(UInt8(ascii: "-")) }
      let start = bytes.count
      var rest = number.magnitude
      repeat {
        bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
        rest /= 10
      } while rest > 0
      bytes[start...].reverse()
    }
  }

  /// `carrier:SF weight`: the cause behind a word and a name, in memory that is never freed.
  func text(after word: Text, _ name: Text) -> Text {
    let count = word.count + name.count + 1 + bytes.count
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 1)
    var rest = memory
    rest.take(word.bytes)
    rest.take(name.bytes)
    rest.take((" " as Text).bytes)
    bytes.withUnsafeBytes { rest.take($0) }
    return Text(UnsafeRawBufferPointer(memory))
  }
}

extension UnsafeMutableRawBufferPointer {
  /// Copies bytes to the front and moves on behind them.
  fileprivate mutating func take(_ source: UnsafeRawBufferPointer) {
    copyMemory(from: source)
    self = UnsafeMutableRawBufferPointer(rebasing: self[source.count...])
  }
}
