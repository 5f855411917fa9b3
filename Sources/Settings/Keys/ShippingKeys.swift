internal import Returns

/// One entry of `shipping:` while its keys are read.
private struct ShippingDraft {
  var shop: Int?
  var currency: Currency
  var terms = ShippingTerms()
}

/// Reads the list under `shipping:` into the shops: an entry that names none holds for all in the
/// workspace's currency, one that names a shop for that shop alone.
func readShipping(_ setting: Setting, _ policy: inout Policy, _ problems: inout Problems) {
  var drafts: [ShippingDraft] = []
  for item in setting.items(of: "shops' delivery", &problems) ?? [] {
    guard let entries = item.entries(&problems) else { continue }
    var draft = ShippingDraft(currency: policy.currency)
    // The shop comes first: amounts are of its currency.
    for entry in entries where entry.key == "shop" {
      draft.shop = entry.shop(policy.shopWords, &problems)
      draft.currency = draft.shop.map { policy.shops[$0].currency } ?? draft.currency
    }
    for entry in entries where entry.key != "shop" {
      entry.readAsEntry(shippingKeys, into: &draft, &problems)
    }
    if draft.terms.freeFrom != nil, draft.terms.standard == nil {
      problems.add(
        "free_from needs standard: what delivery costs a basket that does not travel free",
        at: entries.place(of: "free_from") ?? item.place)
    }
    if drafts.contains(where: { $0.shop == draft.shop }) {
      problems.add(
        "two entries of shipping hold for the same shops; keep one",
        at: entries.place(of: "shop") ?? item.place)
    }
    drafts.append(draft)
  }
  for draft in drafts where draft.shop == nil {
    for shop in policy.shops.indices where policy.shops[shop].currency == policy.currency {
      policy.shops[shop].shipping = draft.terms
    }
  }
  for draft in drafts { if let shop = draft.shop { policy.shops[shop].shipping = draft.terms } }
}

private let shippingKeys: [Key<ShippingDraft>] = [
  Key("shop") { _, _, _ in },
  Key("standard") { setting, draft, problems in
    draft.terms.standard = setting.amount(draft.currency, &problems)
  },
  Key("free_from") { setting, draft, problems in
    draft.terms.freeFrom = setting.amount(draft.currency, &problems)
  },
  Key("when_lost") { setting, draft, problems in
    if let rule = setting.choice(ShippingTerms.LostFreeShipping.self, &problems) {
      draft.terms.whenLost = rule
    }
  },
]
