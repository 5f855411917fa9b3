public import Returns

/// How long a step or a class of tickets takes, and how much of it comes too late (R7.2).
public struct ServiceFigure: Sendable {
  /// `process` or `ticket_class`.
  public let dimension: Dimension
  public let name: Text
  /// Done in the window, and the hours they took.
  public let count: Int
  public let p50: Int?
  public let p90: Int?
  public let p99: Int?
  /// Of tickets: opened in the window, and still without an answer.
  public let opened: Int
  public let unanswered: Int
  /// Open exceptions that say it is too late.
  public let breaches: Int
  /// Of tickets, those done too late in the window.
  public let late: Int

  /// Ten thousandths of tickets that were done in the window or are too late now: those that kept
  /// no limit. nil of steps, and where there are none.
  public var breachRate: Int64? {
    guard dimension == .ticketClass, count + breaches > 0 else { return nil }
    return Decimals.ratio(Int128(min(late, count) + breaches), Int128(count + breaches), places: 4)
  }
}

/// What open exceptions say together, by code.
public struct OpenExceptions: Sendable {
  private var counts: [ExceptionCode: Int] = [:]
  private var causes: [Text: Int] = [:]
  private var amounts: [ExceptionCode: Amounts] = [:]
  /// Refunds that the law wants paid and that are missing by the shop's own limit already.
  private var toldTwice = Tally()
  public private(set) var errors = 0

  public init() {}

  public mutating func add(
    _ code: ExceptionCode, _ cause: Text, _ amount: Int64?, _ currency: Currency,
    isToldTwice: Bool = false
  ) {
    counts[code, default: 0] += 1
    if code.severity == .error { errors += 1 }
    if code == .ticketBreached { causes[cause, default: 0] += 1 }
    let money = currency == .none ? nil : amount.map { Int64(clamping: $0.magnitude) }
    if let money { amounts[code, default: Amounts()].add(money, currency) }
    if isToldTwice { toldTwice.add(money, currency) }
  }

  /// How many exceptions of some codes there are, and their money: a refund that is missing by the
  /// shop's limit and by the law's is one.
  func together(_ codes: [ExceptionCode]) -> (count: Int, money: Amounts) {
    var (count, money) = (codes.reduce(0) { $0 + self[$1] }, Amounts())
    for code in codes { money.merge(amounts[code] ?? Amounts()) }
    if codes.contains(.refundMissing), codes.contains(.lawRefundOverdue) {
      count -= toldTwice.count
      money.subtract(toldTwice.amounts)
    }
    return (count, money)
  }

  public subscript(code: ExceptionCode) -> Int { counts[code] ?? 0 }

  /// Breached tickets of a class.
  func breached(_ ticketClass: Text) -> Int {
    let prefix = "ticket:" + ticketClass.string
    return causes.reduce(0) { sum, entry in
      let name = entry.key.string
      return name == prefix || name.hasPrefix(prefix + ":") ? sum + entry.value : sum
    }
  }
}

extension CountedHistory {
  /// Four weeks up to the business date.
  public func serviceFigures(_ open: OpenExceptions) -> [ServiceFigure] {
    let days = day.window(AnalysisWindow.days)
    return [Dimension.process, .ticketClass].flatMap { dimension in
      values(of: dimension).map { value in
        let hours = counts(dimension, value.hash, .hours, days)
          .map { (value: $0.detail, count: Int($0.numbers.count)) }.filter { $0.count > 0 }
        let tickets = sum(dimension, value.hash, .tickets, days)
        let breaches =
          switch (dimension, value.name) {
          case (.ticketClass, _): open.breached(value.name)
          case (_, "review"): open[.reviewOverdue]
          case (_, "inspection"): open[.notInspected]
          case (_, "refund"): open[.refundMissing]
          default: 0
          }
        return ServiceFigure(
          dimension: dimension, name: value.name, count: hours.reduce(0) { $0 + $1.count },
          p50: Quantiles.inverted(hours, percent: 50), p90: Quantiles.inverted(hours, percent: 90),
          p99: Quantiles.inverted(hours, percent: 99), opened: Int(tickets.count),
          unanswered: Int(tickets.count - tickets.units), breaches: breaches,
          late: max(0, Int(sum(dimension, value.hash, .late, days).count)))
      }
    }
  }

  /// What customers said in the four weeks (R7.1).
  public func satisfaction() -> [SatisfactionRow] {
    let days = day.window(AnalysisWindow.days)
    return [Dimension.all, .channel, .carrier, .reason].flatMap { dimension in
      values(of: dimension).compactMap { value -> SatisfactionRow? in
        let answered = persons(dimension, value.hash, .answered, days)
        let marked = persons(dimension, value.hash, .marked, days)
        let invited = Int(sum(dimension, value.hash, .invited, days).count)
        guard answered > 0 || invited > 0 else { return nil }
        let scores = counts(dimension, value.hash, .answers, days)
        let questions = SurveyQuestion.allCases.map { question in
          (1...5).map { score in
            Int(
              scores.first { $0.detail == Int(question.detail(Int64(score))) }?.numbers.count ?? 0)
          }
        }
        let given = sum(dimension, value.hash, .reasonsGiven, days)
        return SatisfactionRow(
          dimension: dimension, value: value.name, invited: invited, answered: answered,
          // Figures of before do not tell how many gave a mark.
          marked: marked > 0 ? marked : answered, scores: questions, reasonsGiven: Int(given.count),
          reasonsDiffering: Int(given.units))
      }
    }
  }
}

/// Answers of one group.
public struct SatisfactionRow: Sendable {
  public let dimension: Dimension
  public let value: Text
  public let invited: Int
  /// Cases with an answer, and those of them with a mark: each once, however often it answered.
  public let answered: Int
  public let marked: Int
  /// How often each score from 1 to 5 was given, by question.
  public let scores: [[Int]]
  /// Customers who named a reason, and those whose reason is not the case's.
  public let reasonsGiven: Int
  public let reasonsDiffering: Int

  /// Answers 4 and 5 among all answers: CSAT of a question.
  public func top(_ question: SurveyQuestion) -> WilsonInterval {
    let own = scores[Int(question.rawValue)]
    return WilsonInterval(own[3] + own[4], of: own.reduce(0, +))
  }

  /// All questions together; what one person answers, and answers again, is one opinion.
  public var satisfaction: WilsonInterval {
    WilsonInterval(
      scores.reduce(0) { $0 + $1[3] + $1[4] }, of: scores.reduce(0) { $0 + $1.reduce(0, +) },
      independent: marked)
  }

  /// Hundredths of the mean score of a question; nil without an answer.
  public func mean(_ question: SurveyQuestion) -> Int64? {
    let own = scores[Int(question.rawValue)]
    let count = own.reduce(0, +)
    guard count > 0 else { return nil }
    let sum = own.indices.reduce(0) { $0 + own[$1] * ($1 + 1) }
    return Decimals.ratio(Int128(sum), Int128(count), places: 2)
  }

  /// Of those who were asked. Where more answered than were asked, others did who were asked before
  /// the window or by somebody else, and no share is known.
  public var response: WilsonInterval {
    WilsonInterval(answered, of: invited >= answered ? invited : 0)
  }
}
