/// A clause of a policy that the law may have a rule for: its name and how the two compare. A new
/// clause is one more line in `all`.
struct LawClause: Sendable {
  /// nil where the law has no rule for the family on the day.
  let compare: @Sendable (CaseTerms, LawPack, ReasonFamily, Day) -> LawComparison?

  /// In the order of the report's reading: application, answer, money, freight.
  static let all: [LawClause] = [
    window, windowStart, exclusions, review, refund, returnFreight, exchangeFreight,
    shippingRefund,
  ]

  /// CN-01, CN-19; EU-01.
  private static let window = LawClause { terms, law, family, day in
    guard let rule = law.windows.rule(for: family, on: day) else { return nil }
    return LawComparison(
      Text("windows.\(family.name)"), policy: days(terms.windowDays[family]),
      law: days(rule.value.days), source: rule.source,
      verdict(least: rule.value.days, given: terms.windowDays[family] ?? .max))
  }

  /// CN-03: the law counts from receipt.
  private static let windowStart = LawClause { terms, law, family, day in
    guard family == .noReason, let rule = law.windows.rule(for: family, on: day) else {
      return nil
    }
    let isStricter = terms.windowFrom == .purchase && rule.value.start == .receipt
    return LawComparison(
      "window_from", policy: Text(terms.windowFrom.name), law: Text(rule.value.start.name),
      source: rule.source,
      isStricter ? .stricter : terms.windowFrom == rule.value.start ? .equal : .better)
  }

  /// CN-04, CN-06; EU-09: no category may be added.
  private static let exclusions = LawClause { terms, law, family, day in
    guard let rule = law.exclusions.rule(for: family, on: day) else { return nil }
    let added = terms.excludedCategories.filter { !rule.value.contains($0) }
    return LawComparison(
      "excluded_categories", policy: list(terms.excludedCategories), law: list(rule.value),
      source: rule.source,
      !added.isEmpty
        ? .stricter : terms.excludedCategories.count < rule.value.count ? .better : .equal)
  }

  /// CN-23.
  private static let review = LawClause { terms, law, family, day in
    guard let rule = law.reviewDays.rule(for: family, on: day) else { return nil }
    return LawComparison(
      "review_days", policy: days(terms.reviewDays), law: days(rule.value), source: rule.source,
      verdict(most: rule.value, taken: terms.reviewDays))
  }

  /// CN-11; EU-05, EU-06. Without goods to wait for, or paid at once, nothing is later than the
  /// shop's own days; else those of the inspection come before.
  private static let refund = LawClause { terms, law, family, day in
    guard let rule = law.refunds.rule(for: family, on: day) else { return nil }
    let waits = terms.refundOn == .acceptance ? terms.inspectionDays : 0
    return LawComparison(
      terms.refundOn == .acceptance ? "inspection_days+refund_days" : "refund_days",
      policy: days(waits + terms.refundDays), law: days(rule.value.days), source: rule.source,
      verdict(most: rule.value.days, taken: waits + terms.refundDays))
  }

  /// CN-17, CN-19; EU-07.
  private static let returnFreight = LawClause { terms, law, family, day in
    guard let rule = law.returnFreight.rule(for: family, on: day),
      let bearer = terms.returnFreightBearer[family]
    else { return nil }
    return LawComparison(
      Text("freight_bearer.\(family.name)"), policy: Text(bearer.name),
      law: Text(rule.value.name), source: rule.source, verdict(rule.value, bearer))
  }

  private static let exchangeFreight = LawClause { terms, law, family, day in
    guard let rule = law.exchangeFreight.rule(for: family, on: day) else { return nil }
    let bearer = terms.exchangeFreightBearer
    return LawComparison(
      "freight_bearer.exchange", policy: Text(bearer.name), law: Text(rule.value.name),
      source: rule.source, verdict(rule.value, bearer))
  }

  /// CN-19; EU-05.
  private static let shippingRefund = LawClause { terms, law, family, day in
    guard let rule = law.shippingRefunds.rule(for: family, on: day) else { return nil }
    let asked = terms.shippingRefund[family] ?? .keep
    let given = asked == .law ? rule.value : asked
    return LawComparison(
      Text("shipping_refund.\(family.name)"), policy: Text(given.name), law: Text(rule.value.name),
      source: rule.source,
      verdict(least: rule.value.generosity, given: given.generosity))
  }

  /// Whoever bears it instead of the customer is the merchant's matter.
  private static func verdict(_ law: Bearer, _ policy: Bearer) -> LawComparison.Verdict {
    (law == .customer) == (policy == .customer) ? .equal : policy == .customer ? .stricter : .better
  }

  private static func verdict(least: Int, given: Int) -> LawComparison.Verdict {
    given < least ? .stricter : given == least ? .equal : .better
  }

  private static func verdict(most: Int, taken: Int) -> LawComparison.Verdict {
    taken > most ? .stricter : taken == most ? .equal : .better
  }

  private static func days(_ days: Int?) -> Text { Text(days.map { "\($0)" } ?? "none") }

  private static func list(_ names: some Sequence<Text>) -> Text {
    let sorted = names.sorted().map(\.string).joined(separator: ";")
    return Text(sorted.isEmpty ? "none" : sorted)
  }
}
