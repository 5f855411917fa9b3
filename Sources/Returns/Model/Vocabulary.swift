/// A closed list of words of the file contract; the raw value is the index that is stored.
/// Append only: records of earlier days hold the indexes.
public protocol Vocabulary: CaseIterable, RawRepresentable, Sendable where RawValue == UInt8 {}

extension Vocabulary {
  /// `refundOnly` is written `refund_only`.
  public var name: String {
    var word: [UInt8] = []
    for byte in "\(self)".utf8 {
      let isUpper = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
      if isUpper { word.append(UInt8(ascii: "_")) }
      word.append(isUpper ? byte | 0x20 : byte)
    }
    return String(decoding: word, as: UTF8.self)
  }
  public static var names: [String] { allCases.map(\.name) }
  public init?(name: String) {
    guard let value = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = value
  }
}

public enum CaseKind: UInt8, Vocabulary { case `return`, exchange, refundOnly }

/// Why the customer applies; each reason is in one family (R2.1, R2.2).
public enum Reason: UInt8, Vocabulary {
  case damaged, defective, missingParts, notAsDescribed, wrongItem
  case size, colour, style
  case noLongerNeeded
  case safety, unlawful
  case lost, late, transitDamage

  public var family: ReasonFamily {
    switch self {
    case .damaged, .defective, .missingParts, .notAsDescribed, .wrongItem: .quality
    case .size, .colour, .style: .fit
    case .noLongerNeeded: .noReason
    case .safety, .unlawful: .special
    case .lost, .late, .transitDamage: .transport
    }
  }
}

public enum ReasonFamily: UInt8, Vocabulary { case quality, fit, noReason, special, transport }

public enum MaterialType: UInt8, Vocabulary { case description, evidence, contact, other }
public enum Verdict: UInt8, Vocabulary { case approved, refused, pending }
public enum Direction: UInt8, Vocabulary { case outbound, `return`, exchange, returnToCustomer }

public enum ParcelStatus: UInt8, Vocabulary {
  case created, pickedUp, inTransit, delivered, lost, damaged, misrouted, refused, returned
}

/// Who the carrier charges: the shop's monthly account, the sender, the receiver, a prepaid
/// balance, the platform.
public enum Terms: UInt8, Vocabulary { case account, prepaid, collect, deposit, platform }

public enum ChargeType: UInt8, Vocabulary {
  case freight, packaging, fuel, remote, insurance, cod, address, rebate, compensation, other
}

public enum InspectionResult: UInt8, Vocabulary { case accepted, rejected }
public enum GoodsCondition: UInt8, Vocabulary {
  case intact, used, damaged, wrongItem, missingParts
}
public enum Disposition: UInt8, Vocabulary { case restock, scrap, returnToCustomer }

public enum SettlementType: UInt8, Vocabulary {
  case payment, refund, fee, chargeback, chargebackReversal, payout, compensation, insurancePayout,
    adjustment
}

/// Three sights of one movement of money: the provider's trade bill, its fund flow, the bank's
/// line.
public enum SettlementView: UInt8, Vocabulary { case trade, funds, bank }
public enum SettlementStatus: UInt8, Vocabulary { case initiated, succeeded, failed, reversed }
public enum StockKind: UInt8, Vocabulary { case restock, scrap, issue }
public enum TicketClass: UInt8, Vocabulary { case quality, sizeColour, service, logistics }
public enum ClaimStatus: UInt8, Vocabulary { case acknowledged, accepted, partly, rejected, paid }

public enum DecisionAction: UInt8, Vocabulary {
  case accept, writeOff, match, unmatch, setAmount, reship, compensate, resend, assign, note,
    snooze,
    reopen, revoke
}

/// Who ends up paying a freight fee (R6.3).
public enum Bearer: UInt8, Vocabulary { case merchant, customer, carrier, insurance, supplier }
