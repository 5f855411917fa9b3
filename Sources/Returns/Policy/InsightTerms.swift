/// What analysis, risks and plans go by: data of the workspace, with defaults that come with the
/// program. A class that never changes, so that copies of the policy share it.
public final class InsightTerms: Sendable {
  public let risks: [RiskTerms]
  public let abuse: AbuseTerms
  public let plans: [ContingencyPlan]
  public let improvements: [ImprovementItem]

  public init(
    risks: [RiskTerms] = [], abuse: AbuseTerms = AbuseTerms(), plans: [ContingencyPlan] = [],
    improvements: [ImprovementItem] = []
  ) {
    self.risks = risks
    self.abuse = abuse
    self.plans = plans
    self.improvements = improvements
  }
}

/// The five families of R9.1.
public enum RiskFamily: UInt8, Vocabulary { case quality, transport, service, abuse, law }

/// What can be a risk (R9.1); each is computed in its own way.
public enum RiskKind: UInt8, Vocabulary {
  case supplierQuality, skuQuality, carrierLoss, carrierDamage, carrierLate, otherCause, safety
  case refundOverdue, reviewOverdue, ticketBreach
  case serialReturner
  case lawExposure

  public var family: RiskFamily {
    switch self {
    case .supplierQuality, .skuQuality, .otherCause, .safety: .quality
    case .carrierLoss, .carrierDamage, .carrierLate: .transport
    case .refundOverdue, .reviewOverdue, .ticketBreach: .service
    case .serialReturner: .abuse
    case .lawExposure: .law
    }
  }
}

/// From when on something is a risk, how heavy it is, and who answers for it within how long.
public struct RiskTerms: Sendable, Equatable {
  public let kind: RiskKind
  public var isOff = false
  /// Cases beyond what was to be expected, or things that are open, from which on it is one.
  public var level = 10
  /// How many hundredths of the usual rate it takes: 150 is half as much again.
  public var ratioPercent = 150
  /// Losses in the currency's unit above which the impact is 2, 3, 4 and 5.
  public var impact: [Int64] = [500, 2_000, 10_000, 50_000]
  public var owner = Owner.service
  public var respondDays = 7

  public init(_ kind: RiskKind) { self.kind = kind }
}

/// What makes a customer's score (R9.4); the sum is cut at 100.
public struct AbuseTerms: Sendable, Equatable {
  /// The share of fewer orders or cases than this says nothing; signs speak for themselves.
  public var orderLeast = 3
  public var caseLeast = 2
  /// Hundredths of the orders that went back.
  public var ratePercent = 40
  public var ratePoints = 35
  public var highRatePercent = 60
  public var highRatePoints = 50
  public var countLeast = 5
  public var countPoints = 10
  public var highCountLeast = 10
  public var highCountPoints = 15
  /// Cases within a week.
  public var weekLeast = 3
  public var weekPoints = 10
  /// Where so many cases are no chance among all customers.
  public var beyondChancePoints = 10
  /// From how many of each sign on, and for how many points, in the order of the signs.
  public var signs: [(least: Int, points: Int)] = [
    (2, 20), (2, 15), (2, 10), (1, 20), (1, 15), (3, 10), (3, 10),
    (1, 40), (2, 10), (1, 20), (2, 10), (3, 10),
  ]
  /// Days within which goods were said not to have come.
  public var deniedDays = 90
  /// From which score on a person looks at it.
  public var reviewScore = 65
  public var holdScore = 80

  public init() {}

  public static func == (a: AbuseTerms, b: AbuseTerms) -> Bool {
    a.numbers == b.numbers && a.signs.elementsEqual(b.signs, by: ==)
  }

  private var numbers: [Int] {
    [
      orderLeast, caseLeast, ratePercent, ratePoints, highRatePercent, highRatePoints, countLeast,
      countPoints, highCountLeast, highCountPoints, weekLeast, weekPoints, beyondChancePoints,
      deniedDays, reviewScore, holdScore,
    ]
  }
}

/// A figure of every business date that plans and improvements go by. Rates count ten thousandths.
public enum DayMetric: UInt8, Vocabulary {
  /// Case lines of the last seven days against the order lines sold in them.
  case casesRate, qualityRate, transportRate
  /// Parcels of the last 28 days.
  case lostRate, lateRate
  /// Open exceptions.
  case refundsMissing, openErrors, reviewsOverdue, ticketsBreached, parcelsLate, lawBreaches
  /// Ten thousandths of the answers of the last 28 days that are 4 or 5; absent without answers.
  case satisfaction

  /// Whether more of it is better.
  public var isGood: Bool { self == .satisfaction }
}

/// One text in the languages of the reports.
public struct PlanText: Sendable, Equatable {
  public var english: Text
  public var chinese: Text

  public init(english: Text = Text(), chinese: Text = Text()) {
    self.english = english
    self.chinese = chinese
  }
}

/// What is done when a figure leaves its bounds (R10.1).
public struct ContingencyPlan: Sendable, Equatable {
  public struct Level: Sendable, Equatable {
    /// Beyond this value: of what is good, below it.
    public var above: Int64 = 0
    public var owner = Owner.service
    public var steps: [PlanText] = []

    public init() {}
  }

  public let id: Text
  public var title = PlanText()
  public var metric = DayMetric.openErrors
  /// Business dates in a row that it takes to begin or to rise.
  public var days = 1
  /// Ascending by `above`; at least one.
  public var levels: [Level] = []
  /// It ends after so many business dates in a row below this; of what is good, above it.
  public var endBelow: Int64 = 0
  public var endDays = 3

  public init(id: Text) { self.id = id }
}

/// Something that is being made better (R10.3).
public struct ImprovementItem: Sendable, Equatable {
  public let id: Text
  public var title = PlanText()
  public var metric = DayMetric.casesRate
  public var startedOn = Day(number: 0)
  public var dueOn: Day?
  public var target: Int64 = 0
  public var owner = Owner.service

  public init(id: Text) { self.id = id }
}
