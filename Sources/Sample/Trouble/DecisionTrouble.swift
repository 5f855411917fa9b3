/// Decisions that cannot be carried out.
extension Trouble {
  static let decisions: [Trouble] = [
    // The exception's id was typed wrongly.
    Trouble(.versions, "DECISION_REFUSED", perMillion: 0, span: 1) { story in
      story.decisions = [
        PlannedDecision(
          id: "DEC\(story.number)", exception: "exception-of-\(story.orderID)", action: "accept",
          decidedBy: "Katrin Wolf", at: story.orderedAt, note: "agreed with the customer")
      ]
    }
  ]
}
