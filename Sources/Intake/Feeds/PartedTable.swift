import Returns

/// A table in memory whose rows are read in parts, by as many threads as there are.
///
/// A part counts only if the one before it ended where it begins. Where a row ran over the place,
/// reading goes on from the row's end to the next place that fits, so the result is that of reading
/// in one go, wherever the file was cut.
final class PartedTable: @unchecked Sendable {
  /// What a thread read of a part.
  private struct Done {
    let reading: TableReading
    let end: Int
    let line: Int
  }

  private let head: TableReading
  private let content: InputContent
  private let manner: ReadingManner
  private let text: UnsafeRawBufferPointer
  private let mark: Int
  let survey: RowSurvey
  private(set) var parts: [RowPart] = []
  // One for each part, written by the thread that read it.
  private var done = UnsafeMutableBufferPointer<Done?>(start: nil, count: 0)

  /// Reads what stands above the data.
  /// - Returns: nil where the file has to be read in one go.
  init?(
    _ head: TableReading, _ content: InputContent, _ manner: ReadingManner
  ) throws(InputError) {
    guard manner.partLength > 0, case .plain(let bytes, _) = content.source,
      head.recognition.encoding == .utf8, head.recognition.correction == nil,
      TableReading.hasIndependentRows(head.profile)
    else { return nil }
    mark = bytes.begins(with: byteOrderMark) ? byteOrderMark.count : 0
    text = UnsafeRawBufferPointer(rebasing: bytes.bytes.dropFirst(mark))
    guard let start = try head.readHead(text) else { return nil }
    self.head = head
    self.content = content
    self.manner = manner
    survey = RowSurvey(
      text, from: start, stretch: manner.partLength, head.recognition.dialect)
  }

  deinit {
    done.deinitialize()
    done.deallocate()
  }

  /// Counts a stretch of the text.
  func look(at stretch: Int) {
    survey.look(at: stretch)
    content.letGo(UnsafeRawBufferPointer(rebasing: text[survey.range(stretch)]))
  }

  /// Fixes the parts, after all stretches were looked at.
  func cut() {
    parts = survey.parts()
    done = .allocate(capacity: parts.count)
    done.initialize(repeating: nil)
  }

  func read(_ index: Int) {
    done[index] = read(parts[index])
    let part = parts[index]
    content.letGo(UnsafeRawBufferPointer(rebasing: text[part.start..<part.end]))
  }

  private func read(_ part: RowPart) -> Done {
    let reading = TableReading(rowsOf: head)
    let (end, line) = reading.readPart(part, of: text, mark: mark, isDirect: manner.isDirect)
    return Done(reading: reading, end: end, line: line)
  }

  /// Joins the parts in their order.
  func finish(_ reading: inout MemberReading) {
    guard let first = parts.first else { return }
    var (at, line) = (first.start, first.line)
    func take(_ next: Done) {
      head.absorb(next.reading)
      (at, line) = (next.end, next.line)
    }
    for index in parts.indices {
      let part = parts[index]
      if part.start > at { take(read(RowPart(start: at, line: line, end: part.start))) }
      guard let next = done[index] else { continue }
      if part.start == at { take(next) } else { next.reading.decoder?.page.releaseAll() }
      done[index] = nil
    }
    if at < text.count { take(read(RowPart(start: at, line: line, end: text.count))) }
    head.finish(&reading)
  }
}
