/// A row as it was issued, without its text.
public struct IssuedRow: Sendable, Equatable {
  public let id: InstructionID
  public let day: Day
  /// Rows that were issued together for a subject have one number; the latest round counts.
  public let round: Int
  public let attempt: Int
  public let action: InstructionAction
  public let content: UInt64
  /// The decision that released the attempt; empty for a first one.
  public let release: String
  /// What it sends and where; of a row that calls another one off, what that one was to send.
  public let part: InstructionPart
  public var state: InstructionState
  /// The row that this one takes the place of, or calls off.
  public var replaces: InstructionID?
  /// It names another order than its case is of by now.
  public var isElsewhere = false
  /// It is of a subject that this one has taken the place of.
  public var isInherited = false

  public init(
    id: InstructionID, day: Day, round: Int, attempt: Int, action: InstructionAction,
    content: UInt64, release: String, part: InstructionPart, state: InstructionState,
    replaces: InstructionID? = nil
  ) {
    self.replaces = replaces
    self.part = part
    self.id = id
    self.day = day
    self.round = round
    self.attempt = attempt
    self.action = action
    self.content = content
    self.release = release
    self.state = state
  }
}

/// What has to happen to the rows of a subject.
public enum InstructionStep: Sendable, Equatable {
  /// A part of what is wanted becomes a row.
  case issue(IssuedRow, replaces: InstructionID?)
  /// A row says that an earlier one is not to be carried out.
  case cancel(InstructionID, as: IssuedRow)
  case mark(InstructionID, InstructionState)
}

/// All rows that were ever issued for one subject, and what they and a rule's word of today come
/// to. The one place that decides whether something is issued: a pure function.
public struct InstructionHistory: Sendable {
  private let kind: InstructionKind
  private let subject: UInt64
  let rows: [IssuedRow]
  private let day: Day

  /// - Parameter rows: all of the subject's, in any order.
  public init(_ kind: InstructionKind, subject: UInt64, rows: [IssuedRow], on day: Day) {
    self.kind = kind
    self.subject = subject
    self.rows =
      rows.count < 2
      ? rows
      : rows.sorted {
        ($0.isInherited ? 1 : 0, $0.id.number) < ($1.isInherited ? 1 : 0, $1.id.number)
      }
    self.day = day
  }

  /// The same history, with rows in other states.
  func with(_ rows: [IssuedRow]) -> InstructionHistory {
    InstructionHistory(kind, subject: subject, rows: rows, on: day)
  }

  /// The rows that could still be carried out, or were: no other has taken their place.
  var standing: [IssuedRow] {
    if rows.isEmpty { return [] }
    let ended = ended
    return rows.filter {
      $0.action != .cancel && ($0.state.isOpen || $0.state == .done) && !ended.contains($0.id)
    }
  }

  var ended: Set<InstructionID> { Set(rows.compactMap(\.replaces)) }

  /// - Parameter wanted: what a rule says today; nil: nothing, so the ground of what was issued is
  ///   gone.
  public func steps(for wanted: Instruction?) -> [InstructionStep] {
    let standing = standing
    guard kind.staysOpen else {
      guard let wanted, wanted.need == .wanted else { return [] }
      return kind.tellsChanges ? tell(wanted) : rows.isEmpty ? issueDone(wanted) : []
    }
    guard let wanted else { return cancel(standing.filter(\.state.isOpen)) }
    if kind.addsUp { return pay(wanted) }
    switch wanted.need {
    case .held: return []
    case .failed: return mark(standing.filter { $0.state == .issued }, .failed)
    case .done(let isOwn):
      let open = standing.filter(\.state.isOpen)
      return isOwn ? mark(open, .done) : cancel(open)
    case .wanted: return issueOnce(wanted, standing)
    }
  }

  private func issueDone(_ wanted: Instruction) -> [InstructionStep] {
    issue(wanted, wanted.parts, instead: [], attempt: 1, state: .done)
  }

  /// A row where something else was said last.
  private func tell(_ wanted: Instruction) -> [InstructionStep] {
    guard let last = rows.last else { return issueDone(wanted) }
    if last.content == wanted.content { return [] }
    let row = row(
      0, attempt: 1, .issue, InstructionPart(), content: wanted.content, release: "", .done,
      replaces: last.id)
    return [.issue(row, replaces: last.id)]
  }

  /// A person's word that sends something again, which no row has followed yet.
  func isReleased(_ wanted: Instruction) -> Bool {
    !wanted.release.isEmpty && !rows.contains { $0.release == wanted.release }
  }

  var lastAttempt: Int { max(rows.map(\.attempt).max() ?? 1, 1) }

  private func issueOnce(_ wanted: Instruction, _ standing: [IssuedRow]) -> [InstructionStep] {
    if !wanted.replies.isEmpty { return askBeyond(wanted, standing) }
    guard let first = standing.first else {
      // What a person releases again was tried before, by whomever.
      let attempt = isReleased(wanted) ? lastAttempt + 1 : lastAttempt
      return issue(wanted, wanted.parts, instead: calledOff, attempt: attempt)
    }
    if isReleased(wanted) {
      return issue(wanted, wanted.parts, instead: standing, attempt: lastAttempt + 1)
    }
    // What was done for another order is not taken back by what becomes of this one.
    if first.isElsewhere, !first.state.isOpen { return [] }
    if first.content == wanted.content, !first.isElsewhere {
      return mark(standing.filter { $0.state != .issued }, .issued)
    }
    if kind.asksBeyond, standing.contains(where: { $0.state == .done }) {
      return askBeyond(wanted, standing)
    }
    return issue(wanted, wanted.parts, instead: standing, attempt: first.attempt)
  }

