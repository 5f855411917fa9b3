import Foundation
import LedgerStore
import Returns
import Testing

@testable import Verification

/// A small shop's evenings, run through the real program; corruptions are planted in copies of it.
struct VerifiedShop {
  let scratch: URL
  var root: String { scratch.appending(path: "shop").path }

  /// Business dates in March 2026.
  static let days = [4, 6, 8, 20]

  /// Run once for all tests of this process.
  static let original = Result { try VerifiedShop(seed: 3, orders: 60) }

  init(seed: UInt64, orders: Int) throws {
    let workspace = try GeneratedWorkspace()
    scratch = workspace.scratch
    var rows = GeneratedShop(seed: seed, orders: orders).rows
    // Known only when it was over.
    let late = ["TLATE", "service", "2026-03-09 10:00", "", "", "2026-03-12 09:00"]
    rows.append(
      GeneratedShop.Row(feed: "tickets", day: 20, cells: late + ["2026-03-12 09:05", ""]))
    var from = 0
    for day in Self.days {
      try workspace.deliver(rows.filter { $0.day > from && $0.day <= day })
      let bad = "txn_id,type,amount,settled_at\nBAD\(day),refund,1x,2026-03-01 10:00\n"
      try bad.write(
        toFile: workspace.root + "/inbox/bad-\(day).csv", atomically: true, encoding: .utf8)
      let ending = try workspace.run(day)
      try #require(ending.code <= 1, "\(ending.errors)")
      from = day
    }
  }

  /// A copy of its own.
  init(copyOf shop: VerifiedShop) throws {
    scratch = FileManager.default.temporaryDirectory.appending(
      path: "backhaul-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: shop.root, toPath: scratch.appending(path: "shop").path)
  }

  func remove() { try? FileManager.default.removeItem(at: scratch) }

  func verify(_ more: [String] = []) throws -> Backhaul.Ending {
    try Backhaul.run(["verify", root] + more, scratch: scratch)
  }

  /// Names of checks by how they came out: `FAILED`, `NOT CHECKED`, `ok`.
  func results() throws -> (code: Int32, checks: [String: Set<String>], failures: String) {
    let ending = try verify(["--json"])
    let json = try JSONSerialization.jsonObject(with: Data(ending.output.utf8))
    let sections = try #require(json as? [String: [[String: String]]], "\(ending.errors)")
    var checks: [String: Set<String>] = [:]
    for row in sections["checks"] ?? [] {
      checks[row["result"] ?? "", default: []].insert(row["check"] ?? "")
    }
    let failures = (sections["failures"] ?? []).map { "\($0)" }.joined(separator: "\n")
    return (ending.code, checks, failures)
  }
}

// What a corruption does to the files.
extension VerifiedShop {
  static func date(_ day: Int) -> String { "2026-03-\(day < 10 ? "0" : "")\(day)" }

  func path(_ day: Int, _ name: String) -> String { "\(root)/out/\(Self.date(day))/\(name)" }

  func text(_ day: Int, _ name: String) throws -> String {
    try String(contentsOfFile: path(day, name), encoding: .utf8)
  }

  func write(_ text: String, _ day: Int, _ name: String) throws {
    try text.write(toFile: path(day, name), atomically: true, encoding: .utf8)
  }

  /// Changes the rows of a table.
  func editRows(_ day: Int, _ name: String, _ edit: (Table, inout [[String]]) throws -> Void)
    throws
  {
    let table = Table(try text(day, name))
    var rows = table.rows
    try edit(table, &rows)
    let lines = ([table.columns] + rows).map { row in
      row.map { cell in
        cell.contains { ",\"\n".contains($0) }
          ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
      }.joined(separator: ",")
    }
    try write(lines.joined(separator: "\n") + "\n", day, name)
  }

  /// Brings the rows of a table into the order of a column.
  func sortRows(_ day: Int, _ name: String, by column: String) throws {
    try editRows(day, name) { table, rows in
      let index = try #require(table.index(column))
      rows.sort { $0[index] < $1[index] }
    }
  }

