public import Returns

/// All that the figures say on a business date: what tables and the management page show.
public struct DayInsight: Sendable {
  public var day: Day
  /// Of trends and headline amounts.
  public var currency: Currency
  /// The first day of which figures are known; nil: none are.
  public var firstDay: Day?
  public var causes: [CauseRow] = []
  public var descriptive: [DescriptiveRow] = []
  public var associations: [Association] = []
  public var drivers: [Driver] = []
  public var trends: [TrendSeries] = []
  public var customers: [CustomerScore] = []
  public var calls = CallList()
  public var service: [ServiceFigure] = []
  public var satisfaction: [SatisfactionRow] = []
  public var risks: [Risk] = []
  /// Risks of the date before that are found no more.
  public var endedRisks: [KnownRisk] = []
  public var metrics: DayMetrics
  public var plans: [PlanRun] = []
  public var improvements: [ImprovementRow] = []
  /// What was left out of the counting by tonight's dossiers.
  public var removals: [FigureRemoval] = []
  /// Order lines and case lines of the last four weeks.
  public var sold = 0
  public var cases = 0
  public var money: [CaseMoney] = []

  /// - Parameters:
  ///   - earlier: the figures of the business dates before, ascending.
  ///   - known: the risk register of the business date before.
  public init(
    _ history: CountedHistory, _ customers: CustomerYear, _ open: OpenExceptions,
    _ earlier: MetricHistory, _ known: [KnownRisk], removals: [FigureRemoval], policy: Policy
  ) {
    day = history.day
    currency = policy.currency
    firstDay = history.firstDay
    let terms = policy.insight
    causes = history.causes(home: policy.currency)
    descriptive = history.descriptive()
    associations = history.associations()
    drivers = history.drivers()
    trends = history.trends(policy.currency)
    self.customers = customers.scores(terms.abuse)
    calls = customers.callList(self.customers)
    service = history.serviceFigures(open)
    satisfaction = history.satisfaction()
    metrics = DayMetrics(history, open)
    let window = day.window(AnalysisWindow.days)
    sold = history.sold(.all, CountedHistory.everything, window)
    cases = history.claims(.all, CountedHistory.everything, window)
    money = history.money(.all, CountedHistory.everything, window)
    self.removals = removals
    (risks, endedRisks) = assessed(history, open, known, policy)
    var metricHistory = earlier
    for metric in DayMetric.allCases {
      if let value = metrics[metric] { metricHistory.add(metric, value, on: day) }
    }
    plans = terms.plans.flatMap { $0.runs(over: metricHistory) }
    improvements = terms.improvements.map { $0.row(metricHistory, on: history.day) }
  }

  private func assessed(
    _ history: CountedHistory, _ open: OpenExceptions, _ known: [KnownRisk], _ policy: Policy
  ) -> (risks: [Risk], ended: [KnownRisk]) {
    var assessment = RiskAssessment(
      day: day, policy.insight.risks, home: policy.currency, hasShops: policy.shops.count > 1)
    for driver in drivers { assessment.add(driver) }
    for customer in customers { assessment.add(customer) }
    assessment.add(.refundOverdue, open, [.refundMissing, .refundShort, .lawRefundOverdue])
    assessment.add(.reviewOverdue, open, [.reviewOverdue])
    assessment.add(.ticketBreach, open, [.ticketBreached])
    assessment.add(.lawExposure, open, [.lawRefundOverdue, .lawFreight, .lawPolicy])
    let special = history.money(
      .all, CountedHistory.everything, day.window(AnalysisWindow.days)
    ) { $0.family == .special }
    var costs = Amounts()
    for money in special where money.total != 0 { costs.add(money.total, money.currency) }
    assessment.addSafety(cases: Int(special.reduce(0) { $0 + $1.cases }), costs: costs)
    return assessment.register(before: known)
  }
}
