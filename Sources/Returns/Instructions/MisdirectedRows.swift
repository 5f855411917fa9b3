/// Rows that were carried out for an order which their case has left. Once a person is done with
/// that money (`REFUND_UNENTITLED` there), it is no part of what is owed to the right customer.
extension InstructionHistory {
  var misdirected: Set<InstructionID> {
    Set(rows.filter { $0.state == .misdirected }.map(\.id))
  }

  /// Those of which a witness says so, marked already or not.
  func forgoneRows(_ wanted: Instruction) -> [IssuedRow] {
    wanted.paid.filter(\.isForgone).compactMap { row(numbered: $0.number) }
  }

  /// What follows when they, and what was paid by them, count no more.
  func payDespite(_ forgone: [IssuedRow], _ wanted: Instruction) -> [InstructionStep] {
    var (word, rows) = (wanted, rows)
    word.paid.removeAll(where: \.isForgone)
    for place in rows.indices where forgone.contains(where: { $0.id == rows[place].id }) {
      rows[place].state = .misdirected
    }
    return mark(forgone.filter { $0.state != .misdirected }, .misdirected)
      + with(rows).steps(for: word)
  }
}
