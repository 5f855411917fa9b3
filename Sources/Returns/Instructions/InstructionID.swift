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
    var letters = [kind.letter]
    letters += [UInt8](unsafeUninitializedCapacity: PublicLetters.count) { memory, count in
      PublicLetters.write(subject, at: memory.baseAddress.unsafelyUnwrapped)
      count = PublicLetters.count
    }
    var (digits, rest): ([UInt8], Int) = ([], number - 1)
    repeat {
      digits.append(PublicLetters.letter(rest % 20))
      rest /= 20
    } while rest > 0 || digits.count < 2
    return String(decoding: letters + digits.reversed(), as: UTF8.self)
  }

  /// The stem of the ids of a subject.
  public static func stem(_ kind: InstructionKind, subject: UInt64) -> String {
    String(InstructionID(kind, subject: subject, number: 1).string.prefix(stemLength))
  }
}
