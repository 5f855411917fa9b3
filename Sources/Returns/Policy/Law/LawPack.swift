/// The law of a country as far as it binds what a shop may do with a consumer's return: rules as
/// data, each with its article and the days it is in force (R9.5; domain.md section 4).
public struct LawPack: Sendable, Equatable {
  /// As shops.yaml names it: `CN`.
  public var name: Text
  public var windows: [LawRule<LawWindow>] = []
  /// Categories that may be kept out of the return without a reason, as orders name them.
  public var exclusions: [LawRule<[Text]>] = []
  public var refunds: [LawRule<LawRefund>] = []
  /// How a refund is worked out where a promotion no longer holds for what is kept.
  public var refundBases: [LawRule<RefundBasis>] = []
  public var returnFreight: [LawRule<Bearer>] = []
  /// What of the freight out goes back to the customer who paid it.
  public var shippingRefunds: [LawRule<ShippingRefund>] = []
  /// Of the replacement.
  public var exchangeFreight: [LawRule<Bearer>] = []
  /// Days from the application to its answer.
  public var reviewDays: [LawRule<Int>] = []
  /// Days of rest, on which no window ends: by date, and by day of the week.
  /// Ascending.
  public private(set) var holidays: [Day] = []
  public var restsOnWeekends = false
  /// Whose holidays they are; nil: no calendar's.
  public var restCalendar: WorkingCalendar?

  public init(name: Text) { self.name = name }

  public mutating func rest(on days: some Sequence<Day>) { holidays = Set(days).sorted() }

  /// The last day of a limit that ends on `day`: the first day after it that is no day of rest
  /// (Civil Code 203; Regulation 1182/71 Art. 3(4)).
  public func endOfWindow(_ day: Day) -> Day {
    var end = day
    while holidays.sortedContains(end) || (restsOnWeekends && end.isWeekend) { end = end + 1 }
    return end
  }

  /// The same in memory of its own: for a worker on another core (`Rulebook`).
  func ownCopy() -> LawPack {
    var copy = self
    copy.windows = windows.map(\.self)
    copy.exclusions = exclusions.map(\.ownCopy)
    copy.refunds = refunds.map(\.self)
    copy.refundBases = refundBases.map(\.self)
    copy.returnFreight = returnFreight.map(\.self)
    copy.shippingRefunds = shippingRefunds.map(\.self)
    copy.exchangeFreight = exchangeFreight.map(\.self)
    copy.reviewDays = reviewDays.map(\.self)
    copy.holidays = holidays.map(\.self)
    copy.restCalendar = restCalendar?.ownCopy()
    return copy
  }
}

/// One rule of a law: what it gives, for which families of reasons, and where it is written.
public struct LawRule<Value: Sendable & Equatable>: Sendable, Equatable {
  public var families: FamilySet
  public var source: LawSource
  public var value: Value

  public init(_ value: Value, families: FamilySet = .all, source: LawSource) {
    self.value = value
    self.families = families
    self.source = source
  }
}

/// Where a rule is written, and when it is in force.
public struct LawSource: Sendable, Equatable {
  /// As reports cite it, in English and in Chinese.
  public var article: Text
  public var chineseArticle: Text
  public var validFrom: Day
  /// Inclusive; nil: still in force.
  public var validTo: Day?

  public init(article: Text, chineseArticle: Text, validFrom: Day, validTo: Day? = nil) {
    self.article = article
    self.chineseArticle = chineseArticle
    self.validFrom = validFrom
    self.validTo = validTo
  }

  public func isInForce(on day: Day) -> Bool {
    validFrom <= day && (validTo.map { day <= $0 } ?? true)
  }
}

/// How long a customer may apply.
public struct LawWindow: Sendable, Equatable {
  public enum Start: UInt8, Vocabulary { case receipt, purchase }

  /// N days after the day of the start, to the end of the N-th.
  public var days: Int
  public var start: Start
  /// Of several goods of an order the last one counts, whichever of them comes back (CRD 9(2)(b)).
  public var isOfWholeOrder: Bool

  public init(days: Int, start: Start = .receipt, isOfWholeOrder: Bool = false) {
    self.days = days
    self.start = start
    self.isOfWholeOrder = isOfWholeOrder
  }
}

/// By when a refund has to be paid.
public struct LawRefund: Sendable, Equatable {
  public enum Start: UInt8, Vocabulary { case arrival, informed }

  public var days: Int
  public var start: Start
  /// The refund may wait until the goods are back, or until the customer has shown that they were
  /// sent: whichever is first (CRD 13(3)).
  public var mayWithhold = false
  /// The freight that the customer paid for the way out is due with the goods' price (CRD 13(1)).
  public var coversShipping = false
  /// Days after the start from which the delay counts as deliberate.
  public var secondAlarmDays: Int?

  public init(days: Int, start: Start = .arrival) {
    self.days = days
    self.start = start
  }
}

/// Some of the families of reasons.
public struct FamilySet: OptionSet, Sendable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) { self.rawValue = rawValue }
  public init(_ families: [ReasonFamily]) {
    rawValue = families.reduce(0) { $0 | 1 << $1.rawValue }
  }

  public static let all = FamilySet(ReasonFamily.allCases)

  public func contains(_ family: ReasonFamily) -> Bool { rawValue & 1 << family.rawValue != 0 }
}

extension LawRule where Value == [Text] {
  fileprivate var ownCopy: Self { LawRule(value.map(\.self), families: families, source: source) }
}

extension Array {
  /// The rule that binds a case of the family on a day; nil where the law says nothing. Settings
  /// refuses packs with two.
  public func rule<Value>(for family: ReasonFamily, on day: Day) -> LawRule<Value>?
  where Element == LawRule<Value> {
    for index in indices
    where self[index].families.contains(family) && self[index].source.isInForce(on: day) {
      return self[index]
    }
    return nil
  }
}

extension Day {
  /// Saturday or Sunday; 1970-01-01 was a Thursday.
  var isWeekend: Bool {
    let weekday = ((Int(number) + 3) % 7 + 7) % 7
    return weekday >= 5
  }
}
