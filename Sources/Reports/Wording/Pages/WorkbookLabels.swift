import Insight

extension Labels {
  static let totalsSheet = Worded("totals", "汇总")
  static let figureGroup = Worded("Figure", "指标")
  static let figureName = Worded("Of", "项目")
  static let exceptionsByCode = Worded("Open exceptions by kind", "未结异常：按类型")
  static let atStake = Worded("At stake", "涉及金额")

  static func beyondWorkbook(
    _ count: Int, _ all: Amounts, _ language: ReportLanguage
  ) -> String {
    let money = language.money(all)
    switch language {
    case .english:
      return "\(language.number(count)) more rows are in exceptions.csv; all rows come to \(money)."
    case .chinese:
      return "另有 \(language.number(count)) 条见 exceptions.csv；全部合计 \(money)。"
    }
  }
}
