extension InstructionRule {
  /// Rows that were carried out for this order and are another's by now, as their case is: the
  /// money lies here, and whoever has the case is told that they are done; and, when a person is
  /// done with that money, that it is no part of what is owed there.
  static let witnessedRefund = InstructionRule(.refund, subjects: .troubles) {
    desk, outcome, list in
    if desk.circumstances.issued.hasNoSubject, outcome.decided.isEmpty { return }
    let refunds = desk.views.refunds.map { desk.dossier.settlements[$0] }
    for row in refunds {
      guard let id = InstructionID(row.refundRef), id.kind == .refund, desk.namedCase(row) == nil,
        desk.circumstances.issued.has(.refund, id.subject) || outcome.isForgone(row),
        !list.contains(where: { $0.kind == .refund && $0.subject == id.subject })
      else { continue }
      let paid = refunds.filter { InstructionID($0.refundRef)?.subject == id.subject }
        .map { row in
          var proof = desk.proof(row, of: id.subject)
          proof.isForgone = outcome.isForgone(row)
          return proof
        }
      var word = desk.done(id.subject, Text(), row.currency, paid)
      word.isWitness = true
      list.append(word)
    }
  }
}

extension Outcome {
  /// A person is done with money that nothing entitles to.
  fileprivate func isForgone(_ row: Settlement) -> Bool {
    decided.contains { $0.code == .refundUnentitled && $0.txnID == row.txnID }
  }
}
