import Returns
import Testing

@testable import Insight

/// The risk register against the one before, and associations that are refused (R9.1, R8.2.2b).
@Suite struct RiskTests {
  private static let day = Day(number: 20_000)

  private func register(
    _ count: Int, before known: [KnownRisk] = []
  ) -> (risks: [Risk], ended: [KnownRisk]) {
    var open = OpenExceptions()
    for _ in 0..<count { open.add(.reviewOverdue, Text(), nil, .none) }
    var terms = RiskTerms(.reviewOverdue)
    terms.level = 20
    var assessment = RiskAssessment(day: Self.day, [terms])
    assessment.add(.reviewOverdue, open, [.reviewOverdue])
    return assessment.register(before: known)
  }

  @Test func fewThingsAreNoRisk() { #expect(register(19).risks.isEmpty) }

  @Test func moreThingsAreAGraverRisk() {
    #expect(register(20).risks.map(\.probability) == [3])
    #expect(register(40).risks.map(\.probability) == [4])
    #expect(register(100).risks.map(\.probability) == [5])
  }

  @Test func aRiskIsComparedWithTheDateBefore() throws {
    let first = Self.day + -10
    func known(_ probability: Int) -> KnownRisk {
      KnownRisk(
        id: "review_overdue", firstDay: first, probability: probability, impact: 1, loss: 0,
        currency: .none)
    }
    #expect(register(40).risks[0].change == .new)
    let worse = register(40, before: [known(3)]).risks[0]
    #expect(worse.change == .worse && worse.firstDay == first && worse.dueOn == first + 7)
    #expect(register(40, before: [known(4)]).risks[0].change == .same)
    #expect(register(20, before: [known(5)]).risks[0].change == .better)
    let ended = register(0, before: [known(3)])
    #expect(ended.risks.isEmpty && ended.ended.map(\.id) == ["review_overdue"])
  }

  private func grade(
    _ returned: Int, of orders: Int, usual: Int64 = 1_000, level: Int = 1, ratio: Int = 150,
    _ kinds: [CustomerScore.Reason.Kind] = [.veryHighRate], _ advice: CustomerScore.Advice = .review
  ) -> [Int] {
    var terms = RiskTerms(.serialReturner)
    (terms.level, terms.ratioPercent) = (level, ratio)
    var assessment = RiskAssessment(day: Self.day, [terms], home: .cny)
    assessment.add(
      CustomerScore(
        shop: "main", customerID: "C1", score: 70, advice: advice, orders: orders, cases: returned,
        returned: returned, rate: WilsonInterval(returned, of: orders), usualRate: usual,
        reasons: kinds.map { CustomerScore.Reason(kind: $0, count: returned, points: 70) },
        money: [], firstCase: Self.day, lastCase: Self.day))
    return assessment.register(before: []).risks.map(\.probability)
  }

  /// Usual is one order in ten.
  @Test func aCustomersShareGradesLikeAnyRate() {
    #expect(grade(14, of: 100) == [] && grade(15, of: 100) == [3] && grade(19, of: 100) == [3])
    #expect(grade(20, of: 100) == [4] && grade(29, of: 100) == [4] && grade(30, of: 100) == [5])
    #expect(grade(20, of: 100, [.highRate], .hold) == [4])
    #expect(grade(30, of: 100, ratio: 301) == [] && grade(30, of: 100, ratio: 300) == [5])
    #expect(grade(30, of: 100, level: 21) == [] && grade(30, of: 100, level: 20) == [5])
  }

  /// A share of few orders says nothing, and so nothing against signs.
  @Test func signsAloneAreARiskWhateverTheShare() {
    #expect(grade(2, of: 50, level: 100, ratio: 900, [.swappedGoods]) == [3])
    #expect(grade(1, of: 1, [.swappedGoods], .hold) == [3])
    #expect(grade(2, of: 50, [.swappedGoods, .highRate]) == [])
  }

  /// No data may end an evening: what should have another id and has not is one entry.
  @Test func noTwoRisksShareAnID() {
    var open = OpenExceptions()
    for _ in 0..<50 { open.add(.reviewOverdue, Text(), nil, .none) }
    var assessment = RiskAssessment(day: Self.day, [])
    assessment.add(.ticketBreach, open, [.reviewOverdue])
    open.add(.reviewOverdue, Text(), 900_000, .cny)
    assessment.add(.ticketBreach, open, [.reviewOverdue])
    assessment.add(.reviewOverdue, open, [.reviewOverdue])
    let risks = assessment.register(before: []).risks
    #expect(risks.map(\.id) == ["review_overdue", "ticket_breach"])
    #expect(risks.map(\.count) == [51, 51])
  }

  /// A refund that is late by the shop's limit and by the law's is one, with one amount.
  @Test func aLateRefundThatIsToldTwiceIsOne() throws {
    func risks(_ isToldTwice: Bool) -> [Risk] {
      var open = OpenExceptions()
      for _ in 0..<10 {
        open.add(.refundMissing, Text(), -10_000, .cny)
        open.add(.lawRefundOverdue, Text(), -10_000, .cny, isToldTwice: isToldTwice)
      }
      var assessment = RiskAssessment(day: Self.day, [], home: .cny)
      assessment.add(.refundOverdue, open, [.refundMissing, .refundShort, .lawRefundOverdue])
      assessment.add(.lawExposure, open, [.lawRefundOverdue, .lawFreight, .lawPolicy])
      return assessment.register(before: []).risks
    }
    let once = risks(true)
    #expect(once.map(\.count) == [10, 10] && once.map(\.loss) == [100_000, 100_000])
    let twice = try #require(risks(false).first { $0.kind == .refundOverdue })
    #expect(twice.count == 20 && twice.loss == 200_000)
  }

  @Test func whatIsAtStakeCountsTheSameMoneyOnce() throws {
    var figures = DayFigures()
    figures.addException(.refundMissing, .open, -10_000, .cny)
    figures.addException(.lawRefundOverdue, .open, -10_000, .cny, isToldTwice: true)
    figures.addException(.lawFreight, .open, 700, .cny)
    #expect(figures.moneyAtStake[.cny] == 10_700 && figures.openExceptionCount == 3)
    let kept = try #require(
      figures.keyFigures(WorkFigures(), since: FigureHistory()).first { $0.name == "at_stake" })
    #expect(kept.amount == 10_700)
  }

