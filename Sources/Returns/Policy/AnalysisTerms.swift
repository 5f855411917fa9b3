/// By which qualities of customers causes may be analysed: a law or a promise may forbid it, so
/// nothing of them is counted unless it is asked for.
public struct AnalysisTerms: Sendable, Equatable {
  public var countsGender = false
  public var countsAge = false
  /// Whether an evening's figures are counted at all: that takes time and memory.
  public var countsFigures = true

  public init() {}
}
