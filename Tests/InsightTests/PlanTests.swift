import Returns
import Testing

@testable import Insight

/// The life of a contingency plan, replayed from the figures of the business dates (R10).
@Suite struct PlanTests {
  private func plan(days: Int = 2) -> ContingencyPlan {
    var plan = ContingencyPlan(id: "backlog")
    plan.metric = .refundsMissing
    plan.days = days
    plan.levels = ([50, 200] as [Int64]).map { bound in
      var level = ContingencyPlan.Level()
      level.above = bound
      level.steps = [PlanText(english: "act", chinese: "处理")]
      return level
    }
    plan.endBelow = 20
    plan.endDays = 2
    return plan
  }

  private func history(_ values: [Int64]) -> MetricHistory {
    var history = MetricHistory()
    for (place, value) in values.enumerated() {
      history.add(.refundsMissing, value, on: Day(number: Int32(place)))
    }
    return history
  }

  private func lives(_ values: [Int64], days: Int = 2) -> [[String]] {
    plan(days: days).runs(over: history(values)).map { run in
      run.timeline.map { "\($0.day.number) \($0.kind) \($0.level)" }
    }
  }

  @Test func oneHighDayIsNotEnough() {
    #expect(lives([10, 60, 10, 60, 10]).isEmpty)
  }

  @Test func aPlanRisesEasesAndEnds() {
    let values: [Int64] = [10, 60, 70, 210, 220, 100, 90, 10, 5, 3]
    #expect(
      lives(values) == [["2 activated 1", "4 escalated 2", "6 eased 1", "8 ended 0"]])
    let run = plan().runs(over: history(values))[0]
    #expect(run.peak == 220 && run.peakDay == Day(number: 4))
    #expect(run.end == Day(number: 8) && run.highestLevel == 2)
    #expect(run.days(upTo: Day(number: 9)) == 7)
  }

  /// It eases once the bound was missed for as many dates as it takes to reach it, also where the
  /// figure is below all bounds; a single date below it changes nothing.
  @Test func aPlanEasesWhenItsBoundIsNotReachedAnyMore() {
    #expect(
      lives([210, 220, 45, 46, 47, 48]) == [["1 activated 2", "3 eased 1"]])
    #expect(lives([210, 220, 45, 210, 45, 210]) == [["1 activated 2"]])
    #expect(lives([210, 220, 45, 46, 60, 70]) == [["1 activated 2", "3 eased 1"]])
  }

  /// `above: 50` is more than 50, `below: 20` is less than 20.
  @Test func aBoundItselfIsNotBeyond() {
    #expect(lives([50, 50, 50]).isEmpty)
    #expect(lives([51, 51, 20, 20, 20]) == [["1 activated 1"]])
    #expect(lives([51, 51, 19, 19]) == [["1 activated 1", "3 ended 0"]])
  }

  @Test func whatEndedMayComeAgain() {
    let values: [Int64] = [60, 60, 1, 1, 60, 60, 60]
    #expect(lives(values) == [["1 activated 1", "3 ended 0"], ["5 activated 1"]])
    #expect(plan().runs(over: history(values))[1].end == nil)
  }

  @Test func aCalmDayBetweenStormsEndsNothing() {
    #expect(lives([60, 60, 1, 60, 1, 60]) == [["1 activated 1"]])
  }

  @Test func ofWhatIsGoodTooLittleSetsItOff() {
    var low = plan(days: 1)
    low.metric = .satisfaction
    low.levels = [low.levels[0]]
    low.levels[0].above = 7000
    low.endBelow = 8000
    var history = MetricHistory()
    for (place, value) in ([9000, 6900, 7500, 8100, 8200] as [Int64]).enumerated() {
      history.add(.satisfaction, value, on: Day(number: Int32(place)))
    }
    let events = low.runs(over: history).flatMap(\.timeline).map { "\($0.day.number) \($0.kind)" }
    #expect(events == ["1 activated", "4 ended"])
  }

  /// What a figure of seven days says on the first days is still of those before the start.
  @Test func anImprovementIsNotReachedByTheDaysBeforeIt() {
    var item = ImprovementItem(id: "better")
    item.metric = .qualityRate
    item.startedOn = Day(number: 10)
    item.target = 500
    var history = MetricHistory()
    for day in 0..<30 {
      history.add(.qualityRate, day < 16 ? 400 : 600, on: Day(number: Int32(day)))
    }
    for day in [10, 15] {
      let row = item.row(history, on: Day(number: Int32(day)))
      #expect(row.current == nil && row.status == .noData && row.baseline == 400)
    }
    let row = item.row(history, on: Day(number: 16))
    #expect(row.current == 600 && row.status == .running)
  }

  @Test func improvementsAreMeasuredBeforeAndAfter() {
    var item = ImprovementItem(id: "faster")
    item.metric = .refundsMissing
    item.startedOn = Day(number: 3)
    item.target = 20
    item.dueOn = Day(number: 8)
    let history = history([100, 110, 90, 60, 30, 15, 15, 10, 10])
    let row = item.row(history, on: Day(number: 8))
    #expect(row.baseline == 100 && row.current == 23 && row.status == .running)
    #expect(item.row(history, on: Day(number: 9)).status == .missed)
    item.target = 25
    #expect(item.row(history, on: Day(number: 8)).status == .reached)
    item.startedOn = Day(number: 20)
    #expect(item.row(history, on: Day(number: 8)).status == .planned)
  }
}
