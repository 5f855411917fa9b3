extension Check {
  /// An exception that was open yesterday is here today, and only the ways that lead from one
  /// status to the next were taken.
  static let lives = Check(
    "lives", "exceptions go on from the date before: none is lost, none changes unseen"
  ) { evening, findings in
    guard let previous = evening.previous else { return try evening.checkFirst(&findings) }
    var before: [UInt64: Life] = [:]
    let file = previous.place("exceptions.csv")
    try previous.forEachLife { life in before[life.id] = life }
    try evening.run.forEachLife { life in
      let earlier = before.removeValue(forKey: life.id)
      let line = evening.run.place("exceptions.csv", line: life.line)
      for problem in life.problems(after: earlier) {
        findings.fault(
          "\(line) \(problem.column)", found: problem.found, expected: problem.expected,
          advice: .recomputed)
      }
    }
    for life in before.values.filter(\.isOpen).sorted(by: { $0.line < $1.line }) {
      findings.fault(
        evening.run.place("exceptions.csv"), found: "nothing of \(life.name)",
        expected: "it, open or resolved, because it is open in \(file):\(life.line)",
        advice: .recomputed)
    }
  }
}

/// What a date says of an exception.
private struct Life {
  let id: UInt64
  let name: String
  let line: Int
  let code: String
  let version: Int
  let status: String
  let openedOn: String
  /// Of what is reported but for its age: code, subject, ids, figures.
  let content: UInt64

  var isOpen: Bool { !Words.closedStatuses.contains(status) }

  typealias Problem = (column: String, found: String, expected: String)

  /// What does not follow from the life on the date before; nil: it was not listed there.
  func problems(after earlier: Life?) -> [Problem] {
    guard let before = earlier.flatMap({ $0.isOpen ? $0 : nil }) else {
      return problems(afterClosed: earlier)
    }
    guard ["open", "changed", "resolved", "decided"].contains(status) else {
      return [("status", status, "open, changed, resolved or decided: it was open the date before")]
    }
    var problems: [Problem] = []
    let next = status == "open" ? before.version : before.version &+ 1
    if version != next { problems.append(("version", "\(version)", "\(next), as it is \(status)")) }
    if openedOn > before.openedOn {
      problems.append(("opened_on", openedOn, "\(before.openedOn) or earlier, as the date before"))
    }
    if status == "open", content != before.content {
      problems.append(("status", "open, with other content", "changed, or the content as it was"))
    }
    return problems
  }

  private func problems(afterClosed earlier: Life?) -> [Problem] {
    switch status {
    case "resolved" where earlier == nil && Words.codesOfPastTrouble.contains(code):
      return version == 1 ? [] : [("version", "\(version)", "1, as it was over when it came")]
    case "resolved" where Words.codesOfOpenMoney.contains(code):
      // Decided on some date before, and then the money came.
      let least = (earlier?.version ?? 2) &+ 1
      return version >= least ? [] : [("version", "\(version)", "\(least) or more")]
    case "new" where earlier == nil:
      return version == 1 ? [] : [("version", "\(version)", "1, as it is new")]
    case "reopened":
      let least = (earlier?.version ?? 1) &+ 1
      return version >= least ? [] : [("version", "\(version)", "\(least) or more")]
    case "decided":
      // Found and done with on one date, which was run again.
      let least = (earlier?.version ?? 1) &+ 1
      return version >= least ? [] : [("version", "\(version)", "\(least) or more")]
    default:
      return [("status", status, "new, reopened or decided: it was not open the date before")]
    }
  }
}

extension RunFiles {
  fileprivate func forEachLife(_ body: (Life) throws -> Void) throws {
    let table = try table(.exceptions)
    let place = try table.columns("exception_id", "version", "status", "opened_on")
    let content = try table.columns(
      "code", "subject", "case_id", "order_id", "waybill", "txn_id", "expected", "actual",
      "currency", "due_on")
    try table.forEachRow { row in
      var hash: UInt64 = 0
      for column in content { hash = row[column].hash(hash) }
      try body(
        Life(
          id: row[place[0]].hash(), name: row[place[0]].string, line: row.line,
          code: row[content[0]].string, version: row[place[1]].integer ?? 0,
          status: row[place[2]].string, openedOn: row[place[3]].string, content: hash))
    }
  }
}

extension Evening {
  /// The first date of all has nothing to go on from.
  fileprivate func checkFirst(_ findings: inout Findings) throws {
    guard try isFirst() else { return }
    try run.forEachLife { life in
      for problem in life.problems(after: nil) {
        findings.fault(
          run.place("exceptions.csv", line: life.line) + " \(problem.column)",
          found: problem.found, expected: problem.expected, advice: .recomputed)
      }
    }
  }
}
