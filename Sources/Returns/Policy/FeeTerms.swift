/// How carriers' charges are audited and settled.
public struct FeeTerms: Sendable {
  /// A variance up to this, either way, raises nothing where no entry of `tolerances` says
  /// otherwise.
  public var feeTolerance: Int64 = 0
  /// By carrier and type of charge; the first that fits holds.
  public var tolerances = FixedList<FeeTolerance>()
  /// Of the amounts in tolerances; charges in another currency have only those in per cent.
  /// `.none`: any.
  public var currency = Currency.cny
  /// The most that tolerances may take as agreed of one line; nil: as much as they say.
  public var lineCap: CapAmounts?
  public var weightToleranceGrams: Int64 = 50
  /// `all`: every packaging fee and surcharge billed counts as agreed; `card`: those on the rate
  /// card.
  public var agreesAllSurcharges = false
  /// List every charge in fee_settlement.csv, outbound ones without a variance too.
  public var listsAllLines = false
  /// Days between two rows of a rate card are told, not refused.
  public var allowsRateGaps = false
  /// Days after pick-up in which carriers bill (FA09); the first that fits holds.
  public var billingDays = FixedList<BillingDays>()

  public init() {}

  public var hasTolerance: Bool { feeTolerance != 0 || !tolerances.isEmpty }

  func tolerance(_ carrier: Text, _ type: ChargeType) -> FeeTolerance? {
    tolerances.first { tolerance in
      (tolerance.carrier.isEmpty || tolerance.carrier == carrier)
        && (tolerance.type ?? type) == type
    }
  }

  func billingDays(_ carrier: Text) -> Int? {
    billingDays.first { $0.carrier.isEmpty || $0.carrier == carrier }?.days
  }
}

/// How far a charge may be off what is expected of it and still counts as agreed.
public struct FeeTolerance: Sendable, Equatable {
  /// Empty: every carrier.
  public var carrier: Text
  /// nil: every type.
  public var type: ChargeType?
  public var over: Allowance
  public var under: Allowance

  public init(
    carrier: Text = Text(), type: ChargeType? = nil, over: Allowance = Allowance(),
    under: Allowance = Allowance()
  ) {
    self.carrier = carrier
    self.type = type
    self.over = over
    self.under = under
  }
}

/// An amount in minor units, or a share of what is expected.
public struct Allowance: Sendable, Equatable {
  public var amount: Int64
  /// Hundredths of a per cent.
  public var basisPoints: Int64

  public init(amount: Int64 = 0, basisPoints: Int64 = 0) {
    self.amount = amount
    self.basisPoints = basisPoints
  }

  /// - Parameter isAmountKnown: the amount is of the currency that is expected.
  /// - Returns: minor units; a share is rounded down, so that it is never more than was allowed.
  func of(_ expected: Int64, isAmountKnown: Bool) -> Int64 {
    let share = Int128(max(expected, 0)) * Int128(basisPoints) / 10_000
    return max(isAmountKnown ? amount : 0, Int64(clamping: share))
  }
}

public struct BillingDays: Sendable, Equatable {
  /// Empty: every carrier.
  public var carrier: Text
  public var days: Int

  public init(carrier: Text = Text(), days: Int) {
    self.carrier = carrier
    self.days = days
  }
}
