extension Desk {
  /// The rows of cases.csv: each case line with its stage, money, parcel and freight.
  func caseResults(_ outcome: Outcome) -> [CaseResult] {
    files.indices.map { result(of: files[$0], $0, outcome) }
  }

  private func result(of file: CaseFile, _ index: Int, _ outcome: Outcome) -> CaseResult {
    var result = CaseResult()
    result.shop = shop
    result.caseID = file.caseID
    result.orderID = file.application.orderID
    result.lineNo = file.application.lineNo
    result.kind = file.kind
    result.reason = file.application.reason
    result.verdict = file.verdict
    result.isProposed = file.isProposed
    result.reviewer = file.lastReview?.reviewer ?? Text()
    result.checks = file.checks
    result.currency = file.currency
    result.isPlatformExecuted = policy.shops[shop].platformExecutesRefunds
    result.lawDeadline = file.kind == .exchange ? nil : lawDeadline(of: file)
    fillMoney(&result, file, index, outcome)
    fillFreight(&result, file, index)
    result.parcelStatus = parcelState(of: file, outcome)
    result.stage = stage(of: file, result)
    result.isOpen = ![.closed, .refused, .withdrawn].contains(result.stage)
    fillNextStep(&result, file, index, outcome)
    return result
  }

  private func refundStandings(_ index: Int) -> [MoneyStanding] {
    money.filter { $0.due.file == index && $0.rule.kind != .differencePayment }
  }

  private func fillMoney(
    _ result: inout CaseResult, _ file: CaseFile, _ index: Int, _ outcome: Outcome
  ) {
    let standings = refundStandings(index)
    result.expectedRefund = standings.reduce(0) { $0 + $1.due.expectation.amount }
    result.actualRefund = actualRefund(file, index, outcome)
    let own = standings.map(\.due.expectation.id)
    var codes: [ExceptionCode] = []
    for finding in outcome.findings
    where own.contains(finding.identity)
      || (!finding.txnID.isEmpty && finding.caseID == file.caseID)
    {
      codes.append(finding.code)
    }
    if codes.contains(.refundDuplicate) {
      result.refundStatus = .duplicate
    } else if codes.contains(.refundOver) {
      result.refundStatus = .over
    } else if codes.contains(.refundUnentitled) {
      result.refundStatus = .unentitled
    } else if standings.isEmpty {
      result.refundStatus = .none
    } else if standings.allSatisfy({ $0.matched >= $0.due.expectation.amount }) {
      result.refundStatus = .matched
    } else if codes.contains(where: { [.refundMissing, .freightRefundMissing].contains($0) })
      || (codes.contains(.refundFailed) && standings.contains { asOf > $0.due.dueOn })
    {
      result.refundStatus = result.actualRefund > 0 ? .short : .missing
    } else {
      result.refundStatus = codes.contains(.refundShort) ? .short : .due
    }
  }

  /// What went out for the case: matched parts, and refunds that name it but met nothing.
  private func actualRefund(_ file: CaseFile, _ index: Int, _ outcome: Outcome) -> Int64 {
    let own = refundStandings(index).map(\.due.expectation.id)
    var sum: Int64 = 0
    for match in outcome.matches
    where own.contains(match.expectationID) && match.currency == file.currency {
      sum += match.actual
    }
    guard isFirstLine(index) else { return sum }
    for finding in outcome.findings
    where finding.code.isSurplus && !finding.txnID.isEmpty && finding.caseID == file.caseID
      && finding.currency == file.currency
    {
      sum += finding.actual ?? 0
    }
    return sum
  }

  private func fillFreight(_ result: inout CaseResult, _ file: CaseFile, _ index: Int) {
    guard isFirstLine(index) else { return }
    let lines = fees.filter { $0.caseID == file.caseID }
    result.freightCost = lines.reduce(0) { $0 + $1.payable }
    result.freightBearer =
      lines.first { $0.direction == .return }?.bearer ?? returnFreightBearer(of: file)
      ?? lines.first?.bearer
  }

