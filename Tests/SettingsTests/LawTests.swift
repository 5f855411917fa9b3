import Returns
import Settings
import Testing

/// Law packs: the built-in ones, and those of policy/laws/.
@Suite struct LawTests {
  private func day(_ year: Int, _ month: Int, _ day: Int) -> Day {
    Day(year: year, month: month, day: day)!
  }

  @Test func theBuiltInPacksAreRead() throws {
    let shops = try load([
      "shops.yaml": """
      - {id: a}
      - {id: b, law_pack: EU}
      - {id: c, law_pack: none}
      """
    ]).policy.shops
    let china = try #require(shops[0].law)
    let union = try #require(shops[1].law)
    #expect(china.name == "CN" && union.name == "EU" && shops[2].law == nil)
    let today = day(2026, 3, 1)
    #expect(china.windows.rule(for: .noReason, on: today)?.value.days == 7)
    #expect(china.refunds.rule(for: .quality, on: today)?.value.secondAlarmDays == 15)
    #expect(china.reviewDays.rule(for: .fit, on: today)?.value == 15)
    #expect(union.windows.rule(for: .fit, on: today)?.value.days == 14)
    #expect(union.refunds.rule(for: .noReason, on: today)?.value.mayWithhold == true)
    #expect(union.refunds.rule(for: .quality, on: today) == nil)
    #expect(union.windows.rule(for: .noReason, on: day(2014, 6, 12)) == nil)
  }

  /// 2026-05-01 to 05-05 are days of rest in China; 2026-03-14 is a Saturday.
  @Test func windowsMovePastDaysOfRest() throws {
    let shops = try load(["shops.yaml": "[{id: a}, {id: b, law_pack: EU}]"]).policy.shops
    #expect(shops[0].law?.endOfWindow(day(2026, 5, 4)) == day(2026, 5, 6))
    #expect(shops[0].law?.endOfWindow(day(2026, 3, 14)) == day(2026, 3, 14))
    #expect(shops[1].law?.endOfWindow(day(2026, 3, 14)) == day(2026, 3, 16))
    #expect(shops[1].law?.endOfWindow(day(2026, 3, 13)) == day(2026, 3, 13))
  }

  /// A year is told once, for working days and for windows.
  @Test func daysOfRestComeFromTheCalendar() throws {
    let workspace = try load([
      "policy/calendars.yaml": "calendars: {CN: {2027: {holidays: [2027-05-01..2027-05-05]}}}\n",
      "policy/laws/JP.yaml": "law_pack: JP\ncalendar: CN\nholidays: [2027-05-06]\n",
      "shops.yaml": "[{id: a}, {id: b, law_pack: JP}]",
    ])
    let laws = workspace.policy.shops.map(\.law)
    #expect(laws[0]?.endOfWindow(day(2027, 5, 4)) == day(2027, 5, 6))
    #expect(laws[1]?.endOfWindow(day(2027, 5, 4)) == day(2027, 5, 7))
    #expect(laws[0]?.endOfWindow(day(2026, 5, 4)) == day(2026, 5, 6))
  }

  @Test func aPackOfTheWorkspaceReplacesTheBuiltInOne() throws {
    let workspace = try load([
      "policy/laws/CN.yaml": """
      law_pack: CN
      review:
        - {days: 3, article: House rule 1, valid_from: 2026-01-01}
      """,
      "policy/laws/JP.yaml": "law_pack: JP\n",
      "policy/laws/KR.example.yaml": "not: read\n",
      "shops.yaml": "[{id: a}, {id: b, law_pack: JP}]",
    ])
    let law = try #require(workspace.policy.shops[0].law)
    #expect(law.windows.isEmpty)
    let rule = try #require(law.reviewDays.rule(for: .fit, on: day(2026, 1, 1)))
    #expect(rule.value == 3 && rule.source.chineseArticle == "House rule 1")
    #expect(workspace.policy.shops[1].law?.name == "JP")
    #expect(
      workspace.policyFiles.map(\.path) == [
        "backhaul.yaml", "policy/laws/CN.yaml", "policy/laws/JP.yaml", "shops.yaml",
      ])
    #expect(!workspace.notices.contains { $0.contains("laws") })
  }

  @Test(arguments: [
    ("review: []\n", "1:1: law_pack is missing; give the pack a name"),
    ("law_pack: none\n", nil),
    (
      "law_pack: X\ncalendar: mars\n",
      #"2:11: unknown calendar "mars"; known: CN, weekdays"#
    ),
    (
      "law_pack: X\nwindows: [{days: 7, from: order, article: a, valid_from: 2026-01-01}]\n",
      #"2:27: windows.from is "order"; expected one of receipt, purchase"#
    ),
    (
      "law_pack: X\nwindows: [{families: [no_reason], valid_from: 2026-01-01}]\n",
      """
      2:11: days is missing; add it to this rule
      policy/laws/x.yaml:2:11: article is missing; add it to this rule
      """
    ),
    (
      """
      law_pack: X
      review:
        - {days: 7, article: a, valid_from: 2026-01-01, valid_to: 2026-06-30}
        - {days: 8, article: b, valid_from: 2026-06-30}
      """,
      """
      4:5: two rules of review hold for the same family on the same day; part them by families, or \
      by valid_from and valid_to
      """
    ),
  ])
  func namesWhatIsWrong(text: String, message: String?) throws {
    let found = try errors(["policy/laws/x.yaml": text])
    guard let message else { return #expect(found.contains("none is for shops")) }
    #expect(found == "policy/laws/x.yaml:" + message)
  }

  @Test func aNameThatTwoFilesGive() throws {
    let found = try errors([
      "policy/laws/a.yaml": "law_pack: X\n", "policy/laws/b.yaml": "law_pack: X\n",
    ])
    #expect(
      found
        == #"policy/laws/b.yaml:1:11: law pack "X" is already defined at policy/laws/a.yaml:1:11; "#
        + "keep one")
  }
}
