import Foundation
import Insight
import Intake
import LedgerStore
import Reports
import Returns
import Settings

/// What a publishing wrote.
struct Published {
  var result: RunResult
  var outputs: [OutputRow]
  /// What later reports draw trends of.
  var keyFigures: [KeyFigure]
  var manifestSHA256: String
}

/// A day set in type, its tables being printed: none has its name yet.
struct TypesetDay {
  let day: ClosedDay
  let galley: Galley
  let press: Press
  let printing: Printing

  init(_ day: ClosedDay, _ evening: Evening) throws {
    try makeFolder(evening.folder, permissions: 0o750)
    self.day = day
    press = Press(evening)
    galley = Galley(day, evening, press)
    printing = try press.start(galley.sheets)
  }
}

/// Gives all files of the date their names. The old manifest goes first and the new one comes last:
/// a folder without a manifest is no finished run.
func publish(_ typeset: TypesetDay, _ evening: Evening, _ ledger: Ledger) throws -> Published {
  let (closed, galley) = (typeset.day, typeset.galley)
  removeOutdated(in: evening.folder, but: Set(galley.sheets.map(\.name)))
  _ = unlink(evening.folder + "/manifest.json")
  var press = typeset.press
  let totals = closed.batchTotals.merging(galley.disputes.totalsByFile) { $1 }
  try press.finish(typeset.printing, totals: totals)
  try closed.printCorrections(&press)
  let exceptions = galley.exceptions()
  var figures = galley.figures
  figures.merge(exceptions.figures)

  let clock = WorkClock()
  var report = try typeset.report(figures, exceptions, evening, ledger)
  let keyFigures = figures.keyFigures(galley.work.figures, since: report.history)
  for figure in keyFigures { report.history.add(figure, on: evening.day) }
  report.period = evening.order.period
  for file in try pages(report, evening) { try press.print(file.name, file.bytes) }
  clock.log("pages and workbook")
  let summary = Summary(
    businessDate: evening.day, shopIDs: press.context.shopNames.map(\.string), figures: figures,
    intake: galley.intake, proof: galley.proof, instructions: closed.instructionFigures,
    disputes: galley.disputes.carriers, insight: closed.insight)
  let summaryJSON = summary.json()
  try press.print("summary.json", summaryJSON)
  try press.print("proof.json", galley.proof.json(businessDate: evening.day))
  let manifest = try manifest(closed, press.files, evening, ledger).json()
  try press.print("manifest.json", manifest)

  let proofCloses = galley.proof.verdict == .complete
  var result = result(closed, exceptions, evening, proofCloses: proofCloses)
  result.summaryJSON = summaryJSON
  result.notices += galley.disputes.notices
  let outputs = press.files.map {
    OutputRow(name: $0.path, sha256: $0.sha256, byteCount: $0.byteCount)
  }
  return Published(
    result: result, outputs: outputs, keyFigures: keyFigures,
    manifestSHA256: Checksum.hex(manifest))
}

/// Tables that an earlier run of the date wrote and this one does not: a carrier with which nothing
/// is in dispute any more, the sheet of a file without rejects. The old manifest names them; a run
/// that was killed leaves none, so the names that only a run gives count as well. What is neither
/// is not ours to remove.
private func removeOutdated(in folder: String, but written: Set<String>) {
  let there = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  for name in Set(namesInManifest(of: folder) + there.filter(isOfAVaryingSet))
  where name.hasSuffix(".csv") && !name.contains("/") && !written.contains(name) {
    _ = unlink(folder + "/" + name)
  }
}

private func namesInManifest(of folder: String) -> [String] {
  guard let data = FileManager.default.contents(atPath: folder + "/manifest.json"),
    let manifest = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
    let outputs = manifest["outputs"] as? [[String: Any]]
  else { return [] }
  return outputs.compactMap { $0["path"] as? String }
}

/// `rejects-01.csv`, `fee_disputes-SF.csv`: how many there are changes from run to run.
private func isOfAVaryingSet(_ name: String) -> Bool {
  guard name.hasSuffix(".csv") else { return false }
  let number = name.dropLast(4).dropFirst("rejects-".count)
  return name.hasPrefix("fee_disputes-")
    || name.hasPrefix("rejects-") && number.count >= 2 && number.allSatisfy(\.isNumber)
}

extension DisputeFiles {
  /// For the manifest.
  fileprivate var totalsByFile: [String: [AmountTotal]] {
    var totals = [all.name: totals]
    for file in carriers { totals[file.sheet.name] = file.totals }
    return totals
  }

  fileprivate var notices: [String] {
    guard unlisted > 0 else { return [] }
    return [
      "\(unlisted) more carriers have disputes than get a file of their own "
        + "(\(Self.mostCarriers)): theirs stand in \(all.name) only; look whether the column "
        + "carrier holds what it should"
    ]
  }
}

/// The checksum of a table as it grows.
private final class TableChecksum: FileDigest {
  private let checksum = Checksum()

  func add(_ bytes: UnsafeRawBufferPointer) { checksum.add(bytes) }
  func hex() -> String { checksum.hex() }
}

