extension ExceptionRule {
  /// A customer bears freight that the law puts on another: the policy or the deduction says so, or
  /// what was laid out was not given back in the law's time (CN-19; EU: free of charge).
  static let lawFreight = ExceptionRule(code: .lawFreight, subject: .files) { desk in
    guard desk.hasLaw else { return [] }
    return desk.files.indices.compactMap { index in
      let file = desk.files[index]
      guard file.isApproved, desk.leads(index) else { return nil }
      if let borne = desk.borneReturnFreight(of: file, index),
        let rule = desk.lawfulBearer(.return, of: file)
      {
        return desk.freightFinding(borne, rule, file)
      }
      guard let borne = desk.borneExchangeFreight(of: file),
        let rule = desk.lawfulBearer(.exchange, of: file)
      else { return nil }
      return desk.freightFinding(borne, rule, file)
    }
  }

  /// An application that the policy turns down and the law does not: too late for the policy alone,
  /// or of a category that the law does not let it exclude (CN-06, CN-09; EU-09).
  static let lawPolicy = ExceptionRule(code: .lawPolicy, subject: .failedChecks) { desk in
    guard desk.hasLaw else { return [] }
    return desk.files.compactMap { file in
      guard file.verdict != .approved, !file.isWithdrawn, !file.isBeforeOpening else { return nil }
      let appliedOn = desk.day(file.application.appliedAt)
      var notes: [Note] = []
      if file.verdict(of: .inTime) == .fail, let (rule, end) = desk.lawWindow(of: file),
        appliedOn <= end
      {
        notes += [.lawfulUntil(end), .appliedOn(appliedOn), rule.source.note]
      }
      if file.verdict(of: .notExcluded) == .fail, let rule = desk.brokenExclusion(of: file) {
        notes.append(rule.source.note)
      }
      guard !notes.isEmpty else { return nil }
      var finding = desk.finding(.lawPolicy, "law policy", file: file, openedOn: appliedOn)
      finding.notes = notes
      return finding
    }
  }
}

/// Freight that a customer bears against the law.
private struct BorneFreight {
  var amount: Int64
  var since: Day
  var due: Day?
}

extension Desk {
  /// A freight that the case's terms put on the customer, else one that was laid out and is not
  /// back when the law wants the refund; nil where neither is.
  fileprivate func borneReturnFreight(of file: CaseFile, _ index: Int) -> BorneFreight? {
    let laidOut = freightLaidOut(of: file)
    if returnFreightBearer(of: file) == .customer {
      return borne(file, .return, laidOut: laidOut)
    }
    guard laidOut > 0, let refund = standing(.freightRefund, of: index),
      let limit = lawDeadline(of: file), asOf > limit,
      circumstances.waiting(for: .settlements, shop: shop, through: limit) == nil
    else { return nil }
    let owed = refund.due.expectation.amount - refund.matched
    return owed > 0 ? BorneFreight(amount: owed, since: limit + 1, due: limit) : nil
  }

  fileprivate func borneExchangeFreight(of file: CaseFile) -> BorneFreight? {
    file.terms.exchangeFreightBearer == .customer ? borne(file, .exchange, laidOut: 0) : nil
  }

  /// What carriers charged of it, and what the customer laid out.
  fileprivate func borne(
    _ file: CaseFile, _ direction: Direction, laidOut: Int64
  ) -> BorneFreight? {
    var amount = laidOut
    for place in fees.indices
    where fees[place].caseID == file.caseID && fees[place].direction == direction
      && fees[place].bearer == .customer && fees[place].currency == file.currency
    { amount += fees[place].carriageCost }
    guard amount > 0, let approvedAt = file.verdictAt else { return nil }
    return BorneFreight(amount: amount, since: day(approvedAt))
  }

  fileprivate func freightFinding(
    _ borne: BorneFreight, _ rule: LawRule<Bearer>, _ file: CaseFile
  ) -> Finding {
    var finding = finding(.lawFreight, "law freight", file: file, openedOn: borne.since)
    finding.dueOn = borne.due
    finding.expected = 0
    finding.actual = borne.amount
    finding.currency = file.currency
    finding.notes = [.bearer(rule.value), rule.source.note]
    return finding
  }

  /// The law's rule about excluded categories, where the case is turned down by a category that is
  /// not among them. What the order marks as excluded was confirmed at that purchase (CN-05).
  fileprivate func brokenExclusion(of file: CaseFile) -> LawRule<[Text]>? {
    guard let rule = circumstances.laws[shop]?.exclusions.rule(for: .noReason, on: lawDay(of: file))
    else { return nil }
    let isLawful = file.lines.contains {
      $0.isNoReasonExcluded
        || (file.terms.excludedCategories.contains($0.category)
          && rule.value.contains($0.category))
    }
    return isLawful ? nil : rule
  }
}

extension LawSource {
  var note: Note { .law(article: article, chinese: chineseArticle, since: validFrom) }
}

/// A policy that is stricter than the law belongs to a shop and to no order.
public enum LawTrouble {
  public static func findings(_ rows: [LawComparison], _ policy: Policy, asOf: Day) -> [Finding] {
    rows.compactMap { row in
      guard row.verdict == .stricter else { return nil }
      var hash = StableHash(seed: 0x1A)
      hash.combine(policy.shops[row.shop].id)
      hash.combine(row.clause)
      var finding = Finding(
        .lawPolicy, identity: hash.value, subject: row.clause, shop: row.shop, openedOn: asOf)
      finding.notes = [.clause(policy: row.policy, law: row.law), row.source.note]
      return finding
    }
  }
}
