import Insight

/// Labels of what the figures say.
extension Labels {
  static let findings = Worded("What the figures say", "数据结论")
  static let findingsLead = Worded(
    "What stands out and what to do about it, the dearest first. Each line names the figures that "
      + "say so.",
    "异常点与建议措施，成本高者在前；每条均列出依据。")
  static let nothingStandsOut = Worded(
    "Nothing stands out: no supplier, article, carrier, region, promotion or customer is off what "
      + "chance explains.",
    "无异常：各供应商、商品、承运商、地区、促销与客户均在正常波动范围内。")
  static let figuresFrom = Worded("Known since", "数据起始日")
  static let cost = Worded("Cost", "成本")
  static let whatStandsOut = Worded("What the figures say", "数据表现")
  static let rankLabel = Worded("No.", "序号")
  static let reflectsLead = Worded(
    "They most likely only reflect what is named above:", "下列异常很可能只是上述问题的反映：")
  static let reasonsByMoney = Worded("Causes of cases by money, four weeks", "近四周售后原因：按金额")
  static let reasonsLead = Worded(
    "Refunds and freight, against the order lines sold in the same days.", "退款与运费，并与同期订单行数对比。")
  static let caseLines = Worded("Cases", "售后单")
  static let refundsSum = Worded("Refunds", "退款")
  static let freightSum = Worded("Freight borne", "承担运费")
  static let shareOfCost = Worded("Share", "占比")
  static let rateNow = Worded("Of order lines", "占订单行")
  static let rateBefore = Worded("Four weeks before", "前四周")
  static let riskTitle = Worded("Risk register", "风险登记")
  static let riskLead = Worded(
    "Probability times impact, 1 to 5 each; compared with the business date before.",
    "可能性乘影响，各为 1 至 5；与上一业务日对比。")
  static let risk = Worded("Risk", "风险")
  static let grade = Worded("Grade", "等级")
  static let probabilityImpact = Worded("P\u{A0}×\u{A0}I", "可能性×影响")
  static let change = Worded("Change", "变化")
  static let loss = Worded("Loss", "损失")
  static let evidence = Worded("Evidence", "依据")
  static let response = Worded("Response", "应对")
  static let plansTitle = Worded("Contingency plans", "应急预案")
  static let noPlan = Worded("No plan is in force.", "当前无预案启动。")
  static let plan = Worded("Plan", "预案")
  static let event = Worded("Event", "事件")
  static let level = Worded("Level", "级别")
  static let figure = Worded("Figure", "指标")
  static let steps = Worded("What is done, or how it went", "措施或总结")
  static let improvementsTitle = Worded("Improvements", "改进项目")
  static let improvement = Worded("Improvement", "项目")
  static let baseline = Worded("Before", "改进前")
  static let target = Worded("Target", "目标")
  static let currentValue = Worded("Now", "当前")
  static let outlookTitle = Worded("Trends and outlook", "趋势与预测")
  static let outlookLead = Worded(
    "Daily values, their mean of seven days, and two weeks ahead with the intervals that hold 80 "
      + "and 95 of 100.",
    "每日数值、七日均值，以及未来两周预测及其 80% 和 95% 区间。")
  static let meanOfSeven = Worded("Mean of seven days", "七日均值")
  static let valueOfDay = Worded("Value of the day", "当日数值")
  static let forecastName = Worded("Forecast", "预测")
  static let interval80 = Worded("80 of 100", "80% 区间")
  static let interval95 = Worded("95 of 100", "95% 区间")
  static let levelChange = Worded("another level", "水平变化")
  static let customersTitle = Worded("Customers to look at", "需关注的客户")
  static let customersLead = Worded(
    "A score refuses nothing: a person looks at the reasons, and rights by law stand.",
    "评分不作拒绝依据：由人工查看原因，法定权利不受影响。")
  static let customer = Worded("Customer", "客户")
  static let score = Worded("Score", "评分")
  static let ordersLabel = Worded("Orders", "订单")
  static let ordersWithCase = Worded("With a case", "有售后")
  static let callTitle = Worded("Key customers to call", "重点客户回访")
  static let callLead = Worded(
    "They buy most and had a case in the last two weeks: ask how it went. The last column says of "
      + "whom to know more first.",
    "购买最多且近两周内有售后的客户：回访处理情况；末列注明回访前须先了解的客户。")
  static let advice = Worded("By the score", "评分建议")
  static func furtherCalls(_ count: Int, _ language: ReportLanguage) -> Markup {
    let (most, more) = (language.number(CallList.perShop), language.number(count))
    return language == .english
      ? "At most \(most) of each shop are listed, \(more) more had a case. "
      : "每个店铺至多列出 \(most) 位，另有 \(more) 位近两周内有售后。"
  }
  static let sold = Worded("Sold", "购买金额")
  static let lastCase = Worded("Last case", "最近售后")
  static let kept = Worded("Kept of sales", "净留存")
  static let why = Worded("Why", "原因")
  static let satisfactionTitle = Worded("Satisfaction, four weeks", "近四周满意度")
  static let group = Worded("Group", "分组")
  static let answered = Worded("Answers", "答复")
  static let responseRate = Worded("Response", "答复率")
  static let csat = Worded("Gave 4 or 5", "给出 4 分或 5 分")
  static let hoursTitle = Worded("How long steps take, four weeks, in hours", "近四周各环节耗时（小时）")
  static let step = Worded("Step", "环节")
  static let finished = Worded("Done", "完成")
  static let half = Worded("Half within", "半数以内")
  static let nineOfTen = Worded("Nine of ten within", "九成以内")
  static let almostAll = Worded("99 of 100 within", "99% 以内")
  static let tooLate = Worded("Too late now", "当前超时")
  static let breachRate = Worded("Limit not kept", "超时率")
  static let statisticsTitle = Worded("Appendix: the statistics", "附录：统计明细")
  static let statisticsLead = Worded(
    "Chi-square tests of reasons against qualities of the order, with control of false "
      + "discoveries; and how well forecasts did in the weeks before.",
    "原因与订单特征的卡方检验（已控制错误发现率），以及预测在前几周的表现。")
  static let test = Worded("Test", "检验")
  static let sample = Worded("Sample", "样本")
  static let chiSquare = Worded("Chi-square", "卡方")
  static let degrees = Worded("Degrees of freedom", "自由度")
  static let pValue = Worded("p", "概率值")
  static let qValue = Worded("q", "校正概率值")
  static let cramersV = Worded("Cramér's V", "关联强度")
  static let verdict = Worded("Verdict", "结论")
  static let refusedTest = Worded("refused: too few of each kind", "未检验：各类样本不足")
  static let smallSample = Worded("refused: fewer than 100 cases", "未检验：样本不足 100")
  static let related = Worded("hangs together", "有关联")
  static let unrelated = Worded("no relation shown", "未见关联")
  static let series = Worded("Series", "序列")
  static let method = Worded("Method", "方法")
  static let error = Worded("Error against the week before", "相对误差")
  static let naiveError = Worded("Repeating the week", "沿用上周")

