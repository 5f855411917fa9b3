import Returns

/// What stands in a table and is not data: second headers, footers, free lines, values of the file.
extension TableReading {
  func isAside(_ row: RawRow) -> Bool {
    if !profile.isCanonical, !profile.repeatsHeader, row.raw.count == headerText.utf8.count,
      row.raw.string == headerText, !headerText.isEmpty
    {
      decoder?.reject(
        line: row.line, code: "BAD_COLUMNS",
        reason: "the header stands here again; are these two files in one?", record: row.raw)
      return true
    }
    for rule in profile.asides where fits(rule, row) {
      captureLine(row.raw)
      if let key = rule.key {
        takeKeyed(rule, key)
        return true
      }
      for (name, term) in rule.captures {
        guard let text = try? evaluator.text(term) else { continue }
        facts.take(name, text, Term.TimeRule(), evaluator)
      }
      if !rule.header.isEmpty { place = .figures(row.fields.map { $0.trimmed().string }) }
      return true
    }
    return false
  }

  private func takeKeyed(_ rule: AsideRule, _ key: Term) {
    guard let text = try? evaluator.text(key), !text.isEmpty else { return }
    for (name, term) in rule.captures {
      guard let value = (try? evaluator.exact(term, decimals: 2)) ?? nil else { continue }
      var list = evaluator.keyedCaptures[name] ?? []
      if let place = list.firstIndex(where: { $0.key == text }) {
        list[place].value = list[place].value + value
      } else {
        list.append((Text(copying: text.bytes), value))
      }
      evaluator.keyedCaptures[name] = list
    }
  }

  private func fits(_ rule: AsideRule, _ row: RawRow) -> Bool {
    if rule.startsWith.contains(where: row.raw.hasPrefix) { return true }
    if !rule.header.isEmpty {
      return row.fields.count >= rule.header.count
        && zip(rule.header, row.fields).allSatisfy { $0 == $1.trimmed() }
    }
    guard let when = rule.when else { return false }
    evaluator.begin(row.fields)
    return evaluator.holds(when)
  }

  func takeFigures(_ row: RawRow, _ names: [String]) {
    for (name, field) in zip(names, row.fields) {
      guard let number = profile.captureNames.firstIndex(of: name) else { continue }
      var text = field.trimmed()
      for step in profile.clean { text = step.apply(text, evaluator.scratch) }
      facts.take(number, text, Term.TimeRule(), evaluator)
    }
  }

  func captureLine(_ raw: Text) {
    for rule in profile.captures {
      guard let pattern = rule.line, let text = pattern.capture(raw) else { continue }
      facts.take(rule.name, text.trimmed(), rule.time, evaluator)
    }
  }

  func captureColumns(_ fields: UnsafeBufferPointer<Text>) {
    hasRowCaptures = true
    guard profile.captures.contains(where: { $0.term != nil }) else { return }
    evaluator.begin(fields)
    for rule in profile.captures {
      guard let term = rule.term, !rule.isLatest, let text = try? evaluator.text(term) else {
        continue
      }
      facts.take(rule.name, text, rule.time, evaluator)
    }
  }

  /// What every whole file of the source has at its end, and this one lacks.
  var missingEnds: [ControlTotal] {
    func has(_ capture: Int) -> Bool { !evaluator.captures[capture].isEmpty }
    return profile.required.filter { !has($0.capture) && $0.given.map(has) ?? true }.map {
      ControlTotal(name: "end of the file: \($0.name)", expected: "1", found: "0", agrees: false)
    }
  }

  // MARK: the export time of a trailer

  var statesExportTimeAtTheEnd: Bool {
    !profile.asides.isEmpty
      && profile.captures.contains {
        $0.line != nil && profile.captureNames[$0.name] == FileFacts.exportedAt
      }
  }

  /// Records carry the file's export time, so a file that states it in its last lines is read
  /// twice.
  func readAsidesFirst(_ member: InputMember) throws(InputError) {
    try recognition.eachRow(member) { row in
      if profile.asides.contains(where: { $0.startsWith.contains(where: row.raw.hasPrefix) }) {
        captureLine(row.raw)
      }
      return true
    }
  }
}
