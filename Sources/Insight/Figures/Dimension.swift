public import Returns

/// What figures are told apart by. Raw values are stored: append, never renumber.
public enum Dimension: UInt8, Vocabulary {
  /// Everything together.
  case all
  case shop, category, sku, supplier, region
  /// Of the order's first outbound parcel; of a parcel its own.
  case carrier
  case promotion, campaign
  /// By which the application came.
  case channel
  /// What the whole order came to, in steps of 1, 2 and 5 times a power of ten.
  case orderValue
  /// Only where the policy asks for them (`analysis`).
  case gender, age
  case customer
  case reason, ticketClass
  /// A step of the shop's own work: first answer, review, refund, inspection.
  case process

  /// Few values, so that a series a day is worth keeping for long.
  public var isNarrow: Bool { self != .sku && self != .customer }

  /// What each line of an order has for itself: a case of the whole order counts for every line.
  var isOfLine: Bool {
    switch self {
    case .category, .sku, .supplier, .promotion, .campaign: true
    default: false
    }
  }
}

/// What is counted. Raw values are stored: append, never renumber.
public enum Measure: UInt8, Vocabulary {
  /// Order lines, units, and what was paid for them; `cost` counts orders. On the day on which each
  /// line was ordered.
  case sold
  /// Case lines, units, the refund expected and the freight the shop bears, by `Reason`. On the day
  /// of the application. A case of the whole order is one, and one of every line where a value is
  /// of lines (`isOfLine`).
  case claimed
  /// Parcels by `ParcelFate`; of lost ones `amount` is what they were worth. On the day they were
  /// handed over.
  case parcels
  /// Tickets; `units` counts those answered. On the day they were opened.
  case tickets
  /// By the hours something took. On the day it was done.
  case hours
  /// Answers to a question, by question and score (`SurveyQuestion`). On the day of the answer.
  case answers
  /// Questionnaires that came back, by how long it is since the case's one before (`AnswerGap`), so
  /// that a case counts once in any window; customers who were asked.
  case answered, invited
  /// Cases on which a sign of abuse was seen, by `AbuseSign`. On the day of the application.
  case signs
  /// Customers' own words for the reason against the case's: `units` counts those that differ.
  case reasonsGiven
  /// Case lines beyond the first of their order, so that an order of many lines can be told from
  /// many orders: `count` of the same reason, `units` of the same family; `amount` is twice the
  /// number of lines of the family before it. Of a customer: `cost` cases beyond the first of their
  /// order, `count` those applied for on the same day. As `claimed`, of which it is a part.
  case repeated
  /// Case lines that a value has in common with one of another dimension, by `SharedTag`; `units`
  /// counts those of them that are further lines of a case of the whole order.
  case shared
  /// Of what `hours` counts, what was done after its last day. On the day it was done.
  case late
  /// As `answered`, of questionnaires with a mark.
  case marked
}

/// What became of a parcel. `carried` counts all of them.
public enum ParcelFate: UInt8, Vocabulary { case carried, lost, damaged, late, misrouted }

public enum SurveyQuestion: UInt8, Vocabulary {
  case ease, staff, speed, outcome

  /// How answers to it are told apart: a score is 1 to 5.
  func detail(_ score: Int64) -> UInt16 { UInt16(rawValue) * 8 + UInt16(score) }
}

/// Signs that together speak of abuse; none of them proves it (domain: indicators).
public enum AbuseSign: UInt8, Vocabulary {
  /// Said to be lost, and the carrier delivered it.
  case deniedDelivery
  /// What came back was not accepted.
  case goodsRejected
  /// Fewer units came back than were claimed.
  case shortQuantity
  /// The parcel that came back weighs at most three tenths of the one that went out.
  case lightParcel
  /// The bank took the money back as well.
  case chargeback
  /// The whole order went back.
  case wholeOrder
  /// Applied for on the last day of the no-reason window.
  case lastDay
  /// Another article came back than the one that went out.
  case swappedGoods
  /// What came back weighs more than a twentieth more or less than what went out, and is not light.
  case weightDiffers
  /// The return is delivered before it was handed over or applied for.
  case trackingClash
  /// The reason became one for which the shop pays the way back.
  case reasonChanged
  /// The insurance paid more for the way back than it cost the customer.
  case insuranceGain

  /// Seen once an order, however many cases it has; the others once a case.
  var isOfOrder: Bool {
    switch self {
    case .deniedDelivery, .chargeback, .wholeOrder, .trackingClash: true
    default: false
    }
  }
}

/// The first day is that of the key; a range of days is given by its first.
public struct CellKey: Hashable, Sendable {
  /// Names the value of the dimension: `FigureTally.value`.
  public let value: UInt64
  public let day: Day
  public let dimension: Dimension
  public let measure: Measure
  /// Reason, fate, hours, question: as the measure says.
  public let detail: UInt16
  public let currency: Currency

  public init(
    _ dimension: Dimension, _ value: UInt64, _ measure: Measure, detail: UInt16 = 0,
    currency: Currency = .none, on day: Day
  ) {
    self.value = value
    self.day = day
    self.dimension = dimension
    self.measure = measure
    self.detail = detail
    self.currency = currency
  }

  @inline(__always)
  public static func == (a: CellKey, b: CellKey) -> Bool {
    a.value == b.value && a.small == b.small && a.currency == b.currency
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(value)
    hasher.combine(small)
  }

  @inline(__always)
  private var small: UInt64 {
    UInt64(UInt32(bitPattern: day.number)) << 32 | UInt64(detail) << 16
      | UInt64(dimension.rawValue) << 8 | UInt64(measure.rawValue)
  }

  /// Spread over 64 bits, the same in every run.
  @inline(__always)
  var mixed: UInt64 {
    let word = (value ^ small &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
    return (word ^ UInt64(currency.code)) &* 0xA076_1D64_78BD_642F
  }

  /// The order in which cells are stored and printed.
  func precedes(_ other: CellKey) -> Bool {
    if value != other.value { return value < other.value }
    if day != other.day { return day < other.day }
    return (measure.rawValue, detail, currency) < (
      other.measure.rawValue, other.detail, other.currency
    )
  }
}

/// What is counted of a cell; amounts in minor units of the key's currency.
public struct CellNumbers: Sendable, Equatable {
  public var count: Int64
  public var units: Int64
  public var amount: Int64
  public var cost: Int64

  public init(count: Int64 = 0, units: Int64 = 0, amount: Int64 = 0, cost: Int64 = 0) {
    self.count = count
    self.units = units
    self.amount = amount
    self.cost = cost
  }

  public static let zero = CellNumbers()

  @inline(__always)
  public static func += (a: inout CellNumbers, b: CellNumbers) {
    a.count &+= b.count
    a.units &+= b.units
    a.amount &+= b.amount
    a.cost &+= b.cost
  }

  static prefix func - (a: CellNumbers) -> CellNumbers {
    CellNumbers(count: 0 &- a.count, units: 0 &- a.units, amount: 0 &- a.amount, cost: 0 &- a.cost)
  }
}
