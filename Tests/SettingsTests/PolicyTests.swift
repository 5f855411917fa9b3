import Returns
import Settings
import Testing

@Suite struct PolicyTests {
  @Test func readsEveryKey() throws {
    let policy = try load([
      "policy/policy.yaml": """
      review: trusted
      refund_basis: list
      refund_cap: off
      refund_on: arrival
      refund_on_loss: no
      windows: {no_reason: 14, quality: 30, fit: none, transport: 0, special: 365}
      window_from: purchase
      window_on_rest_day: same_day
      review_days: 1
      hand_over_days: 8
      transit_days: 6
      lost_after_days: 20
      inspection_days: 4
      refund_days: 5
      replacement_days: 7
      difference_days: 9
      restock_days: 3
      issue_days: 0
      ticket_days: {quality: 4, size_colour: 3, service: 2, logistics: 365}
      freight_bearer:
        quality: supplier
        special: insurance
        fit: merchant
        no_reason: merchant
        transport: merchant
        outbound: customer
        exchange: carrier
      recover_freight: deduct
      excluded_categories: [fresh food, "内衣"]
      opening_date: 2026-01-31
      feeds: [orders, claim_results]
      tolerances: {refund: 0.01, freight_fee: "12", weight_g: 0}
      surcharges: agreed
      fee_lines: all
      reference_prefixes: [tk, RMA]
      search_limit: 500
      """
    ]).policy
    let terms = policy.terms
    #expect(terms.review == .trusted && terms.refundBasis == .list && !terms.isRefundCapped)
    #expect(terms.refundOn == .arrival && !terms.refundsOnLoss)
    #expect(terms.windowDays == [.noReason: 14, .quality: 30, .transport: 0, .special: 365])
    #expect(terms.windowFrom == .purchase && terms.windowOnRestDay == .sameDay)
    #expect(terms.reviewDays == 1 && terms.handOverDays == 8 && terms.transitDays == 6)
    #expect(terms.lostAfterDays == 20 && terms.inspectionDays == 4 && terms.refundDays == 5)
    #expect(terms.replacementDays == 7 && terms.differenceDays == 9)
    #expect(terms.restockDays == 3 && terms.issueDays == 0)
    #expect(TicketClass.allCases.map { terms.ticketDays[$0] } == [4, 3, 2, 365])
    #expect(
      terms.returnFreightBearer == [
        .quality: .supplier, .special: .insurance, .fit: .merchant, .noReason: .merchant,
        .transport: .merchant,
      ])
    #expect(terms.outboundFreightBearer == .customer && terms.exchangeFreightBearer == .carrier)
    #expect(terms.freightRecovery == .deduct)
    #expect(terms.excludedCategories == ["fresh food", "内衣"])
    #expect(terms.refundTolerance == 1)
    #expect(policy.openingDay?.string == "2026-01-31")
    #expect(policy.shops[0].feeds == [.orders, .claimResults])
    #expect(policy.fees.feeTolerance == 1200 && policy.fees.weightToleranceGrams == 0)
    #expect(policy.fees.agreesAllSurcharges && policy.fees.listsAllLines)
    #expect(policy.matching.referencePrefixes == ["TK", "RMA"])
    #expect(policy.matching.searchLimit == 500)
  }

  @Test(arguments: [
    ("reveiw: trusted", #"1:1: unknown key "reveiw"; did you mean "review"?"#),
    (
      "review: automtic",
      """
      1:9: review is "automtic"; expected one of automatic, assisted, trusted; did you mean \
      "automatic"?
      """
    ),
    (
      "refund_cap: paidd",
      """
      1:13: refund_cap is "paidd"; expected one of paid, off; did you mean "paid"?
      """
    ),
    (
      "refund_days: three",
      #"1:14: refund_days is "three"; expected a whole number of days from 0 to 3650"#
    ),
    (
      "refund_days: 3.0",
      #"1:14: refund_days is "3.0"; expected a whole number of days from 0 to 3650"#
    ),
    ("refund_on_loss: 1", #"1:17: refund_on_loss is "1"; expected yes or no"#),
    (
      "windows: {fit: never}",
      #"1:16: windows.fit is "never"; expected a whole number of days from 0 to 3650, or none"#
    ),
    (
      "windows: {size: 3}",
      """
      1:11: unknown key "size"; known: quality, fit, no_reason, special, transport
      """
    ),
    (
      "freight_bearer: {quality: shop}",
      """
      1:27: freight_bearer.quality is "shop"; expected one of merchant, customer, carrier, \
      insurance, supplier
      """
    ),
    (
      "ticket_days: {service: 0}",
      """
      1:24: ticket_days.service is "0"; expected a whole number of working days from 1 to 365
      """
    ),
    (
      "ticket_days: {servce: 1}",
      #"1:15: unknown key "servce"; did you mean "service"?"#
    ),
    (
      "excluded_categories: food",
      #"1:22: excluded_categories is "food"; expected a list of categories, for example [a, b]"#
    ),
    (
      "excluded_categories: [\"\"]",
      #"1:23: excluded_categories is ""; expected a text on one line"#
    ),
    ("feeds: [order]", #"1:9: unknown feed "order"; did you mean "orders"?"#),
    (
      "feeds: []",
      "1:8: feeds is a list; expected auto or a list of feeds, for example [orders, cases]"
    ),
    (
      "tolerances: {refund: 1e2}",
      #"1:22: tolerances.refund is "1e2"; expected an amount in CNY, for example "12.00""#
    ),
    (
      "tolerances: {refund: -1}",
      #"1:22: tolerances.refund is "-1"; expected an amount in CNY, for example "12.00""#
    ),
    (
      "tolerances: {refund: '0.005'}",
      #"1:22: tolerances.refund is "0.005"; expected an amount in CNY, for example "12.00""#
    ),
    (
      "tolerances: {refund: '1,00'}",
      #"1:22: tolerances.refund is "1,00"; expected an amount in CNY, for example "12.00""#
    ),
    (
      "tolerances: {refund: 99999999999999}",
      """
      1:22: tolerances.refund is "99999999999999"; expected an amount in CNY, for example \
      "12.00"
      """
    ),
    (
      "tolerances: {weight_g: 50 g}",
      #"1:24: tolerances.weight_g is "50 g"; expected a whole number of grams from 0 to 1000000"#
    ),
    (
      "surcharges: all",
      #"1:13: surcharges is "all"; expected one of card, agreed"#
    ),
    (
      "reference_prefixes: [R-]",
      #"1:22: reference_prefixes is "R-"; expected letters A to Z and digits, for example RMA"#
    ),
    (
      "search_limit: 0",
      #"1:15: search_limit is "0"; expected a whole number of partial sums from 1 to 10000000"#
    ),
    (
      "overrides: {shop: main}",
      """
      1:12: overrides is a map; expected a list of overrides, for example [a, b]
      """
    ),
    (
      "overrides: [{shop: mian, review: trusted}]",
      """
      1:20: unknown shop "mian"; did you mean "main"?
      """
    ),
    (
      "overrides: [{review: trusted}]",
      """
      1:13: an override without shop, category, reason or family would hold for every case; name \
      at \
      least one, or set the key itself
      """
    ),
    (
      "overrides: [{shop: main}]",
      """
      1:13: an override without a term changes nothing; add one
      """
    ),
    (
      "overrides: [{reason: size, family: fit, review: trusted}]",
      """
      1:36: an override names a reason and a family; every reason is in one family, so name one \
      of them
      """
    ),
    (
      "overrides: [{shop: main, surcharges: agreed}]",
      """
      1:26: unknown key "surcharges"; known: shop, category, reason, family, review, refund_basis, \
      refund_cap, refund_on, refund_on_loss, windows, window_from, window_on_rest_day, \
      review_days, hand_over_days, transit_days, lost_after_days, inspection_days, refund_days, \
      replacement_days, difference_days, restock_days, issue_days, insurance_days, ticket_days, \
      supplier_claim_days, bookings, booking_carrier, freight_bearer, recover_freight, \
      shipping_refund, excluded_categories, tolerances
      """
    ),
  ])
  func namesWhatIsWrong(text: String, message: String) throws {
    #expect(try policyErrors(text) == "policy/policy.yaml:" + message)
  }

  @Test func filesShareThePolicyWithoutTwins() throws {
    let files = [
      "policy/a.yaml": "windows: {fit: 20}\nreview_days: 3\n",
      "policy/b.yaml": "windows: {quality: 21}\n",
    ]
    let terms = try load(files).policy.terms
    #expect(terms.windowDays[.fit] == 20 && terms.windowDays[.quality] == 21)
    #expect(terms.reviewDays == 3)
    let twins = files.merging(["policy/c.yaml": "review_days: 3\nwindows:\n  fit: 9\n"]) { $1 }
    #expect(
      try errors(twins) == """
        policy/c.yaml:1:1: review_days is already set at policy/a.yaml:2:1; keep it in one place
        policy/c.yaml:3:3: windows.fit is already set at policy/a.yaml:1:11; keep it in one place
        """)
  }
}
