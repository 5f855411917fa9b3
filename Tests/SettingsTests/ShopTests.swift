import Returns
import Settings
import Testing

@Suite struct ShopTests {
  @Test func readsAListOrAMap() throws {
    let list = """
      - id: tmall
        platform: Tmall
        entity: 示例贸易有限公司
        currency: EUR
        time_zone: Europe/Berlin
        law_pack: EU
        executor: platform
        feeds: [orders]
        opening_date: 2026-11-01
      - id: JD
      """
    let map = """
      JD:
      tmall: {platform: Tmall, entity: 示例贸易有限公司, currency: EUR, time_zone: Europe/Berlin,
        law_pack: EU, executor: platform, feeds: [orders], opening_date: 2026-11-01}
      """
    for text in [list, map] {
      let workspace = try load(["shops.yaml": text, "policy/p.yaml": "feeds: [orders, cases]"])
      let shops = workspace.policy.shops
      #expect(shops.map(\.id) == ["JD", "tmall"])
      #expect(workspace.platforms == ["", "Tmall"])
      #expect(shops[0].entity == "JD" && shops[0].currency == .cny && shops[0].law?.name == "CN")
      #expect(shops[0].feeds == [.orders, .cases] && !shops[0].platformExecutesRefunds)
      #expect(shops[1].entity == "示例贸易有限公司" && shops[1].currency.string == "EUR")
      #expect(shops[1].zone.name == "Europe/Berlin" && shops[1].law?.name == "EU")
      #expect(shops[1].platformExecutesRefunds && shops[1].feeds == [.orders])
      #expect(shops[1].openingDay?.string == "2026-11-01")
    }
  }

  @Test func takesZoneAndCurrencyOfTheWorkspace() throws {
    let workspace = try load([
      "backhaul.yaml": "time_zone: America/New_York\ncurrency: USD\n"
    ])
    let shop = try #require(workspace.policy.shops.first)
    #expect(shop.id == "main" && shop.currency.string == "USD")
    #expect(shop.zone.name == "America/New_York")
  }

  @Test(arguments: [
    (
      "- {id: ../x}",
      """
      1:8: shop id "../x" cannot be the name of a folder; expected up to 64 of the characters A-Z \
      a-z 0-9 . _ -, the first a letter or a digit
      """
    ),
    ("- {platform: x}", "1:3: id is missing; add it to this entry"),
    (
      "- {id: a}\n- {id: a}",
      #"2:8: "a" is already defined at shops.yaml:1:8; give each its own name"#
    ),
    ("- {id: a, law_pack: DE}", #"1:21: item 1.law_pack is "DE"; expected one of CN, EU, none"#),
    (
      "- {id: a, excutor: shop}",
      #"1:11: unknown key "excutor"; did you mean "executor"?"#
    ),
    (
      "main",
      """
      1:1: the file is "main"; expected a map of keys, one `name: value` a line
      """
    ),
    (
      "- main",
      """
      1:3: item 1 is "main"; expected a map of keys, one `name: value` a line
      """
    ),
  ])
  func namesWhatIsWrong(text: String, message: String) throws {
    #expect(try errors(["shops.yaml": text]) == "shops.yaml:" + message)
  }
}
