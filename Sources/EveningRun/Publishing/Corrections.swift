import Intake
import LedgerStore
import Reports

/// `rejects-01.csv`, …: the rejected rows of a file in its own form, to be put right and dropped
/// into the inbox.
extension ClosedDay {
  /// Names the sheets in the order of their files.
  var correctionNames: [Int: String] {
    Dictionary(
      uniqueKeysWithValues: corrections.enumerated().map { index, sheet in
        (sheet.file, "rejects-\(index < 9 ? "0" : "")\(index + 1).csv")
      })
  }

  func printCorrections(_ press: inout Press) throws {
    let names = correctionNames
    let mark = press.options.hasByteOrderMark ? "\u{FEFF}" : ""
    for sheet in corrections {
      guard let name = names[sheet.file] else { continue }
      let text = mark + sheet.head + sheet.rows.map(\.text).joined()
      try press.print(name, Array(text.utf8))
    }
  }
}

extension TakenMember {
  /// The rejects whose cells are known, each under the name by which it is known when it comes
  /// back.
  var corrections: CorrectionSheet? {
    guard let head = reading.correctionHead else { return nil }
    let lines =
      correctionLine(head.facts + ["file=\(reading.name)"])
      + correctionLine(head.columns + CorrectionHead.ownColumns)
    var rows: [(position: Int, text: String)] = []
    for (index, reject) in reading.rejects.enumerated() where !reject.cells.isEmpty {
      let id = reject.identity.isEmpty ? "F\(number)-R\(index + 1)" : reject.identity
      let parts = reject.cells.enumerated().map { part, cells in
        let own = [
          id, reject.cells.count > 1 ? String(part + 1) : "", reject.field, reject.code,
          reject.reason,
        ]
        return correctionLine(cells + own)
      }
      rows.append((index + 1, parts.joined()))
    }
    return CorrectionSheet(file: number, head: lines, rows: rows)
  }
}
