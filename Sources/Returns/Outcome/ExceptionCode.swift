/// Exception codes of the file contract (design: section 5). Raw values are stored: append, never
/// renumber.
public enum ExceptionCode: UInt8, CaseIterable, Sendable {
  case refundMissing, refundShort, refundOver, refundDuplicate, refundUnentitled, refundOrphan,
    refundChannel, refundCurrency, paymentMissing, paymentMismatch, differenceUnpaid,
    chargebackOnCase,
    refundFailed, controlTotal, sourceLate, feedConflict, freightRefundMissing, ambiguous,
    searchLimit,
    decisionRefused, revised
  case parcelNotSent, parcelLate, parcelLost, parcelDamaged, parcelMisrouted, parcelOrphan,
    parcelConflict, goodsNotReturned, exchangeNotShipped, feeOverbilled, feeUnderbilled,
    feeDuplicate,
    feeWeight, feeZone, feeSurcharge, feeNoRate, feeOrphan
  case notInspected, goodsRejected, goodsQuantity, notRestocked, notIssued
  case caseNoOrder, caseQuantity, caseLate, caseExcluded, caseIncomplete, caseDuplicate,
    caseHistory,
    reviewOverdue, ticketBreached, ticketDue
  case lawRefundOverdue, lawFreight, lawPolicy
  case feeUnbilled, payoutMissing, payoutDuplicate, feeStatement
  case claimUnanswered, claimUnderpaid, claimOrphan

  /// `REFUND_MISSING`.
  public var name: String {
    var word = ""
    for character in "\(self)" {
      if character.isUppercase { word += "_" }
      word += character.uppercased()
    }
    return word
  }

  public init?(name: String) {
    guard let code = ExceptionCode.allCases.first(where: { $0.name == name }) else { return nil }
    self = code
  }

  public var owner: Owner {
    switch self {
    case .feeUnbilled, .feeStatement: return .logistics
    case .payoutMissing, .payoutDuplicate: return .finance
    default: break
    }
    return switch rawValue {
    case ...Self.revised.rawValue: .finance
    case ...Self.feeOrphan.rawValue: .logistics
    case ...Self.notIssued.rawValue: .warehouse
    case ...Self.ticketDue.rawValue: .service
    case ...Self.lawPolicy.rawValue: .compliance
    default: .logistics
    }
  }

  /// Money, lost goods and law are errors; deadlines and conditions warnings; notes are info
  /// (design: section 8).
  public var severity: Severity {
    switch self {
    case .revised: .info
    case .sourceLate, .feedConflict, .decisionRefused, .parcelNotSent, .parcelLate,
      .parcelMisrouted,
      .parcelOrphan, .parcelConflict, .exchangeNotShipped, .notInspected, .goodsRejected,
      .goodsQuantity, .notRestocked, .notIssued, .caseNoOrder, .caseQuantity, .caseLate,
      .caseExcluded,
      .caseIncomplete, .caseDuplicate, .caseHistory, .reviewOverdue, .ticketBreached, .ticketDue,
      .feeUnbilled, .feeStatement, .claimUnanswered, .claimOrphan:
      .warning
    default: .error
    }
  }
}
