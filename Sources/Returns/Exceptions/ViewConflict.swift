extension ExceptionRule {
  /// Two views of one movement are linked and compared (design: section 4): the finer one stands,
  /// and a difference that no fee explains is shown.
  static let viewConflict = ExceptionRule(code: .feedConflict, subject: .contradictions) { desk in
    desk.views.contradictions.map { found in
      let row = desk.dossier.settlements[found.standing]
      let other = desk.dossier.settlements[found.other]
      let id = desk.circumstances.identity(
        "views", shop: desk.shop, row.txnID, Text(other.view.name))
      var finding = desk.finding(
        .feedConflict, id, subject: row.txnID,
        openedOn: min(desk.asOf, desk.day(max(row.settledAt, other.settledAt))))
      finding.txnID = row.txnID
      if let caseID = desk.namedCase(row) { finding.caseID = caseID }
      finding.expected = found.stated
      finding.actual = found.found
      finding.currency = row.currency == .none ? desk.orderCurrency : row.currency
      finding.cause = "settlements"
      let text = { Text(Amount.string($0, finding.currency)) }
      finding.notes = [
        .changed(field: "amount", before: text(found.stated), after: text(found.found))
      ]
      return finding
    }
  }
}
