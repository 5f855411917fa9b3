import Returns

/// Reads a member of rows and cells: preamble, header, data, trailer.
final class TableReading {
  enum Place {
    case preamble, data
    /// After a second header: the next row holds its figures.
    case figures([String])
    case trailer
  }

  let recognition: Recognition
  let profile: Profile
  let evaluator: Evaluator
  let shops: ShopFinder
  let file: Int
  let run: Int
  var facts: FileFacts
  var place: Place
  var header: [String] = []
  var headerText = ""
  var decoder: RowDecoder?
  var blocks: [BlockPlan] = []
  var notices: [String] = []
  var failure: InputError?
  var hasRowCaptures = false
  private var fill: FillDownState?
  /// The header under which the first reject stands.
  var rejectedHeader: [String]?
  /// Only the cells of these rows are asked for.
  var wantedLines: Set<Int> = []
  var wantedCells: [Int: (cells: [String], record: String)] = [:]

  init(
    _ recognition: Recognition, zone: Zone, zones: Zones, shops: ShopFinder, file: Int, run: Int
  ) {
    self.recognition = recognition
    profile = recognition.profile
    evaluator = Evaluator(recognition.profile, zones: zones)
    evaluator.isSheet = recognition.sheet != nil
    self.shops = shops
    self.file = file
    self.run = run
    facts = FileFacts(zone: zone)
    place = recognition.headerLine == 0 ? .data : .preamble
    notices = recognition.notices
    evaluator.isSheet = evaluator.isSheet || recognition.correction != nil
    // Cells that were filled from above came out filled.
    let isCorrection = recognition.correction != nil
    fill = isCorrection ? nil : recognition.profile.fillDown.map(FillDownState.init)
  }

  func read(_ member: InputMember, into reading: inout MemberReading) throws(InputError) {
    if statesExportTimeAtTheEnd { try readAsidesFirst(member) }
    try readLatest(member)
    if recognition.headerLine == 0 { bind([], line: 0) }
    try recognition.eachRow(member) { row in
      take(row)
      return failure == nil
    }
    if let failure { throw failure }
    decoder?.finish()
    try readRejectedCells(member)
    finish(&reading)
  }

  // MARK: rows

  func take(_ row: RawRow) {
    switch place {
    case .preamble:
      if row.line < recognition.headerLine {
        if recognition.correction == nil { captureLine(row.raw) }
      } else {
        takeHeader(row)
      }
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
    if let problem = row.problem, row.fields.isEmpty {
      failure = InputError(.notUnderstood, line: row.line, "the header: \(problem.message)")
      return
    }
    headerText = row.raw.string
    bind(row.fields.map { $0.trimmed().string }, line: row.line)
    place = .data
  }

  private func takeData(_ row: RawRow) {
    guard let decoder else { return }
    if let problem = row.problem {
      decoder.reject(line: row.line, code: problem.code, reason: problem.message, record: row.raw)
      keepCells(cells(of: row))
      return
    }
    if let correction = recognition.correction {
      return takeCorrected(row, correction, decoder)
    }
    if !profile.asides.isEmpty, isAside(row) { return }
    if profile.repeatsHeader, isHeader(row) {
      takeHeader(row)
      return
    }
    let count = row.fields.count
    let wanted = width ?? count
    if let cells = rejoined(row, wanted) {
      return cells.withUnsafeBufferPointer { decode($0, row, decoder) }
    }
    if count != wanted, let reason = misfit(row, wanted) {
      decoder.reject(line: row.line, code: "BAD_COLUMNS", reason: reason, record: row.raw)
      keepCells(cells(of: row))
      return
    }
    if evaluator.isSheet, count < wanted {
      let cells = Array(row.fields) + [Text](repeating: Text(), count: wanted - count)
      cells.withUnsafeBufferPointer { decode($0, row, decoder) }
    } else {
      decode(row.fields, row, decoder)
    }
  }

  func decode(_ fields: UnsafeBufferPointer<Text>, _ row: RawRow, _ decoder: RowDecoder) {
    if !hasRowCaptures { captureColumns(fields) }
    if fill != nil {
      fill?.take(fields, evaluator) { decodeFilled($0, row, decoder) }
    } else {
      decodeFilled(fields, row, decoder)
    }
  }

  private func decodeFilled(
    _ fields: UnsafeBufferPointer<Text>, _ row: RawRow, _ decoder: RowDecoder
  ) {
    guard wantedLines.isEmpty else {
      if wantedLines.contains(row.line) {
        wantedCells[row.line] = (fields.map { $0.trimmed().string }, row.raw.string)
      }
      return
    }
    let before = decoder.rejects.count
    decoder.row(fields, line: row.line, record: row.raw)
    if decoder.rejects.count > before { keepCells(fields.map { $0.trimmed().string }) }
  }

  /// How many cells a row has; nil where any number will do.
  var width: Int? { header.isEmpty ? profile.signature.width : header.count }

  /// Why a row of another width is not this table's; nil where that is allowed.
  private func misfit(_ row: RawRow, _ wanted: Int) -> String? {
    let count = row.fields.count
    if count < wanted {
      if profile.allowsShortRows || evaluator.isSheet { return nil }
      return "the row has \(count) cells, expected \(wanted); a delimiter or a line break is lost"
    }
    if row.fields[wanted...].allSatisfy({ $0.trimmed().isEmpty }) { return nil }
    return "the row has \(count) cells, expected \(wanted); quote cells that hold the delimiter"
  }

  private func isHeader(_ row: RawRow) -> Bool {
    HeaderNames(row.fields.map { $0.trimmed().string }, isExact: false).fits(profile.signature)
  }

  func finish(_ reading: inout MemberReading) {
    guard let decoder else { return }
    if decoder.rejects.contains(where: { !$0.cells.isEmpty }) {
      reading.correctionHead = correctionHead
    }
    reading.controlTotals = decoder.controls.flatMap { $0.totals(evaluator) }
    if recognition.correction == nil {
      reading.controlTotals += missingEnds
      let account = facts.accountID ?? decoder.account ?? ""
      reading.links = decoder.chains.flatMap { $0.links(account: account) }
    }
    if !decoder.controls.isEmpty, reading.controlTotals.isEmpty {
      notices.append("the file states no control total: that it is whole is not proven")
    }
    var seen: Set<String> = []
    let assumed = evaluator.assumptions.notices(profile)
    reading.notices = (notices + facts.notices + assumed).filter { seen.insert($0).inserted }
    reading.take(decoder, facts)
  }
}
