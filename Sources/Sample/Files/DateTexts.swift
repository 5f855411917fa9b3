import Returns

/// The dates of a history as text, and some after it: what is promised may lie beyond the last day.
final class DateTexts: Sendable {
  private let texts: [[UInt8]]
  private let start: Day

  init(start: Day, days: Int) {
    self.start = start
    texts = (0..<days + 120).map { Array((start + $0).string.utf8) }
  }

  /// What a shop writes behind a time of each of the days.
  func offsets(of clock: ShopClock) -> [[UInt8]] {
    texts.indices.map { clock.offset(on: start + $0) }
  }

  subscript(day: Int) -> [UInt8] { texts[day] }

  /// `20260309`.
  func compact(_ day: Int) -> String {
    String(decoding: texts[day].filter { $0 != UInt8(ascii: "-") }, as: UTF8.self)
  }

  func string(_ day: Int) -> String { String(decoding: texts[day], as: UTF8.self) }
}
