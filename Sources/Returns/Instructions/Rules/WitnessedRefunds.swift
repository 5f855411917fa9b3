extension InstructionRule {
  /// Rows that were carried out for this order and are another's by now, as their case is: the
  /// money lies here, and whoever has the case is told that they are done; and, when a person is
  /// done with that money, that it is no part of what is owed there.
  static let witnessedRefund = InstructionRule(.refund, subjects: [.files, .troubles]) {
    desk, outcome, list in
    let issued = desk.circumstances.issued
    if issued.hasNoSubject, outcome.decided.isEmpty, desk.rulings.matches.isEmpty { return }
    let refunds = desk.views.refunds.map { desk.dossier.settlements[$0] }
    for row in refunds {
      guard let id = InstructionID(row.refundRef), id.kind == .refund, desk.namedCase(row) == nil,
        issued.has(.refund, id.subject) || desk.isForgone(row, outcome),
        !list.contains(where: { $0.kind == .refund && $0.subject == id.subject })
      else { continue }
      let paid = refunds.filter { InstructionID($0.refundRef)?.subject == id.subject }
        .map { row in
          var proof = desk.proof(row, of: id.subject)
          proof.isForgone = desk.isForgone(row, outcome)
          return proof
        }
      var word = desk.done(id.subject, Text(), row.currency, paid)
      word.isWitness = true
      list.append(word)
    }
  }
}

extension Desk {
  /// A person is done with money that nothing entitled to, or says that it is for something else.
  fileprivate func isForgone(_ row: Settlement, _ outcome: Outcome) -> Bool {
    outcome.decided.contains { $0.code == .refundUnentitled && $0.txnID == row.txnID }
      || rulings.matches.contains {
        $0.txnID == row.txnID && $0.expectation != InstructionID(row.refundRef)?.subject
      }
  }
}
