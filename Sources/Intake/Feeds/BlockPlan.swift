import Returns

/// A record block bound to the columns of one file.
final class BlockPlan {
  struct ColumnPlan {
    let column: Int
    let kind: ValueKind
    /// The field to read as it is; -1 where the term has to be evaluated.
    let field: Int
    /// The place in `terms`.
    let term: Int
    /// How the term makes a number, where it does.
    let isNumeric: Bool
    let isRounded: Bool

    var isAmount: Bool { kind == .amount || kind == .signed }
  }

  /// Where a value comes from that the other columns depend on. A class, because it is looked at in
  /// every row.
  final class HeadSource {
    let term: Term
    /// As in `ColumnPlan`.
    let field: Int

    init(_ term: Term, _ kind: ValueKind, _ evaluator: Evaluator) {
      self.term = term
      field = BlockPlan.plainField(term, kind, evaluator)
    }
  }

  let layout: FeedLayout
  let draft: RecordDraft
  let when: Condition?
  let isOtherwise: Bool
  let combine: RecordBlock.Combine?
  let share: RecordBlock.Share?
  private(set) var columns: [ColumnPlan] = []
  private(set) var terms: [Term] = []
  private(set) var shop: HeadSource?
  private(set) var stamp: HeadSource?
  private(set) var currency: HeadSource?
  /// The column whose value is made from the content where the row gives none.
  private(set) var contentID: Int?
  /// The column whose value numbers records alike in their other keys.
  private(set) var ordinal: Int?
  /// The column without which the file cannot give records of this block.
  private(set) var missing: String?
  /// Columns that stay empty because the file does not have their source.
  private(set) var absent: [(column: String, source: String)] = []
  private let labels: [String]

  init(_ block: RecordBlock, _ evaluator: Evaluator, header: [String]) {
    layout = FeedLayout.of(block.feed)
    draft = RecordDraft(layout)
    when = block.when
    isOtherwise = block.isOtherwise
    combine = block.combine
    share = block.share
    labels = evaluator.fieldOf.indices.map { column in
      let field = evaluator.fieldOf[column]
      return header.indices.contains(field)
        ? header[field] : evaluator.profile.columns[column].label
    }
    if let when = block.when { missing = evaluator.missing(when) }
    for (name, term) in block.terms { add(name, term, evaluator) }
    columns.sort { $0.column < $1.column }
  }

  private func add(_ name: String, _ term: Term, _ evaluator: Evaluator) {
    let column = layout.index(name)
    if let source = evaluator.missing(term) {
      if let column, layout.required >> UInt64(column) & 1 == 1 {
        missing = missing ?? source
      } else {
        absent.append((name, source))
      }
      return
    }
    // An optional column that the file does not have costs nothing from here on.
    if let plain = term.plainColumn, evaluator.fieldOf[plain] < 0 { return }
    guard let column else {
      let source = HeadSource(term, .text, evaluator)
      if name == "shop_id" { shop = source } else { stamp = source }
      return
    }
    switch term.origin {
    case .contentID:
      contentID = column
      return
    case .ordinal:
      ordinal = column
      return
    case .firstOf(let terms):
      if case .contentID = terms.last?.origin { contentID = column }
    default: break
    }
    if layout.kinds[column] == .currency {
      currency = HeadSource(term, .currency, evaluator)
      return
    }
    terms.append(term)
    columns.append(
      ColumnPlan(
        column: column, kind: layout.kinds[column],
        field: Self.plainField(term, layout.kinds[column], evaluator), term: terms.count - 1,
        isNumeric: term.isNumeric, isRounded: term.isRounded))
  }

  /// The field that can be read without evaluating the term, or -1.
  static func plainField(_ term: Term, _ kind: ValueKind, _ evaluator: Evaluator) -> Int {
    guard let column = term.plainColumn, (term.clean ?? evaluator.profile.clean).isEmpty else {
      return -1
    }
    let rule = evaluator.profile.time
    if kind == .time, term.time != nil || !rule.patterns.isEmpty || rule.zone != nil { return -1 }
    return evaluator.fieldOf[column]
  }

  /// The source's name of a canonical column, for rejects.
  func label(_ column: Int) -> String {
    let plan = columns.first { $0.column == column }
    return label(plan.map { terms[$0.term] }) ?? layout.names[column]
  }

  /// The profile's columns that a canonical column is made from.
  func sources(_ column: Int) -> [Int] {
    columns.first { $0.column == column }.map { terms[$0.term].columns } ?? []
  }

  /// Whether a canonical column joins one of the profile's columns with others.
  func isJoined(_ column: Int, of source: Int) -> Bool {
    guard let plan = columns.first(where: { $0.column == column }),
      case .join = terms[plan.term].origin
    else { return false }
    return terms[plan.term].columns.contains(source)
  }

  func label(_ term: Term?) -> String? { term?.columns.first.map { labels[$0] } }
}
