import Returns
import Settings
import Testing

/// Promotions and what delivery costs.
@Suite struct MoneyKeysTests {
  private static let shops = """
    - id: berlin
      currency: EUR
    - id: main
    - id: tmall
    """

  @Test func readsPromotions() throws {
    let policy = try load([
      "shops.yaml": Self.shops,
      "policy/promotions.yaml": """
      promotions:
        - promotion_id: SPRING
          steps: [{threshold: "400.00", discount: 50}, {threshold: 800, discount: "120.5"}]
        - promotion_id: EVERY
          shop: berlin
          threshold: "100.00"
          discount: "10.00"
          repeats: yes
      """,
    ]).policy
    #expect(
      policy.promotions == [
        Promotion(
          id: "SPRING", currency: .cny,
          steps: [
            .init(threshold: 40_000, discount: 5_000), .init(threshold: 80_000, discount: 12_050),
          ]),
        Promotion(
          id: "EVERY", shop: 0, currency: Currency("EUR")!,
          steps: [.init(threshold: 10_000, discount: 1_000)], repeats: true),
      ])
  }

  @Test func aDiscountAtAPrice() {
    let steps = Promotion(
      id: "A", currency: .cny,
      steps: [.init(threshold: 400, discount: 50), .init(threshold: 800, discount: 120)])
    #expect([399, 400, 799, 800, 5000].map(steps.discount) == [0, 50, 50, 120, 120])
    let every = Promotion(
      id: "B", currency: .cny, steps: [.init(threshold: 100, discount: 10)], repeats: true)
    #expect([0, 99, 100, 199, 200, 1050].map(every.discount) == [0, 0, 10, 10, 20, 100])
  }

  @Test(arguments: [
    (
      "promotions: [{threshold: 1, discount: 1}]",
      "1:14: promotion_id is missing; add it to this entry"
    ),
    (
      "promotions: [{promotion_id: A}]",
      "1:29: a promotion needs a threshold and a discount, or steps of them"
    ),
    (
      "promotions: [{promotion_id: A, threshold: 10}]",
      "1:29: a step needs a threshold and a discount; give both"
    ),
    (
      "promotions: [{promotion_id: A, threshold: 10, discount: 11}]",
      "1:57: a discount is more than nothing and no more than its threshold; correct it"
    ),
    (
      "promotions: [{promotion_id: A, steps: [{threshold: 9, discount: 2}, "
        + "{threshold: 8, discount: 3}]}]",
      "1:81: the steps of a promotion rise in threshold and discount; put them in order"
    ),
    (
      "promotions: [{promotion_id: A, repeats: yes, steps: [{threshold: 8, discount: 2}, "
        + "{threshold: 9, discount: 3}]}]",
      "1:41: a promotion that repeats has one step; leave out repeats or steps"
    ),
    (
      "shipping: [{free_from: 99}]",
      "1:24: free_from needs standard: what delivery costs a basket that does not travel free"
    ),
    (
      "shipping: [{standard: 9}, {standard: 8}]",
      "1:27: two entries of shipping hold for the same shops; keep one"
    ),
  ])
  func namesWhatIsWrong(text: String, message: String) throws {
    #expect(try policyErrors(text) == "policy/policy.yaml:" + message)
  }

  @Test func readsWhatDeliveryCosts() throws {
    let policy = try load([
      "shops.yaml": Self.shops,
      "policy/shipping.yaml": """
      shipping:
        - shop: tmall
          standard: "8.00"
        - standard: "10.00"
          free_from: "99.00"
          when_lost: whole
      shipping_refund: {quality: last_line, no_reason: full}
      """,
    ]).policy
    let terms = policy.shops.map(\.shipping)
    #expect(terms.map(\.standard) == [nil, 1_000, 800])
    #expect(terms.map(\.freeFrom) == [nil, 9_900, nil])
    #expect(terms.map(\.whenLost) == [.part, .whole, .part])
    #expect(
      policy.terms.shippingRefund == [
        .quality: .lastLine, .special: .full, .transport: .full, .fit: .law, .noReason: .full,
      ])
  }
}
