/// The name of one row of a batch: the letter of its kind, 15 letters of its subject, then two
/// letters (beyond 400 three) of its number among the rows of that subject. It is the idempotency
/// key for whoever carries the row out, and an exact reference where evidence comes back with it.
public struct InstructionID: Hashable, Sendable {
  public let kind: InstructionKind
  public let subject: UInt64
  /// From 1.
  public let number: Int

  public init(_ kind: InstructionKind, subject: UInt64, number: Int) {
    self.kind = kind
    self.subject = subject
    self.number = number
  }

  /// Kind and subject: what all ids of a subject begin with.
  private static let stemLength = 1 + PublicLetters.count

  /// Nil for what is no id.
  public init?(_ text: Text) {
    guard Self.stem(of: text) != nil,
      let kind = InstructionKind.allCases.first(where: { $0.letter == text.bytes[0] }),
      let subject = PublicLetters.number(text.bytes[1..<Self.stemLength]),
      let number = PublicLetters.number(text.bytes[Self.stemLength...])
    else { return nil }
    self.init(kind, subject: subject, number: Int(number) + 1)
  }

  /// The part of an id that all ids of its subject share, in the same memory; nil for what cannot
  /// be an id.
  @inline(__always)
  public static func stem(of text: Text) -> Text? {
    guard text.count > stemLength + 1, text.count <= stemLength + 4 else { return nil }
    for byte in text.bytes where byte < UInt8(ascii: "b") || byte > UInt8(ascii: "z") { return nil }
    return Text(start: text.bytes.baseAddress.unsafelyUnwrapped, count: stemLength)
  }

  public var string: String {
    var (digits, power) = (2, 400)
    while number > power { (digits, power) = (digits + 1, power * 20) }
    let count = Self.stemLength + digits
    return String(unsafeUninitializedCapacity: count) { memory in
      let letters = memory.baseAddress.unsafelyUnwrapped
      letters[0] = kind.letter
      PublicLetters.write(subject, at: letters + 1)
      var rest = number - 1
      for place in stride(from: count - 1, to: Self.stemLength - 1, by: -1) {
        letters[place] = PublicLetters.letter(rest % 20)
        rest /= 20
      }
      return count
    }
  }

  /// In the order of their strings, which are made only where the subjects do not tell: letters
  /// sort as the subject does.
  public func precedes(_ other: InstructionID) -> Bool {
    kind == other.kind && subject != other.subject
      ? subject < other.subject : string < other.string
  }

  /// The stem of the ids of a subject.
  public static func stem(_ kind: InstructionKind, subject: UInt64) -> String {
    String(InstructionID(kind, subject: subject, number: 1).string.prefix(stemLength))
  }
}
