import Foundation
import LedgerStore
import Testing

/// Something planted in a copy of a sound workspace, and the one check that must name it.
struct Corruption: Sendable, CustomTestStringConvertible {
  let check: String
  let title: String
  /// A piece of what is said about it.
  let names: String
  let plant: @Sendable (VerifiedShop) throws -> Void

  var testDescription: String { "\(check): \(title)" }

  init(
    _ check: String, _ title: String, names: String,
    _ plant: @escaping @Sendable (VerifiedShop) throws -> Void
  ) {
    self.check = check
    self.title = title
    self.names = names
    self.plant = plant
  }

  static let all = files + contents + books + batches

  /// Files that were changed, removed or exchanged.
  private static let files: [Corruption] = [
    Corruption("manifest", "a manifest is removed", names: "2026-03-06/manifest.json") { shop in
      try FileManager.default.removeItem(atPath: shop.path(6, "manifest.json"))
    },
    Corruption("manifest", "a manifest of another date", names: "business_date") { shop in
      try shop.editJSON(20, "manifest.json") { $0["business_date"] = "2026-03-19" }
      try shop.reseal()
    },
    Corruption("outputs", "a byte of the page is flipped", names: "finance.html") { shop in
      try shop.flipByte(shop.path(6, "finance.html"))
    },
    Corruption("outputs", "a table is removed", names: "opening.csv") { shop in
      try FileManager.default.removeItem(atPath: shop.path(6, "opening.csv"))
    },
    Corruption("outputs", "pages of two dates are exchanged", names: "finance.html") { shop in
      let (a, b) = (try shop.text(4, "finance.html"), try shop.text(6, "finance.html"))
      try shop.write(b, 4, "finance.html")
      try shop.write(a, 6, "finance.html")
    },
    Corruption("outputs", "a foreign file lies in the folder", names: "notes.txt") { shop in
      try shop.write("mine\n", 8, "notes.txt")
    },
    Corruption("chain", "a manifest names another one", names: "previous_manifest_sha256") { shop in
      let other = String(repeating: "0", count: 64)
      try shop.editJSON(8, "manifest.json") { $0["previous_manifest_sha256"] = other }
      try shop.reseal(keepingChainOf: 8)
    },
    Corruption("inputs", "an archived file is changed", names: "archive/2026-03-06/cases-0.csv") {
      shop in
      try shop.flipByte(shop.root + "/archive/2026-03-06/cases-0.csv")
    },
    Corruption("inputs", "an archived file is gone", names: "no such file") { shop in
      try FileManager.default.removeItem(
        atPath: shop.root + "/archive/2026-03-08/settlements-0.csv")
    },
    Corruption("inputs", "intake.csv names another file", names: "intake.csv") { shop in
      let other = String(repeating: "a", count: 64)
      try shop.editCell(6, "intake.csv", "sha256", to: { _ in other })
      try shop.reseal()
    },
    Corruption("settings", "the settings are not named", names: "backhaul.yaml") { shop in
      try shop.editJSON(6, "manifest.json") { manifest in
        let files = manifest["configuration"] as? [[String: Any]] ?? []
        manifest["configuration"] = files.filter { $0["path"] as? String != "backhaul.yaml" }
      }
      try shop.reseal()
    },
    Corruption("ledger", "a byte of a remembered order is flipped", names: "dossier block") {
      shop in
      try shop.flipByte(shop.root + "/ledger.sqlite", after: "TX10003")
    },
    Corruption(
      "ledger", "an amount that was instructed is edited", names: "of instruction is not what was"
    ) { shop in
      try shop.editLedger("UPDATE instruction SET amount = amount - 1 WHERE amount > 0")
    },
    Corruption("ledger", "a row of the totals is removed", names: "of total is gone") { shop in
      try shop.editLedger("DELETE FROM total WHERE day = (SELECT max(day) FROM total)")
    },
    Corruption("ledger", "a run is made up", names: "row 99 of run was written by no run") { shop in
      try shop.editLedger(
        """
        INSERT INTO run (number, day, started_at, finished_at, status, tool_version)
        VALUES (99, 20532, 'x', 'y', 'interrupted', '0')
        """)
    },
    Corruption("ledger", "a foreign trigger", names: "trigger mine is none of this program") {
      shop in
      try shop.editLedger(
        "CREATE TRIGGER mine AFTER INSERT ON run BEGIN DELETE FROM instruction; END")
    },
    Corruption("ledger", "the ledger is gone", names: "there is no ledger here") { shop in
      try FileManager.default.removeItem(atPath: shop.root + "/ledger.sqlite")
    },
    Corruption("ledger", "the ledger's first page is overwritten", names: "no SQLite database") {
      shop in
      var data = try Data(contentsOf: URL(filePath: shop.root + "/ledger.sqlite"))
      data.replaceSubrange(0..<16, with: Data(repeating: 0, count: 16))
      try data.write(to: URL(filePath: shop.root + "/ledger.sqlite"))
    },
    Corruption("runs", "the last manifest is written anew", names: "2026-03-20/manifest.json") {
      shop in
      try shop.write(try shop.text(20, "manifest.json") + "\n", 20, "manifest.json")
    },
    Corruption("runs", "the ledger has lost a run", names: "no finished run") { shop in
      try Ledger(path: shop.root + "/ledger.sqlite", create: false).transaction { writer in
        let last = try #require(try writer.lastRun)
        try writer.finishRun(last.number, finishedAt: "x", status: .interrupted)
      }
    },
  ]

