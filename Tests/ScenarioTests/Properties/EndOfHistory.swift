import Foundation
import LedgerStore
import Returns

/// What a workspace has come to after a number of evenings, in a form in which two can be compared
/// that took the same in on other evenings.
struct EndOfHistory {
  let root: String
  /// The business dates that were run, ascending.
  let days: [String]

  private var last: String { days[days.count - 1] }

  /// What differs from another one, a line each.
  func differences(from other: EndOfHistory) throws -> [String] {
    var found: [String] = []
    func compare(_ what: String, _ own: [String], _ others: [String]) {
      let (here, there) = (counted(own), counted(others))
      for row in Set(here.keys).union(there.keys).sorted() where here[row] != there[row] {
        found.append("\(what), \(here[row] ?? 0) here, \(there[row] ?? 0) there: \(row)")
      }
    }
    compare("facts", try facts(), try other.facts())
    compare("exceptions", openExceptions, other.openExceptions)
    compare("pending", rows("pending", last), other.rows("pending", other.last))
    for table in Self.figures { compare(table, rows(table, last), other.rows(table, other.last)) }
    for (table, key) in Self.lasting {
      compare(table, latest(table, key), other.latest(table, key))
    }
    compare("journal", balances, other.balances)
    compare("open amounts", try openAmounts(), try other.openAmounts())
    compare("matches", try matches(known: other), try other.matches(known: self))
    return found
  }

  /// How many rows of tables it has: a history without any would prove nothing.
  var size: Int { openExceptions.count + matches.count + balances.count }

  // MARK: facts

  /// The records of every dossier, without the file and the evening that brought them.
  private func facts() throws -> [String] {
    let ledger = try Ledger(path: root + "/ledger.sqlite", create: false)
    return try ledger.read { reader in
      var keys: Set<UInt64> = []
      for day in days { keys.formUnion(try reader.dossiersWithFacts(on: Self.day(day))) }
      var facts: [String] = []
      try reader.dossiers(keys.sorted(), asOf: Self.day(last)) { key, days, _ in
        for day in days {
          Record.all(in: day.records) { record in
            let content = Data(record.content.bytes).base64EncodedString()
            facts.append("\(key) \(record.head.feed) \(record.head.key) \(content)")
          }
        }
      }
      return facts
    }
  }

  private static func day(_ text: String) -> Day {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    return Day(year: parts[0], month: parts[1], day: parts[2])!
  }

  // MARK: tables

  /// Tables that list what changed on a date, and what names a row of them.
  private static let lasting: [(table: String, key: [String])] = [
    ("cases", ["shop_id", "case_id", "line_no"]),
    ("fee_settlement", ["waybill", "carrier", "invoice_no", "currency"]),
    ("carrier_statement", ["carrier", "invoice_no", "currency", "direction", "bearer"]),
  ]

  /// Tables of figures of all dates: whatever evening brought a fact, it counts on its own day.
  private static let figures = [
    "causes", "descriptive", "drivers", "associations", "trends", "forecast", "service_figures",
    "satisfaction", "customer_scores", "call_list",
  ]

  private func table(_ name: String, _ day: String) -> Table {
    Table((try? String(contentsOfFile: "\(root)/out/\(day)/\(name).csv", encoding: .utf8)) ?? "")
  }

  private func rows(_ name: String, _ day: String) -> [String] {
    table(name, day).rows.map { $0.joined(separator: ",") }
  }

  private var openExceptions: [String] {
    let about = [
      "code", "subject", "shop_id", "case_id", "order_id", "waybill", "txn_id", "expected",
      "actual", "difference", "currency", "opened_on", "due_on", "exception_id", "status",
    ]
    let rows = table("exceptions", last).project(about) ?? []
    return rows.filter { !["resolved", "decided"].contains($0.last) }.map { row in
      var row = row
      if Self.brought.contains(row[0]) && row[3].isEmpty { row[11] = "" }
      return row.dropLast().joined(separator: ",")
    }
  }

