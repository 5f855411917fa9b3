/// What the passes share: expectations and evidence in an order of their own, what was matched, and
/// what stays undecided. Positions below are positions in these sorted arrays.
struct MatchingSlate: Sendable {
  /// By case, line, kind, id. Their amounts are what is still to come: of all that is expected, or
  /// of what was by the stage that is looked at.
  private(set) var expectations: [MoneyExpectation]
  /// By time, transaction id, identity.
  let evidence: [MoneyEvidence]
  /// Positions in the call, per expectation.
  let places: [Int]
  /// Expectations of one case are neighbours.
  let cases: [Range<Int>]
  let orderID: Text
  let shop: Int
  let terms: MatchingTerms
  /// Who names whom byte for byte, and by normalised references (movements that name nobody byte
  /// for byte).
  let exact: Naming
  let normalised: Naming

  /// Per expectation.
  private(set) var states: [State]
  /// Per movement: the part no expectation took, minor units.
  private(set) var left: [Int64]
  private(set) var taken: [Taken] = []
  private(set) var disputes = Disputes()
  /// Per expectation: all that it expects, and what of that came in earlier stages; minor units.
  let whole: [Int64]
  private(set) var cameBefore: [Int64]
  /// Movements from then on are none of the stage that is looked at.
  private var until: Instant?
  /// Searches that ended at the work limit.
  private var exhaustedSearches = 0

  enum State: Sendable {
    case open
    /// Money matched in the expectation's currency; the word for it.
    case settled(Standing, matched: Int64)
    /// Expects nothing.
    case void
  }

  /// A part of a movement that an expectation took.
  struct Taken: Sendable {
    let expectation: Int
    let evidence: Int
    let match: Match
  }
}

extension MatchingSlate {
  init(
    _ wanted: [MoneyExpectation], _ moved: [MoneyEvidence], orderID: Text, shop: Int,
    terms: MatchingTerms, knownCases: [Text]
  ) {
    places = wanted.indices.sorted {
      wanted[$0].comesBefore(wanted[$1]) || (!wanted[$1].comesBefore(wanted[$0]) && $0 < $1)
    }
    expectations = places.map { wanted[$0] }
    whole = expectations.map(\.amount)
    cameBefore = expectations.map { _ in 0 }
    evidence = moved.sorted { $0.comesBefore($1) }
    cases = Self.runs(of: expectations)
    self.orderID = orderID
    self.shop = shop
    self.terms = terms
    let exact = Naming(
      expectations: expectations.map { Array($0.references) },
      evidence: evidence.map { Array($0.references) },
      known: knownCases, isVoid: \.isEmpty)
    self.exact = exact
    normalised = Self.normalisedNaming(
      expectations, evidence, unless: exact, known: knownCases, prefixes: terms.referencePrefixes)
    states = expectations.map { $0.amount > 0 ? .open : .void }
    left = evidence.map { max($0.amount, 0) }
  }

  /// Compares spellings only for movements that name nobody byte for byte.
  private static func normalisedNaming(
    _ expectations: [MoneyExpectation], _ evidence: [MoneyEvidence], unless exact: Naming,
    known: [Text], prefixes: [Text]
  ) -> Naming {
    func keys(_ references: some Sequence<Text>) -> [NormalisedKey] {
      references.map { NormalisedKey($0, prefixes: prefixes) }
    }
    guard exact.listOf.contains(nil) else {
      let none = [[NormalisedKey]](repeating: [], count: evidence.count)
      return Naming(expectations: [], evidence: none, known: [], isVoid: \.isEmpty)
    }
    return Naming(
      expectations: expectations.map { keys($0.references) },
      evidence: evidence.indices.map {
        exact.listOf[$0] == nil ? keys(evidence[$0].references) : []
      },
      known: keys(known), isVoid: \.isEmpty)
  }

  private static func runs(of expectations: [MoneyExpectation]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for position in expectations.indices {
      if let last = runs.last, expectations[last.lowerBound].caseID == expectations[position].caseID
      {
        runs[runs.count - 1] = last.lowerBound..<position + 1
      } else {
        runs.append(position..<position + 1)
      }
    }
    return runs
  }

  func isOpen(_ expectation: Int) -> Bool {
    if case .open = states[expectation] { return !disputes.holds(expectation: expectation) }
    return false
  }

  /// Not taken, not even in part, and in no dispute.
  func isFree(_ movement: Int) -> Bool {
    left[movement] > 0 && left[movement] == evidence[movement].amount
      && !disputes.holds(evidence: movement)
      && until.map { evidence[movement].settledAt < $0 } ?? true
  }

  var openExpectations: [Int] { expectations.indices.filter { isOpen($0) } }
  var freeEvidence: [Int] { evidence.indices.filter { isFree($0) } }

  /// Whether both sides have something that a pass could match.
  var hasWork: Bool {
    expectations.indices.contains { isOpen($0) } && evidence.indices.contains { isFree($0) }
  }

  func isSameCurrency(_ expectation: Int, _ movement: Int) -> Bool {
    expectations[expectation].currency == evidence[movement].currency
  }

  func isEqualMoney(_ expectation: Int, _ movement: Int) -> Bool {
    expectations[expectation].amount == evidence[movement].amount
      && isSameCurrency(expectation, movement)
  }

  /// Expectations that nobody needs to tell apart: the same case and the same money.
  func isAlike(expectations one: Int, _ other: Int) -> Bool {
    expectations[one].caseID == expectations[other].caseID
      && expectations[one].amount == expectations[other].amount
      && expectations[one].currency == expectations[other].currency
  }

