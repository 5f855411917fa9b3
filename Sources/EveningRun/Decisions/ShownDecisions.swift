import Reports
import Returns

/// What the decisions of an evening mean for the exceptions: which they close, and what is shown
/// beside each.
struct ShownDecisions: Sendable {
  struct Shown: Sendable {
    /// nil: there is nothing to show.
    var columns: ExceptionDecision?
    /// A decision that ends the matter is carried out.
    var isClosing = false
    /// … for the first time.
    var isNew = false
  }

  private var shown: [UInt64: Shown] = [:]
  /// Exceptions that money put right after people had decided that it would not come; ascending.
  private(set) var overtaken: [UInt64] = []

  init() {}

  /// - Parameter judged: those of one exception in the order they were judged.
  init(_ judged: [JudgedDecision]) {
    for (identity, list) in Dictionary(grouping: judged, by: \.decision.exception) {
      shown[identity] = Self.shown(list)
      if list.contains(where: \.isOvertaken) { overtaken.append(identity) }
    }
    overtaken.sort()
  }

  subscript(identity: UInt64) -> Shown? { shown.isEmpty ? nil : shown[identity] }

  private static func shown(_ list: [JudgedDecision]) -> Shown {
    var result = Shown()
    let applied = list.filter(\.isApplied)
    let ends = applied.filter { $0.decision.action.endsMatter }
    result.isClosing = !ends.isEmpty
    result.isNew = ends.contains { $0.decision.standing == .new }
    let facts = applied.filter { $0.decision.action.restsOnFacts }
    let notes = list.filter { $0.standing.isInForce && $0.decision.action == .note }
    let assigned = list.last { $0.standing.isInForce && $0.decision.action == .assign }
    // What is given up comes first: without it the row's open amount cannot be told.
    let main =
      facts.last { $0.decision.action.givesUp }
      ?? facts.last { $0.decision.action.endsMatter } ?? facts.last ?? notes.last ?? assigned
    let lapsed = facts.isEmpty ? list.last { $0.standing == .lapsed } : nil
    let overtaken = facts.isEmpty ? list.last(where: \.isOvertaken) : nil
    guard main != nil || lapsed != nil || overtaken != nil else { return result }
    let columns = ExceptionDecision()
    columns.isSnoozed = applied.contains { $0.decision.action == .snooze }
    columns.assignee = assigned?.decision.target ?? ""
    if let lapsed {
      columns.lapsed = (lapsed.decision.action, lapsed.decision.decidedBy)
      columns.note = notes.last?.decision.note ?? ""
    }
    if let overtaken {
      columns.overtaken = (overtaken.decision.action, overtaken.decision.decidedBy)
      columns.note = notes.last?.decision.note ?? ""
    }
    if let main {
      columns.action = main.decision.action
      columns.decidedBy = main.decision.decidedBy
      columns.note = main.decision.note
      columns.target = main.decision.shownTarget
      columns.amount = amount(main, applied)
      columns.currency = main.currency
    }
    result.columns = columns
    return result
  }

  /// Of what is given up step by step the sum.
  private static func amount(_ main: JudgedDecision, _ applied: [JudgedDecision]) -> Int64? {
    guard main.decision.action.givesUp else { return main.amount }
    let amounts = applied.filter { $0.decision.action.givesUp }.compactMap(\.amount)
    return amounts.isEmpty ? nil : amounts.reduce(0, +)
  }
}

extension JudgedDecision {
  fileprivate var amount: Int64? {
    if case .inForce(_, let amount) = standing { amount } else { nil }
  }
}

extension Decision {
  fileprivate var shownTarget: String {
    switch action {
    case .snooze: until?.string ?? ""
    case .assign: ""
    default: target
    }
  }
}

extension DecisionAction {
  fileprivate var givesUp: Bool { self == .accept || self == .writeOff }

  /// Whether the exception counts as decided once it is not found any more.
  fileprivate var endsMatter: Bool {
    switch self {
    case .accept, .writeOff, .match, .unmatch, .setAmount, .reship, .compensate, .resend: true
    case .assign, .note, .snooze, .reopen, .revoke: false
    }
  }
}
