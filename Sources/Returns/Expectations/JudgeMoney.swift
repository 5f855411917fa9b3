extension Desk {
  /// Matches every pool of money expectations with its evidence and says what stands: met, pending,
  /// or an exception.
  func judgeMoney(into outcome: inout Outcome) {
    for pool in circumstances.rules.pools {
      var dues: [(rule: MoneyRule, due: MoneyDue)] = []
      for rule in pool { dues += rule.expect(self).map { (rule, $0) } }
      let positions = pool[0].evidence(self)
      guard !dues.isEmpty || !positions.isEmpty else { continue }
      let evidence = positions.map(movement)
      let matching = matchMoney(
        dues.map(\.due.expectation), evidence, orderID: dossier.orderID, shop: shop,
        terms: policy.matching,
        knownCases: dossier.cases.isEmpty ? [] : dossier.cases.map(\.caseID))
      for match in matching.matches { outcome.matches.append(withEvidenceAmount(match)) }
      for index in dues.indices {
        let standing = stand(dues[index].rule, dues[index].due, matching, index)
        money.append(standing)
        report(standing, &outcome)
      }
      for leftover in matching.leftovers {
        let owner = leftover.leftover.expectation.map { dues[$0] }
        report(leftover, owner, &outcome)
      }
      report(matching.undecided, standings: matching.standings.map(\.standing), &outcome)
    }
  }

  private func stand(
    _ rule: MoneyRule, _ due: MoneyDue, _ matching: MoneyMatching, _ index: Int
  ) -> MoneyStanding {
    var actual: Int64 = 0
    var last: Day?
    for match in matching.matches where match.expectationID == due.expectation.id {
      if match.currency == due.expectation.currency { actual += match.actual }
      if let day = settledOn(match) { last = max(last ?? day, day) }
    }
    return MoneyStanding(
      rule: rule, due: due, standing: matching.standings[index].standing,
      matched: matching.standings[index].matched, actual: actual, settledOn: last)
  }

  private func movement(_ index: Int) -> MoneyEvidence {
    let row = dossier.settlements[index]
    var references = References()
    if !row.refundRef.isEmpty { references.append(row.refundRef) }
    if row.type == .payment {
      if !row.orderID.isEmpty { references.append(row.orderID) }
      if !row.paymentRef.isEmpty { references.append(row.paymentRef) }
    }
    return MoneyEvidence(
      index: index, txnID: row.txnID, amount: row.amount, currency: row.currency,
      settledAt: row.settledAt, references: references, orderID: row.orderID,
      paymentRef: row.paymentRef,
      identity: StableHash.of(row.accountID, seed: UInt64(row.lineNo ?? 0)))
  }

  private func withEvidenceAmount(_ match: Match) -> Match {
    var match = match
    match.evidenceAmount = dossier.settlements.reduce(0) { sum, row in
      row.txnID == match.evidenceID && (row.type == .payment || row.type == .refund)
        ? sum + row.amount : sum
    }
    return match
  }

  private func settledOn(_ match: Match) -> Day? {
    dossier.settlements.first { $0.txnID == match.evidenceID }.map { day($0.settledAt) }
  }

  private func report(_ standing: MoneyStanding, _ outcome: inout Outcome) {
    let wanted = standing.due.expectation
    let rest: Int64 =
      if case .met = standing.standing { wanted.amount - standing.matched } else { 0 }
    outcome.expectations.append(
      ExpectationState(
        id: wanted.id, kind: wanted.kind, currency: wanted.currency, expected: wanted.amount,
        matched: standing.matched, writtenOff: rest))
    let dueOn = standing.due.dueOn
    let seenOn = standing.settledOn ?? dueOn
    switch standing.standing {
    case .met: break
    case .open(let nearest): settleLater(standing, standing.rule.missing, nearest, &outcome)
    case .short: settleLater(standing, standing.rule.short, [], &outcome)
    case .over:
      outcome.findings.append(moneyFinding(standing, standing.rule.over, openedOn: seenOn))
    case .currencyDiffers(let found):
      let code: ExceptionCode = wanted.kind == .payment ? .paymentMismatch : .refundCurrency
      var finding = moneyFinding(standing, code, openedOn: seenOn)
      finding.notes = [.currencies(expected: wanted.currency, found: found)]
      outcome.findings.append(finding)
    case .ambiguous(let rivals):
      var finding = moneyFinding(standing, .ambiguous, openedOn: min(dueOn + 1, asOf))
      finding.notes = rivals.map { .rival(id: $0) }
      outcome.findings.append(finding)
    case .searchLimit:
      outcome.findings.append(moneyFinding(standing, .searchLimit, openedOn: min(dueOn + 1, asOf)))
    }
  }

  /// Not there yet: pending until the last day has passed and every source has reported that far.
  private func settleLater(
    _ standing: MoneyStanding, _ code: ExceptionCode, _ notes: [Note], _ outcome: inout Outcome
  ) {
    let wanted = standing.due.expectation
    let dueOn = standing.due.dueOn
    if let attempt = failedAttempt(at: wanted) {
      var finding = moneyFinding(standing, .refundFailed, openedOn: day(attempt.settledAt))
      finding.txnID = attempt.txnID
      outcome.findings.append(finding)
      return
    }
    let source = circumstances.waiting(for: .settlements, shop: shop, through: dueOn)
    guard asOf > dueOn, source == nil else {
      let subject = wanted.caseID.isEmpty ? dossier.orderID : wanted.caseID
      outcome.pending.append(
        Pending(
          id: wanted.id, kind: wanted.kind, subject: subject, shop: shop, caseID: wanted.caseID,
          orderID: dossier.orderID, amount: wanted.amount - standing.matched,
          currency: wanted.currency,
          breaksOn: dueOn + 1, waitingFor: asOf > dueOn ? source ?? Text() : Text(),
          owner: code.owner))
      return
    }
    var finding = moneyFinding(standing, code, openedOn: dueOn + 1)
    finding.notes = notes
    outcome.findings.append(finding)
  }

  private func moneyFinding(_ standing: MoneyStanding, _ code: ExceptionCode, openedOn: Day)
    -> Finding
  {
    let wanted = standing.due.expectation
    let subject = wanted.caseID.isEmpty ? dossier.orderID : wanted.caseID
    var finding = finding(code, wanted.id, subject: subject, openedOn: openedOn)
    finding.caseID = wanted.caseID
    finding.expected = wanted.amount
    finding.actual = standing.actual
    finding.currency = wanted.currency
    finding.dueOn = standing.due.dueOn
    return finding
  }

  private func report(
    _ left: LeftoverMoney, _ owner: (rule: MoneyRule, due: MoneyDue)?, _ outcome: inout Outcome
  ) {
    let row = dossier.settlements[left.evidence]
    guard row.type == .refund else {
      reportExcess(row, left.part, owner?.due, &outcome)
      return
    }
    let code: ExceptionCode
    switch left.leftover {
    case .duplicate: code = .refundDuplicate
    case .over: code = .refundOver
    case .unentitled: code = isOrphan ? .refundOrphan : .refundUnentitled
    }
    if code == .refundOrphan || code == .refundUnentitled, !isUnentitled(row, &outcome) { return }
    var finding = finding(code, settlement: row, "unexpected refund")
    finding.expected = 0
    finding.actual = left.part
    finding.notes = left.nearest
    if let caseID = owner?.due.expectation.caseID { finding.caseID = caseID }
    outcome.findings.append(finding)
  }

  /// Evidence that several expectations compete for; the expectations say so themselves where they
  /// are still open.
  private func report(
    _ undecided: [UndecidedMoney], standings: [Standing], _ outcome: inout Outcome
  ) {
    let isSaid = standings.contains { standing in
      switch standing {
      case .ambiguous, .searchLimit: true
      default: false
      }
    }
    guard !isSaid else { return }
    for item in undecided {
      let code: ExceptionCode = item.reachedLimit ? .searchLimit : .ambiguous
      var finding = finding(code, settlement: dossier.settlements[item.evidence], "undecided")
      finding.actual = item.part
      finding.notes = item.rivals.map { .rival(id: $0) }
      outcome.findings.append(finding)
    }
  }

  /// More came in than expected. Payments of orders nobody delivered are not this program's
  /// business.
  private func reportExcess(
    _ row: Settlement, _ part: Int64, _ due: MoneyDue?, _ outcome: inout Outcome
  ) {
    guard !dossier.lines.isEmpty, let due,
      !outcome.findings.contains(where: { $0.identity == due.expectation.id })
    else { return }
    var finding = finding(.paymentMismatch, settlement: row, "unexpected payment")
    finding.expected = 0
    finding.actual = part
    finding.caseID = due.expectation.caseID
    outcome.findings.append(finding)
  }

  /// Whether nothing can entitle to the refund any more: the cases up to its day have come, and its
  /// case does not predate go-live (that is listed in opening.csv instead).
  private func isUnentitled(_ row: Settlement, _ outcome: inout Outcome) -> Bool {
    let settledOn = day(row.settledAt)
    if let opening = circumstances.openingDay(shop) {
      let isOld =
        isBeforeOpening || (isOrphan && settledOn < opening)
        || files.contains {
          $0.isBeforeOpening && ($0.caseID == row.refundRef || row.refundRef.isEmpty)
        }
      if isOld {
        outcome.opening.append(
          OpeningItem(
            shop: shop, feed: .settlements, evidenceID: row.txnID, orderID: row.orderID,
            reference: row.refundRef, amount: row.amount, currency: row.currency,
            happenedOn: settledOn))
        return false
      }
    }
    return circumstances.waiting(for: .cases, shop: shop, through: settledOn) == nil
  }
}