  /// Movements that are no rivals: the same money under the same name, or under none but with the
  /// same references.
  func isAlike(evidence one: Int, _ other: Int) -> Bool {
    let (a, b) = (evidence[one], evidence[other])
    guard a.amount == b.amount, a.currency == b.currency, exact.listOf[one] == exact.listOf[other]
    else { return false }
    return exact.listOf[one] != nil
      || (a.references == b.references && a.orderID == b.orderID && a.paymentRef == b.paymentRef)
  }

  /// The expectations that a movement's reference binds it to, exactly or but for spelling; nil
  /// where it names no case. What names one case is not taken for another.
  func claim(_ movement: Int) -> [Int]? {
    guard let list = exact.list(of: movement) ?? normalised.list(of: movement) else { return nil }
    let namesOrderAlone = !list.isEmpty && list.allSatisfy { expectations[$0].caseID.isEmpty }
    return namesOrderAlone ? nil : list
  }

  /// Whether no name binds a movement to other expectations than this one.
  func mayServe(_ movement: Int, _ expectation: Int) -> Bool {
    claim(movement).map { $0.sortedContains(expectation) } ?? true
  }

  func isOfOrder(_ movement: Int) -> Bool {
    !evidence[movement].orderID.isEmpty && evidence[movement].orderID == orderID
  }

  func isSamePayment(_ expectation: Int, _ movement: Int) -> Bool {
    if evidence[movement].isOfPayment { return true }
    let payment = expectations[expectation].paymentRef
    return !payment.isEmpty && payment.isSameSpelling(as: evidence[movement].paymentRef)
  }

  /// The field through which a movement names expectations.
  func namingField(_ movement: Int, _ expectation: Int) -> ReferenceField {
    let moved = evidence[movement]
    let number = exact.referenceOf[movement]
    guard number < moved.references.count else { return .refundRef }
    return moved.fieldName(of: moved.references[number], for: expectations[expectation].kind)
  }
}

// What a pass does to the slate.
extension MatchingSlate {
  /// Takes a part of a movement for an expectation.
  mutating func take(
    _ movement: Int, for expectation: Int, part: Int64, pass: MatchPass, toleranceUsed: Int64 = 0,
    matchedOn: StaticString
  ) {
    left[movement] -= part
    let match = Match(
      expectations[expectation], evidence[movement], part: part, pass: pass,
      toleranceUsed: toleranceUsed, matchedOn: matchedOn, orderID: orderID, shop: shop)
    taken.append(Taken(expectation: expectation, evidence: movement, match: match))
  }

  /// Takes a whole movement that meets one expectation alone; what they differ by is tolerance
  /// spent.
  mutating func meet(
    _ expectation: Int, with movement: Int, pass: MatchPass, matchedOn: StaticString
  ) {
    let (expected, found) = (expectations[expectation].amount, evidence[movement].amount)
    take(
      movement, for: expectation, part: found, pass: pass,
      toleranceUsed: expected > found ? expected - found : found - expected, matchedOn: matchedOn)
    settle(expectation, .met, matched: min(expected, found))
  }

  mutating func settle(_ expectation: Int, _ standing: Standing, matched: Int64) {
    states[expectation] = .settled(standing, matched: matched)
  }

  /// Matches what was expected by a stage with the movements of its time. Its rivals are none yet:
  /// what comes later may tell them apart.
  mutating func run(_ stage: MatchingStage, _ passes: [MoneyPass]) {
    let (before, disputed) = (states, disputes)
    until = stage.until
    for expectation in expectations.indices where isOpen(expectation) {
      let owed = min(stage.amounts[places[expectation]], whole[expectation])
      expectations[expectation].amount = max(0, owed - cameBefore[expectation])
      if expectations[expectation].amount == 0 { states[expectation] = .void }
    }
    for pass in passes where hasWork { pass.run(&self) }
    (until, disputes) = (nil, disputed)
    for expectation in expectations.indices {
      guard case .open = before[expectation] else { continue }
      if case .settled(_, let matched) = states[expectation] {
        cameBefore[expectation] += matched
      }
      expectations[expectation].amount = whole[expectation] - cameBefore[expectation]
      let isMet = expectations[expectation].amount == 0
      states[expectation] = isMet ? .settled(.met, matched: 0) : .open
    }
  }

  /// Searches within the work limit. A dossier that has used it up again and again gets short
  /// searches from then on, so that thousands of hopeless sums end in time.
  mutating func answer(of search: SubsetSearch) -> SubsetAnswer {
    let limit = exhaustedSearches < 16 ? terms.searchLimit : terms.searchLimit / 64
    let answer = search.answer(limit: limit)
    if answer == .limit { exhaustedSearches += 1 }
    return answer
  }

  /// Sets rivals aside: no later pass may decide what this one could not.
  mutating func hold(_ expectations: [Int], _ evidence: [Int], reachedLimit: Bool = false) {
    disputes.add(expectations, evidence, reachedLimit: reachedLimit)
  }
}

extension MoneyExpectation {
  fileprivate func comesBefore(_ other: MoneyExpectation) -> Bool {
    if caseID != other.caseID { return caseID < other.caseID }
    // What concerns the whole order comes after its lines.
    return (lineNo ?? .max, kind.rawValue, id)
      < (other.lineNo ?? .max, other.kind.rawValue, other.id)
  }
}

extension MoneyEvidence {
  func comesBefore(_ other: MoneyEvidence) -> Bool {
    if settledAt != other.settledAt { return settledAt < other.settledAt }
    if txnID != other.txnID { return txnID < other.txnID }
    return (identity, amount, currency) < (other.identity, other.amount, other.currency)
  }
}
