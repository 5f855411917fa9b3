import Returns

/// A record being read: one value per column, in memory that is used again for every row.
final class RecordDraft {
  let layout: FeedLayout
  /// Bit i = column i has a value.
  var present: UInt64 = 0
  let numbers: UnsafeMutablePointer<Int64>
  let texts: UnsafeMutablePointer<Text>
  var shop = 0
  var stamp: Int64?
  /// The stamp is the row's own `updated_at`.
  var isStampOwn = false
  var currency = Currency.none
  private let columnCount: Int

  init(_ layout: FeedLayout) {
    self.layout = layout
    columnCount = layout.kinds.count
    numbers = .allocate(capacity: columnCount)
    numbers.initialize(repeating: 0, count: columnCount)
    texts = .allocate(capacity: columnCount)
    texts.initialize(repeating: Text(), count: columnCount)
  }

  deinit {
    numbers.deallocate()
    texts.deallocate()
  }

  func clear() {
    present = 0
    stamp = nil
    currency = .none
  }

  @inline(__always)
  func set(_ column: Int, number: Int64) {
    numbers[column] = number
    present |= 1 << UInt64(column)
  }

  @inline(__always)
  func set(_ column: Int, text: Text) {
    texts[column] = text
    present |= 1 << UInt64(column)
  }

  @inline(__always)
  func has(_ column: Int) -> Bool { present >> UInt64(column) & 1 == 1 }

  func number(_ column: Int) -> Int64? { has(column) ? numbers[column] : nil }
  func text(_ column: Int) -> Text? { has(column) ? texts[column] : nil }

  /// Copies another draft of the same feed, texts included, so that it outlives the row.
  func copy(_ other: RecordDraft) {
    present = other.present
    shop = other.shop
    stamp = other.stamp
    isStampOwn = other.isStampOwn
    currency = other.currency
    for column in 0..<columnCount where other.has(column) {
      numbers[column] = other.numbers[column]
      switch layout.kinds[column] {
      case .text, .id: texts[column] = Text(copying: other.texts[column].bytes)
      default: break
      }
    }
  }

  /// Copies one column of another draft of the same feed, where it has it.
  func take(_ column: Int, from other: RecordDraft) {
    guard other.has(column) else { return }
    set(column, number: other.numbers[column])
    if layout.isText(column) { texts[column] = Text(copying: other.texts[column].bytes) }
  }

  /// The two say the same in every column that both have.
  func agrees(with other: RecordDraft) -> Bool {
    shop == other.shop
      && (0..<columnCount).allSatisfy { column in
        guard has(column), other.has(column) else { return true }
        return layout.isText(column)
          ? texts[column] == other.texts[column] : numbers[column] == other.numbers[column]
      }
  }

  /// When the event happened, in UTC seconds.
  var event: Int64? {
    for column in layout.eventColumns where has(column) { return numbers[column] }
    return nil
  }

  /// Fills what the file contract gives to absent columns.
  func fillDefaults() {
    for (column, number) in layout.defaults where !has(column) { set(column, number: number) }
    if let column = layout.currencyColumn, !has(column), present & layout.amountColumns != 0 {
      set(column, number: Int64(currency.code))
    }
  }
}
