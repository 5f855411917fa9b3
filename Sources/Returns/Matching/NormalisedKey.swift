/// A reference as people mean it, whatever they typed: ASCII letters in upper case, without blanks
/// and `- _ # . /`, and without the configured prefixes as far as at least two characters stay.
public struct NormalisedKey: Hashable, Sendable {
  public let bytes: [UInt8]

  var isEmpty: Bool { bytes.isEmpty }

  public init(_ reference: Text, prefixes: [Text]) {
    var kept: [UInt8] = []
    kept.reserveCapacity(reference.count)
    for byte in reference.bytes where !byte.isSeparator { kept.append(byte.inUpperCase) }
    // The longest prefix that fits decides, so that the order in the settings says nothing; and one
    // after the other, as people write them before an id that begins with one.
    var start = 0
    while true {
      let rest = kept[start...]
      let prefix = prefixes.filter { rest.starts(with: $0.bytes) }.map(\.count).max() ?? 0
      guard prefix > 0, rest.count - prefix >= 2 else { break }
      start += prefix
    }
    bytes = start == 0 ? kept : Array(kept[start...])
  }
}

extension Text {
  /// Whether it is its own `NormalisedKey`, no prefix taken off.
  public var isPlainSpelling: Bool {
    bytes.allSatisfy { !$0.isSeparator && $0.inUpperCase == $0 }
  }

  /// Equal but for the case of ASCII letters and separators.
  func isSameSpelling(as other: Text) -> Bool {
    var (place, otherPlace) = (0, 0)
    while true {
      while place < count, bytes[place].isSeparator { place += 1 }
      while otherPlace < other.count, other.bytes[otherPlace].isSeparator { otherPlace += 1 }
      guard place < count, otherPlace < other.count else {
        return place == count && otherPlace == other.count
      }
      if bytes[place].inUpperCase != other.bytes[otherPlace].inUpperCase { return false }
      place += 1
      otherPlace += 1
    }
  }
}

extension UInt8 {
  /// What people put between the parts of a reference, or leave out.
  fileprivate var isSeparator: Bool {
    switch self {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: "#"), UInt8(ascii: "."), UInt8(ascii: "/"):
      true
    default: false
    }
  }

  fileprivate var inUpperCase: UInt8 {
    self >= UInt8(ascii: "a") && self <= UInt8(ascii: "z") ? self - 32 : self
  }
}
