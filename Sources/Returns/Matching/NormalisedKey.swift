/// A reference as people mean it, whatever they typed: ASCII letters in upper case, without blanks
/// and `- _ # . /`, and without one of the configured prefixes where at least three characters
/// stay.
public struct NormalisedKey: Hashable, Sendable {
  public let bytes: [UInt8]

  var isEmpty: Bool { bytes.isEmpty }

  public init(_ reference: Text, prefixes: [Text]) {
    var kept: [UInt8] = []
    kept.reserveCapacity(reference.count)
    for byte in reference.bytes {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "#"),
        UInt8(ascii: "."), UInt8(ascii: "/"):
        continue
      case UInt8(ascii: "a")...UInt8(ascii: "z"): kept.append(byte - 32)
      default: kept.append(byte)
      }
    }
    // The longest prefix that fits decides, so that the order in the settings says nothing.
    let prefix = prefixes.filter { kept.starts(with: $0.bytes) }.map(\.count).max() ?? 0
    bytes = kept.count - prefix >= 3 ? Array(kept.dropFirst(prefix)) : kept
  }
}