  /// What breaks on the evening that brings it, whichever that is: files, decisions, the policy.
  private static let brought: Set = [
    "CONTROL_TOTAL", "DECISION_REFUSED", "FEED_CONFLICT", "LAW_POLICY", "REVISED",
  ]

  /// Each row as it was printed last.
  private func latest(_ name: String, _ key: [String]) -> [String] {
    var rows: [[String]: String] = [:]
    for day in days {
      let table = table(name, day)
      for (row, names) in zip(table.rows, table.project(key) ?? []) {
        rows[names] = row.joined(separator: ",")
      }
    }
    return Array(rows.values)
  }

  /// Debit less credit of every account, by entity, currency and case.
  private var balances: [String] {
    var balances: [String: Int] = [:]
    for day in days {
      let rows = table("journal", day).project(
        ["entity", "account", "currency", "case_id", "debit", "credit"])
      for row in rows ?? [] {
        let amount = Self.number(row[4]) - Self.number(row[5])
        balances[row.prefix(4).joined(separator: ","), default: 0] += amount
      }
    }
    return balances.filter { $0.value != 0 }.map { "\($0.key) \($0.value)" }
  }

  private static func number(_ amount: String) -> Int {
    Int(amount.replacing(".", with: "")) ?? 0
  }

  /// What is open by the proof, by kind and currency.
  private func openAmounts() throws -> [String] {
    let bytes = try Data(contentsOf: URL(filePath: "\(root)/out/\(last)/proof.json"))
    let proof = try JSONSerialization.jsonObject(with: bytes) as? [String: Any]
    let flows = proof?["expectations"] as? [[String: Any]] ?? []
    return flows.compactMap { flow in
      guard let open = flow["open_after"] as? Int, open != 0 else { return nil }
      return "\(flow["kind"] ?? "") \(flow["currency"] ?? "") \(open)"
    }
  }

  // MARK: matches

  /// Every match that was ever printed. One that was told before its order was known is told again
  /// with it: the last word counts.
  private var matches: [String: [String]] {
    let columns = [
      "order_id", "expectation_id", "kind", "evidence_feed", "evidence_id", "expected", "actual",
      "currency", "pass", "tolerance_used", "matched_on",
    ]
    var found: [String: [String]] = [:]
    for day in days {
      for row in table("matches", day).project(columns) ?? [] {
        found[row.dropFirst().joined(separator: ",")] = row
      }
    }
    return Dictionary(uniqueKeysWithValues: found.values.map { ($0.joined(separator: ","), $0) })
  }

  /// All of them but those that were given up: what the other history does not have either, and
  /// `explain` tells of no more.
  private func matches(known other: EndOfHistory) throws -> [String] {
    let others = Set(other.matches.keys)
    return try matches.filter { match in
      if others.contains(match.key) { return true }
      let row = match.value
      // Some are of no order that is known.
      let standing = try explained(row[0].isEmpty ? row[4] : row[0])
      // Steps without money have no amount there.
      let amount = row[7].isEmpty ? "" : "\(row[6]) \(row[7])"
      return standing.contains("\(row[1]) \(row[3]) \(row[4]) \(amount) \(row[8])")
    }.map(\.key)
  }

  private func explained(_ id: String) throws -> Set<String> {
    let ending = try Backhaul.run(
      ["explain", root, id, "--json"],
      scratch: URL(filePath: root).deletingLastPathComponent())
    guard !ending.output.isEmpty else { return [] }
    let json = try JSONSerialization.jsonObject(with: Data(ending.output.utf8))
    let dossiers = json as? [[String: Any]] ?? []
    let matches = dossiers.flatMap { $0["matches"] as? [[String: String]] ?? [] }
    return Set(
      matches.map { match in
        ["expectation", "evidence", "amount", "pass"].map { match[$0] ?? "" }
          .joined(separator: " ")
      })
  }

  private func counted(_ rows: [String]) -> [String: Int] {
    rows.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }
}
