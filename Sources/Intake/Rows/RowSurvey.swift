import CByteScan
import Returns

/// Where one reader of a table's rows begins, and where the next one does.
struct RowPart: Equatable {
  /// Offset of the first row's first byte.
  let start: Int
  /// The physical line that begins there.
  let line: Int
  /// Offset of the part behind it; the end of the text for the last one.
  var end: Int
}

/// Finds places at which a table can be cut, so that several threads read it: line ends with an
/// even number of quotes before them.
///
/// Quotes that are out of place make such a place a wrong one. Who reads up to it notices, because
/// no row of theirs ends there, so the places are proposals and need no proof.
final class RowSurvey: @unchecked Sendable {
  /// The whole text, without a byte order mark.
  let text: UnsafeRawBufferPointer
  private let first: Int
  private let stretch: Int
  private let isQuoted: Bool
  // One for the text before `first`, then one for each stretch; each is written by one thread.
  private let tallies: UnsafeMutableBufferPointer<bytescan_tally>

  /// - Parameters:
  ///   - first: where the rows begin that are read in parts.
  ///   - stretch: how long a part is, about.
  init(_ text: UnsafeRawBufferPointer, from first: Int, stretch: Int, _ dialect: Dialect) {
    self.text = text
    self.first = first
    self.stretch = max(1, stretch)
    isQuoted = dialect.quoting == .rfc4180
    let count = (text.count - first + self.stretch - 1) / self.stretch
    tallies = .allocate(capacity: count + 1)
    tallies.initialize(repeating: bytescan_tally())
    tallies[0] = tally(0..<first)
  }

  deinit { tallies.deallocate() }

  /// How many stretches have to be counted before the text can be cut.
  var count: Int { tallies.count - 1 }

  /// Counts a stretch; different ones may be counted by different threads.
  func look(at index: Int) { tallies[index + 1] = tally(range(index)) }

  func range(_ index: Int) -> Range<Int> {
    let start = first + index * stretch
    return start..<min(start + stretch, text.count)
  }

  private func tally(_ range: Range<Int>) -> bytescan_tally {
    guard let base = text.baseAddress, !range.isEmpty else { return bytescan_tally() }
    return bytescan_count_lines(
      base + range.lowerBound, range.count, range.upperBound < text.count ? 1 : 0)
  }

  /// The parts, after all stretches were counted. They cover the text from `first` without a gap.
  func parts() -> [RowPart] {
    var line = 1 + tallies[0].lines
    var parts = [RowPart(start: first, line: line, end: text.count)]
    var quotes = 0
    for index in 0..<count {
      let range = range(index)
      if index > 0, let base = text.baseAddress {
        let end = bytescan_row_end(
          base + range.lowerBound, range.count, isQuoted ? 1 : 0, Int32(quotes & 1))
        let start = range.lowerBound + end + 1
        if start <= range.upperBound, start < text.count {
          parts[parts.count - 1].end = start
          let passed = tally(range.lowerBound..<start).lines
          parts.append(RowPart(start: start, line: line + passed, end: text.count))
        }
      }
      quotes += tallies[index + 1].quotes
      line += tallies[index + 1].lines
    }
    return parts
  }
}
