import Insight
import Returns

extension InsightWording {
  static func metric(_ metric: DayMetric) -> Worded {
    switch metric {
    case .casesRate: Worded("case rate of seven days", "近七日售后率")
    case .qualityRate: Worded("quality rate of seven days", "近七日质量售后率")
    case .transportRate: Worded("transport rate of seven days", "近七日运输售后率")
    case .lostRate: Worded("lost parcels of four weeks", "近四周丢件率")
    case .lateRate: Worded("late parcels of four weeks", "近四周延误率")
    case .refundsMissing: Worded("refunds missing", "未到账退款")
    case .openErrors: Worded("open errors", "未结严重异常")
    case .reviewsOverdue: Worded("reviews overdue", "超时审核")
    case .ticketsBreached: Worded("tickets too late", "超时工单")
    case .parcelsLate: Worded("parcels late", "延误包裹")
    case .lawBreaches: Worded("breaches of the law", "违规项")
    case .satisfaction: Worded("satisfaction of four weeks", "近四周满意度")
    }
  }

  /// A value as it is read: a share or a count.
  static func value(_ value: Int64, of metric: DayMetric, _ language: ReportLanguage) -> String {
    switch metric {
    case .casesRate, .qualityRate, .transportRate, .lostRate, .lateRate, .satisfaction:
      percent(value, language)
    default: language.number(Int(value))
    }
  }

  static func event(_ kind: PlanRun.Event.Kind) -> Worded {
    switch kind {
    case .activated: Worded("activated", "启动")
    case .escalated: Worded("escalated", "升级")
    case .eased: Worded("eased", "降级")
    case .ended: Worded("ended", "结束")
    }
  }

  /// What is to be done at an event; at the end, how it went.
  static func explanation(
    _ run: PlanRun, _ event: PlanRun.Event, _ context: ReportContext
  ) -> String {
    let language = context.language
    if event.kind == .ended { return summary(run, context) }
    guard run.plan.levels.indices.contains(event.level - 1) else { return "" }
    return run.plan.levels[event.level - 1].steps.map { text($0, language) }
      .joined(separator: language == .english ? "; " : "；")
  }

  /// How a plan went, from its timeline.
  static func summary(_ run: PlanRun, _ context: ReportContext) -> String {
    let language = context.language
    let name = metric(run.plan.metric).in(language)
    let days = language.number(run.days(upTo: context.day))
    let peak = value(run.peak, of: run.plan.metric, language)
    let last = value(run.lastValue, of: run.plan.metric, language)
    let first = value(run.timeline.first?.value ?? run.peak, of: run.plan.metric, language)
    let level = language.number(run.highestLevel)
    switch language {
    case .english:
      return "\(days) \(days == "1" ? "day" : "days"), highest level \(level): \(name) went from "
        + "\(first) to \(peak) on "
        + "\(language.day(run.peakDay)) and stands at \(last)"
    case .chinese:
      return
        "历时 \(days) 天，最高级别 \(level)：\(name)\(way(run, from: first, to: peak, language))，现为 \(last)"
    }
  }

  /// To the worst of it, in Chinese: of what is good that is the least.
  private static func way(
    _ run: PlanRun, from first: String, to peak: String, _ language: ReportLanguage
  ) -> String {
    let (start, day) = (run.timeline.first?.value ?? run.peak, language.day(run.peakDay))
    guard run.peak != start else { return "于\(day)为 \(peak)" }
    return "由 \(first) \(run.peak > start ? "升" : "降")至 \(day)的 \(peak)"
  }

  static func status(_ status: ImprovementRow.Status) -> Worded {
    switch status {
    case .planned: Worded("planned", "计划中")
    case .noData: Worded("not measured yet", "尚无数据")
    case .running: Worded("under way", "进行中")
    case .reached: Worded("target reached", "已达标")
    case .missed: Worded("target missed", "未达标")
    }
  }
}
