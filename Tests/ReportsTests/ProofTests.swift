import Reports
import Returns
import Testing

struct ProofTests {
  private func movement(_ openAfter: Int64, _ kind: ExpectationKind = .refund)
    -> ExpectationMovement
  {
    ExpectationMovement(
      kind: kind, currency: .cny, openBefore: 100, newlyExpected: 50, matched: 60, writtenOff: 5,
      revised: -10, openAfter: openAfter)
  }

  @Test func aDayThatBalancesIsComplete() {
    #expect(SampleDay.proof().verdict == .complete)
    #expect(prove(ProofInput()).verdict == .complete)
  }

  @Test func movementsAddUp() {
    var input = ProofInput()
    input.expectations = [movement(75)]
    #expect(prove(input).residualCount == 0)
    input.expectations = [movement(74)]
    #expect(prove(input).verdict == .incomplete)
  }

  @Test func oneLostRowIsSeen() {
    var input = ProofInput()
    input.feeds = [
      FeedCount(
        feed: .orders, read: 10, accepted: 9, duplicate: 0, superseded: 0, rejected: 0, filtered: 0)
    ]
    #expect(prove(input).residualCount == 1)
  }

  @Test func casesStatementsAndEvidence() {
    var input = ProofInput()
    input.add(
      CaseFreight(
        shopID: "main", caseID: "RC1", currency: .cny, carrierCost: 1_200, insurancePremium: 36,
        merchant: 1_236))
    input.add(
      StatementBalance(
        carrier: "SF", invoiceNo: "1", currency: .cny, statementTotal: 10, sumOfLines: 10))
    input.add(
      EvidenceUse(feed: .settlements, evidenceID: "R1", currency: .cny, amount: 10, matched: 9))
    #expect(prove(input).verdict == .complete)
    input.add(
      CaseFreight(
        shopID: "main", caseID: "RC2", currency: .cny, carrierCost: 1_200, merchant: 1_199))
    input.add(
      StatementBalance(
        carrier: "SF", invoiceNo: "2", currency: .cny, statementTotal: 10, sumOfLines: 11))
    input.add(
      EvidenceUse(feed: .settlements, evidenceID: "R2", currency: .cny, amount: 10, matched: 11))
    let result = prove(input)
    #expect(result.residualCount == 3)
    #expect(result.cases.count == 2)
  }

  @Test func extremesDoNotTrap() {
    var input = ProofInput()
    input.expectations = (0..<3).map { _ in
      ExpectationMovement(
        kind: .refund, currency: .cny, openBefore: .max, newlyExpected: .max, matched: .min,
        writtenOff: .min, revised: .max, openAfter: .min)
    }
    #expect(prove(input).residualCount == 3)
  }

  @Test func partsOfADayMergeInAnyOrder() {
    var a = ProofInput()
    var b = ProofInput()
    a.expectations = [movement(75), movement(70, .payment)]
    b.expectations = [movement(80)]
    for (id, cost) in [("RC2", 5), ("RC1", 3)] as [(Text, Int64)] {
      a.add(CaseFreight(shopID: "main", caseID: id, currency: .cny, carrierCost: cost))
    }
    b.add(CaseFreight(shopID: "main", caseID: "RC0", currency: .cny, carrierCost: 9))
    var ab = a
    ab.merge(b)
    var ba = b
    ba.merge(a)
    let day = SampleDay.day
    #expect(prove(ab).json(businessDate: day) == prove(ba).json(businessDate: day))
  }

  @Test func theFile() {
    #expect(
      string(SampleDay.proof(openAfter: 22_799).json(businessDate: SampleDay.day)) == """
        {
          "business_date": "2026-11-22",
          "verdict": "incomplete",
          "residuals": 1,
          "feeds": [
            {
              "feed": "settlements",
              "read": 1204,
              "accepted": 1198,
              "duplicate": 4,
              "superseded": 0,
              "rejected": 1,
              "filtered": 1,
              "residual": 0
            }
          ],
          "expectations": [
            {
              "kind": "refund",
              "currency": "CNY",
              "open_before": 10000,
              "newly_expected": 3512800,
              "matched": 3500000,
              "written_off": 0,
              "revised": 0,
              "open_after": 22799,
              "residual": 1
            }
          ],
          "cases": {
            "checked": 0,
            "unbalanced": []
          },
          "statements": {
            "checked": 0,
            "unbalanced": []
          },
          "evidence": {
            "checked": 0,
            "unbalanced": []
          },
          "matches": [
            {
              "kind": "refund",
              "currency": "CNY",
              "rows": 312,
              "actual": 3500000
            }
          ],
          "journal": []
        }

        """)
  }
}
