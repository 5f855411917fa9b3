/// The references of an expectation or a movement: two or three as a rule, and never more than
/// four. They lie in the value itself, so that a million of them cost no allocation.
struct References: RandomAccessCollection, ExpressibleByArrayLiteral, Equatable, Sendable {
  private var texts: InlineArray<4, Text> = InlineArray(repeating: Text())
  private(set) var count = 0

  init(arrayLiteral elements: Text...) {
    for element in elements { append(element) }
  }

  init() {}

  var startIndex: Int { 0 }
  var endIndex: Int { count }

  subscript(position: Int) -> Text { texts[position] }

  mutating func append(_ text: Text) {
    texts[count] = text
    count += 1
  }

  func contains(_ text: Text) -> Bool {
    for position in 0..<count where texts[position] == text { return true }
    return false
  }

  static func == (a: References, b: References) -> Bool {
    guard a.count == b.count else { return false }
    for position in 0..<a.count where a.texts[position] != b.texts[position] { return false }
    return true
  }
}
