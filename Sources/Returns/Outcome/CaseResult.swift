public enum Stage: UInt8, Vocabulary {
  case applied, pending, refused, withdrawn, approved, inTransit, arrived, accepted, rejected,
    refundDue,
    refunded, exchangeDue, exchangeShipped, closed
}

public enum RefundStatus: UInt8, Vocabulary {
  case none, due, matched, missing, short, over, duplicate, unentitled
}

public enum ParcelState: UInt8, Vocabulary {
  case none, notSent, inTransit, late, delivered, lost, damaged, misrouted
}

/// What someone has to do next on a case.
public enum NextStep: UInt8, Vocabulary {
  case none, review, supplyMaterial, awaitParcel, chaseCarrier, inspect, payRefund, shipReplacement,
    awaitDifference, decide
}

/// One named condition of the application, the goods or the exchange: R2.3, R3.2, R4.2. Raw values
/// are stored: append, never renumber.
public enum CheckName: UInt8, Vocabulary {
  case orderKnown, quantityAvailable, received, inTime, notExcluded, materialComplete, noDuplicate,
    platformRuling, resaleable, unused, packaging, differencePaid
}

public enum CheckVerdict: UInt8, Vocabulary { case pass, fail, unknown }

public struct CheckResult: Sendable, Equatable {
  public let name: CheckName
  public let verdict: CheckVerdict
  public init(_ name: CheckName, _ verdict: CheckVerdict) {
    self.name = name
    self.verdict = verdict
  }
}

/// One row of cases.csv: a case line as of the business date. Amounts in minor units of `currency`.
public struct CaseResult: Sendable {
  public var shop = 0
  public var caseID = Text()
  public var orderID = Text()
  /// The day of the application, in the shop's zone.
  public var appliedOn: Day?
  public var lineNo: Int64?
  public var kind = CaseKind.return
  public var reason = Reason.noLongerNeeded
  public var stage = Stage.applied
  /// nil where no verdict stands yet.
  public var verdict: Verdict?
  /// `assisted`: the automatic verdict waits for a reviewer.
  public var isProposed = false
  public var reviewer = Text()
  public var checks: [CheckResult] = []
  public var expectedRefund: Int64 = 0
  /// The order's freight out goes back with it.
  public var takesShipping = false
  public var actualRefund: Int64 = 0
  public var refundStatus = RefundStatus.none
  public var parcelStatus = ParcelState.none
  public var freightBearer: Bearer?
  public var freightCost: Int64 = 0
  public var currency = Currency.none
  public var nextStep = NextStep.none
  public var dueOn: Day?
  public var lawDeadline: Day?
  public var isPlatformExecuted = false
  public var refundBasis = RefundBasis.paid
  /// What re-pricing gives more than the paid share, or less; nil where no promotion covers it.
  public var repricingDifference: Int64?
  /// Neither closed, refused, withdrawn nor otherwise done.
  public var isOpen = true

  public init() {}
}
