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
  var manifestSHA256: String
}

/// Writes all files of the date. The old manifest goes first and the new one comes last: a folder
/// without a manifest is no finished run.
func publish(_ closed: ClosedDay, _ evening: Evening, _ ledger: Ledger) throws -> Published {
  let folder = evening.folder
  try FileManager.default.createDirectory(
    atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o750])
  _ = unlink(folder + "/manifest.json")
  var press = Press(evening)
  let intake = intakeTable.sorted(closed.intakeRows(evening), press.context)
  let exceptions = closed.exceptions.map { $0.row(on: evening.day) }
  var figures = closed.figures
  for result in closed.outcome.cases { figures.add(result) }
  for exception in closed.exceptions {
    figures.add(exception.finding, status: exception.life.status)
  }
  for item in closed.outcome.pending { figures.add(item) }
  let proof = prove(closed.proofInput(evening))

  try press.print(intakeTable, intake)
  let names = Dictionary(uniqueKeysWithValues: closed.files.map { ($0.number, $0.name) })
  try press.print(rejectsTable, closed.rejectRows(names))
  try press.print(casesTable, closed.outcome.cases)
  try press.print(exceptionsTable, exceptions)
  try press.print(matchesTable, closed.outcome.matches)
  try press.print(pendingTable, closed.outcome.pending)
  try press.print(feeSettlementTable, closed.outcome.fees)
  try press.print(carrierStatementTable, closed.statementRows)
  try press.print(openingTable, closed.outcome.opening)
  let report = FinanceReport(
    context: press.context, figures: figures, proof: proof, exceptions: exceptions, intake: intake,
    statements: closed.statementRows)
  try press.print("finance.html", try report.html(template: ownTemplate(evening)))
  let summary = Summary(
    businessDate: evening.day, shopIDs: press.context.shopNames.map(\.string), figures: figures,
    intake: intake, proof: proof)
  let summaryJSON = summary.json()
  try press.print("summary.json", summaryJSON)
  try press.print("proof.json", proof.json(businessDate: evening.day))
  let manifest = try manifest(closed, press.files, evening, ledger).json()
  try press.print("manifest.json", manifest)

  var result = result(closed, evening, proofCloses: proof.verdict == .complete)
  result.summaryJSON = summaryJSON
  let outputs = press.files.map {
    OutputRow(name: $0.path, sha256: $0.sha256, byteCount: $0.byteCount)
  }
  return Published(result: result, outputs: outputs, manifestSHA256: Checksum.hex(manifest))
}

/// Prints tables and pages into the date's folder and keeps their checksums.
struct Press {
  let context: ReportContext
  private let folder: String
  private let options: TableOptions
  private let progress: @Sendable (RunProgress) -> Void
  private(set) var files: [ManifestFile] = []

  init(_ evening: Evening) {
    context = ReportContext(
      day: evening.day, shopNames: evening.policy.shops.map(\.id),
      language: ReportLanguage(tag: evening.workspace.language.rawValue) ?? .english)
    folder = evening.folder
    options = TableOptions(hasByteOrderMark: evening.workspace.csvBOM)
    progress = evening.order.progress
  }

  mutating func print<Row>(_ kind: TableKind<Row>, _ rows: [Row]) throws {
    progress(.publishing(file: kind.name + ".csv"))
    let checksum = Checksum()
    var file = try TableFile(
      kind, folder: folder, context: context, options: options, observe: checksum.add)
    try file.append(kind.sorted(rows, context))
    let written = try file.close()
    files.append(
      ManifestFile(
        path: written.name, sha256: checksum.hex(), byteCount: written.byteCount,
        rowCount: written.rowCount))
  }

  mutating func print(_ name: String, _ bytes: [UInt8]) throws {
    progress(.publishing(file: name))
    let size = try writeFile(bytes, folder: folder, name: name)
    files.append(ManifestFile(path: name, sha256: Checksum.hex(bytes), byteCount: size))
  }
}

private func ownTemplate(_ evening: Evening) -> String? {
  let path = evening.workspace.path("templates/" + FinanceReport.templateName)
  return try? String(contentsOfFile: path, encoding: .utf8)
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

private func result(_ closed: ClosedDay, _ evening: Evening, proofCloses: Bool) -> RunResult {
  var result = RunResult(day: evening.day.string, folder: evening.folder, proofCloses: proofCloses)
  let counts = closed.exceptionCounts
  result.filesTaken = closed.filesTaken
  result.filesSetAside =
    closed.setAside.map { ($0.reading.name, $0.reason) } + closed.unreadable
  result.filesSetAside.sort { $0.path < $1.path }
  result.rowsRejected = closed.rejects.count
  result.casesReported = closed.outcome.cases.count
  result.newExceptions = counts.new
  result.openErrors = counts.errors
  result.openWarnings = counts.warnings
  result.openNotes = counts.notes
  result.newErrors = counts.newErrors
  result.notices = evening.workspace.notices + closed.notices
  return result
}
