extension CaseFile {
  /// The verdict that stands: a reviewer's outranks the platform's, which outranks the checks
  /// (design: section 8).
  func decide() {
    if let review = lastReview {
      verdict = review.verdict
      verdictAt = review.reviewedAt
      return
    }
    if isRuledForCustomer || terms.review == .trusted {
      verdict = .approved
      verdictAt = application.appliedAt
      return
    }
    let automatic: Verdict =
      checks.contains { $0.verdict == .fail }
      ? .refused : missingMaterial.isEmpty ? .approved : .pending
    if automatic != .approved { verdictAt = automatic == .refused ? application.appliedAt : nil }
    let family = application.reason.family
    let needsReviewer = automatic == .refused || family == .quality || family == .special
    if terms.review == .assisted, needsReviewer, automatic != .pending {
      isProposed = true
      verdict = nil
    } else {
      verdict = automatic
    }
  }
}
