import Returns

/// From a header's names to the columns that are read.
extension TableReading {
  func bind(_ names: [String], line: Int) {
    header = names
    let table = HeaderNames(names, isExact: profile.isCanonical)
    if let correction = recognition.correction { takeCaptures(of: correction) }
    if profile.isXML {
      // Rejects of an XML file come back as a table of what its paths gave.
      evaluator.fieldOf = profile.tableNames.map { names.firstIndex(of: $0) ?? -1 }
    } else {
      evaluator.fieldOf = profile.columns.map { table.field($0) ?? -1 }
    }
    if profile.isCanonical, let doubled = doubledColumn(names) {
      failure = InputError(
        .notUnderstood, line: line, "the column \(doubled) stands twice in the header; keep one")
      return
    }
    blocks = profile.blocks.map { BlockPlan($0, evaluator, header: names) }
    if let missing = profile.leaveOut.lazy.compactMap(evaluator.missing).first {
      failure = lacks(missing, "a rule of leave_out", line)
      return
    }
    if !blocks.isEmpty, blocks.allSatisfy({ $0.missing != nil }), let first = blocks.first {
      failure = lacks(first.missing ?? "", first.layout.feed.name, line)
      return
    }
    if decoder == nil { noteColumns(table) }
    startDecoder()
  }

  private func startDecoder() {
    // A part of a file proves nothing of the whole.
    let isWhole = recognition.correction == nil
    let controls = isWhole ? decoder?.controls ?? usableControls() : []
    if let decoder {
      decoder.rebind(blocks)
    } else {
      decoder = RowDecoder(
        evaluator, blocks, controls: controls, shops: shops, file: file, run: run)
      decoder?.stamp = facts.stamp
    }
  }

  private func usableControls() -> [ControlCount] {
    profile.controls.compactMap { rule in
      let missing = rule.sum.flatMap(evaluator.missing) ?? rule.when.flatMap(evaluator.missing)
      guard let missing else { return ControlCount(rule) }
      notices.append("control total \(rule.name) is not counted: no column \(missing)")
      return nil
    }
  }

  private func doubledColumn(_ names: [String]) -> String? {
    let known = Set(profile.columns.flatMap(\.names))
    var seen: Set<String> = []
    return names.first { known.contains($0) && !seen.insert($0).inserted }
  }

  private func lacks(_ column: String, _ what: String, _ line: Int) -> InputError {
    let names = header.joined(separator: ", ")
    return InputError(
      .notUnderstood, line: line,
      "profile \(profile.name) needs the column \(column) for \(what); the header has: \(names)")
  }

  private func noteColumns(_ table: HeaderNames) {
    for block in blocks where !profile.isCanonical && recognition.correction == nil {
      for (column, source) in block.absent {
        notices.append("no column \(source): \(block.layout.feed.name).\(column) stays empty")
      }
    }
    guard let ignored = profile.ignored, recognition.correction == nil else { return }
    let used = Set(evaluator.fieldOf)
    let known = HeaderNames(ignored, isExact: profile.isCanonical)
    let extra = table.names.indices.filter { index in
      !used.contains(index) && !table.names[index].isEmpty && !known.contains(table.names[index])
    }
    if !extra.isEmpty {
      let names = extra.map { table.names[$0] }.joined(separator: ", ")
      notices.append("unknown columns are not read: \(names)")
    }
  }
}