  /// Nothing is converted: the workspace's currency is graded, and the others are named.
  @Test func lossesOfTwoCurrenciesAreNotCompared() throws {
    func risk(_ amounts: [(Int64, Currency)], home: Currency) throws -> Risk {
      var open = OpenExceptions()
      for (amount, currency) in amounts { open.add(.lawFreight, Text(), amount, currency) }
      var terms = RiskTerms(.lawExposure)
      terms.level = 1
      terms.impact = [100, 1_000, 10_000, 50_000]
      var assessment = RiskAssessment(day: Self.day, [terms], home: home)
      assessment.add(.lawExposure, open, [.lawFreight])
      return try #require(assessment.register(before: []).risks.first)
    }
    let yen = try #require(Currency("JPY"))
    let both = try risk([(10_000, .cny), (30_000, yen)], home: .cny)
    #expect(both.loss == 10_000 && both.currency == .cny && both.losses[yen] == 30_000)
    // 100.00 is not above 100.
    #expect(both.impact == 1)
    #expect(try risk([(10_001, .cny), (30_000, yen)], home: .cny).impact == 2)
    #expect(try risk([(10_000, .cny), (30_000, yen)], home: yen).impact == 4)
  }

  private func history(_ counts: [(category: Text, reason: Reason, count: Int64)])
    -> CountedHistory
  {
    let tally = FigureTally(Arena())
    for (category, reason, count) in counts {
      tally.add(
        CellKey(
          .category, FigureTally.value(.category, category), .claimed,
          detail: UInt16(reason.rawValue), currency: .cny, on: Self.day), category,
        CellNumbers(count: count))
    }
    var history = CountedHistory(day: Self.day)
    for page in storedPages([tally], on: Self.day) {
      page.bytes.withUnsafeBytes {
        history.add(Text(copying: $0), of: .category, on: Self.day)
      }
    }
    history.settle()
    return history
  }

  @Test func aReasonThatBelongsToACategoryIsNamed() throws {
    let found = history([
      ("shoes", .size, 90), ("shoes", .defective, 30), ("home", .size, 20),
      ("home", .defective, 80),
    ]).associations()
    let test = try #require(found.first)
    #expect(test.isFound && test.sample == 220)
    let strongest = try #require(test.cells.max { $0.residual < $1.residual })
    #expect(strongest.residual > 3)
    #expect(["shoes size", "home defective"].contains("\(strongest.value) \(strongest.reason)"))
  }

  @Test func fewCasesAreRefused() throws {
    let found = history([
      ("shoes", .size, 9), ("shoes", .defective, 3), ("home", .size, 2), ("home", .defective, 8),
    ]).associations()
    #expect(found.map(\.verdict) == [.refused] && found[0].sample == 22 && !found[0].isFound)
  }

  @Test func rareReasonsAreLeftOutAndCounted() throws {
    let found = history([
      ("shoes", .size, 90), ("shoes", .defective, 30), ("home", .size, 20),
      ("home", .defective, 80),
      ("home", .unlawful, 1),
    ]).associations()
    #expect(found.first?.verdict == .tested && found.first?.leftOut == 1)
  }
}
