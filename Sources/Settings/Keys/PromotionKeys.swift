internal import Returns

/// A promotion while its keys are read; amounts are of `currency`.
private struct PromotionDraft {
  var shop: Int?
  var currency: Currency
  var steps: [Promotion.Step] = []
  var single = StepDraft()
  var repeats = false
}

private struct StepDraft {
  var threshold: Int64?
  var discount: Int64?
}

/// Reads the list under `promotions:`, each with its `promotion_id`.
/// - Parameter policy: holds the shops, which a promotion may name.
func readPromotions(
  _ setting: Setting, _ policy: Policy, _ problems: inout Problems
) -> [Promotion] {
  setting.named("promotion_id", &problems).compactMap { named in
    let before = problems.errors.count
    var draft = PromotionDraft(currency: policy.currency)
    // The shop comes first: amounts are of its currency.
    for entry in named.entries where entry.key == "shop" {
      draft.shop = entry.shop(policy.shopWords, &problems)
      draft.currency = draft.shop.map { policy.shops[$0].currency } ?? draft.currency
    }
    for entry in named.entries where entry.key != "shop" {
      entry.readAsEntry(promotionKeys, into: &draft, &problems)
    }
    if draft.single.threshold != nil || draft.single.discount != nil {
      draft.steps += step(draft.single, at: named.place, &problems).map { [$0] } ?? []
    }
    if problems.errors.count == before { check(draft, at: named.place, &problems) }
    guard problems.errors.count == before else { return nil }
    return Promotion(
      id: Text(named.id), shop: draft.shop, currency: draft.currency, steps: draft.steps,
      repeats: draft.repeats)
  }
}

private let promotionKeys: [Key<PromotionDraft>] = [
  Key("shop") { _, _, _ in },
  Key("threshold") { setting, draft, problems in
    draft.single.threshold = setting.amount(draft.currency, &problems)
  },
  Key("discount") { setting, draft, problems in
    draft.single.discount = setting.amount(draft.currency, &problems)
  },
  Key("repeats") { setting, draft, problems in
    if let repeats = setting.flag(&problems) { draft.repeats = repeats }
  },
  Key("steps") { setting, draft, problems in
    for item in setting.items(of: "steps", &problems) ?? [] {
      var step = StepDraft()
      item.read(stepKeys(draft.currency), into: &step, &problems)
      if let whole = Settings.step(step, at: item.place, &problems) { draft.steps.append(whole) }
    }
  },
]

private func stepKeys(_ currency: Currency) -> [Key<StepDraft>] {
  [
    Key("threshold") { setting, step, problems in
      step.threshold = setting.amount(currency, &problems)
    },
    Key("discount") { setting, step, problems in
      step.discount = setting.amount(currency, &problems)
    },
  ]
}

private func step(
  _ draft: StepDraft, at place: Place, _ problems: inout Problems
) -> Promotion.Step? {
  guard let threshold = draft.threshold, let discount = draft.discount else {
    problems.add("a step needs a threshold and a discount; give both", at: place)
    return nil
  }
  return Promotion.Step(threshold: threshold, discount: discount)
}

private func check(_ draft: PromotionDraft, at place: Place, _ problems: inout Problems) {
  let steps = draft.steps
  if steps.isEmpty {
    problems.add("a promotion needs a threshold and a discount, or steps of them", at: place)
  }
  if steps.contains(where: { $0.discount == 0 || $0.discount > $0.threshold }) {
    problems.add(
      "a discount is more than nothing and no more than its threshold; correct it", at: place)
  }
  let isAscending = zip(steps, steps.dropFirst()).allSatisfy {
    $0.threshold < $1.threshold && $0.discount < $1.discount
  }
  if !isAscending {
    problems.add(
      "the steps of a promotion rise in threshold and discount; put them in order", at: place)
  }
  if draft.repeats, steps.count > 1 {
    problems.add("a promotion that repeats has one step; leave out repeats or steps", at: place)
  }
}