  /// Rows that were changed, with all checksums made good again.
  private static let contents: [Corruption] = [
    Corruption("form", "two rows are exchanged", names: "pending.csv:3") { shop in
      try shop.editRows(6, "pending.csv") { _, rows in rows.swapAt(0, 1) }
      try shop.reseal()
    },
    Corruption("form", "a cell that a spreadsheet would run", names: "=1+1") { shop in
      try shop.editCell(6, "cases.csv", "verdict_reasons", to: { _ in "=1+1" })
      try shop.reseal()
    },
    Corruption("form", "a row has too few cells", names: "13 cells") { shop in
      let lines = try shop.text(6, "matches.csv").split(separator: "\n").map(String.init)
      let cut = lines[1].prefix { $0 != "\"" }.split(
        separator: ",", omittingEmptySubsequences: false)
      let row = cut.prefix(12).joined(separator: ",") + ",order"
      try shop.write(
        ([lines[0], row] + lines.dropFirst(2)).joined(separator: "\n") + "\n", 6, "matches.csv")
      try shop.reseal()
    },
    Corruption("rows", "a reject vanishes", names: "rejects.csv rows of bad-6.csv") { shop in
      try shop.editRows(6, "rejects.csv") { _, rows in rows.removeAll() }
      try shop.reseal()
    },
    Corruption("matched", "a match is removed", names: "payment CNY matched") { shop in
      try shop.editRows(4, "matches.csv") { table, rows in
        let kind = try #require(table.index("kind"))
        rows.remove(at: try #require(rows.firstIndex { $0[kind] == "payment" }))
      }
      try shop.recountMatches(4)
      try shop.reseal()
    },
    Corruption("matched", "a match is invented", names: "matches payment CNY rows") { shop in
      try shop.editRows(6, "matches.csv") { table, rows in
        var row = try #require(rows.first { Self.isExactPayment(table, $0) })
        row[0] = "bbbbbbbbbbbbbbb"
        row[try #require(table.index("evidence_id"))] = "TX0"
        rows.insert(row, at: 0)
      }
      try shop.reseal()
    },
    Corruption("matches", "a figure of an exact match is changed", names: "by pass exact") { shop in
      try shop.editCell(
        6, "matches.csv", "expected", to: { _ in "99999.00" }, where: Self.isExactPayment)
      try shop.reseal()
    },
    Corruption("journal", "a debit is changed", names: "debit less credit") { shop in
      try shop.editRows(6, "journal.csv") { table, rows in
        let debit = try #require(table.index("debit"))
        let row = try #require(rows.firstIndex { !$0[debit].isEmpty })
        rows[row][debit] = "99999.00"
      }
      try shop.reseal()
    },
    Corruption("evidence", "a movement is matched twice", names: "minor units matched") { shop in
      try shop.editRows(6, "matches.csv") { table, rows in
        let row = try #require(rows.firstIndex { Self.isExactPayment(table, $0) })
        rows.insert(rows[row], at: row)
      }
      try shop.recountMatches(6)
      try shop.reseal()
    },
    Corruption("evidence", "yesterday's movement is matched again", names: "matched again") {
      shop in
      let cases = Table(try shop.text(8, "cases.csv")).project(["order_id"]) ?? []
      let pending = Table(try shop.text(8, "pending.csv")).project(["order_id"]) ?? []
      let busy = Set((cases + pending).map { $0[0] })
      let yesterday = Table(try shop.text(6, "matches.csv"))
      let order = try #require(yesterday.index("order_id"))
      var taken = try #require(
        yesterday.rows.first { Self.isExactPayment(yesterday, $0) && !busy.contains($0[order]) })
      taken[0] = "bbbbbbbbbbbbbbb"
      try shop.editRows(8, "matches.csv") { _, rows in rows.insert(taken, at: 0) }
      try shop.recountMatches(8)
      try shop.reseal()
    },
    Corruption("freight", "a cent of a case is borne by nobody", names: "borne_fee of case") {
      shop in
      try shop.editCell(
        8, "fee_settlement.csv", "borne_fee", to: { _ in "0.01" },
        where: { $0["case_id"] != "" })
      try shop.reseal()
    },
    Corruption("statements", "an invoice claims more than its lines", names: "statement_total") {
      shop in
      try shop.editRows(6, "carrier_statement.csv") { table, rows in
        let (total, number) = (
          try #require(table.index("statement_total")), try #require(table.index("invoice_no"))
        )
        let invoice = rows[0][number]
        for row in rows.indices where rows[row][number] == invoice { rows[row][total] = "99999.99" }
      }
      try shop.reseal()
    },
    Corruption("exceptions", "an exception is made younger", names: "age_days") { shop in
      try shop.editCell(20, "exceptions.csv", "age_days", to: { "1\($0)" })
      try shop.reseal()
    },
    Corruption("lives", "a version is skipped", names: "version") { shop in
      try shop.editCell(
        20, "exceptions.csv", "version", to: { "1\($0)" }, where: { $0["status"] == "open" })
      try shop.reseal()
    },
    Corruption("lives", "what never was open is resolved", names: "reopened or decided") { shop in
      try shop.editCell(
        20, "exceptions.csv", "code", to: { _ in "NOT_RESTOCKED" },
        where: { $0["subject"] == "TLATE" })
      try shop.reseal()
    },
    Corruption("lives", "a breach that was over has versions", names: "as it was over when it came")
    { shop in
      try shop.editCell(
        20, "exceptions.csv", "version", to: { _ in "2" },
        where: { $0["subject"] == "TLATE" })
      try shop.reseal()
    },
    Corruption("pending", "a parcel is worth money", names: "none, for what is no money") { shop in
      try shop.editCell(
        6, "pending.csv", "currency", to: { _ in "CNY" }, where: { $0["amount"] == "" })
      try shop.reseal()
    },
  ]

  /// The proof and the summary, changed so that they agree with themselves.
  private static let books: [Corruption] = [
    Corruption("open_amounts", "the proof opens more than is listed", names: "money of orders") {
      shop in
      try shop.editMovement(
        6, "payment", adding: ["newly_expected": 100, "open_after": 100])
      try shop.editMovement(8, "payment", adding: ["open_before": 100, "newly_expected": -100])
      try shop.reseal()
    },
    Corruption("movements", "a kind does not add up", names: "payment CNY open_after") { shop in
      try shop.editMovement(8, "payment", adding: ["revised": 1])
      try shop.reseal()
    },
    Corruption("summary", "the summary counts a case too many", names: "cases.shown") { shop in
      try shop.editJSON(8, "summary.json") { summary in
        var cases = try #require(summary["cases"] as? [String: Any])
        cases["shown"] = (cases["shown"] as? Int ?? 0) + 1
        summary["cases"] = cases
      }
      try shop.reseal()
    },
    Corruption("proof", "a residual is hidden", names: "residuals") { shop in
      try shop.editJSON(8, "proof.json") { proof in
        proof["evidence"] = [
          "checked": 1, "unbalanced": [["evidence_id": "TX1", "currency": "CNY"]],
        ]
      }
      try shop.reseal()
    },
  ]

  private static func isExactPayment(_ row: [String: String]) -> Bool {
    row["kind"] == "payment" && row["pass"] == "exact"
  }

  private static func isExactPayment(_ table: Table, _ row: [String]) -> Bool {
    isExactPayment(Dictionary(zip(table.columns, row)) { first, _ in first })
  }
}
