public import Returns

/// One time that a plan was needed (R10.2): from the date that set it off to its end.
public struct PlanRun: Sendable {
  /// What happened on a date.
  public struct Event: Sendable, Equatable {
    public enum Kind: UInt8, Vocabulary { case activated, escalated, eased, ended }
    public let day: Day
    public let kind: Kind
    /// From 1; 0: ended.
    public let level: Int
    public let value: Int64
  }

  public let plan: ContingencyPlan
  public let timeline: [Event]
  /// Of the figure while it ran, with its date.
  public let peak: Int64
  public let peakDay: Day
  public let lastValue: Int64

  public var begin: Day { timeline.first?.day ?? peakDay }
  public var end: Day? { timeline.last.flatMap { $0.kind == .ended ? $0.day : nil } }
  /// In force now, or when it ended.
  public var level: Int {
    timeline.last { $0.kind != .ended }?.level ?? 0
  }
  public var highestLevel: Int { timeline.map(\.level).max() ?? 0 }
  public func days(upTo day: Day) -> Int { (end ?? day) - begin + 1 }
}

extension ContingencyPlan {
  /// Every time the plan was needed, the first one first: its life is replayed from the figures of
  /// all business dates, so that a date that is run again changes nothing.
  public func runs(over history: MetricHistory) -> [PlanRun] {
    var runs: [PlanRun] = []
    var current: Replay?
    // How many dates in a row each level's bound was reached, and was not.
    var reached = [Int](repeating: 0, count: levels.count)
    var missed = reached
    for (day, value) in history.series(metric) {
      for place in levels.indices {
        let isBeyond = isBeyond(value, levels[place].above)
        reached[place] = isBeyond ? reached[place] + 1 : 0
        missed[place] = isBeyond ? 0 : missed[place] + 1
      }
      let level = (reached.lastIndex { $0 >= days } ?? -1) + 1
      guard var run = current else {
        if level > 0 { current = Replay(self, day, value, level) }
        continue
      }
      run.see(
        day, value, level, most: (missed.lastIndex { $0 < days } ?? 0) + 1,
        isBelow: isCalm(value), endDays: endDays)
      if run.isOver {
        runs.append(run.result(self))
        current = nil
        reached = [Int](repeating: 0, count: levels.count)
      } else {
        current = run
      }
    }
    if let current { runs.append(current.result(self)) }
    return runs
  }

  /// Of what is good, too little is what sets a plan off.
  func isBeyond(_ value: Int64, _ bound: Int64) -> Bool {
    metric.isGood ? value < bound : value > bound
  }

  /// Whether a value ends it.
  private func isCalm(_ value: Int64) -> Bool {
    metric.isGood ? value > endBelow : value < endBelow
  }
}

/// A plan in force, while its dates go by.
private struct Replay {
  private var timeline: [PlanRun.Event]
  private var level: Int
  private var peak: (value: Int64, day: Day)
  private var last: Int64
  private var calm = 0
  private let plan: ContingencyPlan
  private(set) var isOver = false

  init(_ plan: ContingencyPlan, _ day: Day, _ value: Int64, _ level: Int) {
    self.plan = plan
    self.level = level
    timeline = [PlanRun.Event(day: day, kind: .activated, level: level, value: value)]
    peak = (value, day)
    last = value
  }

  /// - Parameters:
  ///   - level: what the dates up to this one call for.
  ///   - most: the highest level that they still bear: none whose bound was missed for as many
  ///   dates in a row as it takes to reach it. It is left for the one below, the plan only by its
  ///   end.
  mutating func see(
    _ day: Day, _ value: Int64, _ level: Int, most: Int, isBelow: Bool, endDays: Int
  ) {
    last = value
    if plan.isBeyond(value, peak.value) { peak = (value, day) }
    calm = isBelow ? calm + 1 : 0
    if calm >= endDays {
      timeline.append(PlanRun.Event(day: day, kind: .ended, level: 0, value: value))
      isOver = true
    } else if level > self.level {
      timeline.append(PlanRun.Event(day: day, kind: .escalated, level: level, value: value))
      self.level = level
    } else if most < self.level {
      timeline.append(PlanRun.Event(day: day, kind: .eased, level: most, value: value))
      self.level = most
    }
  }

  func result(_ plan: ContingencyPlan) -> PlanRun {
    PlanRun(
      plan: plan, timeline: timeline, peak: peak.value, peakDay: peak.day, lastValue: last)
  }
}

/// How an improvement stands (R10.3).
public struct ImprovementRow: Sendable {
  public enum Status: UInt8, Vocabulary { case planned, noData, running, reached, missed }

  public let item: ImprovementItem
  /// Mean of the four weeks before the start, and of those dates of the last four weeks whose
  /// figure tells of days since the start alone.
  public let baseline: Int64?
  public let current: Int64?
  public let status: Status
}

extension ImprovementItem {
  public func row(_ history: MetricHistory, on day: Day) -> ImprovementRow {
    let before = (startedOn + -AnalysisWindow.days)...(startedOn + -1)
    let baseline = history.mean(metric, before)
    guard startedOn <= day else {
      return ImprovementRow(item: self, baseline: baseline, current: nil, status: .planned)
    }
    let first = max(startedOn + (metric.days - 1), day + (1 - AnalysisWindow.days))
    guard first <= day, let current = history.mean(metric, first...day) else {
      return ImprovementRow(item: self, baseline: baseline, current: nil, status: .noData)
    }
    let isReached = metric.isGood ? current >= target : current <= target
    let isLate = dueOn.map { day > $0 } ?? false
    return ImprovementRow(
      item: self, baseline: baseline, current: current,
      status: isReached ? .reached : isLate ? .missed : .running)
  }
}
