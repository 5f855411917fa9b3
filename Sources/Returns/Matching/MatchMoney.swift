/// Matches the money that should have moved with the money that did (design: section 6).
///
/// A pure function of its values: the order of either array changes nothing but the positions it
/// answers with. A pass matches only where its answer is unique; else the rivals stand in the
/// answer and nothing is guessed.
/// - Parameter knownCases: cases of the dossier that expect nothing (refused, withdrawn, not yet
///   entitled): money that names one of them is not taken for another case because its amount
///   happens to fit.
/// - Parameter decided: what people matched; it comes before all passes.
/// - Parameter stages: earlier ones, ascending.
func matchMoney(
  _ expectations: [MoneyExpectation], _ evidence: [MoneyEvidence], orderID: Text, shop: Int,
  terms: MatchingTerms, knownCases: [Text] = [], decided: [DecidedMatch] = [],
  stages: [MatchingStage] = []
) -> MoneyMatching {
  if decided.isEmpty, stages.isEmpty,
    let answer = matchPlainly(
      expectations, evidence, orderID: orderID, shop: shop, knownCases)
  {
    return answer
  }
  var slate = MatchingSlate(
    expectations, evidence, orderID: orderID, shop: shop, terms: terms, knownCases: knownCases)
  if !decided.isEmpty { slate.take(decided) }
  for stage in stages where slate.hasWork { slate.run(stage, MoneyPass.ofEqualMoney) }
  for pass in MoneyPass.all where slate.hasWork { pass.run(&slate) }
  return slate.answer()
}

/// One way of matching money. A new way is a new file with one of these and one line in `all`.
struct MoneyPass: Sendable {
  let pass: MatchPass
  /// Works on what the earlier passes left on the slate.
  let run: @Sendable (inout MatchingSlate) -> Void

  init(_ pass: MatchPass, _ run: @escaping @Sendable (inout MatchingSlate) -> Void) {
    self.pass = pass
    self.run = run
  }

  /// In the order of design section 6. What a person decides comes before all of them
  /// (`DecidedMatches`).
  static let all: [MoneyPass] = [
    exactReference, withinTolerance, split, bundle, orderAndAmount, normalisedReference, parts,
    withDifference,
  ]
}

/// The day's ordinary dossiers, without a slate: nothing on one side, or one expectation and one
/// movement that names it and equals it.
private func matchPlainly(
  _ expectations: [MoneyExpectation], _ evidence: [MoneyEvidence], orderID: Text, shop: Int,
  _ knownCases: [Text]
) -> MoneyMatching? {
  if evidence.isEmpty {
    return MoneyMatching(
      matches: [], standings: expectations.map { ($0.amount > 0 ? .open(nearest: []) : .met, 0) })
  }
  if expectations.isEmpty {
    let leftovers = evidence.sorted { $0.comesBefore($1) }.map {
      LeftoverMoney(evidence: $0.index, part: $0.amount, leftover: .unentitled, nearest: [])
    }
    return MoneyMatching(matches: [], standings: [], leftovers: leftovers)
  }
  guard expectations.count == 1, evidence.count == 1,
    let match = plainMatch(
      expectations[0], evidence[0], orderID: orderID, shop: shop,
      isKnownCase: knownCases.contains)
  else { return nil }
  return MoneyMatching(matches: [match], standings: [(.met, match.actual)])
}

/// The match of an expectation and a movement that nothing else competes with, where the movement
/// names it and equals it; else nil, and the passes have to look.
func plainMatch(
  _ expectation: MoneyExpectation, _ evidence: MoneyEvidence, orderID: Text, shop: Int,
  isKnownCase: (Text) -> Bool
) -> Match? {
  guard expectation.amount > 0, evidence.amount == expectation.amount,
    evidence.currency == expectation.currency,
    let reference = sharedReference(expectation, evidence, isKnownCase)
  else { return nil }
  return Match(
    expectation, evidence, part: evidence.amount, pass: .exact, toleranceUsed: 0,
    matchedOn: evidence.fieldName(of: reference, for: expectation.kind).withAmount,
    orderID: orderID, shop: shop)
}

private func sharedReference(
  _ expectation: MoneyExpectation, _ evidence: MoneyEvidence, _ isKnownCase: (Text) -> Bool
) -> Text? {
  for position in 0..<evidence.references.count {
    let reference = evidence.references[position]
    if reference.isEmpty { continue }
    if expectation.references.contains(reference) { return reference }
    if isKnownCase(reference) { return nil }
  }
  return nil
}

extension Match {
  init(
    _ expectation: MoneyExpectation, _ evidence: MoneyEvidence, part: Int64, pass: MatchPass,
    toleranceUsed: Int64, matchedOn: StaticString, orderID: Text, shop: Int
  ) {
    self.init(
      expectationID: expectation.id, kind: expectation.kind, shop: shop, caseID: expectation.caseID,
      orderID: orderID, evidenceFeed: .settlements, evidenceID: evidence.txnID,
      expected: expectation.amount, actual: part, currency: evidence.currency, pass: pass,
      toleranceUsed: toleranceUsed, matchedOn: matchedOn)
  }
}
