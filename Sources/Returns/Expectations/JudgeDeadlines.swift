extension Desk {
  /// Judges everything that must happen by a day.
  func judgeDeadlines(into outcome: inout Outcome) {
    let rules = circumstances.rules.deadlines
    var deadlines: [Deadline] = []
    swap(&deadlines, &self.deadlines)
    for index in rules.indices where isAsked(rules[index]) {
      deadlines.empty()
      rules[index].expect(self, &deadlines)
      for place in deadlines.indices { report(deadlines[place], rules[index], &outcome) }
    }
    swap(&deadlines, &self.deadlines)
  }

  private func isAsked(_ rule: DeadlineRule) -> Bool {
    let isThere =
      switch rule.subject {
      case .files: !files.isEmpty
      case .waybills: !waybills.isEmpty
      case .tickets: !dossier.tickets.isEmpty
      case .claims: hasClaims
      }
    return isThere && delivers(rule.evidenceFeed)
  }

  private func report(_ deadline: Deadline, _ rule: DeadlineRule, _ outcome: inout Outcome) {
    switch deadline.state {
    case .met(let evidenceID, let field):
      guard deadline.isListed else { return }
      outcome.matches.append(match(deadline, rule, evidenceID, field))
    case .metLate(let evidenceID, let field, let until, let answeredOn):
      outcome.matches.append(match(deadline, rule, evidenceID, field))
      var finding = finding(deadline, rule.code, openedOn: rule.opens(until))
      finding.dueOn = until
      finding.isOver = true
      if let answeredOn { finding.notes = [.answeredOn(answeredOn)] }
      outcome.findings.append(finding)
    case .broken(let code, let since):
      outcome.findings.append(finding(deadline, code, openedOn: since))
    case .open(let until):
      let source = circumstances.waiting(for: rule.evidenceFeed, shop: shop, through: until)
      let isBroken = asOf > until && source == nil
      if !isBroken, asOf >= until, let warning = rule.warning {
        var finding = finding(deadline, warning, openedOn: rule.opens(until))
        finding.dueOn = until
        if asOf > until, let source { finding.notes.append(.text(source)) }
        outcome.findings.append(finding)
        return
      }
      guard isBroken else {
        outcome.pending.append(
          Pending(
            id: deadline.id, kind: rule.kind, subject: deadline.subject, shop: shop,
            caseID: caseID(deadline), orderID: dossier.orderID, waybill: deadline.waybill,
            amount: nil,
            currency: .none, breaksOn: until + 1,
            waitingFor: asOf > until ? source ?? Text() : Text(),
            owner: rule.code.owner))
        return
      }
      var finding = finding(deadline, rule.code, openedOn: rule.opens(until))
      finding.dueOn = until
      outcome.findings.append(finding)
    }
  }

  private func match(
    _ deadline: Deadline, _ rule: DeadlineRule, _ evidenceID: Text, _ field: StaticString
  ) -> Match {
    Match(
      expectationID: deadline.id, kind: rule.kind, shop: shop, caseID: caseID(deadline),
      orderID: dossier.orderID, evidenceFeed: rule.evidenceFeed, evidenceID: evidenceID,
      expected: 0, actual: 0, currency: .none, pass: .exact, matchedOn: field)
  }

  private func caseID(_ deadline: Deadline) -> Text {
    deadline.file.map { files[$0].caseID } ?? deadline.details?.caseID ?? Text()
  }

  private func finding(_ deadline: Deadline, _ code: ExceptionCode, openedOn: Day) -> Finding {
    var finding = finding(code, deadline.id, subject: deadline.subject, openedOn: openedOn)
    finding.caseID = caseID(deadline)
    finding.waybill = deadline.waybill
    finding.carrier = deadline.carrier
    if let (status, day) = deadline.lastSeen { finding.notes = [.lastSeen(status, day)] }
    if let details = deadline.details {
      if finding.orderID.isEmpty { finding.orderID = details.orderID }
      finding.cause = details.cause
      finding.notes += details.notes
    }
    if let expected = deadline.expected {
      finding.expected = expected
      finding.actual = deadline.actual
      finding.currency = deadline.details?.currency ?? orderCurrency
    }
    return finding
  }
}
