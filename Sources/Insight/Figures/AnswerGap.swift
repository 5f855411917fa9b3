internal import Returns

/// How long it is since a case's answer before, in the detail of a cell: 0 there is none, else the
/// days plus one. An answer repeats another one of a window if that one's day is in it as well: so
/// persons are counted, each once, in any window.
enum AnswerGap {
  static func detail(_ day: Day, since earlier: Day?) -> UInt16 {
    earlier.map { UInt16(clamping: day - $0 + 1) } ?? 0
  }

  static func isFirst(_ detail: UInt16, _ day: Day, in days: ClosedRange<Day>) -> Bool {
    detail == 0 || day - days.lowerBound < Int(detail) - 1
  }
}

extension CountedHistory {
  /// Cases that answered on some days, each once however often it did.
  func persons(
    _ dimension: Dimension, _ value: UInt64, _ measure: Measure, _ days: ClosedRange<Day>
  ) -> Int {
    var persons: Int64 = 0
    forEach(dimension, value, measure, days) { key, numbers in
      if AnswerGap.isFirst(key.detail, key.day, in: days) { persons += numbers.count }
    }
    return Int(persons)
  }
}
