/// A value for some of the families of reasons. It lies in the terms themselves: every case is
/// judged by terms, and a dictionary would be counted up and down with each.
public struct PerFamily<Value: Sendable & Equatable>: Sendable {
  private var values: InlineArray<5, Value?> = InlineArray(repeating: nil)

  public init() {}

  /// nil where the family has none.
  public subscript(_ family: ReasonFamily) -> Value? {
    get { values[Int(family.rawValue)] }
    set { values[Int(family.rawValue)] = newValue }
  }
}

extension PerFamily: Equatable {
  public static func == (a: PerFamily, b: PerFamily) -> Bool {
    a.values.indices.allSatisfy { a.values[$0] == b.values[$0] }
  }
}

extension PerFamily: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (ReasonFamily, Value)...) {
    for (family, value) in elements { self[family] = value }
  }
}
