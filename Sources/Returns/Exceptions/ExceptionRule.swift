/// Trouble that is no unmet expectation: one code, one file, one line in `all`.
struct ExceptionRule: Sendable {
  let code: ExceptionCode
  /// What it looks at; where none of that lies on the desk the rule is not asked.
  let subject: Subject
  let find: @Sendable (Desk) -> [Finding]

  enum Subject: UInt8, Sendable { case files, waybills, refunds, revisions }

  /// In the order they are looked for.
  static let all: [ExceptionRule] = [
    caseNoOrder, caseQuantity, caseDuplicate, caseLate, caseExcluded, caseIncomplete,
    refundChannel, chargebackOnCase, lawRefundOverdue,
    parcelConflict, parcelOrphan, goodsRejected, goodsQuantity,
    revised, feedConflict,
  ]
}

extension Desk {
  func findExceptions(into outcome: inout Outcome) {
    let rules = circumstances.rules.exceptions
    for index in rules.indices where has(rules[index].subject) {
      let found = rules[index].find(self)
      if !found.isEmpty { outcome.findings += found }
    }
  }

  private func has(_ subject: ExceptionRule.Subject) -> Bool {
    switch subject {
    case .files: !files.isEmpty
    case .waybills: !waybills.isEmpty
    case .refunds: !views.refunds.isEmpty
    case .revisions: !dossier.revisions.isEmpty
    }
  }

  func finding(_ code: ExceptionCode, _ identity: UInt64, subject: Text, openedOn: Day) -> Finding {
    var finding = Finding(
      code, identity: identity, subject: subject, shop: shop, openedOn: openedOn)
    if !isOrphan { finding.orderID = dossier.orderID }
    return finding
  }

  /// A finding about a case line.
  func finding(_ code: ExceptionCode, _ name: StaticString, file: CaseFile, openedOn: Day)
    -> Finding
  {
    let id = circumstances.identity(
      name, shop: shop, file.caseID, Text(), file.application.lineNo ?? -1)
    var finding = finding(code, id, subject: file.caseID, openedOn: openedOn)
    finding.caseID = file.caseID
    return finding
  }

  /// A finding about a movement of money.
  func finding(_ code: ExceptionCode, settlement row: Settlement, _ name: StaticString) -> Finding {
    let id = circumstances.identity(name, shop: shop, row.txnID, row.accountID, row.lineNo ?? -1)
    var finding = finding(code, id, subject: row.txnID, openedOn: day(row.settledAt))
    finding.txnID = row.txnID
    finding.orderID = isOrphan ? row.orderID : dossier.orderID
    if namesCase(row.refundRef) { finding.caseID = row.refundRef }
    finding.actual = row.amount
    finding.currency = row.currency
    return finding
  }
}
