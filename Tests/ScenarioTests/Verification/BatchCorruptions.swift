import Foundation
import Testing

extension Corruption {
  /// Rows of batches that were changed, with all checksums made good again.
  static let batches: [Corruption] = [
    Corruption("batches", "a refund is made larger", names: "totals") { shop in
      try shop.editCell(
        6, "refund_instructions-01.csv", "amount", to: { _ in "99999.00" })
      try shop.reseal()
    },
    Corruption("batches", "a batch is renumbered", names: "refund_instructions-02.csv") { shop in
      let text = try shop.text(6, "refund_instructions-01.csv")
      try shop.write(
        text.replacing("2026-03-06-01", with: "2026-03-06-02"), 6, "refund_instructions-02.csv")
      try FileManager.default.removeItem(atPath: shop.path(6, "refund_instructions-01.csv"))
      try shop.editJSON(6, "manifest.json") { manifest in
        let files = manifest["outputs"] as? [[String: Any]] ?? []
        manifest["outputs"] = files.map { file in
          var file = file
          if file["path"] as? String == "refund_instructions-01.csv" {
            file["path"] = "refund_instructions-02.csv"
          }
          return file
        }
      }
      try shop.reseal()
    },
    Corruption("instructions", "a refund leaves once more", names: "again") { shop in
      let first = Table(try shop.text(6, "refund_instructions-01.csv"))
      let id = try #require(first.rows.first)[1]
      try shop.editRows(8, "refund_instructions-01.csv") { _, rows in rows[0][1] = id }
      try shop.sortRows(8, "refund_instructions-01.csv", by: "instruction_id")
      try shop.reseal()
    },
    Corruption("instructions", "a refund leaves under another number", names: "beside") { shop in
      let first = Table(try shop.text(6, "refund_instructions-01.csv"))
      var row = try #require(first.rows.first)
      row[0] = "refund_instructions-2026-03-08-01"
      row[1] = "zzzzzzzzzzzzzzzzzz"
      let place = try #require(first.index("amount"))
      let amount = try #require(Int(row[place].replacing(".", with: "")))
      try shop.editRows(8, "refund_instructions-01.csv") { _, rows in rows.append(row) }
      try shop.editJSON(8, "manifest.json") { manifest in
        let files = manifest["outputs"] as? [[String: Any]] ?? []
        manifest["outputs"] = files.map { file in
          var file = file
          if file["path"] as? String == "refund_instructions-01.csv" {
            file["rows"] = (file["rows"] as? Int ?? 0) + 1
            var totals = file["totals"] as? [[String: Any]] ?? []
            totals[0]["amount"] = (totals[0]["amount"] as? Int ?? 0) + amount
            file["totals"] = totals
          }
          return file
        }
      }
      try shop.reseal()
    },
    Corruption("disputes", "a carrier is sent one dispute less", names: "rows of SF") { shop in
      try shop.editRows(20, "fee_disputes-SF.csv") { _, rows in rows.removeLast() }
      try shop.reseal()
    },
    Corruption("disputes", "a carrier's total is changed", names: "fee_disputes-SF.csv totals") {
      shop in
      try shop.editJSON(20, "manifest.json") { manifest in
        let files = manifest["outputs"] as? [[String: Any]] ?? []
        manifest["outputs"] = files.map { file in
          var file = file
          if file["path"] as? String == "fee_disputes-SF.csv" {
            file["totals"] = [["currency": "CNY", "amount": 1]]
          }
          return file
        }
      }
      try shop.reseal()
    },
  ]
}
