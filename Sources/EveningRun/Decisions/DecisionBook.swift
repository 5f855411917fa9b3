import LedgerStore
import Reports
import Returns

/// What people decided up to the business date, by the dossier of its exception; under 0 what is
/// about files, sources, or nothing that is known.
struct DecisionBook: Sendable {
  private(set) var decisions: [UInt64: [Decision]] = [:]
  /// Ids of those that count from the business date on, or were put off until now.
  private(set) var arrived: Set<String> = []

  static let ofNoDossier: UInt64 = 0

  init() {}

  /// In the order they are judged: as they came, of one date as they were taken. What is dated
  /// after the business date is left out: like any fact it counts from its own day on.
  /// - Parameters:
  ///   - shops: index into the policy's shops by the ledger's number.
  init(
    _ rows: [DecisionRow], _ reader: LedgerReader, on day: Day, _ policy: Policy, shops: [Int]
  ) throws {
    var states: [String: DecisionStanding] = [:]
    for state in try reader.decisionStates(before: day) {
      states[state.decisionID] = state.standing
    }
    let all = rows.map { (row: $0, decision: Decision($0, policy.shops[shops[$0.shop]].zone)) }
    let due = all.filter { $0.decision.receivedOn <= day }.sorted { a, b in
      (a.decision.receivedOn, a.row.decidedAt, a.row.id)
        < (b.decision.receivedOn, b.row.decidedAt, b.row.id)
    }
    for (row, decided) in due {
      var decision = decided
      decision.standing = states[row.id] ?? .new
      // What was promised to a customer, or sent again, outlives its exception.
      if decision.standing == .new || [.compensate, .reship].contains(decision.action) {
        let last = try reader.latestExceptions([Text(row.exceptionID)], before: day).first
        decision.seen = last?.seen { shops[$0] }
      }
      let isPutOff = decision.receivedOn != row.day
      if decision.standing == .new, isPutOff || row.day == day { arrived.insert(row.id) }
      decisions[row.orderKey, default: []].append(decision)
    }
  }

  var isEmpty: Bool { decisions.isEmpty }
  subscript(key: UInt64) -> [Decision] { isEmpty ? [] : decisions[key] ?? [] }

  /// Ids of exceptions of files and sources that were accepted before the business date.
  var acceptedOfNoDossier: Set<String> {
    Set(
      self[Self.ofNoDossier].filter { $0.action == .accept && $0.standing.isInForce }
        .map(\.exceptionID))
  }

  /// What decisions that have a dossier were worth before the business date, by id.
  var standings: [String: DecisionStanding] {
    var standings: [String: DecisionStanding] = [:]
    for decision in decisions.values.joined() { standings[decision.id] = decision.standing }
    return standings
  }

  /// Of a decision that says what the hash holds. Said again, it is another one once a run has
  /// taken the first.
  func freeID(_ words: StableHash) -> String {
    let taken = Set(decisions.values.joined().map(\.id))
    var id = publicID(words.value, prefix: "d")
    var count: UInt64 = 1
    while taken.contains(id) {
      var hash = words
      hash.combine(count)
      id = publicID(hash.value, prefix: "d")
      count += 1
    }
    return id
  }

  /// Dossiers that have to be judged for a decision of the business date.
  func touched(on day: Day) -> [UInt64] {
    decisions.filter { key, list in
      key != Self.ofNoDossier && list.contains { $0.receivedOn == day || $0.standing == .new }
    }.map(\.key)
  }

  /// The records of a dossier have gone to another one, and what was decided about them with them.
  mutating func move(from key: UInt64, to home: UInt64) {
    guard let moved = decisions.removeValue(forKey: key) else { return }
    decisions[home, default: []] += moved
    decisions[home]?.sort {
      ($0.receivedOn, $0.decidedOn, $0.id) < ($1.receivedOn, $1.decidedOn, $1.id)
    }
  }

  /// Decisions of dossiers that were not judged, though there is something to judge: nothing is
  /// left where their exception was.
  func unjudged(_ judged: [JudgedDecision]) -> [Decision] {
    let ids = Set(judged.map(\.decision.id))
    return decisions.filter { $0.key != Self.ofNoDossier }.sorted { $0.key < $1.key }
      .flatMap(\.value).filter { $0.standing == .new && !ids.contains($0.id) }
  }
}

extension Decision {
  init(_ row: DecisionRow, _ zone: Zone) {
    let decidedOn = zone.day(row.decidedAt)
    self.init(
      id: row.id,
      exception: identity(publicID: row.exceptionID) ?? StableHash.of(Text(row.exceptionID)),
      version: row.version ?? 0, action: row.action, decidedBy: row.decidedBy,
      decidedOn: decidedOn, receivedOn: max(row.day, decidedOn))
    exceptionID = row.exceptionID
    if row.file > 0 { source = Source(file: row.file, line: row.line, run: 0) }
    target = row.target
    amount = row.amount
    amountDecimals = row.amountDecimals
    note = row.note
    until = row.until.map(zone.day)
    approvedBy = row.approvedBy
    revokes = row.revokes
    isReused = row.isReused
  }
}

extension LedgerStore.ExceptionRow {
  /// For a decision that is checked against it.
  func seen(_ policyShop: (Int) -> Int) -> SeenException? {
    guard let remembered = remembered(policyShop: policyShop) else { return nil }
    return SeenException(
      version: version, digest: digest, ground: remembered.finding.ground,
      isClosed: closedOn != nil, code: code,
      shop: remembered.finding.shop, caseID: remembered.finding.caseID.string)
  }
}
