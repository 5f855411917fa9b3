internal import Returns

/// A rule of a law pack while its keys are read.
struct LawRuleDraft {
  var families = FamilySet.all
  var article: Text = ""
  var chineseArticle: Text = ""
  var validFrom: Day?
  var validTo: Day?
  var days = 0
  var windowStart = LawWindow.Start.receipt
  var isOfWholeOrder = false
  var refundStart = LawRefund.Start.arrival
  var mayWithhold = false
  var coversShipping = false
  var secondAlarmDays: Int?
  var bearer = Bearer.merchant
  var basis = RefundBasis.paid
  var shipping = ShippingRefund.keep
  var categories: [Text] = []
}

/// A key that rules of one sort have, besides those that all have.
struct LawRuleKey {
  let key: Key<LawRuleDraft>
  var isRequired = true

  static let days = LawRuleKey(
    key: Key("days") { setting, draft, problems in
      draft.days = setting.count(TermKey.dayRange, of: "days", &problems) ?? 0
    })
  static let windowStart = LawRuleKey(
    key: Key("from") { setting, draft, problems in
      if let start = setting.choice(LawWindow.Start.self, &problems) { draft.windowStart = start }
    }, isRequired: false)
  static let wholeOrder = LawRuleKey(
    key: Key("whole_order") { setting, draft, problems in
      if let isWhole = setting.flag(&problems) { draft.isOfWholeOrder = isWhole }
    }, isRequired: false)
  static let refundStart = LawRuleKey(
    key: Key("from") { setting, draft, problems in
      if let start = setting.choice(LawRefund.Start.self, &problems) { draft.refundStart = start }
    }, isRequired: false)
  static let withhold = LawRuleKey(
    key: Key("withhold") { setting, draft, problems in
      if let may = setting.flag(&problems) { draft.mayWithhold = may }
    }, isRequired: false)
  static let withShipping = LawRuleKey(
    key: Key("with_shipping") { setting, draft, problems in
      if let covers = setting.flag(&problems) { draft.coversShipping = covers }
    }, isRequired: false)
  static let secondAlarm = LawRuleKey(
    key: Key("second_alarm_days") { setting, draft, problems in
      draft.secondAlarmDays = setting.count(TermKey.dayRange, of: "days", &problems)
    }, isRequired: false)
  static let bearer = LawRuleKey(
    key: Key("bearer") { setting, draft, problems in
      if let bearer = setting.choice(Bearer.self, &problems) { draft.bearer = bearer }
    })
  static let basis = LawRuleKey(
    key: Key("basis") { setting, draft, problems in
      let words = [RefundBasis.paid, .reprice].map { ($0.name, $0) }
      if let basis = setting.choice(words, &problems) { draft.basis = basis }
    })
  static let shipping = LawRuleKey(
    key: Key("gives") { setting, draft, problems in
      let words = [ShippingRefund.standard, .lastLine, .full].map { ($0.name, $0) }
      if let shipping = setting.choice(words, &problems) { draft.shipping = shipping }
    })
  static let categories = LawRuleKey(
    key: Key("categories") { setting, draft, problems in
      draft.categories = setting.texts("categories", &problems).map { Text($0) }
    })
}

extension Setting {
  /// Reads a list of rules that have these keys, each with its article and the days it is in force.
  func lawRules<Value: Sendable & Equatable>(
    _ own: [LawRuleKey], _ problems: inout Problems, _ value: (LawRuleDraft) -> Value
  ) -> [LawRule<Value>] {
    var rules: [LawRule<Value>] = []
    let required = own.filter(\.isRequired).map(\.key.name) + ["article", "valid_from"]
    for item in items(of: "rules", &problems) ?? [] {
      guard let entries = item.entries(&problems) else { continue }
      var draft = LawRuleDraft()
      let before = problems.errors.count
      for entry in entries {
        entry.readAsEntry(own.map(\.key) + sharedKeys, into: &draft, &problems)
      }
      for name in required where !entries.contains(where: { $0.key == name }) {
        problems.add("\(name) is missing; add it to this rule", at: item.place)
      }
      guard problems.errors.count == before, let from = draft.validFrom else { continue }
      let source = LawSource(
        article: draft.article,
        chineseArticle: draft.chineseArticle.isEmpty ? draft.article : draft.chineseArticle,
        validFrom: from, validTo: draft.validTo)
      let rule = LawRule(value(draft), families: draft.families, source: source)
      if rules.contains(where: { $0.isInForce(with: rule) }) {
        problems.add(
          "two rules of \(key) hold for the same family on the same day; part them by families, or "
            + "by valid_from and valid_to", at: item.place)
      }
      rules.append(rule)
    }
    return rules
  }
}

private let sharedKeys: [Key<LawRuleDraft>] = [
  Key("families") { setting, draft, problems in
    let words = ReasonFamily.allCases.map { ($0.name, $0) }
    draft.families = FamilySet(setting.choices("family", words, &problems))
  },
  Key("article") { setting, draft, problems in
    if let text = setting.text(&problems) { draft.article = Text(text) }
  },
  Key("article_zh") { setting, draft, problems in
    if let text = setting.text(&problems) { draft.chineseArticle = Text(text) }
  },
  Key("valid_from") { setting, draft, problems in draft.validFrom = setting.day(&problems) },
  Key("valid_to") { setting, draft, problems in draft.validTo = setting.day(&problems) },
]

extension LawRule {
  /// Whether both hold for some family on some day.
  fileprivate func isInForce(with other: Self) -> Bool {
    !families.isDisjoint(with: other.families)
      && source.validFrom <= (other.source.validTo ?? Day(number: .max))
      && other.source.validFrom <= (source.validTo ?? Day(number: .max))
  }
}
