internal import Returns

/// A plan while it is read: of its bounds, how each was written.
struct PlanDraft {
  fileprivate var plan: ContingencyPlan
  fileprivate var levels: [Level] = []
  fileprivate var end = Bounds()

  /// A bound may be written either way; which one is right, the metric says.
  fileprivate struct Bounds {
    var above: Int64?
    var below: Int64?
  }

  fileprivate struct Level {
    var terms = ContingencyPlan.Level()
    var bounds = Bounds()
  }

  init(id: String) { plan = ContingencyPlan(id: Text(id)) }

  /// The plan, once all its keys are read; says what contradicts.
  func checked(at place: Place, _ problems: inout Problems) -> ContingencyPlan {
    var plan = self.plan
    func complain(_ message: String) { problems.add("plan \(plan.id): \(message)", at: place) }
    let isGood = plan.metric.isGood
    for bounds in levels.map(\.bounds) + [end] where bounds.above != nil && bounds.below != nil {
      complain("a bound has both above and below; write one of them")
    }
    if !isGood, levels.contains(where: { $0.bounds.below != nil }) {
      complain("of \(plan.metric.name) too much sets a plan off; write above for its levels")
    }
    if !isGood, end.above != nil {
      complain("of \(plan.metric.name) too much sets a plan off; write below for its end")
    }
    // Of what is good, `above` for a level and `below` for the end is how it was once written.
    let ways = Set(levels.map { $0.bounds.below == nil })
    if isGood, ways.count > 1 { complain("some levels have above and some below; write below") }
    plan.levels = levels.map { level in
      var terms = level.terms
      terms.above = level.bounds.below ?? level.bounds.above ?? 0
      return terms
    }
    plan.endBelow = end.above ?? end.below ?? 0
    check(plan, complain)
    return plan
  }
}

private func check(_ plan: ContingencyPlan, _ complain: (String) -> Void) {
  let isGood = plan.metric.isGood
  guard let first = plan.levels.first else {
    return complain(
      "levels are missing; add at least one with \(isGood ? "below" : "above"), owner and steps")
  }
  if plan.levels.contains(where: { $0.steps.isEmpty }) {
    complain("a level has no steps; write what is to be done")
  }
  let bounds = plan.levels.map(\.above)
  let isOrdered = zip(bounds, bounds.dropFirst()).allSatisfy { isGood ? $0 > $1 : $0 < $1 }
  if !isOrdered { complain("the levels' bounds must go from the mildest to the gravest") }
  // The bounds of a level are left as soon as they are reached: those of the end may lie beside.
  if isGood ? plan.endBelow < first.above - 1 : plan.endBelow > first.above + 1 {
    let end = isGood ? "above" : "below"
    complain("it would end while its first level still holds; let end.\(end) be on the calm side")
  }
}

let planKeys: [Key<PlanDraft>] = [
  Key("title") { setting, draft, problems in
    if let title = setting.planText(&problems) { draft.plan.title = title }
  },
  Key("metric") { setting, draft, problems in
    if let metric = setting.choice(DayMetric.self, &problems) { draft.plan.metric = metric }
  },
  Key("days") { setting, draft, problems in
    if let days = setting.count(1...60, of: "business dates", &problems) { draft.plan.days = days }
  },
  Key("levels") { setting, draft, problems in
    for item in setting.items(of: "levels", &problems) ?? [] {
      var level = PlanDraft.Level()
      item.read(levelKeys, into: &level, &problems)
      draft.levels.append(level)
    }
  },
  Key("end") { setting, draft, problems in
    setting.read(endKeys, into: &draft, &problems)
  },
]

private let levelKeys: [Key<PlanDraft.Level>] = [
  Key("above") { setting, level, problems in level.bounds.above = setting.bound(&problems) },
  Key("below") { setting, level, problems in level.bounds.below = setting.bound(&problems) },
  Key("owner") { setting, level, problems in
    if let owner = setting.choice(Owner.self, &problems) { level.terms.owner = owner }
  },
  Key("steps") { setting, level, problems in
    level.terms.steps = (setting.items(of: "steps", &problems) ?? [])
      .compactMap { $0.planText(&problems) }
  },
]

private let endKeys: [Key<PlanDraft>] = [
  Key("below") { setting, draft, problems in draft.end.below = setting.bound(&problems) },
  Key("above") { setting, draft, problems in draft.end.above = setting.bound(&problems) },
  Key("days") { setting, draft, problems in
    if let days = setting.count(1...60, of: "business dates", &problems) {
      draft.plan.endDays = days
    }
  },
]

let improvementKeys: [Key<ImprovementItem>] = [
  Key("title") { setting, item, problems in
    if let title = setting.planText(&problems) { item.title = title }
  },
  Key("metric") { setting, item, problems in
    if let metric = setting.choice(DayMetric.self, &problems) { item.metric = metric }
  },
  Key("started_on") { setting, item, problems in
    if let day = setting.day(&problems) { item.startedOn = day }
  },
  Key("due_on") { setting, item, problems in item.dueOn = setting.day(&problems) },
  Key("target") { setting, item, problems in
    if let target = setting.bound(&problems) { item.target = target }
  },
  Key("owner") { setting, item, problems in
    if let owner = setting.choice(Owner.self, &problems) { item.owner = owner }
  },
]

extension Setting {
  /// A value of a metric: a count, or ten thousandths.
  fileprivate func bound(_ problems: inout Problems) -> Int64? {
    count(0...1_000_000_000, of: "things, or of ten thousandths of a rate", &problems)
      .map(Int64.init)
  }

  /// `{en: "...", zh-Hans: "..."}`, or one text for both languages.
  fileprivate func planText(_ problems: inout Problems) -> PlanText? {
    if word != nil {
      return text(&problems).map { PlanText(english: Text($0), chinese: Text($0)) }
    }
    var result = PlanText()
    read(languageKeys, into: &result, &problems)
    guard !result.english.isEmpty, !result.chinese.isEmpty else {
      expected("a text, or one each for en and zh-Hans", &problems)
      return nil
    }
    return result
  }
}

private let languageKeys: [Key<PlanText>] = [
  Key("en") { setting, text, problems in
    if let value = setting.text(&problems) { text.english = Text(value) }
  },
  Key("zh-Hans") { setting, text, problems in
    if let value = setting.text(&problems) { text.chinese = Text(value) }
  },
]
