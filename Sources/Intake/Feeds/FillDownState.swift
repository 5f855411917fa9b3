import Returns

/// The cells above, for rows that leave them empty.
struct FillDownState {
  private let rule: FillDown
  private var above: [Int: Text] = [:]
  private var same: Text?

  init(_ rule: FillDown) { self.rule = rule }

  mutating func take(
    _ fields: UnsafeBufferPointer<Text>, _ evaluator: Evaluator,
    _ body: (UnsafeBufferPointer<Text>) -> Void
  ) {
    var cells = Array(fields)
    if let column = rule.whileSame {
      let field = evaluator.fieldOf[column]
      let key = cells.indices.contains(field) ? cells[field].trimmed() : Text()
      if key != same {
        above = [:]
        same = Text(copying: key.bytes)
      }
    }
    for column in rule.columns {
      let field = evaluator.fieldOf[column]
      guard cells.indices.contains(field) else { continue }
      if !cells[field].trimmed().isEmpty {
        above[field] = Text(copying: cells[field].bytes)
      } else if let text = above[field] {
        cells[field] = text
      }
    }
    cells.withUnsafeBufferPointer(body)
  }
}
