internal import Returns

/// One item of `overrides:` while it is read: the selectors that choose cases and the terms that
/// then hold.
struct OverrideDraft: Sendable {
  var shop: Int?
  var category: Text?
  var reason: Reason?
  var family: ReasonFamily?
  /// Minor units of the shop's currency, or of the workspace's where no shop is named.
  var refundTolerance: Int64?
  var patches: [TermPatch] = []

  init(refundTolerance: Int64? = nil) { self.refundTolerance = refundTolerance }

  var selectorCount: Int {
    [shop != nil, category != nil, reason != nil, family != nil].filter { $0 }.count
  }
}

/// Reads the list under `overrides:`.
/// - Parameter policy: holds the shops, which an override may name.
func readOverrides(
  _ setting: Setting, _ policy: Policy, _ problems: inout Problems
) -> [OverrideDraft] {
  var drafts: [OverrideDraft] = []
  for item in setting.items(of: "overrides", &problems) ?? [] {
    guard let entries = item.entries(&problems) else { continue }
    var draft = OverrideDraft()
    let selectors = selectorKeys(policy)
    // The selectors come first: a tolerance is an amount of the chosen shop's currency.
    for entry in entries where selectors.contains(where: { $0.name == entry.key }) {
      entry.readAsEntry(selectors, into: &draft, &problems)
    }
    let currency = draft.shop.map { policy.shops[$0].currency } ?? policy.currency
    let keys = selectors.map { Key<OverrideDraft>($0.name) { _, _, _ in } } + termKeys(currency)
    for entry in entries { entry.readAsEntry(keys, into: &draft, &problems) }
    check(draft, entries, item, &problems)
    drafts.append(draft)
  }
  return drafts
}

/// Overrides from general to narrow: by the number of their selectors, in the order of the files
/// among equals. One that names no shop but holds an amount is made for each shop of the
/// workspace's currency, since the same number of minor units is another amount of money elsewhere.
func ordered(_ drafts: [OverrideDraft], _ policy: Policy) -> [TermsOverride] {
  let ranked = drafts.enumerated().sorted {
    ($0.element.selectorCount, $0.offset) < ($1.element.selectorCount, $1.offset)
  }
  let isOneCurrency = policy.shops.allSatisfy { $0.currency == policy.currency }
  return ranked.flatMap { _, draft -> [TermsOverride] in
    let terms = draft.patches
    guard let tolerance = draft.refundTolerance else { return [draft.override(terms)] }
    let withTolerance = terms + [{ $0.refundTolerance = tolerance }]
    if draft.shop != nil || isOneCurrency { return [draft.override(withTolerance)] }
    let amounts = policy.shops.indices.filter { policy.shops[$0].currency == policy.currency }
      .map { draft.override(withTolerance, shop: $0) }
    return (terms.isEmpty ? [] : [draft.override(terms)]) + amounts
  }
}

extension OverrideDraft {
  func override(_ patches: [TermPatch], shop: Int? = nil) -> TermsOverride {
    TermsOverride(
      shop: shop ?? self.shop, category: category, reason: reason, family: family
    ) { terms in
      for patch in patches { patch(&terms) }
    }
  }
}

private func selectorKeys(_ policy: Policy) -> [Key<OverrideDraft>] {
  let shops = policy.shopWords
  return [
    Key("shop") { entry, draft, problems in draft.shop = entry.shop(shops, &problems) },
    Key("category") { entry, draft, problems in
      draft.category = entry.text(&problems).map { Text($0) }
    },
    Key("reason") { entry, draft, problems in draft.reason = entry.choice(Reason.self, &problems) },
    Key("family") { entry, draft, problems in
      draft.family = entry.choice(ReasonFamily.self, &problems)
    },
  ]
}

private func termKeys(_ currency: Currency) -> [Key<OverrideDraft>] {
  let tolerances: [Key<OverrideDraft>] = [
    Key("refund") { entry, draft, problems in
      draft.refundTolerance = entry.amount(currency, &problems)
    }
  ]
  return TermKey.all.map { term in
    Key<OverrideDraft>(term.name) { entry, draft, problems in
      if let patch = term.read(entry, &problems) { draft.patches.append(patch) }
    }
  } + [
    Key("tolerances") { entry, draft, problems in
      entry.read(tolerances, into: &draft, &problems)
    }
  ]
}

private func check(
  _ draft: OverrideDraft, _ entries: [Setting], _ item: Setting, _ problems: inout Problems
) {
  let selectors = ["shop", "category", "reason", "family"]
  let chosen = entries.filter { selectors.contains($0.key) }
  if chosen.isEmpty {
    problems.add(
      "an override without shop, category, reason or family would hold for every case; name at "
        + "least one, or set the key itself", at: item.place)
  }
  if entries.count == chosen.count {
    problems.add("an override without a term changes nothing; add one", at: item.place)
  }
  if draft.reason != nil, draft.family != nil {
    problems.add(
      "an override names a reason and a family; every reason is in one family, so name one of them",
      at: entries.place(of: "family") ?? item.place)
  }
}

extension Policy {
  /// Shop ids as the configuration writes them, with their indexes.
  var shopWords: [(String, Int)] { shops.enumerated().map { ($1.id.string, $0) } }
}

extension Setting {
  /// The index of the shop that is named.
  func shop(_ shops: [(String, Int)], _ problems: inout Problems) -> Int? {
    guard let id = text(&problems) else { return nil }
    if let index = shops.first(where: { $0.0 == id })?.1 { return index }
    problems.add(unknown("shop", id, known: shops.map(\.0)), at: place)
    return nil
  }
}
