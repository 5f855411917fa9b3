import Foundation

/// A CSV file as a person sees it: named columns, rows of text (RFC 4180).
struct Table {
  let columns: [String]
  let rows: [[String]]

  init(_ text: String) {
    var records = Table.records(text)
    columns = records.isEmpty ? [] : records.removeFirst()
    rows = records
  }

  func index(_ column: String) -> Int? { columns.firstIndex(of: column) }

  /// The rows with only these columns, in this order; nil where one of them does not exist.
  func project(_ wanted: [String]) -> [[String]]? {
    let indexes = wanted.compactMap(index)
    guard indexes.count == wanted.count else { return nil }
    return rows.map { row in indexes.map { $0 < row.count ? row[$0] : "" } }
  }

  private static func records(_ text: String) -> [[String]] {
    var records: [[String]] = []
    var record: [String] = []
    var cell = ""
    var isQuoted = false
    var characters = Array(text.unicodeScalars)[...]
    if characters.first == "\u{FEFF}" { characters.removeFirst() }
    while let character = characters.popFirst() {
      switch character {
      case "\"" where isQuoted && characters.first == "\"":
        characters.removeFirst()
        cell.unicodeScalars.append("\"")
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        record.append(cell)
        cell = ""
      case "\r" where !isQuoted && characters.first == "\n": continue
      case "\n" where !isQuoted:
        records.append(record + [cell])
        record = []
        cell = ""
      default: cell.unicodeScalars.append(character)
      }
    }
    if !cell.isEmpty || !record.isEmpty { records.append(record + [cell]) }
    return records
  }
}

/// What a scenario says must come out, in the few columns that matter: `then/<table>.csv`.
///
/// The first column is `day`; the others name columns of the output of that name. For every day
/// that is listed, the output must have exactly the listed rows, in any order. `*` stands for any
/// value; a row with only a day says that the table is empty.
struct Promise {
  let name: String
  let table: Table

  var days: [String] { Array(Set(table.rows.compactMap(\.first))).sorted() }

  /// What differs on that day, a line each; empty where the promise is kept.
  func broken(by output: Table, on day: String) -> [String] {
    let wanted = Array(table.columns.dropFirst())
    // A batch that is not there has no rows.
    let isEmpty = !table.rows.contains { $0.first == day && !$0.dropFirst().allSatisfy(\.isEmpty) }
    if output.columns.isEmpty, isEmpty { return [] }
    guard let found = output.project(wanted) else {
      let unknown = wanted.filter { output.index($0) == nil }
      return ["\(name) has no column \(unknown.joined(separator: ", "))"]
    }
    let promised = table.rows.filter { $0.first == day }.map { Array($0.dropFirst()) }
      .filter { row in !row.allSatisfy(\.isEmpty) }
      .sorted { wildcards($0) < wildcards($1) }
    var left = found
    var missing: [[String]] = []
    for row in promised {
      if let index = left.firstIndex(where: { fits($0, row) }) {
        left.remove(at: index)
      } else {
        missing.append(row)
      }
    }
    guard !missing.isEmpty || !left.isEmpty else { return [] }
    return ["\(day) \(name)  (\(wanted.joined(separator: " | ")))"]
      + missing.map { "  missing     \($0.joined(separator: " | "))" }
      + left.map { "  unexpected  \($0.joined(separator: " | "))" }
  }

  private func fits(_ found: [String], _ promised: [String]) -> Bool {
    zip(found, promised).allSatisfy { $1 == "*" || $0 == $1 }
  }

  private func wildcards(_ row: [String]) -> Int { row.count { $0 == "*" } }
}
