public import Returns

/// What is under way on a date: cases by stage and age, parcels by state and age, what is expected
/// and not due yet, what carriers are to pay back.
public struct WorkFigures: Sendable, Equatable {
  struct StageGroup: Hashable, Sendable {
    let stage: Stage
    let age: AgeBand
  }

  struct ParcelGroup: Hashable, Sendable {
    let state: ParcelState
    let age: AgeBand
  }

  struct StepGroup: Hashable, Sendable {
    let step: NextStep
    let due: DueBand
  }

  public struct PendingGroup: Hashable, Sendable {
    public let kind: ExpectationKind
    public let owner: Owner
    /// The day has passed, and a source that could prove it has not reported that far: its id.
    public let waitingFor: Text
  }

  public struct DisputeGroup: Hashable, Sendable {
    public let carrier: Text
    public let check: FeeCheck
  }

  private var stages = Counters<StageGroup, Int>()
  private var parcels = Counters<ParcelGroup, Int>()
  private var steps = Counters<StepGroup, Int>()
  private var pending = Counters<PendingGroup, Tally>()
  private var disputes = Counters<DisputeGroup, Tally>()

  public init() {}

  /// Counts an open case line.
  public mutating func add(_ row: UnsafePointer<CaseResult>, on day: Day) {
    let age = AgeBand(days: row.pointee.appliedOn.map { max(0, day - $0) } ?? 0)
    stages.update(StageGroup(stage: row.pointee.stage, age: age), default: 0) { $0 += 1 }
    if row.pointee.parcelStatus != .none {
      let group = ParcelGroup(state: row.pointee.parcelStatus, age: age)
      parcels.update(group, default: 0) { $0 += 1 }
    }
    if row.pointee.nextStep != .none {
      let due = DueBand(due: row.pointee.dueOn, on: day)
      steps.update(StepGroup(step: row.pointee.nextStep, due: due), default: 0) { $0 += 1 }
    }
  }

  public mutating func add(_ item: UnsafePointer<Pending>) {
    let group = PendingGroup(
      kind: item.pointee.kind, owner: item.pointee.owner, waitingFor: item.pointee.waitingFor)
    pending.update(group, default: Tally()) { $0.add(item.pointee.amount, item.pointee.currency) }
  }

  public mutating func add(_ dispute: UnsafePointer<FeeDispute>) {
    let group = DisputeGroup(carrier: dispute.pointee.carrier, check: dispute.pointee.check)
    disputes.update(group, default: Tally()) {
      $0.add(dispute.pointee.recoverable, dispute.pointee.currency)
    }
  }

  // MARK: views

  public func cases(_ stage: Stage, _ age: AgeBand) -> Int {
    stages[StageGroup(stage: stage, age: age)] ?? 0
  }

  public func parcels(_ state: ParcelState, _ age: AgeBand) -> Int {
    parcels[ParcelGroup(state: state, age: age)] ?? 0
  }

  public func cases(_ step: NextStep, _ due: DueBand) -> Int {
    steps[StepGroup(step: step, due: due)] ?? 0
  }

  /// By kind, owner and source.
  public var pendingGroups: [(group: PendingGroup, tally: Tally)] {
    pending.entries.sorted { a, b in
      let left = (a.key.kind.rawValue, a.key.owner.rawValue)
      let right = (b.key.kind.rawValue, b.key.owner.rawValue)
      return left == right ? a.key.waitingFor < b.key.waitingFor : left < right
    }.map { ($0.key, $0.value) }
  }

  /// What nobody can prove today: its day has passed, and a source is late.
  public var unproven: Tally {
    pending.entries.reduce(into: Tally()) {
      if !$1.key.waitingFor.isEmpty { $0.merge($1.value) }
    }
  }

  /// The sources that what is unproven waits for.
  public var lateSources: [Text] {
    Set(pending.entries.map(\.key.waitingFor).filter { !$0.isEmpty }).sorted()
  }

  /// By carrier, then by check.
  public var disputesByCheck: [(group: DisputeGroup, tally: Tally)] {
    disputes.entries.sorted { a, b in
      a.key.carrier == b.key.carrier
        ? a.key.check.rawValue < b.key.check.rawValue : a.key.carrier < b.key.carrier
    }.map { ($0.key, $0.value) }
  }

  public var recoverable: Amounts {
    disputes.entries.reduce(into: Amounts()) { $0.merge($1.value.amounts) }
  }
}
