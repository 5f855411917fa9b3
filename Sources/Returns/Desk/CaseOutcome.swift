extension Desk {
  /// Adds the rows of cases.csv: each case line with its stage, money, parcel and freight.
  func addCaseResults(to outcome: inout Outcome) {
    for index in files.indices {
      outcome.cases.append(result(of: files[index], index, outcome))
    }
  }

  private func result(of file: CaseFile, _ index: Int, _ outcome: Outcome) -> CaseResult {
    var result = CaseResult()
    result.shop = shop
    result.caseID = file.caseID
    result.orderID = file.application.orderID
    result.lineNo = file.application.lineNo
    result.appliedOn = day(file.application.appliedAt)
    result.kind = file.kind
    result.reason = file.application.reason
    result.verdict = file.verdict
    result.isProposed = file.isProposed
    result.reviewer = file.lastReview?.reviewer ?? Text()
    result.checks = file.checks
    if let verdict = differencePaid(of: file, index) {
      result.checks.append(CheckResult(.differencePaid, verdict))
    }
    result.currency = file.currency
    result.isPlatformExecuted = policy.shops[shop].platformExecutesRefunds
    result.refundBasis = refundBasis(of: file)
    result.repricingDifference = file.repricing?.difference
    result.lawDeadline = lawDeadlineToCome(of: file, index)
    fillMoney(&result, file, index, outcome)
    fillFreight(&result, file, index)
    result.parcelStatus = parcelState(of: file, outcome)
    result.stage = stage(of: file, index, result)
    result.isOpen =
      result.stage != .closed && result.stage != .refused && result.stage != .withdrawn
    fillNextStep(&result, file, index, outcome)
    return result
  }

  private func fillMoney(
    _ result: inout CaseResult, _ file: CaseFile, _ index: Int, _ outcome: Outcome
  ) {
    var (isExpected, isMet, isOverdue) = (false, true, false)
    for place in money.indices where isRefund(money[place], of: index) {
      let wanted = money[place].due.expectation.amount
      isExpected = true
      result.expectedRefund += wanted
      if money[place].kind == .shippingRefund { result.takesShipping = true }
      if money[place].isOwed { isMet = false }
      if isOver(lastDay(of: money[place]), .settlements) { isOverdue = true }
    }
    result.actualRefund = actualRefund(file, index, outcome)
    let codes = refundCodes(file, index, outcome)
    if codes.contains(.refundDuplicate) {
      result.refundStatus = .duplicate
    } else if codes.contains(.refundOver) {
      result.refundStatus = .over
    } else if codes.contains(.refundUnentitled) {
      result.refundStatus = .unentitled
    } else if !isExpected {
      result.refundStatus = .none
    } else if isMet {
      result.refundStatus = .matched
    } else if codes.contains(.refundMissing) || codes.contains(.freightRefundMissing)
      || (codes.contains(.refundFailed) && isOverdue)
    {
      result.refundStatus = result.actualRefund > 0 ? .short : .missing
    } else {
      result.refundStatus = codes.contains(.refundShort) ? .short : .due
    }
  }

  private func isRefund(_ standing: MoneyStanding, of file: Int) -> Bool {
    standing.due.file == file && standing.kind.evidenceType == .refund
  }

  private func isRefund(_ id: UInt64, of file: Int) -> Bool {
    for place in money.indices
    where money[place].due.expectation.id == id && isRefund(money[place], of: file) {
      return true
    }
    return false
  }

  /// What was found about the money of a case line.
  private func refundCodes(
    _ file: CaseFile, _ index: Int, _ outcome: Outcome
  ) -> [ExceptionCode] {
    var codes: [ExceptionCode] = []
    let findings = outcome.findings
    for place in findings.indices
    where (!findings[place].txnID.isEmpty && findings[place].caseID == file.caseID)
      || isRefund(findings[place].identity, of: index)
    {
      codes.append(findings[place].code)
    }
    return codes
  }

  /// What went out for the case: matched parts, and refunds that name it but met nothing, also
  /// where a person is done with them.
  private func actualRefund(_ file: CaseFile, _ index: Int, _ outcome: Outcome) -> Int64 {
    var sum: Int64 = 0
    let matches = outcome.matches
    for place in matches.indices
    where matches[place].currency == file.currency
      && isRefund(matches[place].expectationID, of: index)
    {
      sum += matches[place].actual
    }
    guard isFirstLine(index) else { return sum }
    return sum + surplus(of: file, outcome.findings) + surplus(of: file, outcome.decided)
  }

  private func surplus(of file: CaseFile, _ findings: [Finding]) -> Int64 {
    var sum: Int64 = 0
    for place in findings.indices
    where findings[place].code.isSurplus && !findings[place].txnID.isEmpty
      && findings[place].caseID == file.caseID && findings[place].currency == file.currency
    {
      sum += findings[place].actual ?? 0
    }
    return sum
  }

  private func fillFreight(_ result: inout CaseResult, _ file: CaseFile, _ index: Int) {
    guard isFirstLine(index) else { return }
    var (ofReturn, ofFirst): (Bearer?, Bearer?) = (nil, nil)
    for place in fees.indices where fees[place].caseID == file.caseID {
      // A sum has one currency; what is billed in another stands in fee_settlement.csv.
      if fees[place].currency == result.currency { result.freightCost += fees[place].payable }
      if fees[place].isCompensation { continue }
      if ofFirst == nil { ofFirst = fees[place].bearer }
      if ofReturn == nil, fees[place].direction == .return { ofReturn = fees[place].bearer }
    }
    result.freightBearer = ofReturn ?? returnFreightBearer(of: file) ?? ofFirst
  }

  private func parcelState(of file: CaseFile, _ outcome: Outcome) -> ParcelState {
    guard file.needsGoodsBack else { return .none }
    guard let parcel = file.returnParcel, parcel.hasLeft else {
      return file.arrivedAt != nil ? .delivered : file.isApproved ? .notSent : .none
    }
    if file.lostQuantity > 0 { return .lost }
    let limits = limits(of: parcel, file.terms)
    if lostOn(parcel, limits, isReceived: !file.inspections.isEmpty) != nil { return .lost }
    if parcel.isDamaged { return .damaged }
    if parcel.deliveredAt != nil || file.arrivedAt != nil { return .delivered }
    if parcel.status == .misrouted { return .misrouted }
    let isLate = outcome.findings.contains {
      $0.code == .parcelLate && $0.waybill == parcel.waybill
    }
    return isLate ? .late : .inTransit
  }
}

extension ExceptionCode {
  /// Money that was paid beyond what met an expectation.
  fileprivate var isSurplus: Bool {
    self == .refundDuplicate || self == .refundOver || self == .refundUnentitled
  }
}
