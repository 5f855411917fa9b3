public import Insight
import Returns

/// An event of a plan's life.
public struct PlanEventRow: Sendable {
  public let run: PlanRun
  public let event: PlanRun.Event

  public static func rows(_ runs: [PlanRun]) -> [PlanEventRow] {
    runs.flatMap { run in run.timeline.map { PlanEventRow(run: run, event: $0) } }
  }
}

private let eventWords = Words<PlanRun.Event.Kind>()
private let metricWords = Words<DayMetric>()
private let statusWords = Words<ImprovementRow.Status>()

/// `plans.csv`: when contingency plans were set off, rose, eased and ended, with what was to be
/// done (R10.1, R10.2).
public let plansTable = TableKind<PlanEventRow>(
  "plans",
  [
    TableColumn("plan_id") { row, _ in .text(row.run.plan.id) },
    TableColumn("begun_on") { row, _ in .day(row.run.begin) },
    TableColumn("day") { row, _ in .day(row.event.day) },
    TableColumn("event") { row, _ in eventWords[row.event.kind] },
    TableColumn("level") { row, _ in .count(row.event.level) },
    TableColumn("metric") { row, _ in metricWords[row.run.plan.metric] },
    TableColumn("value") { row, _ in .integer(row.event.value) },
    TableColumn("title") { row, context in
      .string(InsightWording.text(row.run.plan.title, context.language))
    },
    TableColumn("owner") { row, _ in
      let levels = row.run.plan.levels
      return levels.indices.contains(row.event.level - 1)
        ? ownerWords[levels[row.event.level - 1].owner] : .empty
    },
    TableColumn("explanation") { row, context in
      .string(InsightWording.explanation(row.run, row.event, context))
    },
  ])

/// `improvements.csv`: what is being made better, and whether it is (R10.3).
public let improvementsTable = TableKind<ImprovementRow>(
  "improvements",
  [
    TableColumn("improvement_id") { row, _ in .text(row.item.id) },
    TableColumn("title") { row, context in
      .string(InsightWording.text(row.item.title, context.language))
    },
    TableColumn("metric") { row, _ in metricWords[row.item.metric] },
    TableColumn("started_on") { row, _ in .day(row.item.startedOn) },
    TableColumn("due_on") { row, _ in Cell(row.item.dueOn) },
    TableColumn("baseline") { row, _ in Cell(row.baseline) },
    TableColumn("target") { row, _ in .integer(row.item.target) },
    TableColumn("current") { row, _ in Cell(row.current) },
    TableColumn("status") { row, _ in statusWords[row.status] },
    TableColumn("owner") { row, _ in ownerWords[row.item.owner] },
  ])