  /// Changes one cell of the first row that fits.
  func editCell(
    _ day: Int, _ name: String, _ column: String, to value: (String) -> String,
    where fits: @escaping ([String: String]) -> Bool = { _ in true }
  ) throws {
    try editRows(day, name) { table, rows in
      let index = try #require(table.index(column))
      let row = try #require(
        rows.firstIndex { fits(Dictionary(zip(table.columns, $0)) { first, _ in first }) },
        "no row of \(day) \(name) fits")
      rows[row][index] = value(rows[row][index])
    }
  }

  /// Changes a JSON document.
  func editJSON(_ day: Int, _ name: String, _ edit: (inout [String: Any]) throws -> Void) throws {
    let data = try Data(contentsOf: URL(filePath: path(day, name)))
    var object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    try edit(&object)
    let options: JSONSerialization.WritingOptions = [.sortedKeys, .prettyPrinted]
    try JSONSerialization.data(withJSONObject: object, options: options)
      .write(to: URL(filePath: path(day, name)))
  }

  /// Changes one kind of expectation in proof.json: adds minor units to its figures.
  func editMovement(_ day: Int, _ kind: String, adding figures: [String: Int]) throws {
    try editJSON(day, "proof.json") { proof in
      var movements = try #require(proof["expectations"] as? [[String: Any]])
      let index = try #require(movements.firstIndex { $0["kind"] as? String == kind })
      for (name, amount) in figures {
        movements[index][name] = (movements[index][name] as? Int ?? 0) + amount
      }
      proof["expectations"] = movements
    }
  }

  /// Makes proof.json's control totals agree with matches.csv again.
  func recountMatches(_ day: Int) throws {
    let table = Table(try text(day, "matches.csv"))
    let rows = try #require(table.project(["kind", "currency", "actual"]))
    var totals: [String: [String: Any]] = [:]
    for row in rows {
      let key = row[0] + row[1]
      let minor = Int(row[2].replacing(".", with: "")) ?? 0
      totals[key] = [
        "kind": row[0], "currency": row[1], "rows": (totals[key]?["rows"] as? Int ?? 0) + 1,
        "actual": (totals[key]?["actual"] as? Int ?? 0) + minor,
      ]
    }
    try editJSON(day, "proof.json") { $0["matches"] = Array(totals.values) }
  }

  func flipByte(_ path: String, after marker: String? = nil) throws {
    var data = try Data(contentsOf: URL(filePath: path))
    var position = data.count / 2
    if let marker { position = try #require(data.range(of: Data(marker.utf8))).lowerBound }
    data[position] ^= 1
    try data.write(to: URL(filePath: path))
  }

  /// Makes checksums, chain and ledger agree with the files again, so that only what is recomputed
  /// can tell.
  /// - Parameter chainFrom: dates from this on keep the manifest they name.
  func reseal(keepingChainOf kept: Int? = nil) throws {
    let ledger = try Ledger(path: root + "/ledger.sqlite", create: false)
    var previous = ""
    for day in Self.days {
      var outputs: [OutputRow] = []
      try editJSON(day, "manifest.json") { manifest in
        if day != kept { manifest["previous_manifest_sha256"] = previous }
        let files = try #require(manifest["outputs"] as? [[String: Any]])
        manifest["outputs"] = try files.map { file in
          var file = file
          let name = try #require(file["path"] as? String)
          let bytes = try FileBytes(path: path(day, name))
          file["sha256"] = bytes.sha256
          file["bytes"] = bytes.count
          outputs.append(OutputRow(name: name, sha256: bytes.sha256, byteCount: bytes.count))
          return file
        }
      }
      previous = try FileBytes(path: path(day, "manifest.json")).sha256
      let date = try #require(Day(year: 2026, month: 3, day: day))
      try ledger.transaction { writer in
        let run = try #require(try writer.runs(limit: 100).first { $0.day == date })
        try writer.putOutputs(outputs, day: date)
        try writer.finishRun(
          run.number, finishedAt: "x", status: run.status, manifestSHA256: previous,
          isPublished: true)
      }
    }
  }
}
