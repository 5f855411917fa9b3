extension Desk {
  /// Matches every pool of money expectations with its evidence and says what stands: met, pending,
  /// or an exception.
  func judgeMoney(into outcome: inout Outcome) {
    var (dues, positions): ([MoneyDue], [Int]) = ([], [])
    swap(&dues, &self.dues)
    swap(&positions, &self.positions)
    let pools = circumstances.rules.pools
    for pool in pools.indices {
      dues.empty()
      positions.empty()
      for rule in pools[pool].indices where isAsked(pools[pool][rule]) {
        pools[pool][rule].expect(self, &dues)
      }
      pools[pool][0].evidence(self, &positions)
      if !rulings.isEmpty { rule(&dues) }
      if dues.isEmpty && positions.isEmpty { continue }
      let strangers = nameInstructions(&dues, positions) + givenAway(dues)
      if !meetPlainly(dues, positions, pools[pool], &outcome) {
        match(dues, positions, strangers, pools[pool], &outcome)
      }
    }
    swap(&dues, &self.dues)
    swap(&positions, &self.positions)
  }

  private func isAsked(_ rule: MoneyRule) -> Bool {
    switch rule.subject {
    case .order: !dossier.lines.isEmpty
    case .files: !files.isEmpty
    case .rulings: !rulings.isEmpty
    }
  }

  /// One expectation and one movement that names it and equals it: nothing else competes.
  private func meetPlainly(
    _ dues: [MoneyDue], _ positions: [Int], _ pool: [MoneyRule], _ outcome: inout Outcome
  ) -> Bool {
    guard dues.count == 1, positions.count == 1, rulings.isEmpty else { return false }
    let row = positions[0]
    guard dues[0].expectation.amount == dossier.settlements[row].amount,
      var match = plainMatch(
        dues[0].expectation, movement(row), orderID: dossier.orderID, shop: shop,
        isKnownCase: { self.namesCase($0) })
    else { return false }
    match.evidenceAmount = evidenceAmount(of: match)
    outcome.matches.append(match)
    money.append(
      MoneyStanding(
        codes: pool.codes(of: dues[0]), due: dues[0], standing: .met, matched: match.actual,
        actual: match.actual, settledOn: settledOn(match)))
    outcome.expectations.append(
      ExpectationState(
        id: match.expectationID, kind: match.kind, currency: match.currency,
        expected: match.expected, matched: match.actual))
    return true
  }

  private func match(
    _ dues: [MoneyDue], _ positions: [Int], _ strangers: [Text], _ pool: [MoneyRule],
    _ outcome: inout Outcome
  ) {
    var matching = matchMoney(
      dues.map(\.inItsTurn), free(positions).map(movement), orderID: dossier.orderID, shop: shop,
      terms: policy.matching,
      knownCases: dossier.cases.isEmpty ? strangers : dossier.cases.map(\.caseID) + strangers,
      decided: rulings.matches, stages: stages(dues))
    leave(positions, in: &matching)
    for match in matching.matches {
      outcome.matches.append(withEvidenceAmount(match))
      if match.toleranceUsed > 0 { outcome.tolerances.append(toleranceUse(match)) }
    }
    let first = money.count
    for index in dues.indices {
      money.append(stand(pool.codes(of: dues[index]), dues[index], matching, index))
    }
    for place in first..<money.count { report(money[place], &outcome) }
    for leftover in matching.leftovers {
      report(leftover, leftover.leftover.expectation.map { dues[$0] }, &outcome)
    }
    if !matching.undecided.isEmpty {
      report(matching.undecided, standings: matching.standings.map(\.standing), &outcome)
    }
  }

  private func stand(
    _ codes: MoneyCodes, _ due: MoneyDue, _ matching: MoneyMatching, _ index: Int
  ) -> MoneyStanding {
    var actual: Int64 = 0
    var last: Day?
    for match in matching.matches where match.expectationID == due.expectation.id {
      if match.currency == due.expectation.currency { actual += match.actual }
      if let day = settledOn(match) { last = max(last ?? day, day) }
    }
    switch matching.standings[index].standing {
    case .ambiguous, .searchLimit: last = disputedSince(due.expectation, matching)
    default: break
    }
    return MoneyStanding(
      codes: codes, due: due, standing: matching.standings[index].standing,
      matched: matching.standings[index].matched, actual: actual, settledOn: last,
      writtenOff: rulings.writtenOff(of: due.expectation.id))
  }

  private func movement(_ index: Int) -> MoneyEvidence {
    let row = dossier.settlements[index]
    var references = References()
    if !row.refundRef.isEmpty { references.append(row.reference) }
    if row.type == .payment {
      if !row.orderID.isEmpty { references.append(row.orderID) }
      if !row.paymentRef.isEmpty { references.append(row.paymentRef) }
    }
    return MoneyEvidence(
      index: index, txnID: row.txnID, amount: row.amount, currency: row.currency,
      settledAt: row.settledAt, references: references, orderID: row.orderID,
      paymentRef: row.paymentRef, isOfPayment: row.type == .refund && isOfPayment(row.paymentRef),
      identity: StableHash.of(row.accountID, seed: UInt64(row.lineNo ?? 0)))
  }

  /// Whether a reference is one of the order's payments, by its own reference or its transaction.
  private func isOfPayment(_ reference: Text) -> Bool {
    !reference.isEmpty
      && views.payments.contains { place in
        let payment = dossier.settlements[place]
        return payment.paymentRef.isSameSpelling(as: reference) || payment.txnID == reference
      }
  }

  private func withEvidenceAmount(_ match: Match) -> Match {
    var match = match
    match.evidenceAmount = evidenceAmount(of: match)
    return match
  }

  /// Rows of one number that are of another type or currency, a fee perhaps, are other movements;
  /// rows of another view are the same one.
  private func evidenceAmount(of match: Match) -> Int64 {
    let rows = dossier.settlements
    var sum: Int64 = 0
    for index in rows.indices
    where rows[index].type == match.kind.evidenceType && rows[index].currency == match.currency
      && rows[index].txnID == match.evidenceID && !views.linked.contains(index)
    { sum += rows[index].amount }
    return sum
  }

  private func settledOn(_ match: Match) -> Day? {
    let rows = dossier.settlements
    for index in rows.indices where rows[index].txnID == match.evidenceID {
      return day(rows[index].settledAt)
    }
    return nil
  }

  private func report(_ standing: MoneyStanding, _ outcome: inout Outcome) {
    let wanted = standing.due.expectation
    let rest: Int64 =
      if case .met = standing.standing { wanted.amount - standing.matched } else { 0 }
    outcome.expectations.append(
      ExpectationState(
        id: wanted.id, kind: wanted.kind, currency: wanted.currency, expected: wanted.amount,
        matched: standing.matched, writtenOff: rest + standing.writtenOff))
    if isToleranceUsedUp(wanted.id) { outcome.refusedTolerances.append(wanted.id) }
    let dueOn = standing.due.dueOn
    let seenOn = standing.settledOn ?? dueOn
    let disputedOn = min(dueOn + 1, standing.settledOn ?? asOf, asOf)
    switch standing.standing {
    case .met: break
    case .open(let nearest): settleLater(standing, standing.codes.missing, nearest, &outcome)
    case .short: settleLater(standing, standing.codes.short, [], &outcome)
    case .over:
      outcome.findings.append(moneyFinding(standing, standing.codes.over, openedOn: seenOn))
    case .currencyDiffers(let found):
      let code: ExceptionCode = wanted.kind == .payment ? .paymentMismatch : .refundCurrency
      var finding = moneyFinding(standing, code, openedOn: seenOn)
      finding.notes += [.currencies(expected: wanted.currency, found: found)]
      outcome.findings.append(finding)
    case .ambiguous(let rivals):
      var finding = moneyFinding(standing, .ambiguous, openedOn: disputedOn)
      finding.notes += rivals.map { .rival(id: $0) }
      outcome.findings.append(finding)
    case .searchLimit:
      outcome.findings.append(moneyFinding(standing, .searchLimit, openedOn: disputedOn))
    }
  }

  /// Not there yet: pending until the last day has passed and every source has reported that far.
  private func settleLater(
    _ standing: MoneyStanding, _ code: ExceptionCode, _ notes: [Note], _ outcome: inout Outcome
  ) {
    let wanted = standing.due.expectation
    if let attempt = failedAttempt(at: wanted) {
      var finding = moneyFinding(standing, .refundFailed, openedOn: day(attempt.settledAt))
      finding.txnID = attempt.txnID
      outcome.findings.append(finding)
      return
    }
    let (dueOn, missing) = (lastDay(of: standing), missingPart(of: standing))
    guard let missing else {
      outcome.pending.append(pending(standing, since: 0, dueOn, code))
      return
    }
    if let nextDueOn = missing.nextDueOn {
      outcome.pending.append(pending(standing, since: missing.owed, nextDueOn, code))
    }
    var finding = moneyFinding(standing, code, openedOn: dueOn + 1)
    finding.expected = missing.owed
    finding.notes += notes
    if !views.chargebacks.isEmpty, wanted.kind.evidenceType == .refund {
      finding.notes.append(.chargedBack(chargedBack(in: wanted.currency)))
    }
    outcome.findings.append(finding)
  }

  private func moneyFinding(_ standing: MoneyStanding, _ code: ExceptionCode, openedOn: Day)
    -> Finding
  {
    let wanted = standing.due.expectation
    var finding = finding(code, wanted.id, subject: subject(of: wanted), openedOn: openedOn)
    finding.caseID = wanted.caseID
    finding.expected = wanted.amount
    finding.actual = standing.actual
    finding.givenUp = standing.writtenOff
    finding.currency = wanted.currency
    finding.dueOn = lastDay(of: standing)
    if isToleranceUsedUp(wanted.id) { finding.notes.append(.toleranceUsedUp) }
    if wanted.kind == .shippingRefund { finding.notes.append(.outboundFreight) }
    if wanted.kind == .refund, let file = standing.due.file,
      let note = repricingNote(of: files[file])
    {
      finding.notes.append(note)
    }
    return finding
  }

  private func report(
    _ left: LeftoverMoney, _ owner: MoneyDue?, _ outcome: inout Outcome
  ) {
    let row = dossier.settlements[left.evidence]
    guard row.type == .refund else {
      reportExcess(row, left.part, owner, &outcome)
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
    if let caseID = owner?.expectation.caseID { finding.caseID = caseID }
    if code == .refundUnentitled, let lostOn = lostGround(row, finding.caseID) {
      finding.openedOn = lostOn
    }
    noteStray(finding, row)
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
    guard !dossier.lines.isEmpty, due != nil || isPaidForNothing(row),
      !outcome.findings.contains(where: { $0.identity == due?.expectation.id })
    else { return }
    var finding = finding(.paymentMismatch, settlement: row, "unexpected payment")
    finding.expected = 0
    finding.actual = part
    finding.caseID = due?.expectation.caseID ?? row.refundRef
    outcome.findings.append(finding)
  }

  /// A payment names a case that asks the customer for nothing, and will not: she sent back what
  /// was too much, perhaps. A difference may be paid before the exchange is approved, freight
  /// before it is billed.
  private func isPaidForNothing(_ row: Settlement) -> Bool {
    let named = lines(of: row.refundRef)
    return !named.isEmpty
      && named.allSatisfy { file in
        !file.isBeforeOpening && !mayOweFreight(file)
          && (file.kind != .exchange || file.isApproved || file.isWithdrawn
            || file.verdict == .refused)
      }
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

extension [MoneyRule] {
  /// What the rule that made an expectation calls its troubles; rules of a pool differ in kind.
  fileprivate func codes(of due: MoneyDue) -> MoneyCodes {
    for index in indices where self[index].kind == due.expectation.kind {
      return self[index].codes
    }
    return self[0].codes
  }
}
