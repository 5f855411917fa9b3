import Foundation

/// The ids that the files of a workspace's dates name, held against the files that list them: an
/// exception, a case or an instruction that any file speaks of stands in the file of such ids, of
/// its date or of an earlier one. Read from the files alone, as a person would look them up.
struct NamedIDs {
  private var exceptions: Set<String> = []
  private var cases: Set<[String]> = []
  private var instructions: Set<String> = []
  private var entries: Set<String> = []
  /// What leads nowhere, a line each.
  private(set) var dangling: [String] = []

  /// Exceptions whose subject is a claim.
  private static let ofClaims = ["CLAIM_UNANSWERED", "CLAIM_UNDERPAID"]
  private static let instructionColumns = ["instruction_id", "claim_id", "notice_id", "update_id"]

  /// - Parameter out: the folder of all dates.
  init(of out: URL) throws {
    for day in Scenario.names(in: out) {
      let folder = out.appending(path: day)
      let tables = try Scenario.names(in: folder).filter { $0.hasSuffix(".csv") }.map { name in
        (name, Table(try String(contentsOf: folder.appending(path: name), encoding: .utf8)))
      }
      for (name, table) in tables { list(name, table) }
      for (name, table) in tables where name != "rejects.csv" { follow("\(day) \(name)", table) }
    }
  }

  private mutating func list(_ name: String, _ table: Table) {
    for column in Self.instructionColumns {
      for row in table.project([column]) ?? [] { instructions.insert(row[0]) }
    }
    for row in table.project(["entry_id"]) ?? [] { entries.insert(row[0]) }
    if name == "exceptions.csv" {
      for row in table.project(["exception_id"]) ?? [] { exceptions.insert(row[0]) }
    } else if name == "cases.csv" {
      cases.formUnion(table.project(["shop_id", "case_id"]) ?? [])
    }
  }

  private mutating func follow(_ name: String, _ table: Table) {
    for row in table.project(["exception_id"]) ?? [] where !row[0].isEmpty {
      if !exceptions.contains(row[0]) { dangling.append("\(name): exception \(row[0])") }
    }
    for row in table.project(["replaces"]) ?? [] where !row[0].isEmpty {
      if !instructions.contains(row[0]) { dangling.append("\(name): instruction \(row[0])") }
    }
    for row in table.project(["code", "subject"]) ?? [] where Self.ofClaims.contains(row[0]) {
      if !instructions.contains(row[1]) { dangling.append("\(name): claim \(row[1])") }
    }
    for row in table.project(["reverses"]) ?? [] where !row[0].isEmpty {
      if !entries.contains(row[0]) { dangling.append("\(name): entry \(row[0])") }
    }
    // A ticket may be about a case that has not come yet.
    let kinds = (table.project(["expectation"]) ?? table.project(["code"]))?.map { $0[0] }
    for (index, row) in (table.project(["shop_id", "case_id"]) ?? []).enumerated()
    where !row[1].isEmpty && !cases.contains(row) {
      if kinds?[index].lowercased().hasPrefix("ticket_") == true { continue }
      dangling.append("\(name): case \(row[1]) of \(row[0])")
    }
  }
}