  static func method(_ name: String) -> Worded {
    switch name {
    case "holt_winters": Worded("Holt-Winters", "霍尔特－温特斯")
    case "damped_holt_winters": Worded("Holt-Winters, damped", "霍尔特－温特斯（阻尼）")
    case "mean": Worded("the mean of all days", "各日平均")
    case "seasonal_naive": Worded("the week before", "沿用上周")
    default: Worded("none", "无")
    }
  }

  static func fallback(_ name: String) -> Worded {
    switch name {
    case "short_history": Worded("the history is too short", "历史太短")
    case "nothing_to_measure_by":
      Worded("too little happened to measure errors by", "变化太少，无法衡量误差")
    case "no_better_than_naive": Worded("no model did better", "模型未优于沿用上周")
    default: Worded("the series does not move", "序列无变化")
    }
  }

  static func series(_ name: String) -> Worded {
    switch name {
    case "orders": Worded("Orders", "订单")
    case "cases": Worded("Cases", "售后单")
    case "quality": Worded("Quality cases", "质量类售后")
    case "fit": Worded("Size and style cases", "尺码款式类售后")
    case "no_reason": Worded("No-reason cases", "无理由售后")
    case "transport": Worded("Transport cases", "运输类售后")
    default: Worded("Refunds", "退款")
    }
  }
}
