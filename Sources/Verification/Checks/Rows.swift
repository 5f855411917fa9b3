extension Check {
  /// No row vanishes: read = accepted + duplicate + superseded + rejected + filtered.
  static let rows = Check(
    "rows", "every row read is accounted for, file by file and feed by feed"
  ) { evening, findings in
    var intake = try IntakeCounts(evening.run, &findings)
    let rejects = try evening.run.table(.rejects)
    let file = try rejects.column("file")
    var set: [String: Int128] = [:]
    try rejects.forEachRow { row in set[row[file].string, default: 0] += 1 }
    for (name, count) in set.sorted(by: { $0.key < $1.key }) {
      findings.compare(
        "\(evening.run.place("rejects.csv")) rows of \(name)", found: count,
        expected: intake.rejectedByFile.removeValue(forKey: name) ?? 0)
    }
    for (name, count) in intake.rejectedByFile.sorted(by: { $0.key < $1.key }) where count != 0 {
      findings.compare(
        "\(evening.run.place("rejects.csv")) rows of \(name)", found: 0, expected: count)
    }
    let place = evening.run.place("proof.json") + " feeds"
    var claimed: [String: [Int128]] = [:]
    for feed in try evening.run.proof().feeds {
      let counts = [
        feed.read, feed.accepted, feed.duplicate, feed.superseded, feed.rejected, feed.filtered,
      ].map { Int128($0) }
      claimed[feed.feed] = counts
      findings.compare(
        "\(place) \(feed.feed) residual", found: Int128(feed.residual),
        expected: counts[0] - counts.dropFirst().reduce(0, +))
    }
    for name in Set(claimed.keys).union(intake.feeds.keys).sorted() {
      findings.compare(
        "\(place) \(name)", found: words(claimed[name]), expected: words(intake.feeds[name]))
    }
  }
}

private func words(_ counts: [Int128]?) -> String {
  guard let counts else { return "none" }
  return zip(IntakeCounts.names, counts).map { "\($0) \($1)" }.joined(separator: ", ")
}

/// intake.csv, added up.
private struct IntakeCounts {
  static let names = ["read", "accepted", "duplicate", "superseded", "rejected", "filtered"]
  /// In the order of `names`.
  var feeds: [String: [Int128]] = [:]
  var rejectedByFile: [String: Int128] = [:]

  init(_ run: RunFiles, _ findings: inout Findings) throws {
    let table = try run.table(.intake)
    let places = try Self.names.map(table.column)
    let (file, feed) = (try table.column("file"), try table.column("feed"))
    let status = try table.column("status")
    try table.forEachRow { row in
      let counts = places.map { row[$0].amount?.minor ?? -1 }
      let line = { run.place("intake.csv", line: row.line) }
      findings.compare(
        "\(line()) read", found: counts[0], expected: counts.dropFirst().reduce(0, +))
      guard row[status].equals("taken") else {
        if !row[status].equals("withdrawn") {
          findings.compare("\(line()) read", found: counts[0], expected: 0)
        }
        return
      }
      rejectedByFile[row[file].string, default: 0] += counts[4]
      guard !row[feed].isEmpty else { return }
      let sum = feeds[row[feed].string] ?? counts.map { _ in 0 }
      feeds[row[feed].string] = zip(sum, counts).map { $0 + $1 }
    }
  }
}
