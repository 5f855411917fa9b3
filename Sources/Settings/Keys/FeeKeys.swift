internal import Returns

/// Keys of how carriers' charges are held against the agreement.
let feeKeys: [Key<PolicyDraft>] = [
  Key("surcharges") { setting, draft, problems in
    if let agrees = setting.choice([("card", false), ("agreed", true)], &problems) {
      draft.policy.fees.agreesAllSurcharges = agrees
    }
  },
  Key("fee_lines") { setting, draft, problems in
    if let listsAll = setting.choice([("variances", false), ("all", true)], &problems) {
      draft.policy.fees.listsAllLines = listsAll
    }
  },
  Key("rate_gaps") { setting, draft, problems in
    if let allows = setting.choice([("refuse", false), ("allow", true)], &problems) {
      draft.policy.fees.allowsRateGaps = allows
    }
  },
  .retired(
    "claim_windows",
    "stands with each carrier now; write for example carriers: {SF: {claim_days: {FA03: 60, late: "
      + "{days: 15, from: delivery}}}}, and the name \"*\" for all carriers without an entry"),
  Key("billing_days") { setting, draft, problems in
    draft.policy.fees.billingDays = FixedList(
      setting.list(billingKeys, BillingDays(days: 0), of: "carriers' days", &problems))
  },
]

/// Keys of `tolerances:`.
let toleranceKeys: [Key<PolicyDraft>] = [
  Key("refund") { setting, draft, problems in
    draft.refundTolerance = setting.amount(draft.policy.currency, &problems)
  },
  Key("freight_fee") { setting, draft, problems in
    if let amount = setting.amount(draft.policy.currency, &problems) {
      draft.policy.fees.feeTolerance = amount
    }
  },
  Key("weight_g") { setting, draft, problems in
    if let grams = setting.count(0...1_000_000, of: "grams", &problems) {
      draft.policy.fees.weightToleranceGrams = Int64(grams)
    }
  },
  Key("fees") { setting, draft, problems in
    let keys = feeToleranceKeys(draft.policy.currency)
    draft.policy.fees.tolerances = FixedList(
      setting.list(keys, FeeTolerance(), of: "tolerances", &problems))
  },
  Key("caps") { setting, draft, problems in
    setting.read(capKeys, into: &draft, &problems)
    draft.policy.fees.lineCap = draft.policy.toleranceCaps.line
  },
]

private let capKeys: [Key<PolicyDraft>] = [
  Key("line") { $1.policy.toleranceCaps.line = $0.cap($1.policy.currency, &$2) },
  Key("counterparty") { $1.policy.toleranceCaps.counterparty = $0.cap($1.policy.currency, &$2) },
  Key("run") { $1.policy.toleranceCaps.run = $0.cap($1.policy.currency, &$2) },
]

private func feeToleranceKeys(_ currency: Currency) -> [Key<FeeTolerance>] {
  [
    Key("carrier") { $1.carrier = Text($0.text(&$2) ?? "") },
    Key("charge") { $1.type = $0.choice(ChargeType.self, &$2) },
    Key("over") { $1.over = $0.allowance(currency, &$2) },
    Key("under") { $1.under = $0.allowance(currency, &$2) },
  ]
}

private let billingKeys: [Key<BillingDays>] = [
  Key("carrier") { $1.carrier = Text($0.text(&$2) ?? "") },
  Key("days") { $1.days = $0.count(1...3650, of: "days", &$2) ?? 0 },
]

extension Setting {
  /// A list of maps; what an entry does not name keeps the value it has in `start`.
  fileprivate func list<Entry>(
    _ keys: [Key<Entry>], _ start: Entry, of what: String, _ problems: inout Problems
  ) -> [Entry] {
    (items(of: what, &problems) ?? []).map { item in
      var entry = start
      item.read(keys, into: &entry, &problems)
      return entry
    }
  }

  /// `0.50`, or a share of what is expected: `2%`.
  fileprivate func allowance(_ currency: Currency, _ problems: inout Problems) -> Allowance {
    if let word, word.hasSuffix("%"),
      let share = minorUnits(String(word.dropLast()), decimals: 2), share <= 10_000
    {
      return Allowance(basisPoints: share)
    }
    if let word, let amount = minorUnits(word, decimals: currency.decimals) {
      return Allowance(amount: amount)
    }
    expected(
      "an amount in \(currency.string), for example \(quoted(currency.sample)), or a share of at "
        + "most 100 per cent, for example 2%", &problems)
    return Allowance()
  }

  /// An amount of the workspace's currency, or a map of amounts by currency.
  fileprivate func cap(_ currency: Currency, _ problems: inout Problems) -> CapAmounts? {
    guard word == nil else { return amount(currency, &problems).map { CapAmounts([currency: $0]) } }
    return CapAmounts(amounts(&problems))
  }
}
