extension ExceptionRule {
  /// An answer to a claim that was never made, or of another shop.
  static let claimOrphan = ExceptionRule(code: .claimOrphan, subject: .looseAnswers) { desk in
    var findings: [Finding] = []
    for result in desk.dossier.claimResults {
      let id = desk.circumstances.identity("claim orphan", shop: desk.shop, result.claimID)
      if findings.contains(where: { $0.identity == id }) { continue }
      // Charges that no order explains are claimed too.
      if let claim = InstructionID(result.claimID),
        desk.circumstances.issued.has(.carrierClaim, claim.subject)
      {
        continue
      }
      findings.append(
        desk.finding(.claimOrphan, id, subject: result.claimID, openedOn: desk.day(result.at)))
    }
    return findings
  }
}
