import Returns

/// A column of a record as the direct lane writes it. Plain values only: it is copied for each
/// cell.
struct DirectSlot {
  /// The column's bit in the presence mask.
  var bit: UInt64
  var column: Int
  /// The field it is read from; -1 where the row gives nothing.
  var field = -1
  var kind: ValueKind
  var isKey: Bool
  /// What an absent value stands for; only looked at for columns that have a default.
  var fallback: Int64 = 0
  /// Of closed lists, in the plan's memory.
  var words: UnsafeMutablePointer<DirectWord>?
  var wordCount = 0
}

/// A word of a closed list: length and first seven bytes, all of it, and what it stands for.
struct DirectWord {
  var head: UInt64
  var text: Text
  /// -1: the word is known and not allowed, which the row decoder says better.
  var number: Int64
}

/// How rows of one file become records without a detour, where that is possible.
///
/// Possible means: one kind of record, from plain fields or mapped words, for one shop, and nothing
/// in the profile that looks at the row as a whole.
final class DirectPlan {
  let layout: FeedLayout
  let width: Int
  let shop: Int
  /// Of all columns that can be in a record or in its key, in schema order.
  let slots: UnsafeMutableBufferPointer<DirectSlot>
  /// Those that are read from the row.
  let read: UnsafeMutableBufferPointer<DirectSlot>
  /// Present in every record.
  let defaults: UInt64
  let required: UInt64
  let amounts: UInt64
  let currencyBit: UInt64
  /// The field of the currency; -1: always `currency`.
  private(set) var currencyField = -1
  private(set) var currency: Currency
  /// Settlements say their direction by their type.
  let refusesNegative: UInt64
  let accountBit: UInt64
  let eventBits: (UInt64, UInt64, UInt64)
  private var wordLists: [UnsafeMutableBufferPointer<DirectWord>] = []

  /// - Returns: nil where rows have to be decoded one by one.
  init?(_ decoder: RowDecoder, width: Int?) {
    guard let width, decoder.blocks.count == 1, decoder.controls.isEmpty,
      decoder.evaluator.profile.leaveOut.isEmpty, let block = decoder.blocks.first,
      let shop = decoder.shops.fallback, Self.isPlain(block)
    else { return nil }
    layout = block.layout
    self.width = width
    self.shop = shop
    currency = decoder.shops.shops[shop].currency
    defaults = layout.defaults.reduce(0) { $0 | 1 << UInt64($1.column) }
    required = layout.required
    amounts = layout.amountColumns
    currencyBit = Self.bit(layout.currencyColumn)
    let isSettlement = layout.feed == .settlements
    refusesNegative = isSettlement ? Self.bit(layout.index("amount")) : 0
    accountBit = isSettlement ? Self.bit(layout.index("account_id")) : 0
    let events = layout.eventColumns.map(Self.bit) + [0, 0, 0]
    eventBits = (events[0], events[1], events[2])

    var all = layout.kinds.indices.map { Self.slot($0, block.layout) }
    var lists: [UnsafeMutableBufferPointer<DirectWord>] = []
    var isPossible = true
    for plan in block.columns {
      guard let field = Self.field(plan, block, decoder.evaluator) else {
        isPossible = false
        break
      }
      all[plan.column].field = field < width ? field : -1
      guard plan.kind == .choice else { continue }
      let words = Self.words(plan, block)
      let list = UnsafeMutableBufferPointer<DirectWord>.allocate(capacity: words.count)
      _ = list.initialize(from: words)
      lists.append(list)
      all[plan.column].words = list.baseAddress
      all[plan.column].wordCount = words.count
    }
    let always = defaults | currencyBit
    let used = all.filter { $0.field >= 0 || $0.isKey || always & $0.bit != 0 }
    slots = .allocate(capacity: used.count)
    _ = slots.initialize(from: used)
    let bound = used.filter { $0.field >= 0 }
    read = .allocate(capacity: bound.count)
    _ = read.initialize(from: bound)
    wordLists = lists
    if !isPossible || !takeCurrency(block) { return nil }
  }

  deinit {
    slots.deallocate()
    read.deallocate()
    wordLists.forEach { $0.deallocate() }
  }

  private static func bit(_ column: Int?) -> UInt64 { column.map { 1 << UInt64($0) } ?? 0 }

  private static func isPlain(_ block: BlockPlan) -> Bool {
    // Marks of surveys are looked at once the row is read.
    return block.layout.feed != .surveys && block.when == nil && block.missing == nil
      && block.combine == nil
      && block.contentID == nil && block.shop == nil && block.stamp == nil
      && Set(block.columns.map(\.column)).count == block.columns.count
  }

  private static func slot(_ column: Int, _ layout: FeedLayout) -> DirectSlot {
    DirectSlot(
      bit: bit(column), column: column, kind: layout.kinds[column],
      isKey: layout.keyColumns.contains(column),
      fallback: layout.defaults.first { $0.column == column }?.number ?? 0)
  }

  /// The field of a column that is read as it is, or of a choice whose words are mapped.
  private static func field(
    _ plan: BlockPlan.ColumnPlan, _ block: BlockPlan, _ evaluator: Evaluator
  ) -> Int? {
    if plan.field >= 0 { return plan.field }
    let term = block.terms[plan.term]
    guard plan.kind == .choice, let map = term.map, case .column(let column) = term.origin,
      term.pattern == nil, term.number == nil, term.when == nil, term.time == nil,
      (term.clean ?? evaluator.profile.clean).isEmpty, evaluator.fieldOf[column] >= 0,
      !map.words.contains(where: { $0.from.isEmpty })
    else { return nil }
    if case .word = map.otherwise { return nil }
    return evaluator.fieldOf[column]
  }

  private static func words(_ plan: BlockPlan.ColumnPlan, _ block: BlockPlan) -> [DirectWord] {
    let names = block.layout.choices[plan.column]?.names ?? []
    func number(_ word: Text) -> Int64 {
      names.firstIndex(of: word.string).map(Int64.init) ?? -1
    }
    func word(_ text: Text, _ number: Int64) -> DirectWord {
      DirectWord(head: ChoiceTable.head(text), text: text, number: number)
    }
    guard let map = block.terms[plan.term].map else {
      return names.enumerated().map { word(Text($1), Int64($0)) }
    }
    let mapped = map.words.map { word($0.from, number($0.to)) }
    guard case .keep = map.otherwise else { return mapped }
    return mapped + names.enumerated().map { word(Text($1), Int64($0)) }
  }

  /// - Returns: false where the currency is neither a field nor the same for all rows.
  private func takeCurrency(_ block: BlockPlan) -> Bool {
    guard let source = block.currency else { return true }
    if source.field >= 0 {
      if source.field < width { currencyField = source.field }
      return true
    }
    let term = source.term
    guard case .constant(let text) = term.origin, term.pattern == nil, term.map == nil,
      term.when == nil, let currency = Currency(text.bytes)
    else { return false }
    self.currency = currency
    return true
  }
}
