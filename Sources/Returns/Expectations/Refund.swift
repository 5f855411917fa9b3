extension MoneyRule {
  /// The goods' part of a refund (R5.1): expected from the event that entitles to it, paid within
  /// `refund_days`.
  static let refund = MoneyRule(
    kind: .refund,
    expect: { desk, dues in
      guard desk.delivers(.settlements) else { return }
      for index in desk.files.indices {
        let file = desk.files[index]
        guard let entitled = desk.entitlement(of: file) else { continue }
        let amount = entitled.amount - desk.deductions(of: index)
        desk.expect(
          &dues, .refund, "refund", amount: amount, file: index, from: entitled.day)
      }
    },
    evidence: { desk, positions in positions += desk.views.refunds },
    missing: .refundMissing, short: .refundShort, over: .refundOver)

  /// Freight the customer laid out for a return that another bears: the smaller of that and the
  /// rate card's fee. An insurance that does not pay the shop pays the customer (domain.md 3e).
  static let freightRefund = MoneyRule(
    kind: .freightRefund,
    expect: { desk, dues in
      guard desk.delivers(.settlements) else { return }
      for index in desk.files.indices {
        let file = desk.files[index]
        let paid = desk.freightLaidOut(of: file)
        guard paid > 0, desk.leads(index), !desk.isCustomerInsured(file),
          let bearer = desk.returnFreightBearer(of: file),
          bearer != .customer, let day = desk.firstEntitledDay(of: file)
        else { continue }
        let agreed = desk.returnCardFee(of: file)
        desk.expect(
          &dues, .freightRefund, "freight", amount: min(paid, agreed ?? paid), file: index,
          from: day)
      }
    },
    evidence: { desk, positions in positions += desk.views.refunds },
    missing: .freightRefundMissing, short: .refundShort, over: .refundOver)
}

extension Desk {
  /// The goods' refund a case entitles to, and since when; nil while nothing entitles.
  func entitlement(of file: CaseFile) -> (amount: Int64, day: Day)? {
    guard file.kind != .exchange, let day = entitledDay(of: file) else { return nil }
    let amount =
      if file.isRefundedByAcceptance {
        file.owed.amount
      } else {
        file.hasGoodsBackHome ? file.accepted.amount : file.goodsBasis
      }
    return amount > 0 ? (amount, day) : nil
  }

  /// The day of the event that entitles to money: acceptance, arrival or approval, as the terms say
  /// (R5.1).
  func entitledDay(of file: CaseFile) -> Day? {
    guard file.isApproved, let approvedAt = file.standsSince else { return nil }
    let event: Instant?
    if !file.needsGoodsBack {
      event = approvedAt
    } else {
      switch file.terms.refundOn {
      case .approval: event = approvedAt
      case .arrival: event = file.allArrivedAt ?? file.acceptedAt
      case .acceptance: event = file.acceptedAt
      }
    }
    return event.map { max(day($0), day(approvedAt)) }
  }

  /// The day on which a person refused, or the customer withdrew, what had entitled to a refund
  /// when it was paid; nil where nothing had, or that cannot be told.
  func lostGround(_ row: Settlement, _ caseID: Text) -> Day? {
    let lines = lines(of: caseID)
    guard let file = lines.first, lines.allSatisfy({ !$0.isApproved }),
      let endedAt = file.application.withdrawnAt ?? file.refusedAt, row.settledAt < endedAt,
      file.wasApproved(by: row.settledAt)
    else { return nil }
    let event: Instant? =
      switch file.terms.refundOn {
      case _ where !file.needsGoodsBack: row.settledAt
      case .approval: row.settledAt
      case .arrival: file.allArrivedAt ?? file.acceptedAt
      case .acceptance: file.acceptedAt
      }
    return event.flatMap { $0 <= row.settledAt ? day(endedAt) : nil }
  }

  /// The customer was sent a replacement and the case made a refund all the same: a history that
  /// cannot be, by which nothing is paid until a person has put it right or is done with it. What
  /// the carrier lost is no replacement.
  func isReplacedBesides(_ index: Int?, _ outcome: Outcome) -> Bool {
    guard let index, files[index].isConverted else { return false }
    let isLost = sentReplacements(of: files[index].caseID).allSatisfy {
      lostOn($0.waybill, limits(of: $0.waybill), isReceived: false) != nil
    }
    return !isLost
      && outcome.findings.contains { finding in
        finding.code == .caseHistory && finding.caseID == files[index].caseID
          && finding.notes.contains { note in
            guard case .clash(let step, _, _, let other, _) = note else { return false }
            return [step, other].allSatisfy { $0 == .converted || $0 == .shipped }
          }
      }
  }

  /// Says where people look why such a refund does not leave.
  func noteReplaced(in outcome: inout Outcome) {
    for index in files.indices where isReplacedBesides(index, outcome) {
      guard money.contains(where: { $0.due.file == index && $0.kind == .refund }) else { continue }
      for place in outcome.findings.indices
      where outcome.findings[place].caseID == files[index].caseID
        && outcome.findings[place].code.tellsOfRefund
        && !outcome.findings[place].notes.contains(where: \.isReplaced)
      {
        outcome.findings[place].notes.append(.replacedBesides)
      }
    }
  }

  /// Freight that makes the refund of a case smaller: of its way back, and of the order's way out.
  func deductions(of index: Int) -> Int64 {
    deductedFreight(of: index) + lostFreeShipping(of: index)
  }

  /// Of money that is expected for a case line.
  func expectedIdentity(_ name: StaticString, of file: CaseFile) -> UInt64 {
    expectedIdentity(name, of: file.application)
  }

  /// The same before there is a file of it.
  func expectedIdentity(_ name: StaticString, of application: CaseLine) -> UInt64 {
    circumstances.identity(
      name, shop: shop, application.caseID, Text(), application.lineNo ?? -1)
  }

  /// Expects money for a case line; nothing where there is no amount.
  func expect(
    _ dues: inout [MoneyDue], _ kind: ExpectationKind, _ name: StaticString, amount: Int64,
    file index: Int, from day: Day, within days: Int? = nil
  ) {
    guard amount > 0 else { return }
    let file = files[index]
    let id = expectedIdentity(name, of: file)
    let expectation = MoneyExpectation(
      id: id,
      kind: kind, caseID: file.caseID, references: [file.caseID],
      paymentRef: dossier.lines.first?.paymentRef ?? Text(), amount: amount,
      currency: file.currency,
      tolerance: tolerance(of: id, file), lineNo: file.application.lineNo)
    dues.append(
      MoneyDue(
        expectation: expectation, dueOn: day + (days ?? file.terms.refundDays), file: index))
  }
}

extension CaseFile {
  fileprivate var refusedAt: Instant? {
    lastReview.flatMap { $0.verdict == .refused ? $0.reviewedAt : nil }
  }

  fileprivate func wasApproved(by time: Instant) -> Bool {
    if let review = reviews.last(where: { $0.reviewedAt <= time }) {
      return review.verdict == .approved
    }
    guard !needsReviewer, automaticVerdict == .approved else { return false }
    return automaticVerdictAt.map { $0 <= time } ?? false
  }
}

extension ExceptionCode {
  /// Told of a refund that has not left, or of why it does not.
  fileprivate var tellsOfRefund: Bool {
    switch self {
    case .caseHistory, .refundMissing, .refundShort, .lawRefundOverdue: true
    default: false
    }
  }
}

extension Note {
  var isReplaced: Bool { if case .replacedBesides = self { true } else { false } }
}
