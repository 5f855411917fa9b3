import Returns
import Settings
import Testing

@Suite struct OverrideTests {
  private func terms(
    _ policy: Policy, _ shop: Int = 0, _ category: Text = "", _ reason: Reason = .size
  ) -> CaseTerms {
    policy.terms(shop: shop, category: category, reason: reason)
  }

  @Test func narrowerOnesWinWhereverTheyStand() throws {
    let policy = try load([
      "policy/a.yaml": """
      refund_days: 10
      overrides:
        - {shop: main, category: shoes, refund_days: 1}
        - {category: shoes, refund_days: 2, windows: {fit: 60}}
        - {family: fit, refund_days: 3}
      """,
      "policy/b.yaml": "overrides: [{reason: colour, refund_days: 4, review: assisted}]",
    ]).policy
    #expect(policy.overrides.count == 4)
    #expect(terms(policy, 0, "hats", .damaged).refundDays == 10)
    #expect(terms(policy, 0, "hats", .size).refundDays == 3)
    #expect(terms(policy, 0, "hats", .colour).refundDays == 4)
    #expect(terms(policy, 0, "shoes", .size).refundDays == 1)
    #expect(terms(policy, 0, "shoes", .size).windowDays[.fit] == 60)
    #expect(terms(policy, 0, "shoes", .size).windowDays[.quality] == 15)
    #expect(terms(policy, 0, "shoes", .colour).review == .assisted)
  }

  @Test func amountsAreOfTheShopsCurrency() throws {
    let shops = "- id: cn\n- {id: jp, currency: JPY}\n"
    let policy = try load([
      "shops.yaml": shops,
      "policy/p.yaml": """
      tolerances: {refund: "0.50"}
      overrides:
        - {shop: jp, category: shoes, tolerances: {refund: 30}}
        - {category: hats, tolerances: {refund: "2.00"}, refund_days: 8}
      """,
    ]).policy
    #expect(policy.terms.refundTolerance == 0)
    #expect(terms(policy, 0).refundTolerance == 50)
    #expect(terms(policy, 1).refundTolerance == 0)
    #expect(terms(policy, 1, "shoes").refundTolerance == 30)
    #expect(terms(policy, 0, "hats").refundTolerance == 200)
    #expect(terms(policy, 1, "hats").refundTolerance == 0)
    #expect(terms(policy, 1, "hats").refundDays == 8)
    #expect(
      try errors([
        "shops.yaml": shops,
        "policy/p.yaml": "overrides: [{shop: jp, tolerances: {refund: 0.5}}]",
      ]) == """
        policy/p.yaml:1:45: overrides.tolerances.refund is "0.5"; expected an amount in JPY, for \
        example "12"
        """)
  }
}
