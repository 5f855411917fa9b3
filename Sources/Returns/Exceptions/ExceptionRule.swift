/// Trouble that is no unmet expectation: one code, one file, one line in `all`.
struct ExceptionRule: Sendable {
  let code: ExceptionCode
  /// What it looks at; where none of that lies on the desk the rule is not asked.
  let subject: Subject
  let find: @Sendable (Desk) -> [Finding]

  /// What rules look at, as it lies on most desks or on few.
  struct Subject: OptionSet, Sendable {
    let rawValue: UInt16

    static let files = Subject(rawValue: 1 << 0)
    /// An application that failed a check, lacks material, or whose order line is not known.
    static let failedChecks = Subject(rawValue: 1 << 1)
    static let missingMaterial = Subject(rawValue: 1 << 2)
    static let unknownLines = Subject(rawValue: 1 << 3)
    static let inspections = Subject(rawValue: 1 << 4)
    static let chargebacks = Subject(rawValue: 1 << 5)
    static let waybills = Subject(rawValue: 1 << 6)
    /// Waybills that no order and no case is known for.
    static let orphans = Subject(rawValue: 1 << 7)
    static let refunds = Subject(rawValue: 1 << 8)
    static let revisions = Subject(rawValue: 1 << 9)
    /// What an insurance or a carrier paid.
    static let payouts = Subject(rawValue: 1 << 10)
    /// Answers to claims that no order is known for.
    static let looseAnswers = Subject(rawValue: 1 << 11)
    /// Views of one movement that contradict each other.
    static let contradictions = Subject(rawValue: 1 << 12)
    /// Something was answered or paid on a claim, or one is open.
    static let claims = Subject(rawValue: 1 << 13)
    /// Refunds that came back of which none is known to have gone out.
    static let returns = Subject(rawValue: 1 << 14)
  }

  /// In the order they are looked for.
  static let all: [ExceptionRule] = [
    caseNoOrder, caseQuantity, caseDuplicate, caseLate, caseExcluded, caseIncomplete,
    caseHistory,
    refundChannel, chargebackOnCase, lawRefundOverdue, lawFreight, lawPolicy,
    parcelConflict, parcelOrphan, goodsRejected, goodsQuantity, payoutDuplicate,
    claimOverpaid, revised, feedConflict, viewConflict, claimOrphan, refundReturned,
  ]
}

extension Desk {
  func findExceptions(into outcome: inout Outcome) {
    let subjects = subjects
    let asked = circumstances.rules.exceptionSubjects
    for index in asked.indices where subjects.contains(asked[index]) {
      let found = circumstances.rules.exceptions[index].find(self)
      if !found.isEmpty { outcome.findings += found }
    }
    outcome.awaitsDay = awaitsDay
  }

  /// What of it lies on the desk.
  private var subjects: ExceptionRule.Subject {
    var subjects: ExceptionRule.Subject = []
    if isOrphan ? !waybills.isEmpty : waybills.contains(where: isOfNoCase) {
      subjects.insert(.orphans)
    }
    if !isOrphan, !waybills.isEmpty { subjects.insert(.waybills) }
    if !views.refunds.isEmpty { subjects.insert(.refunds) }
    if !views.strayReturns.isEmpty { subjects.insert(.returns) }
    if !dossier.revisions.isEmpty { subjects.insert(.revisions) }
    if !views.payouts.isEmpty { subjects.insert(.payouts) }
    if hasClaims { subjects.insert(.claims) }
    if !views.contradictions.isEmpty { subjects.insert(.contradictions) }
    if isOrphan, !dossier.claimResults.isEmpty { subjects.insert(.looseAnswers) }
    if !dossier.inspections.isEmpty { subjects.insert(.inspections) }
    if files.isEmpty { return subjects }
    subjects.insert(.files)
    if !views.chargebacks.isEmpty || !looseChargebacks.isEmpty { subjects.insert(.chargebacks) }
    for file in files {
      if file.lines.isEmpty { subjects.insert(.unknownLines) }
      if !file.missingMaterial.isEmpty { subjects.insert(.missingMaterial) }
      for index in file.checks.indices where file.checks[index].verdict == .fail {
        subjects.insert(.failedChecks)
      }
    }
    return subjects
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
    let first = firstKnown(row)
    let id = circumstances.identity(
      name, shop: shop, first.txnID, first.accountID, first.lineNo ?? -1)
    var finding = finding(code, id, subject: row.txnID, openedOn: day(row.settledAt))
    finding.txnID = row.txnID
    finding.orderID = isOrphan ? row.orderID : dossier.orderID
    if let caseID = namedCase(row) { finding.caseID = caseID }
    finding.actual = row.amount
    finding.currency = row.currency
    return finding
  }
}
