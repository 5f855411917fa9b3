/// What a newer row of a case made of the exchange that an earlier one had applied for. It leads to
/// the same as a review that approves another kind.
public struct CaseConversion: Sendable {
  public let kind: CaseKind
  /// The stamp of the first row that says so; nil where it has none.
  let at: Instant?
  /// The run that received that row.
  let run: Int
}

extension Dossier {
  /// Lets the case line that came last stay the exchange that it was applied for, where an earlier
  /// version of it was one: what was paid, sent and asked for until then was an exchange's.
  /// - Parameter versions: all of the row, older first.
  func noteConversion(_ current: Record, of versions: [Record]) {
    guard let last = cases.indices.last, cases[last].kindNow != .exchange,
      cases[last].source == current.head.source, let first = versions.first
    else { return }
    var fold = VersionFold(first)
    var exchange = first.exchange
    var turn: Record?
    for version in versions.dropFirst() {
      let standing = fold.record
      let step = fold.take(version)
      let asked = version.exchange
      switch step {
      case .newer:
        turn = asked != nil ? nil : turn ?? version
        exchange = asked ?? exchange
      // It comes late: what stands had turned it before it was known.
      case .older where exchange == nil && asked != nil: (exchange, turn) = (asked, standing)
      default: break
      }
    }
    guard let exchange, let turn else { return }
    cases[last].convert(exchange, by: turn)
  }
}

extension CaseLine {
  /// - Parameter turn: the first row by which it is no exchange any more.
  fileprivate mutating func convert(_ exchange: CaseLine, by turn: Record) {
    conversion = CaseConversion(kind: kind, at: turn.head.stampedAt, run: turn.head.run)
    kind = .exchange
    exchangeUnitPrice = exchange.exchangeUnitPrice ?? exchangeUnitPrice
    if !exchange.exchangeSKU.isEmpty { exchangeSKU = exchange.exchangeSKU }
    if !exchange.exchangeWaybill.isEmpty { exchangeWaybill = exchange.exchangeWaybill }
  }
}

extension Record {
  /// The case line, where it applies for an exchange.
  fileprivate var exchange: CaseLine? {
    var columns = columns
    let line = CaseLine(&columns, source: head.source)
    return line.kind == .exchange ? line : nil
  }
}
