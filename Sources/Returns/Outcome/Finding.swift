public enum Owner: UInt8, Vocabulary { case finance, logistics, warehouse, service, compliance }
public enum Severity: UInt8, Vocabulary { case info, warning, error }

/// Something that does not fit, found by the engine: ids and amounts; its sentence is made when it
/// is printed.
public struct Finding: Sendable {
  public let code: ExceptionCode
  /// Stays the same while the trouble is the same, whatever its code: the exception_id is made from
  /// it.
  public let identity: UInt64
  public let subject: Text
  public var shop: Int
  public var caseID = Text()
  public var orderID = Text()
  public var waybill = Text()
  public var txnID = Text()
  public var expected: Int64?
  public var actual: Int64?
  public var currency = Currency.none
  /// What people gave up of it, the rest being open still; minor units, below 0 of what is too
  /// much.
  public var givenUp: Int64 = 0
  /// The day the trouble broke, not the day it was seen.
  public var openedOn: Day
  public var dueOn: Day?
  /// One root cause, one name; empty: the code alone.
  public var cause = Text()
  /// Of a parcel that is late, lost, damaged or misrouted: who carries it. For figures, and no part
  /// of what the finding says.
  public var carrier = Text()
  /// The dossier it was found in; 0: none. Not a part of what it says.
  public var dossier: UInt64 = 0
  /// What the sentence needs beyond the columns.
  public var notes: [Note] = []
  /// The trouble is known to be over: it is told once, on the date that learns of it, as resolved.
  public var isOver = false

  public init(
    _ code: ExceptionCode, identity: UInt64, subject: Text, shop: Int, openedOn: Day
  ) {
    self.code = code
    self.identity = identity
    self.subject = subject
    self.shop = shop
    self.openedOn = openedOn
  }
}

/// A detail of a finding, worded in the report's language.
public enum Note: Sendable, Equatable {
  /// The nearest candidate and the first field that failed: `refund_ref: RC102 vs RC120`.
  case nearest(id: Text, field: Text, expected: Text, found: Text)
  /// Rivals of an ambiguous match.
  case rival(id: Text)
  /// What an application lacks.
  case missing(Text)
  case weight(billedGrams: Int64, agreedGrams: Int64)
  case zone(billed: Text, agreed: Text)
  case otherInvoice(Text)
  case quantity(asked: Int64, left: Int64)
  case windowEnded(Day)
  case appliedOn(Day)
  case statuses(ParcelStatus, ParcelStatus)
  case lastSeen(ParcelStatus, Day?)
  case changed(field: Text, before: Text, after: Text)
  case channel(paid: Text, refunded: Text)
  /// A refund names a payment that is none of its case's order, and the order that it names.
  case paidForOther(payment: Text, order: Text)
  case currencies(expected: Currency, found: Currency)
  case amounts(Text, Int64)
  case text(Text)
  /// The article that is broken, in English and in Chinese, and since when it is in force.
  case law(article: Text, chinese: Text, since: Day)
  /// A clause of the policy, and what the law wants.
  case clause(policy: Text, law: Text)
  case lawfulUntil(Day)
  case deliberateSince(Day)
  case bearer(Bearer)
  case answeredOn(Day)
  /// What was refunded of the order besides, in the finding's currency.
  case refundedBesides(Int64)
  /// What the bank took back for the order, in the finding's currency.
  case chargedBack(Int64)
  /// The freight is that of the order's way out.
  case outboundFreight
  /// Of what is owed, what none of the order's payments has room for, in the finding's currency.
  case beyondPayments(Int64)
  /// The customer was sent a replacement, so that no refund is instructed.
  case replacedBesides
  /// A refund lies with no order and names the order's payment, so that none is instructed.
  case looseRefund(Text)
  /// A refund may be for what is missing and met nothing, so that none is instructed.
  case refundInDoubt(Text)
  /// Several orders were paid with the payment that a movement names.
  case sharedPayment(Text)
  /// The file was held, and somebody has taken it out of the inbox.
  case takenAway
  /// A held file is of these days of a source: kept for when it is taken away, and not worded.
  case heldDays(source: Text, from: Day, through: Day)
  /// What goods of a promotion are worth by either method, minor units.
  case repriced(Text, repriced: Int64, proportional: Int64)
  /// A step before, or after, one that it must not come before or after; seconds since 1970 on the
  /// shop's clocks.
  case clash(LifeStep, at: Int64, isAfter: Bool, LifeStep, otherAt: Int64)
  /// The check of the carrier's invoice that found it.
  case audit(FeeCheck)
  case payer(agreed: Terms, billed: Terms)
  case otherWaybill(Text)
  /// The invoice charges it without a waybill.
  case namesNoParcel(Text)
  /// The day the parcel was handed over, after that of its bill.
  case billedBefore(Day)
  /// A tolerance would take the difference as agreed; its cap leaves no room.
  case toleranceUsedUp
  /// What the carrier charges for a parcel it lost or damaged (FA11).
  case chargedAll(Int64, Currency)
  /// Who already paid for the same, and its transaction, invoice or case.
  case recovered(from: Bearer, id: Text)
  /// A step that is not proven, because the one before it is not known.
  case unproven(LifeStep, at: Int64, LifeStep)
  /// Why a decision was not carried out.
  case refusal(DecisionRefusal, action: DecisionAction, by: Text, about: Text)
}