/// Prints tables and pages into the date's folder and keeps their checksums.
struct Press {
  let context: ReportContext
  let options: TableOptions
  let threads: Int
  private let folder: String
  /// A rehearsal's files need not survive a power cut.
  private let isDurable: Bool
  private let progress: @Sendable (RunProgress) -> Void
  private(set) var files: [ManifestFile] = []

  init(_ evening: Evening) {
    context = evening.reportContext
    folder = evening.folder
    options = evening.tableOptions
    threads = evening.order.threads
    isDurable = !evening.isRehearsal
    progress = evening.order.progress
  }

  func start(_ sheets: [TableSheet]) throws -> Printing {
    let tables = TablePress(folder: folder, threads: threads, isDurable: isDurable) {
      TableChecksum()
    }
    return try tables.start(sheets)
  }

  /// - Parameter totals: what the amounts of a file's rows come to, by its name.
  mutating func finish(_ printing: Printing, totals: [String: [AmountTotal]]) throws {
    progress(.publishing(file: "tables"))
    for written in try printing.finish() {
      files.append(
        ManifestFile(
          path: written.name, sha256: written.checksum, byteCount: written.byteCount,
          rowCount: written.rowCount, totals: totals[written.name] ?? []))
    }
  }

  mutating func print(_ name: String, _ bytes: [UInt8]) throws {
    progress(.publishing(file: name))
    let size = try writeFile(bytes, folder: folder, name: name, isDurable: isDurable)
    files.append(ManifestFile(path: name, sha256: Checksum.hex(bytes), byteCount: size))
  }
}

extension Evening {
  var reportContext: ReportContext {
    ReportContext(
      day: day, shopNames: policy.shops.map(\.id),
      language: ReportLanguage(tag: order.language ?? workspace.language.rawValue) ?? .english,
      masksPersonalData: workspace.masksPersonalData, currency: workspace.currency)
  }
  var tableOptions: TableOptions { TableOptions(hasByteOrderMark: workspace.csvBOM) }
}

/// The pages and the workbook, made side by side.
private func pages(
  _ report: DayReport, _ evening: Evening
) throws -> [(name: String, bytes: [UInt8])] {
  let templates = try PageTemplates { name in
    let path = evening.workspace.path("templates/\(name).mustache")
    return try? String(contentsOfFile: path, encoding: .utf8)
  }
  let made = Slots<Result<[UInt8], WorkbookError>>(count: reportPages.count + 1)
  let crew = Crew(threads: evening.order.threads)
  crew.work(
    reportPages.indices.map { place in
      Crew.Task(weight: 1) {
        made.set(place, .success(reportPages[place].html(report, templates)))
      }
    } + [
      Crew.Task(weight: 8) {
        made.set(
          reportPages.count,
          Result { () throws(WorkbookError) in try DayWorkbook(report).bytes() })
      }
    ])
  var files: [(name: String, bytes: [UInt8])] = []
  for (place, name) in (reportPages.map(\.file) + [workbookName]).enumerated() {
    files.append((name, try made.take(place).get()))
  }
  return files
}

private func manifest(
  _ closed: ClosedDay, _ outputs: [ManifestFile], _ evening: Evening, _ ledger: Ledger
) throws -> Manifest {
  let previous = try ledger.read { reader in
    try reader.runs(limit: 1000).first { $0.day < evening.day && $0.manifestSHA256 != nil }
  }
  return Manifest(
    businessDate: evening.day, toolVersion: toolVersion, previousManifest: previous?.manifestSHA256,
    inputs: closed.files.map {
      ManifestFile(path: $0.name, sha256: $0.sha256, byteCount: $0.byteCount, rowCount: $0.rowsRead)
    },
    configuration: evening.workspace.policyFiles.map {
      ManifestFile(path: $0.path, sha256: Checksum.hex($0.bytes), byteCount: $0.bytes.count)
    },
    outputs: outputs)
}

private func result(
  _ closed: ClosedDay, _ exceptions: ExceptionTally, _ evening: Evening, proofCloses: Bool
) -> RunResult {
  var result = RunResult(day: evening.day.string, folder: evening.folder, proofCloses: proofCloses)
  result.filesTaken = closed.filesTaken
  result.filesSetAside = closed.setAside.map { ($0.name, $0.reason) }
  result.filesSetAside.sort { $0.path < $1.path }
  result.rowsRejected = closed.rejects.count
  result.casesReported = closed.cases.count
  result.batches = closed.batches.map { ($0.fileName, $0.lines.count) }
  result.newExceptions = exceptions.new
  result.openErrors = exceptions.open(.error) - exceptions.snoozedErrors
  if exceptions.snoozedErrors > 0 {
    result.notices.append(
      "\(exceptions.snoozedErrors) open errors are put off by a person's decision")
  }
  result.openWarnings = exceptions.open(.warning)
  result.openNotes = exceptions.open(.info)
  result.newErrors = exceptions.newErrors
  result.notices += evening.workspace.notices + closed.notices
  return result
}
