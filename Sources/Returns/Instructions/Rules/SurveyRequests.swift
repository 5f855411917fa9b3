extension InstructionRule {
  /// The customer is asked how it went, once all lines of a case are closed (R7.1).
  static let surveyRequest = InstructionRule(.surveyRequest) { desk, outcome, list in
    guard let survey = desk.details(.survey) else { return }
    for index in desk.files.indices where desk.isFirstLine(index) {
      let file = desk.files[index]
      guard !file.isBeforeOpening, outcome.cases.count == desk.files.count,
        outcome.cases.allSatisfy({ $0.caseID != file.caseID || $0.stage == .closed })
      else { continue }
      var details = survey
      details.channel = file.application.channel
      desk.tell(
        details, desk.circumstances.identity("survey", shop: desk.shop, file.caseID),
        as: .surveyRequest, caseID: file.caseID, &list)
    }
  }
}
