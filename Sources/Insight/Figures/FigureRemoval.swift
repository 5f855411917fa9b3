public import Returns

/// Something that stands in the records and not in the figures, and why (R8.2.1).
public struct FigureRemoval: Sendable, Hashable {
  /// Raw values order the list.
  public enum Cause: UInt8, Vocabulary {
    /// A line of nothing: there is no unit to count.
    case noQuantity
    /// A case whose order is not known: there is no article, supplier or region to count it by.
    case noOrder
    /// A case that names a line the order does not have.
    case noLine
    /// An answer about a case that is not known.
    case noCase
    /// A score that is not one of 1 to 5.
    case scoreOutOfRange
    /// It took less than nothing: the times contradict each other.
    case timeRunsBack
    /// The day is so far off the others of its series that a forecast would follow it.
    case outlier
    /// A day without a single order between days with orders.
    case gap
  }

  public let cause: Cause
  public let feed: Feed?
  public let subject: Text
  public let detail: Text

  public init(_ cause: Cause, _ feed: Feed?, _ subject: Text, detail: Text = Text()) {
    self.cause = cause
    self.feed = feed
    self.subject = subject
    self.detail = detail
  }
}

extension FigureRemoval: Comparable {
  public static func < (a: FigureRemoval, b: FigureRemoval) -> Bool {
    if a.cause != b.cause { return a.cause.rawValue < b.cause.rawValue }
    return a.subject != b.subject ? a.subject < b.subject : a.detail < b.detail
  }
}
