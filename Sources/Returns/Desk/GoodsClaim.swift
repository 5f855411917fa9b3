/// What a case takes of one order line: so many units, their money after all caps, and what they
/// are worth before any. The last unit takes what the shares leave, so that neither a cap nor a
/// small request of one case makes another dearer.
struct LineClaim: Sendable {
  var lineNo: Int64
  var quantity: Int64 = 0
  var amount: Int64 = 0
  /// Their money before what limits the case as a whole.
  var worth: Int64 = 0
  /// By the refund basis in force.
  var share: Int64 = 0
  /// In proportion to what was paid for the line.
  var proportional: Int64 = 0

  mutating func add(_ other: LineClaim) {
    quantity += other.quantity
    amount += other.amount
    worth += other.worth
    share += other.share
    proportional += other.proportional
  }
}

/// What a case takes of its order, line by line. Most cases are about one line: that needs no list.
struct GoodsClaim: Sendable {
  private(set) var first: LineClaim?
  private(set) var others: [LineClaim] = []
  private(set) var amount: Int64 = 0
  private(set) var quantity: Int64 = 0
  /// nil where no promotion of the policy covers its lines.
  var repricing: Repricing?
  /// What it came to before the amount that a reviewer approved of its case; nil where none did.
  var unreviewed: Int64?

  mutating func append(_ line: LineClaim) {
    amount += line.amount
    quantity += line.quantity
    if first == nil { first = line } else { others.append(line) }
  }

  /// The same without what limits all of it together.
  var unlimited: GoodsClaim {
    var claim = GoodsClaim()
    for var line in [first].compactMap(\.self) + others {
      line.amount = line.worth
      claim.append(line)
    }
    return claim
  }

  /// The same with another share of what a reviewer approved of its case.
  func granted(_ share: Int64) -> GoodsClaim {
    guard let unreviewed else { return self }
    var claim = unlimited
    (claim.repricing, claim.unreviewed) = (repricing, unreviewed)
    claim.limit(to: min(unreviewed, share))
    return claim
  }

  /// What it takes of a line; of another one nothing.
  subscript(lineNo: Int64) -> LineClaim {
    var own = LineClaim(lineNo: lineNo)
    add(of: lineNo, to: &own)
    return own
  }

  /// Adds what it takes of a line to a sum.
  func add(of lineNo: Int64, to sum: inout LineClaim) {
    guard let first else { return }
    if first.lineNo == lineNo { sum.add(first) }
    for place in others.indices where others[place].lineNo == lineNo { sum.add(others[place]) }
  }

  /// No more than this altogether: its lines take it in their order.
  mutating func limit(to ceiling: Int64) {
    guard amount > max(ceiling, 0), var line = first else { return }
    var rest = max(ceiling, 0)
    amount = rest
    line.amount = min(line.amount, rest)
    rest -= line.amount
    first = line
    for place in others.indices {
      others[place].amount = min(others[place].amount, rest)
      rest -= others[place].amount
    }
  }
}

/// What goods of a promotion are worth by either method: in proportion to what was paid, or by what
/// the goods that are kept would have cost alone (CN-15). Minor units.
public struct Repricing: Sendable, Equatable {
  public var promotion: Text
  public var proportional: Int64 = 0
  public var repriced: Int64 = 0

  public var difference: Int64 { repriced - proportional }
}
