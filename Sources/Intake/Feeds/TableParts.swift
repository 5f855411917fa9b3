import Returns

/// How a table is read. Only tests ask for another way than the standard one: all ways give the
/// same.
struct ReadingManner: Sendable {
  /// About how many bytes a thread reads at a time; 0: the file in one go.
  var partLength = 4 << 20
  /// Regular rows go straight into the page.
  var isDirect = true

  static let standard = ReadingManner()
}

extension TableReading {
  /// Whether a row of the file depends on nothing but itself and what stands above the data.
  static func hasIndependentRows(_ profile: Profile) -> Bool {
    !profile.isXML && profile.fillDown == nil && !profile.repeatsHeader && profile.asides.isEmpty
      && profile.chains.isEmpty
      && profile.captures.allSatisfy { $0.term == nil }
      && profile.blocks.allSatisfy { block in
        block.combine == nil && block.share == nil
          && block.terms.allSatisfy { !$0.term.isMadeFromContent }
      }
  }

  /// Reads up to the header. - Returns: where the data begins; nil where the header is no regular
  /// row.
  func readHead(_ text: UnsafeRawBufferPointer) throws(InputError) -> Int? {
    if recognition.headerLine == 0 {
      bind([], line: 0)
      if let failure { throw failure }
      return 0
    }
    var scanner = RowScanner(recognition.dialect)
    var start: Int? = text.count
    _ = scanner.scan(text, isLast: true, source: { ($0, $1) }) { row in
      if row.line >= recognition.headerLine, row.problem != nil {
        start = nil
        return false
      }
      take(row)
      guard case .data = place else { return true }
      start = Self.next(row.raw, in: text)
      return false
    }
    if let failure { throw failure }
    return start
  }

  /// Offset of what follows a row's line end.
  private static func next(_ row: Text, in text: UnsafeRawBufferPointer) -> Int {
    guard let base = text.baseAddress, let start = row.bytes.baseAddress else { return text.count }
    let end = start - base + row.count
    guard end < text.count else { return text.count }
    return afterLineFeed(end + 1, in: text)
  }

  /// A CR LF that was cut in the middle is passed.
  private static func afterLineFeed(_ at: Int, in text: UnsafeRawBufferPointer) -> Int {
    at > 0 && at < text.count && text[at - 1] == 0x0D && text[at] == 0x0A ? at + 1 : at
  }

  /// Reads rows of the same table by itself.
  convenience init(rowsOf head: TableReading) {
    self.init(
      head.recognition, zone: head.facts.zone, zones: head.evaluator.zones, shops: head.shops,
      file: head.file, run: head.run)
    header = head.header
    headerText = head.headerText
    facts = head.facts
    place = .data
    evaluator.fieldOf = head.evaluator.fieldOf
    evaluator.captures = head.evaluator.captures
    evaluator.lastDay = head.evaluator.lastDay
    blocks = profile.blocks.map { BlockPlan($0, evaluator, header: header) }
    let controls = head.decoder?.controls.map { ControlCount($0.rule) } ?? []
    decoder = RowDecoder(
      evaluator, blocks, controls: controls, shops: shops, file: file, run: run,
      page: RecordPage())
    decoder?.stamp = head.decoder?.stamp
  }

  /// Reads the rows that begin before the part's end.
  /// - Parameter mark: how many bytes stand before the text in the member.
  /// - Returns: what follows the last of them, and its line.
  func readPart(
    _ part: RowPart, of text: UnsafeRawBufferPointer, mark: Int, isDirect: Bool
  ) -> (end: Int, line: Int) {
    guard let base = text.baseAddress, let decoder else { return (text.count, part.line) }
    let lane = isDirect ? DirectLane(decoder, width: width, end: base + text.count) : nil
    var scanner = RowScanner(recognition.dialect, line: part.line)
    let rest = UnsafeRawBufferPointer(rebasing: text[part.start...])
    let before = mark + part.start
    let length: Int?
    if let lane {
      // Without a counter: to keep the lane alive with each row holds up the next.
      let direct = Unmanaged.passUnretained(lane)
      length = scanner.scan(
        rest, isLast: true, until: part.end - part.start, source: { ($0 + before, $1) }
      ) { row in
        if direct._withUnsafeGuaranteedRef({ $0.take(row) }) { return true }
        lane.pause()
        take(row)
        return true
      }
      lane.pause()
    } else {
      length = scanner.scan(
        rest, isLast: true, until: part.end - part.start, source: { ($0 + before, $1) }
      ) { row in
        take(row)
        return true
      }
    }
    let end = part.start + (length ?? rest.count)
    return (Self.afterLineFeed(end, in: text), scanner.line)
  }

  /// Adds what was read of the rows that follow.
  func absorb(_ part: TableReading) {
    guard let decoder, let other = part.decoder else { return }
    evaluator.assumptions.add(part.evaluator.assumptions)
    decoder.absorb(other)
  }
}

extension Term {
  /// The value depends on how often the same content came before.
  var isMadeFromContent: Bool {
    switch origin {
    case .contentID, .ordinal: true
    case .firstOf(let terms), .join(let terms, _), .total(let terms):
      terms.contains { $0.isMadeFromContent }
    case .difference(let first, let second, _):
      first.isMadeFromContent || second.isMadeFromContent
    default: false
    }
  }
}
