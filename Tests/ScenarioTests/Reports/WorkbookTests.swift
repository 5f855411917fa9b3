import Foundation
import Testing

/// The workbook as LibreOffice reads it.
@Suite struct WorkbookTests {
  static let office = OtherProgram.first(of: ["/usr/bin/soffice", "/usr/bin/libreoffice"])

  @Test(
    .enabled(if: office != nil, "no LibreOffice here: install it to have the workbook opened"),
    arguments: PlayedSample.Language.allCases)
  func libreOfficeReadsWhatTheFilesSay(language: PlayedSample.Language) throws {
    let sample = try PlayedSample(language)
    defer { sample.remove() }
    let sheets = try Self.converted(sample.lastDay.appending(path: "backhaul.xlsx"), sample.scratch)
    #expect(sheets.count == 7)
    try checkExceptions(try #require(sheets["exceptions"]), sample)
    let totals = try #require(sheets[language == .english ? "totals" : "汇总"])
    try checkTotals(totals, sample)
  }

  /// Each sheet as a table, by its name.
  static func converted(_ file: URL, _ scratch: URL) throws -> [String: Table] {
    let folder = scratch.appending(path: "sheets")
    let ending = try OtherProgram.run(
      office ?? "",
      [
        "-env:UserInstallation=file://\(scratch.path)/office", "--headless", "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1",
        "--outdir", folder.path, file.path,
      ], scratch: scratch)
    #expect(ending.code == 0, "\(ending.errors)")
    var sheets: [String: Table] = [:]
    for name in Scenario.names(in: folder) {
      let sheet = name.dropFirst(file.deletingPathExtension().lastPathComponent.count + 1)
        .dropLast(4)
      sheets[String(sheet)] = Table(
        try String(contentsOf: folder.appending(path: name), encoding: .utf8))
    }
    return sheets
  }

  /// The first sheet has the columns of exceptions.csv and the rows that are open, as they are
  /// there.
  private func checkExceptions(_ sheet: Table, _ sample: PlayedSample) throws {
    let file = try sample.table("exceptions")
    #expect(sheet.columns == file.columns)
    let texts = ["exception_id", "version", "code", "status", "subject", "case_id", "explanation"]
    let amounts = ["expected", "actual", "difference"]
    let status = try #require(file.index("status"))
    let isOpen = { (row: [String]) in row[status] != "resolved" && row[status] != "decided" }
    let ids = Set(file.rows.filter(isOpen).map { $0[0] })
    let wanted = (file.project(texts) ?? []).filter { ids.contains($0[0]) }
    let plain = { (rows: [[String]]) in
      rows.map { row in row.map { $0.hasPrefix("'") ? String($0.dropFirst()) : $0 } }
        .sorted { $0[0] < $1[0] }
    }
    #expect(plain(sheet.project(texts) ?? []) == plain(wanted))
    let numbers = { (table: Table) in
      (table.project(["exception_id"] + amounts) ?? []).filter { ids.contains($0[0]) }
        .sorted { $0[0] < $1[0] }.map { row in row.dropFirst().map { Double($0) } }
    }
    #expect(numbers(sheet) == numbers(file))
  }

  private func checkTotals(_ sheet: Table, _ sample: PlayedSample) throws {
    let summary = try sample.summary()
    let exceptions = try #require(summary["exceptions"] as? [String: Any])
    var wanted: [[String]] = []
    for entry in (exceptions["by_owner"] as? [[String: Any]] ?? [])
      + (exceptions["by_code"] as? [[String: Any]] ?? [])
    {
      let count = try #require(entry["count"] as? Int)
      let amounts = entry["amounts"] as? [[String: Any]] ?? []
      if amounts.isEmpty { wanted.append(["\(count)", "", ""]) }
      for (place, amount) in amounts.enumerated() {
        let minorUnits = try #require(amount["amount"] as? Int)
        wanted.append([
          place == 0 ? "\(count)" : "", Self.decimal(minorUnits),
          try #require(amount["currency"] as? String),
        ])
      }
    }
    let money = summary["money"] as? [[String: Any]] ?? []
    for (entries, figures) in [
      (money, ["expected", "matched", "not_due", "unproven", "written_off", "missing"]),
      (
        summary["freight"] as? [[String: Any]] ?? [],
        ["billed", "expected", "payable", "disputed", "recovered"]
      ),
    ] {
      for entry in entries {
        let count = try #require((entry["count"] ?? entry["positions"]) as? Int)
        for figure in figures {
          wanted.append([
            "\(count)", Self.decimal(try #require(Self.figure(figure, of: entry))),
            try #require(entry["currency"] as? String),
          ])
        }
      }
    }
    let cases = try #require(summary["cases"] as? [String: Any])
    wanted.append(["\(try #require(cases["open"] as? Int))", "", ""])
    let found = sheet.rows.prefix(wanted.count).map { row in
      [row[2], row[3].isEmpty ? "" : Self.decimal(row[3]), row[4]]
    }
    #expect(found == wanted)
  }

  /// `not_due` is what is pending and not unproven.
  private static func figure(_ name: String, of entry: [String: Any]) -> Int? {
    if name != "not_due" { return entry[name] as? Int }
    guard let pending = entry["pending"] as? Int, let unproven = entry["unproven"] as? Int else {
      return nil
    }
    return pending - unproven
  }

  private static func decimal(_ minorUnits: Int) -> String {
    decimal("\(Double(minorUnits) / 100)")
  }

  /// One form for `12`, `12.0` and `12.00`.
  private static func decimal(_ text: String) -> String {
    "\((Double(text.replacing(",", with: "")) ?? .nan))"
  }
}
