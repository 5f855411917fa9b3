import Foundation
import Returns
import Settings
import Testing

@Suite struct WorkspaceFileTests {
  @Test func readsEverySetting() throws {
    let workspace = try load([
      "backhaul.yaml": """
      time_zone: Europe/Berlin
      currency: eur
      language: zh-Hans
      keep_inbox: on
      mask_personal_data: NO
      ready_settle_seconds: 60
      paths: {inbox: /srv/drop/in/, archive: store/archive, ledger: data/books.sqlite}
      opening_date: 2026-11-01
      feeds: [orders, cases]
      tolerances: {refund: "0.05", freight_fee: 1.5, weight_g: 100}
      fee_lines: all
      policy:
        review: assisted
        windows: {fit: 30}
      """
    ])
    #expect(workspace.zoneName == "Europe/Berlin")
    #expect(workspace.currency.string == "EUR")
    #expect(workspace.language == .zhHans)
    #expect(workspace.csvBOM)
    #expect(workspace.keepsInbox)
    #expect(!workspace.masksPersonalData)
    #expect(workspace.readySettleSeconds == 60)
    #expect(workspace.inbox == "/srv/drop/in")
    #expect(workspace.path(workspace.inbox) == "/srv/drop/in")
    #expect(workspace.path(workspace.archive) == "\(workspace.root)/store/archive")
    #expect(workspace.out == "out")
    #expect(workspace.ledger == "data/books.sqlite")
    let policy = workspace.policy
    #expect(policy.openingDay?.string == "2026-11-01")
    #expect(policy.shops[0].feeds == [.orders, .cases])
    #expect(policy.shops[0].currency.string == "EUR")
    #expect(policy.terms.refundTolerance == 5)
    #expect(policy.fees.feeTolerance == 150)
    #expect(policy.fees.weightToleranceGrams == 100)
    #expect(policy.fees.listsAllLines)
    #expect(policy.terms.review == .assisted)
    #expect(policy.terms.windowDays[.fit] == 30)
    #expect(policy.terms.windowDays[.quality] == 15)
  }

  @Test func byteOrderMarkFollowsTheLanguageUnlessItIsSet() throws {
    #expect(try !load(["backhaul.yaml": "language: zh-Hans\ncsv_bom: off\n"]).csvBOM)
    #expect(try load(["backhaul.yaml": "language: en\ncsv_bom: true\n"]).csvBOM)
  }

  @Test func yenHaveNoDecimals() throws {
    let workspace = try load(["backhaul.yaml": "currency: JPY\ntolerances: {refund: 30.0}\n"])
    #expect(workspace.policy.terms.refundTolerance == 30)
  }

