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
  case refundReturned

  /// `REFUND_MISSING`.
  public var name: String {
    var word: [UInt8] = []
    for byte in "\(self)".utf8 {
      let isLower = byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
      if !isLower { word.append(UInt8(ascii: "_")) }
      word.append(isLower ? byte & 0xDF : byte)
    }
    return String(decoding: word, as: UTF8.self)
  }

  /// The name, made once: spelling a case out takes longer than finding it.
  var word: Text { Self.words[Int(rawValue)] }
  private static let words = allCases.map { Text($0.name) }

  public init?(name: String) {
    guard let code = ExceptionCode.allCases.first(where: { $0.name == name }) else { return nil }
    self = code
  }

  /// What a carrier charged, and not money that moved.
  var isAboutCharge: Bool {
    switch self {
    case .feeOverbilled, .feeUnderbilled, .feeDuplicate, .feeWeight, .feeZone, .feeSurcharge,
      .feeNoRate, .feeOrphan, .feeUnbilled, .feeStatement:
      true
    default: false
    }
  }

  public var owner: Owner {
    switch self {
    case .feeUnbilled, .feeStatement: return .logistics
    case .payoutMissing, .payoutDuplicate, .refundReturned: return .finance
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
