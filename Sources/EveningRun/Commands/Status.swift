import Intake
import LedgerStore
import Returns
import Settings

/// How a workspace stands: open exceptions, last runs, what waits in the inbox (`backhaul status`).
public func status(workspace root: String) throws -> [AnswerSection] {
  let inquiry = try Inquiry(root)
  let (open, runs) = try inquiry.ledger.read { reader in
    (try reader.exceptions(openBefore: inquiry.day + 1), try reader.runs(limit: 5))
  }
  let waiting = listInbox(root: inquiry.workspace.path(inquiry.workspace.inbox))
  return [
    AnswerSection(
      title: "Workspace", rows: [[("folder", root), ("last_date", inquiry.day.string)]]),
    AnswerSection(title: "Open exceptions", rows: grouped(open, asOf: inquiry.day)),
    AnswerSection(
      title: "Last runs",
      rows: runs.map {
        [("date", $0.day.string), ("started", $0.startedAt), ("status", $0.status.name)]
      }),
    AnswerSection(
      title: "Inbox",
      rows: waiting.files.map { [("file", $0), ("note", "")] }
        + waiting.refused.map { [("file", $0.path), ("note", $0.reason)] }),
  ]
}

private let ages: [(name: String, days: ClosedRange<Int>)] = [
  ("0-1", 0...1), ("2-3", 2...3), ("4-7", 4...7), ("8-30", 8...30), (">30", 31...Int.max),
]

/// Counts and outstanding amounts by owner, code and currency, with the ages side by side.
private func grouped(_ rows: [ExceptionRow], asOf day: Day) -> [[(name: String, value: String)]] {
  struct Group: Hashable {
    let owner: UInt8
    let code: UInt8
    let currency: Currency
  }
  let groups = Dictionary(grouping: rows) {
    Group(owner: $0.owner.rawValue, code: $0.code.rawValue, currency: $0.currency)
  }
  let sorted = groups.sorted { a, b in
    (a.key.owner, a.key.code, a.key.currency.code) < (b.key.owner, b.key.code, b.key.currency.code)
  }
  return sorted.compactMap { _, rows in
    guard let first = rows.first else { return nil }
    var amount: Int64 = 0
    for row in rows {
      let difference = (row.actual ?? 0) - (row.expected ?? 0)
      amount = MinorUnits.sum(amount, Int64(clamping: difference.magnitude)) ?? .max
    }
    var entry: [(name: String, value: String)] = [
      ("owner", first.owner.name), ("code", first.code.name), ("severity", first.severity.name),
      ("count", "\(rows.count)"),
      (
        "amount",
        first.currency == .none
          ? "" : "\(Amount.string(amount, first.currency)) \(first.currency.string)"
      ),
    ]
    for age in ages {
      let count = rows.count { age.days.contains(max(0, day - $0.openedOn)) }
      entry.append((age.name, count == 0 ? "" : "\(count)"))
    }
    return entry
  }
}
