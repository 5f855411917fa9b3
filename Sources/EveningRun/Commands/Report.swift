import Foundation
import Intake
import LedgerStore
import Reports
import Returns
import Settings

/// What `backhaul report` is asked for.
public struct ReportOrder: Sendable {
  public enum Span: Sendable { case day, week, month }

  public var workspace: String
  /// `YYYY-MM-DD`; of a week or a month any day of it. Empty: the last business date.
  public var date: String
  public var span: Span
  public var knowsLaterFacts: Bool
  /// `en` or `zh-Hans`; nil: the workspace's.
  public var language: String?
  /// nil: below the workspace's `reports/`.
  public var folder: String?
  public var threads: Int

  public init(
    workspace: String, date: String, span: Span = .day, knowsLaterFacts: Bool = false,
    language: String? = nil, folder: String? = nil, threads: Int = 2
  ) {
    self.workspace = workspace
    self.date = date
    self.span = span
    self.knowsLaterFacts = knowsLaterFacts
    self.language = language
    self.folder = folder
    self.threads = threads
  }
}

public struct RenderedReport: Sendable {
  /// The business date that is shown: of a week or a month the last one that was run.
  public let day: String
  public let folder: String
  public let files: [String]
}

/// Renders the files of a past date again, by today's settings: as known then, or with all facts
/// that have come since. Ledger, inbox and results stay as they are: a copy of the ledger is taken
/// back to the date and judged again.
public func report(_ order: ReportOrder) throws -> RenderedReport {
  let workspace = try open(order.workspace)
  guard let ledger = try openToRead(workspace) else {
    throw RunFailure.configuration([
      "\(workspace.path(workspace.ledger)): no run has been made here yet; run: backhaul run "
        + order.workspace
    ])
  }
  let (day, period) = try days(order, ledger)
  let folder = order.folder ?? workspace.path("reports/" + order.name(day))
  var run = RunOrder(
    workspace: order.workspace, asOf: day.string, rehearsalFolder: folder, threads: order.threads,
    now: 0)
  run.language = order.language
  run.period = period
  try checkRehearsalFolder(workspace, run)
  try makeFolder(folder, permissions: 0o750)
  let path = folder + "/.past.sqlite"
  func remove() { for end in ["", "-journal", "-wal", "-shm"] { _ = unlink(path + end) } }
  // What a report that was killed has left.
  remove()
  if let files = try copyOfTheDay(order, workspace, ledger, day, to: folder) {
    return RenderedReport(day: day.string, folder: folder, files: files)
  }
  defer { remove() }
  do {
    try ledger.copy(to: path)
    let past = try Ledger(path: path, create: false, isRehearsal: true)
    try past.transaction { writer in
      try writer.rollBack(to: day, knowing: order.knowsLaterFacts ? .now : .then)
    }
    let number = try past.read { try $0.lastRun?.number } ?? 0
    let evening = Evening(workspace: workspace, day: day, run: number + 1, order: run)
    RecordMemory.reserve()
    let published = try publish(close(evening, past, takesIn: false), evening, past)
    return RenderedReport(
      day: day.string, folder: folder, files: published.outputs.map(\.name).sorted())
  } catch let error as LedgerError {
    throw RunFailure.broken(error.message)
  }
}

/// A date as known then, in the language of its run, is what that wrote: where it is still as it
/// was, it is copied.
/// - Returns: the names; nil where it has to be rendered.
private func copyOfTheDay(
  _ order: ReportOrder, _ workspace: Workspace, _ ledger: Ledger, _ day: Day, to folder: String
) throws -> [String]? {
  guard order.span == .day, !order.knowsLaterFacts,
    order.language == nil || order.language == workspace.language.rawValue
  else { return nil }
  let source = workspace.path(workspace.out) + "/" + day.string
  let outputs = try ledger.read { try $0.outputs(day: day) }
  var files: [(name: String, bytes: Data)] = []
  for output in outputs {
    guard let bytes = FileManager.default.contents(atPath: source + "/" + output.name),
      Checksum.hex(Array(bytes)) == output.sha256
    else { return nil }
    files.append((output.name, bytes))
  }
  guard files.contains(where: { $0.name == workbookName }) else { return nil }
  // The workspace may have had another language then.
  if let language = order.language,
    !files.contains(where: { $0.name.hasSuffix(".html") && isPage($0.bytes, in: language) })
  {
    return nil
  }
  for file in files { try writeFile(Array(file.bytes), folder: folder, name: file.name) }
  return files.map(\.name).sorted()
}

private func isPage(_ bytes: Data, in language: String) -> Bool {
  bytes.range(of: Data("<html lang=\"\(language)\"".utf8)) != nil
}

extension ReportOrder {
  fileprivate func name(_ day: Day) -> String {
    let kind =
      switch span {
      case .day: day.string
      case .week: "week-\(day.string)"
      case .month: "month-\(day.string.prefix(7))"
      }
    return [kind, knowsLaterFacts ? "now" : "then", language].compactMap(\.self)
      .joined(separator: "-")
  }
}

/// The date to show, and the days of its week or month.
private func days(_ order: ReportOrder, _ ledger: Ledger) throws -> (Day, ReportPeriod?) {
  let run = try ledger.read { try $0.runs(limit: 100_000) }.filter { $0.isPublished }.map(\.day)
  guard !run.isEmpty else {
    throw RunFailure.configuration([
      "\(order.workspace): no run has been finished yet; run: backhaul run \(order.workspace)"
    ])
  }
  guard let asked = order.date.isEmpty ? run.max() : Day(iso: order.date) else {
    throw RunFailure.configuration([
      "\(order.date): not a date; write YYYY-MM-DD, as 2026-11-22"
    ])
  }
  let (year, month, number) = asked.parts
  let period: ReportPeriod?
  switch order.span {
  case .day: period = nil
  case .week:
    let monday = asked + -asked.weekday
    period = ReportPeriod(
      .week, first: monday, last: monday + 6, knowsLaterFacts: order.knowsLaterFacts)
  case .month:
    let first = asked + (1 - number)
    let next = Day(year: month == 12 ? year + 1 : year, month: month % 12 + 1, day: 1) ?? asked
    period = ReportPeriod(
      .month, first: first, last: next + -1, knowsLaterFacts: order.knowsLaterFacts)
  }
  let range = (period?.first ?? asked)...(period?.last ?? asked)
  guard let day = run.filter({ range.contains($0) }).max() else {
    let known = run.max().map { "; the last one is \($0.string)" } ?? ""
    throw RunFailure.configuration([
      order.span == .day
        ? "\(order.date): no run of this date has been finished\(known)"
        : "\(order.date): no run from \(range.lowerBound.string) to \(range.upperBound.string) has "
          + "been finished\(known)"
    ])
  }
  return (day, period)
}
