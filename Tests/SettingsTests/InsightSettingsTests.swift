import Returns
import Testing

@testable import Settings

/// Risks, scores, plans and improvements as they are set (R9, R10).
@Suite struct InsightSettingsTests {
  private func terms(_ text: String) throws -> InsightTerms {
    try load(["policy/insight.yaml": text]).policy.insight
  }

  @Test func theProgramBringsPlansAndRisks() throws {
    let terms = try terms("# nothing of its own\n")
    #expect(terms.risks.count == RiskKind.allCases.count)
    #expect(
      terms.plans.map(\.id) == [
        "quality_surge", "carrier_failure", "refund_backlog", "service_overload",
      ])
    for plan in terms.plans {
      #expect(plan.levels.count == 2 && plan.endBelow < plan.levels[0].above)
      #expect(!plan.title.english.isEmpty && !plan.title.chinese.isEmpty)
    }
  }

  @Test func ownSettingsStandKeyByKey() throws {
    let terms = try terms(
      """
      risks:
        supplier_quality: {level: 25, owner: compliance}
        review_overdue: off
      abuse: {rate_pct: 55, chargeback: [2, 30]}
      plans:
        - id: quality_surge
          title: Own plan
          metric: quality_rate
          levels: [{above: 900, owner: service, steps: [Stop the sale]}]
          end: {below: 300, days: 2}
        - id: refund_backlog
          off: yes
      improvements:
        - {id: boxes, title: Boxes, metric: transport_rate, started_on: 2026-04-01, target: 50}
      """)
    let supplier = terms.risks[Int(RiskKind.supplierQuality.rawValue)]
    #expect(supplier.level == 25 && supplier.owner == .compliance && supplier.respondDays == 5)
    #expect(terms.risks[Int(RiskKind.reviewOverdue.rawValue)].isOff)
    #expect(terms.abuse.ratePercent == 55 && terms.abuse.ratePoints == 35)
    #expect(terms.abuse.signs[4] == (2, 30))
    #expect(terms.plans.map(\.id) == ["quality_surge", "carrier_failure", "service_overload"])
    #expect(terms.plans[0].levels.map(\.above) == [900] && terms.plans[0].endDays == 2)
    #expect(terms.improvements.map(\.id) == ["boxes"])
    #expect(try self.terms("plans: off\n").plans.isEmpty)
  }

  private func plan(_ metric: String, _ levels: String, _ end: String) -> String {
    """
    plans:
      - {id: x, title: X, metric: \(metric), levels: [\(levels)], end: \(end)}

    """
  }

  /// Of what is good too little is too much: a plan says `below`, and `above` for its end.
  @Test func aPlanOfSatisfactionIsWrittenAsItIsMeant() throws {
    for (levels, end) in [
      ("{below: 7000, steps: [Act]}, {below: 5000, steps: [Act]}", "{above: 7500, days: 2}"),
      ("{above: 7000, steps: [Act]}, {above: 5000, steps: [Act]}", "{below: 7500, days: 2}"),
    ] {
      let own = try terms(plan("satisfaction", levels, end)).plans.first { $0.id == "x" }
      #expect(own?.levels.map(\.above) == [7000, 5000])
      #expect(own?.endBelow == 7500 && own?.endDays == 2)
    }
  }

  @Test func boundsThatContradictAreRefused() throws {
    let wrong: [(String, String, String, String)] = [
      ("open_errors", "{below: 5, steps: [Act]}", "{below: 3}", "write above for its levels"),
      ("open_errors", "{above: 5, steps: [Act]}", "{above: 7}", "write below for its end"),
      ("satisfaction", "{above: 5, below: 5, steps: [Act]}", "{above: 7}", "both above and below"),
      ("satisfaction", "{below: 5, steps: [Act]}", "{above: 7, below: 7}", "both above and below"),
      (
        "satisfaction", "{above: 7, steps: [Act]}, {below: 5, steps: [Act]}", "{above: 7}",
        "some below"
      ),
      ("satisfaction", "{below: 7000, steps: [Act]}", "{above: 6000}", "let end.above be"),
    ]
    for (metric, levels, end, part) in wrong {
      let found = try policyErrors(plan(metric, levels, end))
      #expect(found.contains(part), "\(levels) \(end): \(found)")
    }
  }

  @Test func whatCannotBeIsRefused() throws {
    let wrong: [(String, String)] = [
      ("risks: {supplier_qualty: off}\n", "supplier_qualty"),
      ("risks: {safety: {level: 0}}\n", "level"),
      ("risks: {safety: {impact: [5, 4, 3, 2]}}\n", "four ascending"),
      ("abuse: {last_day: [0, 10]}\n", "least number"),
      ("plans: [{id: x, metric: open_errors, end: {below: 1}}]\n", "levels are missing"),
      (
        """
        plans:
          - {id: x, metric: open_errors, levels: [{above: 5, steps: [Act]}], end: {below: 9}}

        """,
        "would end while"
      ),
      ("improvements: [{id: x, title: X, metric: open_errors, target: 1}]\n", "started_on"),
    ]
    for (text, part) in wrong {
      let found = try policyErrors(text)
      #expect(found.contains(part), "\(text): \(found)")
    }
  }
}
