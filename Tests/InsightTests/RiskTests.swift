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
