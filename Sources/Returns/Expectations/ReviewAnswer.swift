extension DeadlineRule {
  /// A case that waits for a person is answered within `review_days` (R4.1). While material is
  /// missing the clock stands still, so it runs from the fact that completed the case.
  static let reviewAnswer = DeadlineRule(
    kind: .reviewAnswer, evidenceFeed: .reviews, code: .reviewOverdue, subject: .files
  ) { desk, deadlines in
    for index in desk.files.indices {
      let file = desk.files[index]
      guard desk.isFirstLine(index), !file.isWithdrawn, !file.isBeforeOpening,
        file.isProposed || file.lastReview != nil
      else { continue }
      let id = desk.circumstances.identity("review", shop: desk.shop, file.caseID)
      let state: Deadline.State =
        file.lastReview.map { .met(evidenceID: $0.reviewer, on: "case_id") }
        ?? .open(
          until: desk.day(file.verdictAt ?? file.application.appliedAt) + file.terms.reviewDays)
      deadlines.append(Deadline(id: id, subject: file.caseID, file: index, state: state))
    }
  }
}
