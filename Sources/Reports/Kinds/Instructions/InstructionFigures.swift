public import Returns

/// What was issued of a kind on a date: for summary.json.
public struct InstructionFigures: Sendable {
  public var kind: InstructionKind
  public var batches: Int
  /// Rows by what they say.
  public var actions: [(action: InstructionAction, rows: Int)]
  /// What the rows of all batches come to.
  public var totals: [AmountTotal]

  public init(
    kind: InstructionKind, batches: Int, actions: [(action: InstructionAction, rows: Int)],
    totals: [AmountTotal]
  ) {
    self.kind = kind
    self.batches = batches
    self.actions = actions
    self.totals = totals
  }

  static func write(_ json: inout JSONDocument, _ figures: InstructionFigures) {
    json.field("kind", figures.kind.name)
    json.field("batches", figures.batches)
    json.field("rows", figures.actions.reduce(0) { $0 + $1.rows })
    for (action, rows) in figures.actions { json.field(action.name, rows) }
    json.list("amounts", figures.totals, AmountTotal.write)
  }
}
