/// One way a charge can be wrong: the code it raises and how it explains a position. A new rule is
/// a new file under `Rules/` and one line in `all`.
struct FeeRule: Sendable {
  let code: ExceptionCode
  /// What auditors call it (domain.md 3f).
  let check: FeeCheck
  /// - Returns: nil where the rule does not explain the position.
  let explain: @Sendable (FeeAudit, RateCards) -> FeeExplanation?

  /// The first that explains a position gives its code (design: section 5).
  static let all: [FeeRule] = [
    .orphan, .notShipped, .duplicate, .repeated, .paidByOthers, .noRate, .late, .weight, .zone,
    .asForward,
    .surcharge, .overbilled, .underbilled, .noCase, .statement,
  ]

  static func first(
    of rules: [FeeRule], _ audit: FeeAudit, _ rateCards: RateCards
  ) -> (ExceptionCode, FeeExplanation)? {
    for rule in rules {
      guard var explanation = rule.explain(audit, rateCards) else { continue }
      if explanation.checks.isEmpty { explanation.checks = [rule.check] }
      return (rule.code, explanation)
    }
    return nil
  }
}

/// What was agreed and what was billed of it, in minor units, and what the sentence needs.
struct FeeExplanation {
  /// nil where nothing says what is right.
  var expected: Int64?
  var actual: Int64
  /// The root cause behind the carrier's name: same cause, same words.
  var cause: FeeCause
  var notes: [Note] = []
  /// Empty: the rule's own.
  var checks: [FeeCheck] = []
}

extension FeeAudit {
  /// What else on the position is not agreed, beside what the code is about.
  var surchargeNotes: [Note] {
    var notes: [Note] = []
    let repeated = repeatedTypes
    for type in position.types.each
    where type != .freight && !type.isAllowance && !position.duplicated.contains(type)
      && !repeated.contains(type)
    {
      let excess = position.standing[type] - owed(type)
      if excess > 0 { notes.append(.amounts(type.label, excess)) }
    }
    return notes
  }

  /// All that is charged and stands, allowances left out.
  var allStanding: Int64 {
    position.types.each.reduce(0) { sum, type in
      type.isAllowance ? sum : FeeSum.adding(sum, max(0, position.standing[type]))
    }
  }
}

extension ChargeType {
  /// Which check finds too much of it.
  var check: FeeCheck {
    switch self {
    case .freight: .rate
    case .packaging: .packaging
    case .insurance: .insuredValue
    case .address: .address
    case .fuel, .remote, .cod, .rebate, .compensation, .other: .surcharge
    }
  }

  /// The name as a constant, for notes.
  var label: Text {
    switch self {
    case .freight: "freight"
    case .packaging: "packaging"
    case .fuel: "fuel"
    case .remote: "remote"
    case .insurance: "insurance"
    case .cod: "cod"
    case .address: "address"
    case .rebate: "rebate"
    case .compensation: "compensation"
    case .other: "other"
    }
  }
}