  /// The rows that called others off, and that nothing has followed: what leaves again names them,
  /// so that each row leads back to all before it, and whoever had carried one of these out can
  /// tell.
  var calledOff: [IssuedRow] { calledOff(but: []) }

  /// - Parameter done: rows that were carried out: what leaves beside them does not lead back to
  ///   them, nor to any that was carried out for another order.
  func calledOff(but done: Set<InstructionID>) -> [IssuedRow] {
    let (ended, gone) = (ended, done.union(misdirected))
    return rows.filter { row in
      row.action == .cancel && !ended.contains(row.id)
        && (gone.isEmpty || !earlier(than: row).contains { gone.contains($0.id) })
    }
  }

  // MARK: rows

  /// A row for each part, in the place of older ones where there are any.
  func issue(
    _ wanted: Instruction, _ parts: [InstructionPart], instead of: [IssuedRow], attempt: Int,
    state: InstructionState = .issued, from start: Int = 0
  ) -> [InstructionStep] {
    var steps: [InstructionStep] = []
    let heirs = heirs(of: of, parts, wanted)
    for (part, old) in heirs {
      // A failed attempt is over of itself; what is open is called off by its successor.
      let action: InstructionAction = old.map { $0.state == .issued } == true ? .replace : .issue
      let row = row(
        start + steps.count, attempt: attempt, action, part, content: wanted.content,
        release: wanted.release, state, replaces: old?.id)
      steps.append(.issue(row, replaces: old?.id))
    }
    let rest = of.filter { old in !heirs.contains { $0.old == old } }
    let replaced = of.filter { $0.state == .issued && !rest.contains($0) }
    steps += cancel(rest.filter { $0.state == .issued }, from: start + steps.count)
    steps += mark(rest.filter { $0.state == .failed }, .cancelled)
    return steps + mark(replaced, .replaced)
  }

  /// Which new row takes the place of which old one. One old row has one heir, and where several
  /// are split up anew none may get more because of that than its share: each of the old ones may
  /// have been carried out already, and then its heir will not be, but the others will.
  private func heirs(
    of old: [IssuedRow], _ parts: [InstructionPart], _ wanted: Instruction
  ) -> [(part: InstructionPart, old: IssuedRow?)] {
    if old.isEmpty { return parts.map { ($0, nil) } }
    // Nothing goes again where it should not have gone.
    if old.contains(where: { $0.isAstray(wanted) }) { return newMeans(parts, of: old) }
    if old.count == 1, parts.count == 1 { return [(parts[0], old[0])] }
    let pairs = parts.map { part in (part, old.first { $0.part.isSameMeans(as: part) }) }
    let count = old.count
    let isFair = pairs.allSatisfy { part, old in
      old.map { parts.count == count || part.amount ?? 0 <= $0.part.amount ?? 0 } ?? false
    }
    if isFair, Set(pairs.compactMap { $0.1?.id }).count == pairs.count { return pairs }
    let amount = parts.reduce(0) { $0 + ($1.amount ?? 0) }
    let shares = MinorUnits.split(amount, by: old.map { $0.part.amount ?? 0 })
    return zip(old, shares).compactMap { old, share in
      guard share > 0 else { return nil }
      var part = old.part
      part.amount = share
      return (part, old)
    }
  }

  /// A part goes in the place of the row that went its way, the others in that of any.
  private func newMeans(
    _ parts: [InstructionPart], of old: [IssuedRow]
  ) -> [(part: InstructionPart, old: IssuedRow?)] {
    var left = old
    let own = parts.map { part in
      left.firstIndex { $0.part.isSameMeans(as: part) }.map { left.remove(at: $0) }
    }
    return zip(parts, own).map { part, row in
      (part, row ?? (left.isEmpty ? nil : left.removeFirst()))
    }
  }

  func cancel(_ open: [IssuedRow], from start: Int = 0) -> [InstructionStep] {
    var steps: [InstructionStep] = []
    for old in open {
      let row = row(
        start + steps.count, attempt: old.attempt, .cancel, old.part, content: 0, release: "",
        .done, replaces: old.id)
      steps.append(.cancel(old.id, as: row))
    }
    return steps + mark(open, .cancelled)
  }

  func mark(_ rows: [IssuedRow], _ state: InstructionState) -> [InstructionStep] {
    rows.map { .mark($0.id, state) }
  }

  private func row(
    _ place: Int, attempt: Int, _ action: InstructionAction, _ part: InstructionPart,
    content: UInt64, release: String, _ state: InstructionState, replaces: InstructionID?
  ) -> IssuedRow {
    let number = (rows.last { !$0.isInherited }?.id.number ?? 0) + 1 + place
    return IssuedRow(
      id: InstructionID(kind, subject: subject, number: number), day: day,
      round: (rows.map(\.round).max() ?? 0) + 1, attempt: attempt, action: action,
      content: content, release: release, part: part, state: state, replaces: replaces)
  }
}
