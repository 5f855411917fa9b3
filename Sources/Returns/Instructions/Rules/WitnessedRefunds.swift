extension InstructionRule {
  /// Rows that were carried out for this order and are another's by now, as their case is: the
  /// money lies here, and whoever has the case is told that they are done.
  static let witnessedRefund = InstructionRule(.refund, subjects: .troubles) { desk, _, list in
    if desk.circumstances.issued.hasNoSubject { return }
    let refunds = desk.views.refunds.map { desk.dossier.settlements[$0] }
    for row in refunds {
      guard let id = InstructionID(row.refundRef), id.kind == .refund, desk.namedCase(row) == nil,
        desk.circumstances.issued.has(.refund, id.subject),
        !list.contains(where: { $0.kind == .refund && $0.subject == id.subject })
      else { continue }
      let paid = refunds.filter { InstructionID($0.refundRef)?.subject == id.subject }
        .map { desk.proof($0, of: id.subject) }
      var word = desk.done(id.subject, Text(), row.currency, paid)
      word.isWitness = true
      list.append(word)
    }
  }
}
