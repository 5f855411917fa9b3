/// A short list of a policy that lives as long as the process, as a `Text` does: what holds it is
/// copied without a counter, as a rate is for every parcel.
public struct FixedList<Element: Sendable>: @unchecked Sendable, RandomAccessCollection {
  private let memory: UnsafeBufferPointer<Element>

  public init() { memory = UnsafeBufferPointer(start: nil, count: 0) }

  /// Copies the elements into memory that is never freed.
  public init(_ elements: [Element]) {
    if elements.isEmpty {
      memory = UnsafeBufferPointer(start: nil, count: 0)
    } else {
      let copy = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
      _ = copy.initialize(from: elements)
      memory = UnsafeBufferPointer(copy)
    }
  }

  public var startIndex: Int { 0 }
  public var endIndex: Int { memory.count }
  public subscript(place: Int) -> Element { memory[place] }
}

extension FixedList: Equatable where Element: Equatable {
  public static func == (a: FixedList, b: FixedList) -> Bool { a.elementsEqual(b) }
}
