extension DeadlineRule {
  /// A case that waits for a person is answered within `review_days` (R4.1); a later answer ends
  /// the trouble and is told once. While material is missing the clock stands still: it runs from
  /// the fact that completed the case, and when a reviewer asked for more, goes on when that has
  /// come.
  static let reviewAnswer = DeadlineRule(
    kind: .reviewAnswer, evidenceFeed: .reviews, code: .reviewOverdue, subject: .files
  ) { desk, deadlines in
    for index in desk.files.indices {
      let file = desk.files[index]
      guard desk.isAnswered(file),
        !desk.files.contains(where: { desk.comesFirst($0, before: file) })
      else { continue }
      let id = desk.circumstances.identity("review", shop: desk.shop, file.caseID)
      deadlines.append(
        Deadline(id: id, subject: file.caseID, file: index, state: desk.reviewState(of: file)))
    }
  }
}

extension Desk {
  /// A person is to decide about a line, or has decided.
  fileprivate func isAnswered(_ file: CaseFile) -> Bool {
    !file.isWithdrawn && !file.isBeforeOpening && (file.needsReviewer || file.lastReview != nil)
  }

  /// Whether another line of the case says rather by when it is answered: one that waits for a
  /// person, and of those alike the first.
  fileprivate func comesFirst(_ other: CaseFile, before file: CaseFile) -> Bool {
    guard other !== file, other.caseID == file.caseID, isAnswered(other) else { return false }
    if other.needsReviewer != file.needsReviewer { return other.needsReviewer }
    return (other.application.lineNo ?? -1) < (file.application.lineNo ?? -1)
  }

  fileprivate func reviewState(of file: CaseFile) -> Deadline.State {
    var left = file.terms.reviewDays
    var start = file.needsReviewer ? file.automaticVerdictAt : nil
    var answer: Review?
    for index in file.reviews.indices {
      let review = file.reviews[index]
      answer = review
      guard let from = start else { continue }
      let until = day(from) + left
      let reviewedOn = day(review.reviewedAt)
      if reviewedOn > until {
        return .metLate(
          evidenceID: review.reviewer, on: "case_id", until: until, answeredOn: reviewedOn)
      }
      guard review.verdict == .pending else { break }
      left = max(0, until - max(reviewedOn, day(from)))
      start = file.reopening(review, dossier.materials)
    }
    if let review = answer, review.verdict != .pending || start == nil {
      return .met(evidenceID: review.reviewer, on: "case_id")
    }
    return .open(until: day(start ?? file.application.appliedAt) + left)
  }
}
