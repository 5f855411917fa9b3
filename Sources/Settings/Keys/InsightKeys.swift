internal import Returns

/// What risks, plans and improvements go by, while it is read.
struct InsightDraft {
  var risks = RiskKind.allCases.map { RiskTerms($0) }
  var abuse = AbuseTerms()
  var plans: [ContingencyPlan] = []
  var improvements: [ImprovementItem] = []

  var terms: InsightTerms {
    InsightTerms(risks: risks, abuse: abuse, plans: plans, improvements: improvements)
  }
}

/// `risks`, `abuse`, `plans` and `improvements`, as they stand in `policy/` and in the program's
/// own `insight.yaml`.
let insightKeys: [Key<InsightDraft>] = [
  Key("risks") { setting, draft, problems in
    setting.read(riskKeys, into: &draft, &problems)
  },
  Key("abuse") { setting, draft, problems in
    setting.read(abuseKeys, into: &draft.abuse, &problems)
  },
  Key("plans") { setting, draft, problems in
    if setting.word == "off" || setting.word == "no" {
      draft.plans = []
      return
    }
    for named in setting.named("id", &problems) {
      let place = draft.plans.firstIndex { $0.id.string == named.id }
      draft.plans.removeAll { $0.id.string == named.id }
      if named.entries.count == 1, named.entries[0].key == "off" { continue }
      var plan = PlanDraft(id: named.id)
      for entry in named.entries { entry.readAsEntry(planKeys, into: &plan, &problems) }
      draft.plans.insert(
        plan.checked(at: named.place, &problems), at: place ?? draft.plans.count)
    }
  },
  Key("improvements") { setting, draft, problems in
    for named in setting.named("id", &problems) {
      var item = ImprovementItem(id: Text(named.id))
      for entry in named.entries { entry.readAsEntry(improvementKeys, into: &item, &problems) }
      if item.startedOn.number == 0 {
        problems.add("started_on is missing; add the date it began", at: named.place)
      }
      draft.improvements.append(item)
    }
  },
]

/// `Defaults/insight.yaml`, in the form of a workspace's own settings.
let shippedInsight: InsightDraft = {
  var (problems, draft) = (Problems(), InsightDraft())
  let file = ConfigurationFile(path: "insight.yaml", bytes: PackageResources.insight_yaml)
  readYAML(file, problems: &problems)?.read(insightKeys, into: &draft, &problems)
  precondition(problems.errors.isEmpty, "insight.yaml of the program: \(problems.errors)")
  return draft
}()

private let riskKeys = RiskKind.allCases.map { kind in
  Key<InsightDraft>(kind.name) { setting, draft, problems in
    let place = Int(kind.rawValue)
    if setting.word == "off" || setting.word == "no" {
      draft.risks[place].isOff = true
    } else {
      draft.risks[place].isOff = false
      setting.read(riskTermKeys, into: &draft.risks[place], &problems)
    }
  }
}

private let riskTermKeys: [Key<RiskTerms>] = [
  Key("level") { setting, terms, problems in
    if let level = setting.count(1...1_000_000, of: "cases", &problems) { terms.level = level }
  },
  Key("ratio_pct") { setting, terms, problems in
    let range = 101...10_000
    if let ratio = setting.count(range, of: "hundredths of the usual rate", &problems) {
      terms.ratioPercent = ratio
    }
  },
  Key("impact") { setting, terms, problems in
    let steps = setting.texts("four amounts", &problems).compactMap { wholeNumber($0) }
    if steps.count == 4, steps == steps.sorted(), Set(steps).count == 4 {
      terms.impact = steps.map(Int64.init)
    } else {
      setting.expected(
        "four ascending whole amounts, for example [500, 2000, 10000, 50000]", &problems)
    }
  },
  Key("owner") { setting, terms, problems in
    if let owner = setting.choice(Owner.self, &problems) { terms.owner = owner }
  },
  Key("respond_days") { setting, terms, problems in
    if let days = setting.count(0...365, of: "days", &problems) { terms.respondDays = days }
  },
]

private func number(
  _ name: String, _ place: any WritableKeyPath<AbuseTerms, Int> & Sendable,
  _ range: ClosedRange<Int>
) -> Key<AbuseTerms> {
  Key(name) { setting, terms, problems in
    if let value = setting.count(range, of: name, &problems) { terms[keyPath: place] = value }
  }
}

private let signNames = [
  "denied_delivery", "goods_rejected", "short_quantity", "light_parcel", "chargeback",
  "whole_order", "last_day", "swapped_goods", "weight_differs", "tracking_clash", "reason_changed",
  "insurance_gain",
]

private let abuseKeys: [Key<AbuseTerms>] =
  [
    number("orders", \.orderLeast, 1...1000), number("cases", \.caseLeast, 1...1000),
    number("rate_pct", \.ratePercent, 1...100), number("rate_points", \.ratePoints, 0...100),
    number("high_rate_pct", \.highRatePercent, 1...100),
    number("high_rate_points", \.highRatePoints, 0...100),
    number("count", \.countLeast, 1...1000), number("count_points", \.countPoints, 0...100),
    number("high_count", \.highCountLeast, 1...1000),
    number("high_count_points", \.highCountPoints, 0...100),
    number("week", \.weekLeast, 1...1000), number("week_points", \.weekPoints, 0...100),
    number("beyond_chance_points", \.beyondChancePoints, 0...100),
    number("denied_days", \.deniedDays, 1...365),
    number("review_score", \.reviewScore, 1...100), number("hold_score", \.holdScore, 1...100),
  ]
  + signNames.enumerated().map { place, name in
    Key<AbuseTerms>(name) { setting, terms, problems in
      let numbers = setting.texts("the least number and its points", &problems)
        .compactMap { wholeNumber($0) }
      if numbers.count == 2, numbers[0] > 0, numbers[1] <= 100 {
        terms.signs[place] = (numbers[0], numbers[1])
      } else {
        setting.expected("the least number and its points, for example [2, 20]", &problems)
      }
    }
  }
