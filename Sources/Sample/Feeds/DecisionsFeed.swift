/// What somebody decides about an exception.
struct PlannedDecision {
  let id: String
  let exception: String
  let action: String
  let decidedBy: String
  let at: Moment
  let note: String
}

extension FeedColumns {
  static let decisions = FeedColumns(
    "decisions", "decision_id exception_id version action decided_by decided_at note")
}

extension FeedWriter {
  static let decisions = FeedWriter(columns: .decisions) { (story, inbox) throws(SampleError) in
    for decision in story.decisions {
      guard let file = try inbox.file(.decisions, of: story.shop, day: decision.at.day) else {
        continue
      }
      file.text(decision.id)
      file.text(decision.exception)
      file.number(1)
      file.text(decision.action)
      file.text(decision.decidedBy)
      file.time(decision.at)
      file.text(decision.note)
      try file.endRow()
    }
  }
}