  private func parcelState(of file: CaseFile, _ outcome: Outcome) -> ParcelState {
    guard file.needsGoodsBack else { return .none }
    guard let parcel = file.returnParcel, parcel.isUnderWay || parcel.deliveredAt != nil else {
      return file.arrivedAt != nil ? .delivered : file.isApproved ? .notSent : .none
    }
    if lostOn(parcel, file.terms) != nil { return .lost }
    if parcel.isDamaged { return .damaged }
    if parcel.deliveredAt != nil { return .delivered }
    if parcel.status == .misrouted { return .misrouted }
    let isLate = outcome.findings.contains {
      $0.code == .parcelLate && $0.waybill == parcel.waybill
    }
    return isLate ? .late : .inTransit
  }

  private func stage(of file: CaseFile, _ result: CaseResult) -> Stage {
    if file.isWithdrawn { return .withdrawn }
    if file.isBeforeOpening { return .closed }
    switch file.verdict {
    case nil: return .applied
    case .refused: return .refused
    case .pending: return .pending
    case .approved: break
    }
    if file.kind == .exchange { return exchangeStage(of: file, result) }
    let isPaid =
      result.refundStatus == .matched || result.refundStatus == .over
      || result.refundStatus == .duplicate
    if isPaid {
      return !file.needsGoodsBack || file.acceptedAt != nil ? .closed : .refunded
    }
    if !refundIsOwed(result) { return receptionStage(of: file) }
    return .refundDue
  }

  private func refundIsOwed(_ result: CaseResult) -> Bool { result.expectedRefund > 0 }

  private func exchangeStage(of file: CaseFile, _ result: CaseResult) -> Stage {
    if let parcel = file.exchangeParcel, parcel.isUnderWay || parcel.deliveredAt != nil {
      let isSettled = result.refundStatus == .none || result.refundStatus == .matched
      return file.acceptedAt != nil && parcel.deliveredAt != nil && isSettled
        ? .closed : .exchangeShipped
    }
    return file.acceptedAt != nil ? .exchangeDue : receptionStage(of: file)
  }

  private func receptionStage(of file: CaseFile) -> Stage {
    if file.inspections.contains(where: { $0.result == .rejected }), file.acceptedAt == nil {
      return .rejected
    }
    if file.acceptedAt != nil { return .accepted }
    if file.arrivedAt != nil { return .arrived }
    if let parcel = file.returnParcel, parcel.isUnderWay { return .inTransit }
    return .approved
  }

  private func fillNextStep(
    _ result: inout CaseResult, _ file: CaseFile, _ index: Int, _ outcome: Outcome
  ) {
    switch result.stage {
    case .closed, .withdrawn, .refused: result.nextStep = .none
    case .applied: result.nextStep = .review
    case .pending: result.nextStep = file.missingMaterial.isEmpty ? .review : .supplyMaterial
    case .approved, .inTransit, .refunded: result.nextStep = .awaitParcel
    case .arrived: result.nextStep = .inspect
    case .rejected: result.nextStep = .decide
    case .refundDue: result.nextStep = .payRefund
    case .exchangeDue:
      let isUnpaid = money.contains {
        $0.due.file == index && $0.rule.kind == .differencePayment
          && $0.matched < $0.due.expectation.amount
      }
      result.nextStep = isUnpaid ? .awaitDifference : .shipReplacement
    case .accepted, .exchangeShipped: result.nextStep = .none
    }
    if result.parcelStatus == .lost || result.parcelStatus == .late {
      result.nextStep = .chaseCarrier
    }
    let pendingDay = outcome.pending.lazy.filter { $0.caseID == file.caseID }.map {
      $0.breaksOn + -1
    }.min()
    let brokenDay = outcome.findings.lazy.filter { $0.caseID == file.caseID }.compactMap(\.dueOn)
      .min()
    result.dueOn = result.isOpen ? [pendingDay, brokenDay].compactMap { $0 }.min() : nil
  }
}

extension ExceptionCode {
  /// Money that was paid beyond what met an expectation.
  fileprivate var isSurplus: Bool {
    self == .refundDuplicate || self == .refundOver || self == .refundUnentitled
  }
}
