internal import Returns

/// A promotion while its keys are read; amounts are of `currency`.
private struct PromotionDraft {
  var shop: Int?
  var currency: Currency
  var steps: [Promotion.Step] = []
  var places: [StepPlaces] = []
  var single = StepDraft()
  var repeats = false
}

private struct StepDraft {
  var threshold: Int64?
  var discount: Int64?
  var thresholdPlace: Place?
  var discountPlace: Place?
}

/// Where the amounts of a step stand.
private struct StepPlaces {
  let threshold: Place
  let discount: Place
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
      draft.add(draft.single, at: named.place, &problems)
    }
    if problems.errors.count == before { check(draft, named, &problems) }
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
    draft.single.thresholdPlace = setting.place
  },
  Key("discount") { setting, draft, problems in
    draft.single.discount = setting.amount(draft.currency, &problems)
    draft.single.discountPlace = setting.place
  },
  Key("repeats") { setting, draft, problems in
    if let repeats = setting.flag(&problems) { draft.repeats = repeats }
  },
  Key("steps") { setting, draft, problems in
    for item in setting.items(of: "steps", &problems) ?? [] {
      var step = StepDraft()
      item.read(stepKeys(draft.currency), into: &step, &problems)
      draft.add(step, at: item.place, &problems)
    }
  },
]

private func stepKeys(_ currency: Currency) -> [Key<StepDraft>] {
  [
    Key("threshold") { setting, step, problems in
      step.threshold = setting.amount(currency, &problems)
      step.thresholdPlace = setting.place
    },
    Key("discount") { setting, step, problems in
      step.discount = setting.amount(currency, &problems)
      step.discountPlace = setting.place
    },
  ]
}

extension PromotionDraft {
  fileprivate mutating func add(_ step: StepDraft, at place: Place, _ problems: inout Problems) {
    guard let threshold = step.threshold, let discount = step.discount else {
      problems.add("a step needs a threshold and a discount; give both", at: place)
      return
    }
    steps.append(Promotion.Step(threshold: threshold, discount: discount))
    places.append(
      StepPlaces(
        threshold: step.thresholdPlace ?? place, discount: step.discountPlace ?? place))
  }
}

private func check(
  _ draft: PromotionDraft, _ named: NamedSetting, _ problems: inout Problems
) {
  let steps = draft.steps
  if steps.isEmpty {
    problems.add("a promotion needs a threshold and a discount, or steps of them", at: named.place)
  }
  if let place = steps.firstIndex(where: { $0.discount == 0 || $0.discount > $0.threshold }) {
    problems.add(
      "a discount is more than nothing and no more than its threshold; correct it",
      at: draft.places[place].discount)
  }
  let descent = steps.indices.dropFirst().first {
    steps[$0].threshold <= steps[$0 - 1].threshold || steps[$0].discount <= steps[$0 - 1].discount
  }
  if let descent {
    problems.add(
      "the steps of a promotion rise in threshold and discount; put them in order",
      at: draft.places[descent].threshold)
  }
  if draft.repeats, steps.count > 1 {
    problems.add(
      "a promotion that repeats has one step; leave out repeats or steps",
      at: named.place(of: "repeats"))
  }
}
