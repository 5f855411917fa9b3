import LedgerStore
import Returns
import Settings
import Verification

/// What `backhaul verify` answers.
public struct VerifyAnswer: Sendable {
  public let sections: [AnswerSection]
  /// Every check holds.
  public let holds: Bool
}

/// Recomputes the proof of past runs from their output files, and proves the ledger
/// (`backhaul verify`).
///
/// Takes no lock. Faults found while a run goes on are none: its files are not complete yet.
/// - Parameter date: the business date asked for; nil: every one that `out/` holds.
public func verify(workspace root: String, date: String? = nil) throws -> VerifyAnswer {
  let workspace = try open(root)
  let places = Places(
    root: root, out: workspace.path(workspace.out), archive: workspace.path(workspace.archive),
    inbox: workspace.path(workspace.inbox), ledger: testimony(workspace))
  let dates = publishedDates(places)
  guard !dates.isEmpty else {
    throw RunFailure.configuration([
      "\(places.out): holds no business date; run: backhaul run \(root)"
    ])
  }
  if let date, !dates.contains(date) {
    throw RunFailure.configuration([
      "--date \(date): \(places.out) holds no such date; it holds \(dates[0]) to "
        + "\(dates[dates.count - 1])"
    ])
  }
  let result = verifyRuns(places, date: date)
  if !result.holds { try refuseWhileRunning(workspace) }
  return VerifyAnswer(sections: sections(result), holds: result.holds)
}

private func refuseWhileRunning(_ workspace: Workspace) throws {
  do {
    try WorkspaceLock(workspace: workspace.root, startedAt: "verifying").release()
  } catch {
    guard case .workspaceHeld = error else { return }
    throw RunFailure.locked(error.message)
  }
}

/// What the ledger says; a ledger that cannot be opened or read says so.
private func testimony(_ workspace: Workspace) -> LedgerTestimony {
  let path = workspace.path(workspace.ledger)
  var testimony = LedgerTestimony(path: path, problems: [], runs: [])
  do {
    try Ledger(path: path, create: false).read { reader in
      testimony.problems = try reader.problems()
      var seen: Set<Day> = []
      for run in try reader.runs(limit: .max) where run.isPublished {
        guard let manifest = run.manifestSHA256, seen.insert(run.day).inserted else { continue }
        let outputs = try reader.outputs(day: run.day).map { ($0.name, $0.sha256) }
        testimony.runs.append(
          LedgerTestimony.Run(
            date: run.day.string, manifestSHA256: manifest, isComplete: run.status == .complete,
            outputs: Dictionary(outputs) { first, _ in first }))
      }
    }
  } catch let error as LedgerError {
    testimony.problems.append(error.message)
  } catch {
    testimony.problems.append("\(error)")
  }
  return testimony
}

private func sections(_ result: VerifiedRuns) -> [AnswerSection] {
  let failed = result.lines.count { $0.verdict != .ok }
  let verdict =
    failed == 0 ? "all \(result.lines.count) checks hold" : "\(failed) checks do not hold"
  let dates =
    result.dates.count == 1
    ? result.dates[0] : "\(result.dates[0]) to \(result.dates[result.dates.count - 1])"
  return [
    AnswerSection(
      "Verified", [[("dates", dates), ("verdict", verdict)]], .lines(below: [])),
    AnswerSection("Checks", result.lines.map(row)),
    AnswerSection(
      "Failures", result.lines.flatMap(faults), .lines(below: ["found", "expected", "do"])),
    AnswerSection("Notices", result.notices.map { [("notice", $0)] }, .lines(below: [])),
  ]
}

private func row(_ line: CheckLine) -> AnswerSection.Row {
  let (word, says): (String, String) =
    switch line.verdict {
    case .ok: ("ok", line.title)
    case .failed(_, let count): ("FAILED", count == 1 ? "1 fault" : "\(count) faults")
    case .notChecked(let reason): ("NOT CHECKED", reason)
    }
  return [
    ("date", line.date.isEmpty ? "ledger" : line.date), ("check", line.name), ("result", word),
    ("says", says),
  ]
}

private func faults(_ line: CheckLine) -> [AnswerSection.Row] {
  guard case .failed(let faults, let count) = line.verdict else { return [] }
  var rows = faults.map { fault -> AnswerSection.Row in
    [
      ("date", line.date), ("check", line.name), ("at", fault.place), ("found", fault.found),
      ("expected", fault.expected), ("do", fault.advice),
    ]
  }
  if count > faults.count {
    rows.append([
      ("date", line.date), ("check", line.name), ("and", "\(count - faults.count) more like these"),
    ])
  }
  return rows
}
