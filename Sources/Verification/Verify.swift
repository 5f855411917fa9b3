/// How a check came out.
public enum CheckVerdict: Sendable, Equatable {
  case ok
  /// The first faults, and how many there are.
  case failed([Fault], count: Int)
  /// What it needs is missing or malformed, as another check says.
  case notChecked(String)
}

/// One line of the answer.
public struct CheckLine: Sendable {
  /// Empty for what is about the workspace.
  public let date: String
  public let name: String
  public let title: String
  public let verdict: CheckVerdict
}

/// What verifying a workspace gave.
public struct VerifiedRuns: Sendable {
  public fileprivate(set) var dates: [String] = []
  public fileprivate(set) var lines: [CheckLine] = []
  public fileprivate(set) var notices: [String] = []

  /// Whether every check holds.
  public var holds: Bool { lines.allSatisfy { $0.verdict == .ok } }
}

/// The business dates that `out/` holds, ascending.
public func publishedDates(_ places: Places) -> [String] {
  names(in: places.out).filter(isDate)
}

/// Recomputes the proof of one business date, or of every one that `out/` holds, from the files of
/// that date and the one before.
///
/// Nothing a file says of another is believed: counts and sums are made from the rows, and then
/// compared with `proof.json`, `summary.json` and the manifest.
public func verifyRuns(_ places: Places, date: String? = nil) -> VerifiedRuns {
  let runs = publishedDates(places).map { RunFiles(date: $0, folder: places.out + "/" + $0) }
  var result = VerifiedRuns()
  for (index, run) in runs.enumerated() where date == nil || run.date == date {
    result.dates.append(run.date)
    let evening = Evening(run: run, previous: index > 0 ? runs[index - 1] : nil, places: places)
    for check in Check.all {
      guard case .date(let examine) = check.scope else { continue }
      result.add(check, date: run.date) { findings in try examine(evening, &findings) }
    }
  }
  for check in Check.all {
    guard case .workspace(let examine) = check.scope else { continue }
    result.add(check, date: "") { findings in try examine(places, runs, &findings) }
  }
  return result
}

extension VerifiedRuns {
  fileprivate mutating func add(
    _ check: Check, date: String, _ examine: (inout Findings) throws -> Void
  ) {
    var findings = Findings()
    var verdict = CheckVerdict.ok
    do {
      try examine(&findings)
    } catch let error as Unreadable {
      verdict = .notChecked("\(error.place): \(error.found)")
    } catch {
      verdict = .notChecked("\(error)")
    }
    if findings.count > 0 { verdict = .failed(findings.faults, count: findings.count) }
    lines.append(CheckLine(date: date, name: check.name, title: check.title, verdict: verdict))
    notices += findings.notices
  }
}