  @Test(arguments: [
    ("tiem_zone: UTC", #"backhaul.yaml:1:1: unknown key "tiem_zone"; did you mean "time_zone"?"#),
    (
      "colour: red",
      """
      backhaul.yaml:1:1: unknown key "colour"; known: time_zone, currency, language, csv_bom, \
      keep_inbox, mask_personal_data, ready_settle_seconds, paths, opening_date, feeds, \
      calendar, tolerances, fee_lines, policy
      """
    ),
    (
      "time_zone: Asia/Beijing",
      """
      backhaul.yaml:1:12: time_zone is "Asia/Beijing"; expected an IANA time zone, for example \
      Asia/Shanghai; did you mean "Asia/Shanghai"?
      """
    ),
    (
      "currency: RMB",
      """
      backhaul.yaml:1:11: currency is "RMB"; expected an ISO 4217 currency code, for example CNY
      """
    ),
    (
      "language: zh-hans",
      """
      backhaul.yaml:1:11: language is "zh-hans"; expected one of en, zh-Hans; did you mean \
      "zh-Hans"?
      """
    ),
    ("csv_bom: maybe", #"backhaul.yaml:1:10: csv_bom is "maybe"; expected yes or no"#),
    ("keep_inbox:", "backhaul.yaml:1:1: keep_inbox is empty; expected yes or no"),
    ("keep_inbox: [yes]", "backhaul.yaml:1:13: keep_inbox is a list; expected yes or no"),
    (
      "ready_settle_seconds: -1",
      """
      backhaul.yaml:1:23: ready_settle_seconds is "-1"; expected a whole number of seconds from 0 \
      to 86400
      """
    ),
    (
      "opening_date: 2026-02-29",
      """
      backhaul.yaml:1:15: opening_date is "2026-02-29"; expected a date, for example 2026-11-01
      """
    ),
    (
      "paths: inbox",
      """
      backhaul.yaml:1:8: paths is "inbox"; expected a map of keys, one `name: value` a line
      """
    ),
    (
      "paths: {inbox: ../in}",
      """
      backhaul.yaml:1:16: paths.inbox is "../in"; expected a path below the workspace, or one that \
      begins with /, without . and ..
      """
    ),
    (
      "paths:\n  inbox: drop\n  out: drop/out",
      """
      backhaul.yaml:3:8: paths.out is "drop/out" and paths.inbox is "drop"; neither may be within \
      the other
      """
    ),
    (
      "paths: {ledger: inbox/ledger}",
      """
      backhaul.yaml:1:17: paths.ledger is "inbox/ledger" and paths.inbox is "inbox"; neither may \
      be \
      within the other
      """
    ),
    (
      "paths: {out: policy/out}",
      """
      backhaul.yaml:1:14: paths.out is "policy/out", which is within policy of the workspace; \
      choose another
      """
    ),
    (
      "feeds: auto\npolicy:\n  feeds: auto",
      "backhaul.yaml:3:3: feeds is already set at backhaul.yaml:1:1; keep it in one place"
    ),
    ("policy: {currency: CNY}", Self.policyKeyMessage),
    (
      "- a",
      """
      backhaul.yaml:1:1: the file is a list; expected a map of keys, one `name: value` a line
      """
    ),
  ])
  func namesWhatIsWrong(text: String, message: String) throws {
    #expect(try errors(["backhaul.yaml": text]) == message)
  }

  private static let policyKeyMessage = """
    backhaul.yaml:1:10: unknown key "currency"; known: review, refund_basis, refund_cap, \
    refund_on, \
    refund_on_loss, windows, window_from, window_on_rest_day, review_days, hand_over_days, \
    transit_days, lost_after_days, inspection_days, refund_days, replacement_days, \
    difference_days, restock_days, issue_days, insurance_days, ticket_days, supplier_claim_days, \
    bookings, booking_carrier, freight_bearer, recover_freight, shipping_refund, \
    excluded_categories, opening_date, feeds, calendar, calendars, carriers, notices, \
    order_updates, tolerances, promotions, shipping, analysis, \
    accounts, reference_prefixes, search_limit, overrides, surcharges, fee_lines, rate_gaps, \
    billing_days, risks, abuse, plans, improvements
    """

  @Test func saysWhereThereIsNoWorkspace() throws {
    let workspace = try TestWorkspace()
    let error = #expect(throws: SettingsErrors.self) {
      try loadWorkspace(root: workspace.root + "/nowhere")
    }
    #expect(
      error?.description == """
        \(workspace.root)/nowhere/backhaul.yaml: is not there; name the workspace's folder, or \
        make a workspace with `backhaul init`
        """)
  }

  @Test func namesAllErrorsOfAllFiles() throws {
    #expect(
      try errors([
        "backhaul.yaml": "currency: RMB\nlanguage: de\n", "shops.yaml": "- id: a/b\n",
        "policy/a.yaml": "review: never\n",
      ]).split(separator: "\n").map { $0.split(separator: " ")[0] } == [
        "backhaul.yaml:1:11:", "backhaul.yaml:2:11:", "shops.yaml:1:7:", "policy/a.yaml:1:9:",
      ])
  }

  @Test func namesProfilesAndWhatIsNotRead() throws {
    let workspace = try load([
      "profiles/b.yaml": "x", "profiles/a.yaml": "x", "profiles/c.example.yaml": "x",
      "profiles/notes.txt": "x", "policy/old.yml": "x", "policy/.hidden.yaml": "x: [",
      "rates/x.example.csv": "x",
    ])
    #expect(workspace.profileFiles == ["profiles/a.yaml", "profiles/b.yaml"])
    #expect(
      workspace.notices == [
        "policy/old.yml is not read: only files that end in .yaml are",
        "rates/ holds no rate card: freight is settled as billed, and no freight fee is audited",
        "profiles/notes.txt is not read: only files that end in .yaml are",
      ])
  }
}
