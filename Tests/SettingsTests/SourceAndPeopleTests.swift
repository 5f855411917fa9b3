import Returns
import Settings
import Testing

@Suite struct SourceAndPeopleTests {
  @Test func readsSources() throws {
    let workspace = try load([
      "shops.yaml": "- id: a\n- id: b\n- id: c\n",
      "sources.yaml": """
      - id: wechat
        feed: settlements
        shops: [c, a]
        profile: wechat-pay
        account_id: 0190
        path: a/*/bill-*.csv
        lag_days: 2
        on_mismatch: accept
      - {id: erp, feed: orders, shops: b}
      """,
    ])
    let sources = workspace.policy.sources
    #expect(sources.map(\.id) == ["erp", "wechat"])
    #expect(sources[0].feed == .orders && sources[0].shops == [1] && sources[0].lagDays == 0)
    #expect(sources[0].onMismatch == .hold && sources[0].path.isEmpty)
    #expect(sources[1].feed == .settlements && sources[1].shops == [0, 2])
    #expect(sources[1].profile == "wechat-pay" && sources[1].accountID == "0190")
    #expect(sources[1].path == "a/*/bill-*.csv" && sources[1].lagDays == 2)
    #expect(sources[1].onMismatch == .accept)
  }

  @Test func readsWhenFilesCome() throws {
    let workspace = try load([
      "shops.yaml": "- {id: a, calendar: CN}\n",
      "sources.yaml": """
      a: {feed: orders, expected: daily, no_file_on: [2026-10-02, 2026-10-01]}
      b: {feed: orders, expected: working_days}
      c: {feed: orders, expected: [thursday, monday]}
      d: {feed: orders, expected: monthly}
      e: {feed: orders}
      """,
    ])
    let sources = workspace.policy.sources
    #expect(sources[0].rhythm == .weekdays(Set(0...6)))
    #expect(sources[0].daysWithoutFile.map(\.string) == ["2026-10-01", "2026-10-02"])
    #expect(sources[1].rhythm == .workingDays(workspace.policy.shops[0].calendar))
    #expect(workspace.policy.shops[0].calendar.name == "CN")
    #expect(sources[2].rhythm == .weekdays([0, 3]) && sources[3].rhythm == .monthly)
    #expect(sources[4].rhythm == nil && sources[4].daysWithoutFile.isEmpty)
  }

  @Test(arguments: [
    (
      "x: {feed: orders, expected: dayly}",
      """
      1:29: x.expected is "dayly"; expected one of daily, working_days, weekly, monthly; did you \
      mean "daily"?
      """
    ),
    (
      "- id: x",
      """
      1:7: source "x" has no feed; add one of orders, cases, materials, reviews, parcels, charges, \
      inspections, settlements, stock, surveys, tickets, claim_results, decisions
      """
    ),
    (
      "x: {feed: order}",
      """
      1:11: x.feed is "order"; expected one of orders, cases, materials, reviews, parcels, \
      charges, \
      inspections, settlements, stock, surveys, tickets, claim_results, decisions; did you mean \
      "orders"?
      """
    ),
    ("x: {feed: orders, shops: [b]}", #"1:27: unknown shop "b"; known: main"#),
    (
      "x: {feed: orders, path: /srv}",
      """
      1:25: x.path is "/srv"; expected a path below the inbox, for example main/wechat/*.csv
      """
    ),
    (
      "x: {feed: orders, lag_days: 400}",
      """
      1:29: x.lag_days is "400"; expected a whole number of days from 0 to 366
      """
    ),
    (
      "x: {feed: orders, on_mismatch: refuse}",
      """
      1:32: x.on_mismatch is "refuse"; expected one of hold, accept
      """
    ),
  ])
  func namesWhatIsWrongWithSources(text: String, message: String) throws {
    #expect(try errors(["sources.yaml": text]) == "sources.yaml:" + message)
  }

  @Test func readsPeople() throws {
    let people = try load([
      "people.yaml": """
      people:
        - {name: 王芳, roles: [clerk, chief], deputies: [Li Na]}
        - {name: Li Na, roles: clerk}
      roles:
        clerk:
          actions: [accept, write_off]
          codes: [REFUND_SHORT]
          shops: [main]
          limits: {CNY: "500.00", JPY: 9000}
          approval_above: {CNY: 100}
        chief: {actions: [set_amount], codes: all, shops: all}
      """
    ]).people
    #expect(people.roles.map(\.name) == ["clerk", "chief"])
    let cny = Currency.cny
    #expect(people.roles[0].actions == [.accept, .writeOff])
    #expect(people.roles[0].codes == [.refundShort] && people.roles[0].shops == [0])
    #expect(people.roles[0].limits?[cny] == 50_000 && people.roles[0].limits?.count == 2)
    #expect(people.roles[0].approvalAbove == [cny: 10_000])
    #expect(people.roles[1].codes == nil && people.roles[1].shops == nil)
    #expect(people.roles[1].limits == nil)
    #expect(people.persons.map(\.name) == ["王芳", "Li Na"])
    #expect(people.persons[0].roles == ["clerk", "chief"])
    #expect(people.persons[0].deputies == ["Li Na"])
    #expect(people.persons[1].roles == ["clerk"])
  }

  @Test(arguments: [
    ("role: {}", #"1:1: unknown key "role"; did you mean "roles"?"#),
    ("roles: {a: {actions: [acept]}}", #"1:23: unknown action "acept"; did you mean "accept"?"#),
    (
      "roles: {a: {codes: [REFUND_SHRT]}}",
      """
      1:21: unknown code "REFUND_SHRT"; did you mean "REFUND_SHORT"?
      """
    ),
    (
      "roles: {a: {limits: {RMB: 1}}}",
      """
      1:22: "RMB" is not a currency; expected an ISO 4217 code, for example CNY
      """
    ),
    (
      "roles: {a: {limits: {JPY: 1.5}}}",
      """
      1:27: roles.a.limits.JPY is "1.5"; expected an amount in JPY, for example "12"
      """
    ),
    ("people: [{name: A, roles: [boss]}]", #"1:28: unknown role "boss"; none is defined"#),
    ("people: [{name: A, deputies: [A]}]", #"1:31: unknown person "A"; none is defined"#),
    ("people: [{roles: []}]", "1:10: name is missing; add it to this entry"),
  ])
  func namesWhatIsWrongWithPeople(text: String, message: String) throws {
    #expect(try errors(["people.yaml": text]) == "people.yaml:" + message)
  }
}
