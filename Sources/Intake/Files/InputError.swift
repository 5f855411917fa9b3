/// Why a file (or a member of it) cannot be read.
///
/// The message names what was found, what was expected and what to do; the path is the caller's to
/// add.
public struct InputError: Error, Equatable, Sendable {
  public enum Code: String, Sendable {
    case cannotOpen, notRegular, empty, tooLarge, compression, encoding, truncatedXML, malformedXML,
      forbiddenXML, limit, unknownFormat, notUnderstood, changedWhileReading, spreadsheet, answer
  }

  public let code: Code
  /// Physical line, 1-based, where one can be named.
  public let line: Int?
  public let message: String

  public init(_ code: Code, line: Int? = nil, _ message: String) {
    self.code = code
    self.line = line
    self.message = message
  }
}

/// `c3` for messages about bytes.
func hex(_ byte: UInt8) -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(decoding: [digits[Int(byte >> 4)], digits[Int(byte & 15)]], as: UTF8.self)
}
