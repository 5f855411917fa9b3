import Returns

/// Reads a member of rows and cells: preamble, header, data, trailer.
final class TableReading {
  private enum Place {
    case preamble, data
    /// After a second header: the next row holds its figures.
    case figures([String])
    case trailer
  }

  private let recognition: Recognition
  private let profile: Profile
  private let evaluator: Evaluator
  private let shops: ShopFinder
  private let file: Int
  private let run: Int
  private var facts: FileFacts
  private var place: Place
  private var header: [String] = []
  private var headerText = ""
  private var decoder: RowDecoder?
  private var blocks: [BlockPlan] = []
  private var notices: [String] = []
  private var failure: InputError?
  private var hasRowCaptures = false
  private var fill: FillDownState?

  init(
    _ recognition: Recognition, zone: Zone, zones: Zones, shops: ShopFinder, file: Int, run: Int
  ) {
    self.recognition = recognition
    profile = recognition.profile
    evaluator = Evaluator(recognition.profile, zones: zones)
    self.shops = shops
    self.file = file
    self.run = run
    facts = FileFacts(zone: zone)
    place = recognition.headerLine == 0 ? .data : .preamble
    notices = recognition.notices
    fill = recognition.profile.fillDown.map(FillDownState.init)
  }

  func read(_ member: InputMember, into reading: inout MemberReading) throws(InputError) {
    if statesExportTimeAtTheEnd { try readAsidesFirst(member) }
    if recognition.headerLine == 0 { bind([], line: 0) }
    try readRows(member, encoding: recognition.encoding, dialect: recognition.dialect) { row in
      take(row)
      return failure == nil
    }
    if let failure { throw failure }
    decoder?.finish()
    finish(&reading)
  }

  // MARK: rows

  private func take(_ row: RawRow) {
    switch place {
    case .preamble:
      if row.line < recognition.headerLine { captureLine(row.raw) } else { takeHeader(row) }
    case .data: takeData(row)
    case .figures(let names):
      takeFigures(row, names)
      place = .trailer
    case .trailer:
      if isAside(row) { return }
      decoder?.reject(
        line: row.line, code: "BAD_COLUMNS",
        reason: "a row after the file's own totals; are these two files in one?", record: row.raw)
    }
  }

  private func takeHeader(_ row: RawRow) {
    headerText = row.raw.string
    bind(row.fields.map { $0.trimmed().string }, line: row.line)
    place = .data
  }

  private func takeData(_ row: RawRow) {
    guard let decoder else { return }
    if let problem = row.problem {
      decoder.reject(line: row.line, code: problem.code, reason: problem.message, record: row.raw)
      return
    }
    if !profile.asides.isEmpty, isAside(row) { return }
    if profile.repeatsHeader, isHeader(row) {
      takeHeader(row)
      return
    }
    let count = row.fields.count
    let wanted = header.isEmpty ? profile.signature.width ?? count : header.count
    if count != wanted, let reason = misfit(row, wanted) {
      decoder.reject(line: row.line, code: "BAD_COLUMNS", reason: reason, record: row.raw)
      return
    }
    if !hasRowCaptures { captureColumns(row.fields) }
    if fill != nil {
      fill?.take(row.fields, evaluator) { fields in
        decoder.row(fields, line: row.line, record: row.raw)
      }
    } else {
      decoder.row(row.fields, line: row.line, record: row.raw)
    }
  }

  /// Why a row of another width is not this table's; nil where that is allowed.
  private func misfit(_ row: RawRow, _ wanted: Int) -> String? {
    let count = row.fields.count
    if count < wanted {
      if profile.allowsShortRows { return nil }
      return "the row has \(count) cells, expected \(wanted); a delimiter or a line break is lost"
    }
    if row.fields[wanted...].allSatisfy({ $0.trimmed().isEmpty }) { return nil }
    return "the row has \(count) cells, expected \(wanted); quote cells that hold the delimiter"
  }

  private func isHeader(_ row: RawRow) -> Bool {
    HeaderNames(row.fields.map { $0.trimmed().string }, isExact: false).fits(profile.signature)
  }

  // MARK: what is not data

  private func isAside(_ row: RawRow) -> Bool {
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
      for (name, term) in rule.captures {
        guard let text = try? evaluator.text(term) else { continue }
        facts.take(name, text, Term.TimeRule(), evaluator)
      }
      if !rule.header.isEmpty { place = .figures(row.fields.map { $0.trimmed().string }) }
      return true
    }
    return false
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

  private func takeFigures(_ row: RawRow, _ names: [String]) {
    for (name, field) in zip(names, row.fields) {
      guard let number = profile.captureNames.firstIndex(of: name) else { continue }
      var text = field.trimmed()
      for step in profile.clean { text = step.apply(text, evaluator.scratch) }
      facts.take(number, text, Term.TimeRule(), evaluator)
    }
  }

  private func captureLine(_ raw: Text) {
    for rule in profile.captures {
      guard let pattern = rule.line, let text = pattern.capture(raw) else { continue }
      facts.take(rule.name, text.trimmed(), rule.time, evaluator)
    }
  }

  private func captureColumns(_ fields: UnsafeBufferPointer<Text>) {
    hasRowCaptures = true
    guard profile.captures.contains(where: { $0.term != nil }) else { return }
    evaluator.begin(fields)
    for rule in profile.captures {
      guard let term = rule.term, let text = try? evaluator.text(term) else { continue }
      facts.take(rule.name, text, rule.time, evaluator)
    }
  }

  // MARK: the export time of a trailer

  private var statesExportTimeAtTheEnd: Bool {
    !profile.asides.isEmpty
      && profile.captures.contains {
        $0.line != nil && profile.captureNames[$0.name] == FileFacts.exportedAt
      }
  }

  /// Records carry the file's export time, so a file that states it in its last lines is read
  /// twice.
  private func readAsidesFirst(_ member: InputMember) throws(InputError) {
    try readRows(member, encoding: recognition.encoding, dialect: recognition.dialect) { row in
      if profile.asides.contains(where: { $0.startsWith.contains(where: row.raw.hasPrefix) }) {
        captureLine(row.raw)
      }
      return true
    }
  }

  // MARK: columns

  private func bind(_ names: [String], line: Int) {
    header = names
    let table = HeaderNames(names, isExact: profile.isCanonical)
    evaluator.fieldOf = profile.columns.map { table.field($0) ?? -1 }
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
    let controls = decoder?.controls ?? usableControls()
    if let decoder {
      decoder.rebind(blocks)
    } else {
      decoder = RowDecoder(
        evaluator, blocks, controls: controls, shops: shops, file: file, run: run)
      decoder?.stamp = facts.exported
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
    for block in blocks where !profile.isCanonical {
      for (column, source) in block.absent {
        notices.append("no column \(source): \(block.layout.feed.name).\(column) stays empty")
      }
    }
    guard let ignored = profile.ignored else { return }
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

  private func finish(_ reading: inout MemberReading) {
    guard let decoder else { return }
    reading.controlTotals = decoder.controls.compactMap { $0.total(evaluator) }
    if !decoder.controls.isEmpty, reading.controlTotals.isEmpty {
      notices.append("the file states no control total: that it is whole is not proven")
    }
    var seen: Set<String> = []
    reading.notices = (notices + facts.notices).filter { seen.insert($0).inserted }
    reading.take(decoder, facts)
  }
}
