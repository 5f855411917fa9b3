/// What judging one dossier gives, and whether it has to be judged again tomorrow.
public struct Judgement: Sendable {
  public var outcome: Outcome
  public var isOpen: Bool
}

/// The engine on one page: from everything known about an order to what should have happened, what
/// did, and what does not fit. A pure function: no clock, no file, no global; the same dossier,
/// policy and date give the same outcome.
public func reconcile(_ dossier: Dossier, _ circumstances: Circumstances) -> Judgement {
  var outcome = Outcome()
  let isOpen = reconcile(dossier, circumstances, into: &outcome)
  return Judgement(outcome: outcome, isOpen: isOpen)
}

/// The same into an outcome that is used again and again; what it held before is forgotten.
/// - Returns: whether the dossier has to be judged again tomorrow.
public func reconcile(
  _ dossier: Dossier, _ circumstances: Circumstances, into outcome: inout Outcome
) -> Bool {
  Reconciliation(dossier, circumstances).reconcile(into: &outcome)
}

/// The engine for one dossier after another: the dossier is filled anew between them, and the desk
/// with all its lists is used again.
public struct Reconciliation {
  private let desk: Desk
  private let feeSettling: FeeSettling

  public init(_ dossier: Dossier, _ circumstances: Circumstances) {
    desk = Desk(dossier, circumstances)
    feeSettling = FeeSettling(dossier, circumstances)
  }

  /// Judges what lies in the dossier now; what the outcome held before is forgotten.
  /// - Returns: whether the dossier has to be judged again tomorrow.
  public func reconcile(into outcome: inout Outcome) -> Bool {
    outcome.clear()
    let dossier = desk.dossier
    judge(into: &outcome)
    if !dossier.decisions.isEmpty { _ = decide(into: &outcome) }
    return dossier.hasLaterFacts || !outcome.pending.isEmpty || outcome.hasOpenFinding
      || outcome.hasOpenCase || outcome.hasOpenClaim || outcome.awaitsDay
      || (dossier.isLoose && dossier.hasEvidence)
  }

  /// What the decisions of people on the dossier come to.
  func rulings() -> Rulings {
    guard !desk.dossier.decisions.isEmpty else { return Rulings() }
    var outcome = Outcome()
    judge(into: &outcome)
    return decide(into: &outcome)
  }

  private func decide(into outcome: inout Outcome) -> Rulings {
    var review = DecisionReview(
      desk.dossier.decisions, desk.circumstances, dossier: desk.dossier)
    review.run(into: &outcome) { rulings, outcome in
      outcome.clear()
      desk.rulings = rulings
      judge(into: &outcome)
    }
    desk.rulings = Rulings()
    return review.rulings
  }

  /// Judges by the rulings on the desk.
  private func judge(into outcome: inout Outcome) {
    desk.layOut()
    let dossier = desk.dossier
    if !dossier.charges.isEmpty {
      feeSettling.settle(
        terms: { desk.terms(of: $0) }, lostOn: { desk.lostOn($0) }, into: &outcome)
      if !desk.rulings.isEmpty { outcome.payGivenUpFees(desk.rulings, desk.circumstances) }
      desk.fees = outcome.fees
      if !outcome.disputes.isEmpty { desk.disputes = outcome.disputes }
    }
    desk.judgeMoney(into: &outcome)
    if !desk.fees.isEmpty && (!desk.files.isEmpty || desk.hasClaims) {
      desk.countRecovered(into: &outcome)
    }
    desk.judgeDeadlines(into: &outcome)
    if !outcome.disputes.isEmpty { desk.closeDisputesMadeGood(in: &outcome) }
    desk.findExceptions(into: &outcome)
    if let opening = desk.circumstances.openingDay(desk.shop) {
      desk.leaveBehind(before: opening, in: &outcome)
    }
    if !desk.rulings.isEmpty { outcome.setAside(desk.rulings) }
    if !outcome.findings.isEmpty {
      desk.noteUnplaced(in: &outcome)
      desk.noteReplaced(in: &outcome)
      desk.noteLoose(in: &outcome)
      desk.noteInDoubt(in: &outcome)
    }
    if !desk.files.isEmpty { desk.addCaseResults(to: &outcome) }
    desk.keepBooks(into: &outcome)
    desk.instruct(into: &outcome)
    desk.clear()
  }
}

extension Outcome {
  fileprivate var hasOpenFinding: Bool {
    for index in findings.indices where !findings[index].isOver { return true }
    return false
  }

  /// Takes out the findings that a person is done with; of those of which a part is given up, that
  /// part.
  public mutating func setAside(_ rulings: Rulings) {
    for loss in rulings.losses {
      guard let part = loss.part,
        let place = findings.firstIndex(where: { $0.identity == loss.finding })
      else { continue }
      findings[place].givenUp -= part
    }
    let closed = rulings.closed
    guard !closed.isEmpty else { return }
    for index in findings.indices where closed.contains(findings[index].identity) {
      decided.append(findings[index])
      // Nothing of it is open: the whole of it is what was decided about.
      decided[decided.count - 1].givenUp = 0
    }
    findings.removeAll { closed.contains($0.identity) }
    // A promise to the customer, or goods sent again, leave the carrier's charge as it is.
    disputes.removeAll { rulings.givenUp.contains($0.identity) }
  }

  /// A claim that may still be answered or paid.
  fileprivate var hasOpenClaim: Bool {
    for index in instructions.indices where instructions[index].kind == .carrierClaim {
      if case .done = instructions[index].need { continue }
      return true
    }
    return false
  }

  fileprivate var hasOpenCase: Bool {
    for index in cases.indices where cases[index].isOpen { return true }
    return false
  }
}

extension Dossier {
  /// Something that an order or case may yet claim.
  var hasEvidence: Bool {
    !parcels.isEmpty || !charges.isEmpty || !settlements.isEmpty || !inspections.isEmpty
      || !reviews.isEmpty || !materials.isEmpty || stock.contains { !$0.caseID.isEmpty }
      || !claimResults.isEmpty || tickets.contains { !$0.caseID.isEmpty && $0.orderID.isEmpty }
  }
}
