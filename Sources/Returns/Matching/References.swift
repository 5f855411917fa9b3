/// The references of an expectation or a movement: two or three as a rule, which lie in the value
/// itself, so that a million of them cost no allocation.
struct References: RandomAccessCollection, ExpressibleByArrayLiteral, Equatable, Sendable {
  private var first = Text()
  private var second = Text()
  private var third = Text()
  private var rest: [Text] = []
  private(set) var count = 0

  init(arrayLiteral elements: Text...) {
    for element in elements { append(element) }
  }

  init() {}

  var startIndex: Int { 0 }
  var endIndex: Int { count }

  subscript(position: Int) -> Text {
    switch position {
    case 0: first
    case 1: second
    case 2: third
    default: rest[position - 3]
    }
  }

  mutating func append(_ text: Text) {
    switch count {
    case 0: first = text
    case 1: second = text
    case 2: third = text
    default: rest.append(text)
    }
    count += 1
  }
}
