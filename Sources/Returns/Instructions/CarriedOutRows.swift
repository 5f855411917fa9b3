/// Rows that had been replaced or called off, and that were carried out all the same. They are
/// done; what leads back to one of them through `replaces` is void by that, and the refund's other
/// rows are not.
extension InstructionHistory {
  /// Those that are known by now.
  var carriedOut: [IssuedRow] {
    let ended = ended
    return rows.filter { $0.action != .cancel && $0.state == .done && ended.contains($0.id) }
  }

  /// The row that has this number, and was to send something.
  func row(numbered number: Int?) -> IssuedRow? {
    rows.first { $0.id.number == number && !$0.isInherited && $0.action != .cancel }
  }

  /// All rows whose place a row has taken, the latest first.
  func earlier(than row: IssuedRow) -> [IssuedRow] {
    var found: [IssuedRow] = []
    var next = row.replaces
    while let id = next, let row = rows.first(where: { $0.id == id }) {
      found.append(row)
      next = row.replaces
    }
    return found
  }

  /// The last row that leads back to one, itself where none does.
  func latest(after row: IssuedRow) -> IssuedRow {
    var last = row
    while let next = rows.first(where: { $0.replaces == last.id }) { last = next }
    return last
  }

  /// The larger row that a movement of its amount and payment, which names the case alone, has
  /// carried out, although one of these smaller ones had taken its place.
  func larger(than rows: [IssuedRow], paidBy proof: InstructionProof) -> IssuedRow? {
    for row in rows where row.state.isOpen {
      let found = earlier(than: row).first {
        $0.state == .replaced && $0.day < proof.day && $0.part.amount == proof.amount
          && $0.part.isSamePayment(as: proof.means) && proof.amount > row.part.amount ?? 0
      }
      if let found { return found }
    }
    return nil
  }
}
