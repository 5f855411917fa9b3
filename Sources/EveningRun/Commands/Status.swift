import LedgerStore
import Reports
import Returns
import Settings

/// How a workspace stands: open exceptions, last runs, what waits in the inbox (`backhaul status`).
/// Takes no lock: it may be asked while a run goes on, and answers as of the last finished one.
public func status(workspace root: String) throws -> [AnswerSection] {
  let workspace = try open(root)
  let ledger = try openToRead(workspace)
  let day = try ledger?.read { try $0.lastDay }
  let open = try ledger?.read { reader in
    try day.map { try reader.exceptions(openBefore: $0 + 1) } ?? []
  }
  let runs = try ledger?.read { try $0.runs(limit: 5) }
  let wording = StatusWording(
    ReportLanguage(tag: workspace.language.rawValue) ?? .english)
  let inbox = WaitingFiles(
    workspace, day, unarchived: try ledger?.read { try $0.unarchivedFiles() } ?? [],
    setAside: try day.flatMap { day in try ledger?.read { try $0.setAside(day: day) } } ?? [],
    wording)
  let lastDate = day?.string ?? wording.neverRun
  let title: AnswerSection.Row = [("folder", root), ("last_date", lastDate)]
  let groups = OpenExceptions(open ?? [], asOf: day)
  return [
    AnswerSection("Workspace", [title], .lines(below: [])),
    AnswerSection("Open by owner", groups.byOwner),
    AnswerSection("Open exceptions", groups.byCode),
    AnswerSection("Open instructions", try openInstructions(ledger)),
    AnswerSection("Last runs", (runs ?? []).map(row)),
    AnswerSection("Inbox", inbox.rows, .lines(below: [])),
  ].map { $0.told(in: wording) }
}

/// What has left and of which nothing has been heard, or that it failed.
private func openInstructions(_ ledger: Ledger?) throws -> [AnswerSection.Row] {
  let open = try ledger?.read { try $0.openInstructions() } ?? []
  var rows: [AnswerSection.Row] = []
  for kind in InstructionKind.allCases {
    for state in InstructionState.allCases {
      let own = open.filter { $0.kind == kind && $0.issued.state == state }
      guard let oldest = own.map(\.issued.day).min() else { continue }
      let amounts = Set(own.map(\.currency)).subtracting([.none]).sorted().map { currency in
        let sum = own.filter { $0.currency == currency }.reduce(0) { $0 + ($1.amount ?? 0) }
        return amountWords(sum, currency)
      }
      rows.append([
        ("kind", kind.name), ("state", state.name), ("count", "\(own.count)"),
        ("amount", amounts.joined(separator: ", ")), ("oldest", oldest.string),
      ])
    }
  }
  return rows
}

private func row(_ run: RunRow) -> AnswerSection.Row {
  [
    ("date", run.day.string), ("status", run.status.name), ("started", run.startedAt),
    ("reports", run.isPublished ? "published" : "not published"),
  ]
}

/// Open exceptions counted: how many, for how much, how old.
private struct OpenExceptions {
  private let rows: [LedgerStore.ExceptionRow]
  private let day: Day

  init(_ rows: [LedgerStore.ExceptionRow], asOf day: Day?) {
    self.rows = rows
    self.day = day ?? Day(number: 0)
  }

  private static let ages: [(name: String, days: ClosedRange<Int>)] = [
    ("0-1", 0...1), ("2-3", 2...3), ("4-7", 4...7), ("8-30", 8...30), (">30", 31...Int.max),
  ]

  var byOwner: [AnswerSection.Row] {
    Owner.allCases.compactMap { owner in
      let own = rows.filter { $0.owner == owner }
      guard !own.isEmpty else { return nil }
      let currencies = Set(own.map(\.currency)).subtracting([.none]).sorted()
      let amounts = currencies.map { currency in
        amount(own.filter { $0.currency == currency }, currency)
      }
      let head = [
        ("owner", owner.name), ("count", "\(own.count)"),
        ("amount", amounts.joined(separator: ", ")),
      ]
      return head + aged(own)
    }
  }

  var byCode: [AnswerSection.Row] {
    struct Group: Hashable {
      let owner: UInt8
      let code: UInt8
      let currency: Currency
    }
    let groups = Dictionary(grouping: rows) {
      Group(owner: $0.owner.rawValue, code: $0.code.rawValue, currency: $0.currency)
    }
    let sorted = groups.sorted { a, b in
      (a.key.owner, a.key.code, a.key.currency) < (b.key.owner, b.key.code, b.key.currency)
    }
    return sorted.compactMap { group, rows in
      guard let first = rows.first else { return nil }
      let head = [
        ("owner", first.owner.name), ("code", first.code.name),
        ("severity", first.severity.name), ("count", "\(rows.count)"),
        ("amount", group.currency == .none ? "" : amount(rows, group.currency)),
      ]
      return head + aged(rows)
    }
  }

  private func aged(_ rows: [LedgerStore.ExceptionRow]) -> AnswerSection.Row {
    Self.ages.map { age in
      let count = rows.count { age.days.contains(max(0, day - $0.openedOn)) }
      return (age.name, count == 0 ? "" : "\(count)")
    }
  }

  /// What is at stake: the differences, added up without their sign.
  private func amount(_ rows: [LedgerStore.ExceptionRow], _ currency: Currency) -> String {
    let total = rows.reduce(0 as Int64) { sum, row in
      let size = row.difference.map { Int64(clamping: $0.magnitude) } ?? 0
      return MinorUnits.sum(sum, size) ?? .max
    }
    return amountWords(total, currency)
  }
}
