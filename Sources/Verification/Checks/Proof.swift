extension Check {
  /// The verdict follows from the sections, and is `complete`.
  static let proof = Check("proof", "the proof closes, and says so itself") { evening, findings in
    let proof = try evening.run.proof()
    let place = evening.run.place("proof.json")
    findings.compare(
      "\(place) business_date", found: proof.businessDate, expected: evening.run.date)
    let residuals =
      proof.feeds.count { $0.residual != 0 } + proof.expectations.count { $0.residual != 0 }
      + proof.cases.unbalanced.count + proof.statements.unbalanced.count
      + proof.evidence.unbalanced.count
    findings.compare("\(place) residuals", found: proof.residuals, expected: residuals)
    findings.compare(
      "\(place) verdict", found: proof.verdict, expected: residuals == 0 ? "complete" : "incomplete"
    )
    if residuals > 0 {
      findings.fault(
        place, found: "\(residuals) residuals", expected: "a proof that closes", advice: .program)
    }
  }
}
