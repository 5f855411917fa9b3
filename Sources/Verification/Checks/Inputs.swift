extension Check {
  /// What was taken in lies in the archive (or still in the inbox) as it was delivered.
  static let inputs = Check(
    "inputs", "every file taken in is kept as delivered, and intake.csv names the same files"
  ) { evening, findings in
    let manifest = try evening.run.manifest()
    let intake = try IntakeFiles(evening.run, names: Set(manifest.inputs.map(\.path)))
    var hashes: [String: Bool] = [:]
    for input in manifest.inputs {
      let paths = containers(of: input.path)
      let key = paths[paths.count - 1] + "\n" + input.sha256
      if hashes[key] == nil {
        hashes[key] = true
        evening.lookFor(
          input, paths, isPartlyHeld: paths.contains(where: intake.setAside.contains), &findings)
      }
    }
    let place = evening.run.place("intake.csv")
    let named = manifest.inputs.map { "\($0.path) \($0.sha256) \($0.rows ?? -1)" }.sorted()
    let taken = intake.taken.sorted()
    for missing in subtract(taken, from: named) {
      findings.fault(
        place, found: "no taken file \(missing.words)",
        expected: "every input of the manifest with its sha256 and rows read",
        advice: .recomputed)
    }
    for extra in subtract(named, from: taken) {
      findings.fault(
        place, found: "a taken file \(extra.words)", expected: "only inputs of the manifest",
        advice: .recomputed)
    }
  }
}

extension Evening {
  fileprivate func lookFor(
    _ input: ManifestDocument.File, _ paths: [String], isPartlyHeld: Bool,
    _ findings: inout Findings
  ) {
    var found: (path: String, what: String)?
    let path = paths[paths.count - 1]
    for candidate in paths.flatMap({ candidates(for: $0, input.sha256) }) {
      guard let bytes = try? FileBytes(path: candidate.path) else { continue }
      // A file that stays in the inbox may grow: what was taken in is its beginning.
      let mayGrow = candidate.path.hasPrefix(places.inbox + "/")
      let isComparable = bytes.count == input.bytes || (mayGrow && bytes.count > input.bytes)
      let sha256 = isComparable ? bytes.sha256(ofFirst: input.bytes) : ""
      if sha256 == input.sha256 { return }
      guard candidate.isItsOwn, found == nil else { continue }
      found = (
        candidate.path,
        bytes.count == input.bytes ? "sha256 \(sha256)" : "\(bytes.count) bytes"
      )
    }
    if let found {
      findings.fault(
        found.path, found: found.what,
        expected: "\(input.bytes) bytes of sha256 \(input.sha256), as taken in on \(run.date)",
        advice: .input)
    } else if isPartlyHeld {
      findings.notice(
        "\(path) is no longer in \(places.inbox): of it one part was taken in on \(run.date), and "
          + "another was set aside")
    } else {
      findings.fault(
        "\(places.archive)/\(run.date)/\(path)", found: "no such file",
        expected: "the file of sha256 \(input.sha256) that was taken in on \(run.date)",
        advice: .input)
    }
  }

  /// Where a file may lie: below the date it was taken in, under its name or, where that was taken,
  /// a longer one; in the inbox; below another date, of which a run that was cut off took it.
  private func candidates(for path: String, _ sha256: String) -> [(path: String, isItsOwn: Bool)] {
    func below(_ date: String) -> [String] {
      let target = "\(places.archive)/\(date)/\(path)"
      return [target, "\(target)~\(sha256.prefix(8))"]
    }
    let others = names(in: places.archive).filter { isDate($0) && $0 != run.date }
    return below(run.date).map { ($0, true) } + [("\(places.inbox)/\(path)", true)]
      + others.flatMap(below).map { ($0, false) }
  }
}

/// What intake.csv says of files.
private struct IntakeFiles {
  /// `name sha256 rows` of each file or member taken in.
  var taken: [String] = []
  /// Paths of files of which something was held or refused.
  var setAside: Set<String> = []

  /// - Parameter names: those of the manifest; in a cell a ' stands before what a spreadsheet would
  ///   run.
  init(_ run: RunFiles, names: Set<String>) throws {
    let table = try run.table(.intake)
    let place = try table.columns("file", "sha256", "status", "read")
    try table.forEachRow { row in
      let cell = row[place[0]].string
      let bare = String(cell.dropFirst())
      let name = cell.hasPrefix("'") && names.contains(bare) ? bare : cell
      if row[place[2]].equals("taken") {
        taken.append("\(name) \(row[place[1]].string) \(row[place[3]].string)")
      } else if !row[place[2]].equals("withdrawn") {
        setAside.formUnion(containers(of: name))
      }
    }
  }
}

/// The files that a name may stand for: itself, and of `bills.zip!a.csv` the packed one. The
/// shortest comes last.
private func containers(of name: String) -> [String] {
  let ends = name.indices.filter { name[$0] == "!" && $0 != name.startIndex }
  return [name] + ends.reversed().map { String(name[..<$0]) }
}

/// What stands in `list` more often than in `other`; both sorted.
private func subtract(_ other: [String], from list: [String]) -> [String] {
  var left: [String: Int] = [:]
  for entry in other { left[entry, default: 0] += 1 }
  return list.filter { entry in
    guard let count = left[entry], count > 0 else { return true }
    left[entry] = count - 1
    return false
  }
}

extension String {
  /// `name sha256 rows` for people.
  fileprivate var words: String {
    let parts = split(separator: " ")
    guard parts.count >= 3 else { return self }
    let name = parts.dropLast(2).joined(separator: " ")
    return "\(name) of \(parts[parts.count - 1]) rows, sha256 \(parts[parts.count - 2])"
  }
}
