import LedgerStore
import Returns

/// Judges the decisions about files and sources, and those whose exception nobody knows.
/// - Parameters:
///   - findings: what is wrong with files and sources.
///   - judged: the decisions that their dossiers have judged.
func reviewCommon(
  _ findings: [Finding], _ book: DecisionBook, _ judged: [JudgedDecision],
  _ circumstances: Circumstances
) -> Outcome {
  var outcome = Outcome()
  outcome.findings = findings
  let decisions = book[DecisionBook.ofNoDossier] + book.unjudged(judged)
  guard !decisions.isEmpty else { return outcome }
  var review = DecisionReview(decisions, circumstances, dossier: nil)
  review.run(into: &outcome) { rulings, outcome in
    outcome.clear()
    outcome.findings = findings
    outcome.setAside(rulings)
  }
  return outcome
}

/// Keeps what decisions are worth from this date on, where that is new.
func keepDecisions(
  _ judged: [JudgedDecision], on day: Day, _ writer: LedgerWriter
) throws {
  for result in judged where result.standing != result.decision.standing {
    try writer.putDecisionState(
      DecisionStateRow(decisionID: result.decision.id, day: day, standing: result.standing))
  }
}
