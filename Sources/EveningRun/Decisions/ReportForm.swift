import LedgerStore
import Returns

/// What exceptions.csv shows of decisions, so that a row that comes back as it was printed is told
/// from one that a person has filled in.
struct Echoes {
  /// By exception.
  private var shown: [String: [DecisionRow]] = [:]
  /// Ids of decisions that stood before the business date.
  private var inForce: Set<String> = []

  init(
    _ known: [DecisionRow], _ isNeeded: Bool, _ evening: Evening, _ reader: LedgerReader
  ) throws {
    guard isNeeded else { return }
    let states = try reader.decisionStates(before: evening.day)
    let ended = Set(states.filter { !$0.standing.isInForce }.map(\.decisionID))
    inForce = Set(states.filter(\.standing.isInForce).map(\.decisionID))
    shown = Dictionary(grouping: known.filter { !ended.contains($0.id) }, by: \.exceptionID)
  }

  /// The decisions in force that an edited row stands in the place of: what was given up or
  /// promised before is in the amount that the person saw.
  func replaced(by row: DecisionRow) -> String? {
    guard row.action.addsUp else { return nil }
    let ids = (shown[row.exceptionID] ?? [])
      .filter { $0.action == row.action && inForce.contains($0.id) }.map(\.id)
    return ids.isEmpty ? nil : ids.joined(separator: Decision.idSeparator)
  }

  func contain(_ row: DecisionRow) -> Bool {
    let list = shown[row.exceptionID] ?? []
    switch row.action {
    case .assign:
      let last = list.last { $0.action == .assign }
      return last?.target == row.target && (row.note.isEmpty || last?.note == row.note)
    case .writeOff:
      // Of what is given up step by step the sum is shown.
      let sum = list.reduce(0) { $1.action == .writeOff ? $0 + ($1.amount ?? 0) : $0 }
      return list.contains { $0.isPrinted(as: row) && (row.amount == nil || row.amount == sum) }
        || list.contains { $0.isPrinted(as: row) && $0.amount == nil }
    default:
      return list.contains {
        $0.isPrinted(as: row) && ($0.amount == nil || $0.amount == row.amount)
      }
    }
  }
}

extension DecisionRow {
  fileprivate func isPrinted(as other: DecisionRow) -> Bool {
    action == other.action && decidedBy == other.decidedBy && note == other.note
      && target == other.target && (action != .snooze || until == other.until)
  }

  /// In exceptions.csv `target` is also the day until which an exception is put off, and the
  /// decision that is taken back; and there is no time.
  mutating func takeReportForm(on day: Day, zone: Zone) {
    decidedAt = zone.start(of: day)
    target = target.withoutGuard
    decidedBy = decidedBy.withoutGuard
    note = note.withoutGuard
    switch action {
    case .snooze:
      until = Day(spreadsheet: target).map(zone.start)
      target = ""
    case .revoke:
      revokes = target
      target = ""
    default: break
    }
  }
}

extension String {
  /// Less the sign that keeps a spreadsheet from running the text.
  fileprivate var withoutGuard: String {
    guard hasPrefix("'"), let next = dropFirst().first, "=+-@".contains(next) else { return self }
    return String(dropFirst())
  }
}

extension Day {
  /// A day as spreadsheets rewrite it: `2026-11-25`, `2026/11/25`, `25.11.2026`, `2026年11月25日`;
  /// `11/25/2026` or `25/11/2026` where only one of them is a day.
  init?(spreadsheet text: String) {
    let parts = text.split { !$0.isNumber }.map(String.init)
    let numbers = parts.prefix(3).compactMap { Int($0) }
    guard numbers.count == 3 else { return nil }
    if parts[0].count == 4 {
      self.init(year: numbers[0], month: numbers[1], day: numbers[2])
    } else if text.contains(".") {
      self.init(year: numbers[2], month: numbers[1], day: numbers[0])
    } else {
      let american = Day(year: numbers[2], month: numbers[0], day: numbers[1])
      let european = Day(year: numbers[2], month: numbers[1], day: numbers[0])
      guard (american == nil) != (european == nil) || american == european,
        let day = american ?? european
      else { return nil }
      self = day
    }
  }
}
