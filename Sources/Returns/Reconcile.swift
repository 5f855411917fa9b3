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
  outcome.clear()
  let desk = Desk(dossier, circumstances)

  if !dossier.charges.isEmpty {
    let settled = settleFees(
      dossier, policy: circumstances.policy, terms: { desk.terms(of: $0) }, asOf: circumstances.asOf
    )
    desk.fees = settled.lines
    outcome.fees += settled.lines
    outcome.findings += settled.findings
  }
  desk.judgeMoney(into: &outcome)
  desk.judgeDeadlines(into: &outcome)
  for rule in circumstances.rules.exceptions { outcome.findings += rule.find(desk) }
  if !desk.files.isEmpty { outcome.cases += desk.caseResults(outcome) }

  return dossier.hasLaterFacts || !outcome.pending.isEmpty || !outcome.findings.isEmpty
    || outcome.cases.contains(where: \.isOpen) || (dossier.isLoose && dossier.hasEvidence)
}

extension Dossier {
  /// Something that an order or case may yet claim.
  var hasEvidence: Bool {
    !parcels.isEmpty || !charges.isEmpty || !settlements.isEmpty || !inspections.isEmpty
      || !reviews.isEmpty || !materials.isEmpty
  }
}
