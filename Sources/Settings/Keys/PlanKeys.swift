internal import Returns

let planKeys: [Key<ContingencyPlan>] = [
  Key("title") { setting, plan, problems in
    if let title = setting.planText(&problems) { plan.title = title }
  },
  Key("metric") { setting, plan, problems in
    if let metric = setting.choice(DayMetric.self, &problems) { plan.metric = metric }
  },
  Key("days") { setting, plan, problems in
    if let days = setting.count(1...60, of: "business dates", &problems) { plan.days = days }
  },
  Key("levels") { setting, plan, problems in
    for item in setting.items(of: "levels", &problems) ?? [] {
      var level = ContingencyPlan.Level()
      item.read(levelKeys, into: &level, &problems)
      plan.levels.append(level)
    }
  },
  Key("end") { setting, plan, problems in
    setting.read(endKeys, into: &plan, &problems)
  },
]

private let levelKeys: [Key<ContingencyPlan.Level>] = [
  Key("above") { setting, level, problems in
    if let bound = setting.bound(&problems) { level.above = bound }
  },
  Key("owner") { setting, level, problems in
    if let owner = setting.choice(Owner.self, &problems) { level.owner = owner }
  },
  Key("steps") { setting, level, problems in
    level.steps = (setting.items(of: "steps", &problems) ?? [])
      .compactMap { $0.planText(&problems) }
  },
]

private let endKeys: [Key<ContingencyPlan>] = [
  Key("below") { setting, plan, problems in
    if let bound = setting.bound(&problems) { plan.endBelow = bound }
  },
  Key("days") { setting, plan, problems in
    if let days = setting.count(1...60, of: "business dates", &problems) { plan.endDays = days }
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
