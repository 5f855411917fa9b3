extension CaseFile {
  /// The verdict that stands: a reviewer's outranks the platform's, which outranks the checks
  /// (design: section 8). A reviewer who waits for material has not decided: when it comes the
  /// review is open again (R4.3).
  func decide(_ materials: [Material]) {
    assess()
    if let review = lastReview {
      reopenedAt = reopening(review, materials)
      guard reopenedAt != nil, automaticVerdict != .pending else {
        verdict = review.verdict
        verdictAt = review.reviewedAt
        // What a reviewer waits for is missing, in the reviewer's words.
        if review.verdict == .pending, reopenedAt == nil, !review.reason.isEmpty {
          missingMaterial.append(review.reason)
        }
        return
      }
    }
    isProposed = needsReviewer
    verdict = needsReviewer ? nil : automaticVerdict
    verdictAt = automaticVerdictAt
    if let opened = reopenedAt, let at = verdictAt { verdictAt = max(at, opened) }
  }

  /// What the checks say, since when, and whether a person has to confirm it.
  private func assess() {
    if isRuledForShop {
      automaticVerdict = .refused
      automaticVerdictAt = application.appliedAt
      return
    }
    if ruling == .unknown {
      automaticVerdict = .pending
      return
    }
    if isRuledForCustomer || terms.review == .trusted {
      automaticVerdict = .approved
      automaticVerdictAt = application.appliedAt
      return
    }
    if checks.contains(where: { $0.verdict == .fail }) {
      automaticVerdict = .refused
      automaticVerdictAt = application.appliedAt
    } else if missingMaterial.isEmpty {
      automaticVerdict = .approved
      automaticVerdictAt = completedAt
    } else {
      automaticVerdict = .pending
      return
    }
    let family = application.reason.family
    needsReviewer =
      terms.review == .assisted
      && (automaticVerdict == .refused || family == .quality || family == .special)
  }

  /// When the first material came after a review that waits for it.
  func reopening(_ review: Review, _ materials: [Material]) -> Instant? {
    guard review.verdict == .pending, !materials.isEmpty else { return nil }
    var first: Instant?
    for index in materials.indices
    where materials[index].caseID == caseID && materials[index].receivedAt > review.reviewedAt {
      let time = materials[index].receivedAt
      first = min(first ?? time, time)
    }
    return first
  }
}
