internal import Returns

/// A shop of shops.yaml with what the policy's `Shop` does not hold.
struct ShopDraft {
  var shop: Shop
  var platform: Text = ""
  /// Names its calendar; calendars are read later.
  var calendar: Setting?
}

/// Reads shops.yaml; the shops sorted by id. A workspace without any has one shop, `main`.
/// - Parameter laws: the packs that a shop may name; the one of China holds where it names none.
func readShops(
  _ root: Setting?, _ workspace: Workspace, _ laws: [LawPack], _ problems: inout Problems
) -> [ShopDraft] {
  var drafts: [ShopDraft] = []
  func shop(_ id: String) -> Shop {
    var shop = Shop(id: Text(id), currency: workspace.currency, zone: workspace.zone)
    shop.law = laws.first { $0.name == "CN" }
    shop.noticeLanguage = workspace.language == .zhHans ? .chinese : .english
    return shop
  }
  for named in root?.named("id", &problems) ?? [] {
    guard isIdentifier(named.id) else {
      problems.add(
        "shop id \(quoted(named.id)) cannot be the name of a folder; expected up to 64 of the "
          + "characters A-Z a-z 0-9 . _ -, the first a letter or a digit", at: named.place)
      continue
    }
    var draft = ShopDraft(shop: shop(named.id))
    let keys = shopKeys(laws)
    for entry in named.entries { entry.readAsEntry(keys, into: &draft, &problems) }
    drafts.append(draft)
  }
  if drafts.isEmpty {
    drafts = [ShopDraft(shop: shop("main"))]
  }
  return drafts.sorted { $0.shop.id < $1.shop.id }
}

private func shopKeys(_ laws: [LawPack]) -> [Key<ShopDraft>] {
  [
    Key("law_pack") { setting, draft, problems in
      let words = laws.map { ($0.name.string, Optional($0)) } + [("none", nil)]
      if let law = setting.choice(words, &problems) { draft.shop.law = law }
    }
  ] + otherShopKeys
}

private let otherShopKeys: [Key<ShopDraft>] = [
  Key("platform") { setting, draft, problems in
    if let platform = setting.text(&problems) { draft.platform = Text(platform) }
  },
  Key("entity") { setting, draft, problems in
    if let entity = setting.text(&problems) { draft.shop.entity = Text(entity) }
  },
  Key("currency") { setting, draft, problems in
    if let currency = setting.currency(&problems) { draft.shop.currency = currency }
  },
  Key("time_zone") { setting, draft, problems in
    if let zone = setting.zone(&problems) { draft.shop.zone = zone }
  },
  Key("executor") { setting, draft, problems in
    let words = [("shop", false), ("platform", true)]
    if let isPlatform = setting.choice(words, &problems) {
      draft.shop.platformExecutesRefunds = isPlatform
    }
  },
  Key("language") { setting, draft, problems in
    let words = NoticeLanguage.allCases.map { ($0.tag, $0) }
    if let language = setting.choice(words, &problems) { draft.shop.noticeLanguage = language }
  },
  Key("feeds") { setting, draft, problems in draft.shop.feeds = setting.feeds(&problems) },
  Key("calendar") { setting, draft, _ in draft.calendar = setting },
  Key("opening_date") { setting, draft, problems in
    draft.shop.openingDay = setting.day(&problems)
  },
]

/// Ids that may name a folder below the inbox.
private func isIdentifier(_ id: String) -> Bool {
  func isAlphanumeric(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
  }
  guard let first = id.utf8.first, isAlphanumeric(first), id.utf8.count <= 64 else { return false }
  return id.utf8.allSatisfy { isAlphanumeric($0) || [45, 46, 95].contains($0) }
}
