import Insight
import Returns

/// What every page says.
extension Labels {
  static let skip = Worded("Skip to the report", "跳到正文")
  static let reports = Worded("Reports", "报告")
  static let workbook = Worded("Workbook", "工作簿")
  static let businessDate = Worded("Business date", "业务日期")
  static let shops = Worded("Shops", "店铺")
  static let footer = Worded(
    "Made from the files beside this page; manifest.json holds their SHA-256. Names, phone numbers "
      + "and addresses are not part of it.",
    "本页由同目录文件生成，其校验值见 manifest.json。本页不含姓名、电话和地址。")
  static let yes = Worded("yes", "是")
  static let no = Worded("no", "否")
  static let total = Worded("Total", "合计")
  static let asTable = Worded("The numbers as a table", "查看数据表")
  static let keyFigures = Worded("Key figures", "关键数字")

  // MARK: verdict

  static let complete = Worded("Complete: everything adds up", "完整：全部核对平衡")
  static let unproven = Worded(
    "Unproven: it adds up, but not everything has come", "待证实：已到数据核对平衡，但数据未到齐")
  static let incomplete = Worded("Incomplete: it does NOT add up", "不完整：核对不平衡")
  static let completeDetail = Worded(
    "Every row read, every amount expected and every charge is accounted for, and every source has "
      + "reported.",
    "每一行输入、每一笔应收应付和每一项费用均有着落，各数据源均已到齐。")

  static func undelivered(_ shop: UndeliveredFeeds, _ language: ReportLanguage) -> String {
    let names = shop.feeds.map { feed in
      switch feed {
      case .settlements: Worded("settlements", "结算流水").in(language)
      case .parcels: Worded("parcels", "包裹").in(language)
      case .inspections: Worded("inspections", "质检").in(language)
      default: Worded("stock", "库存变动").in(language)
      }
    }
    let list = language.list(names)
    return language == .english
      ? "Shop \(shop.shop.string) delivers no \(list): what only these could prove is not expected."
      : "店铺 \(shop.shop.string) 未接入\(list)：仅能由其证实的事项不予预期。"
  }

  /// - Parameter residuals: what is left over, in money; empty where it is rows only.
  static func incompleteDetail(
    _ count: Int, _ residuals: String, _ language: ReportLanguage
  ) -> String {
    let number = language.number(count)
    switch language {
    case .english:
      let money = residuals.isEmpty ? "" : ", \(residuals) in money"
      return
        "Do not rely on the figures below before the residuals are cleared: \(number)\(money). "
        + "See proof.json."
    case .chinese:
      let money = residuals.isEmpty ? "" : "，金额 \(residuals)"
      return "差额查清之前请勿使用下列数字：共 \(number) 处\(money)，见 proof.json。"
    }
  }

  static func unprovenDetail(
    _ unproven: Tally, sources: [String], late: Int, setAside: Int, rejectedWhole: Int,
    _ language: ReportLanguage
  ) -> String {
    var parts: [String] = []
    let money = language.money(unproven.amounts)
    let names = language.list(sources)
    let number = language.number(unproven.count)
    let isEnglish = language == .english
    if unproven.count > 0 {
      let of = money.isEmpty ? "" : isEnglish ? " about \(money)" : "，金额 \(money)"
      parts.append(
        isEnglish
          ? (unproven.count == 1
            ? "1 item\(of) is past its day" : "\(number) items\(of) are past their day")
            + " and cannot be proven missing: "
            + "\(names) \(sources.count == 1 ? "has" : "have") not reported that far."
          : "\(number) 项已过期限\(of)，因数据源 \(names) 尚未送达至该日，无法证实是否缺失。")
    }
    if late > 0 {
      parts.append(
        isEnglish
          ? "Sources that are late: \(language.number(late))." : "迟到的数据源：\(language.number(late))。")
    }
    if setAside > 0 {
      parts.append(
        isEnglish
          ? "Files held or refused: \(language.number(setAside))."
          : "暂存或拒收的文件：\(language.number(setAside))。")
    }
    if rejectedWhole > 0 {
      parts.append(
        isEnglish
          ? "Files of which no row could be taken: \(language.number(rejectedWhole))."
          : "没有一行可以读入的文件：\(language.number(rejectedWhole))。")
    }
    return parts.joined(separator: isEnglish ? " " : "")
  }

  static let moneyTitle = Worded("All money", "全部金额")

  // MARK: to decide, to release

  static let toDecide = Worded("To decide today", "今日待决定")
  static let decideLead = Worded(
    "Open exceptions by their root cause, the severest first, then those in the workspace's own "
      + "currency, of each currency the largest amounts; nothing is converted.",
    "未结异常按根本原因归类，严重者在前，其次本币在前，同一币种金额大者在前；不同币种不作换算。")
  static let nothingToDecide = Worded("Nothing waits for a decision.", "没有待决定的事项。")
  static let matter = Worded("Matter", "事项")
  static let oldest = Worded("Oldest", "最久")
  static let firstDue = Worded("First due", "最早期限")
  static let toRelease = Worded("To release today", "今日待放行")
  static let releaseLead = Worded(
    "Batches made today. Nothing leaves before somebody releases it; each row leaves once.",
    "今日生成的批次。放行前不会发出，每一行只发出一次。")
  static let nothingToRelease = Worded("Nothing waits to be released.", "没有待放行的批次。")
  static let batch = Worded("What", "内容")
  static let rows = Worded("Rows", "行数")

  static func furtherMatters(_ count: Int, _ language: ReportLanguage) -> Markup {
    language == .english
      ? "And \(language.number(count)) more \(count == 1 ? "matter" : "matters")."
      : "另有 \(language.number(count)) 项。"
  }

  static func days(_ count: Int, _ language: ReportLanguage) -> String {
    switch language {
    case .english:
      count == 0 ? "today" : count == 1 ? "1 day" : "\(language.number(count)) days"
    case .chinese: count == 0 ? "今日" : "\(language.number(count)) 天"
    }
  }

  static func rowCount(_ count: Int, _ language: ReportLanguage) -> String {
    switch language {
    case .english: count == 1 ? "1 row" : "\(language.number(count)) rows"
    case .chinese: "\(language.number(count)) 条"
    }
  }

  // MARK: trends

  static let trends = Worded("Trends", "趋势")
  static let noTrendYet = Worded(
    "Trends are drawn from the second business date on.", "自第二个业务日期起显示趋势。")

  static func fromTo(
    _ first: String, _ last: String, _ firstDay: String, _ lastDay: String,
    _ language: ReportLanguage
  ) -> String {
    switch language {
    case .english: "From \(first) on \(firstDay) to \(last) on \(lastDay)."
    case .chinese: "\(firstDay) 为 \(first)，\(lastDay) 为 \(last)。"
    }
  }

  static let openExceptionTrend = Worded("Open exceptions", "未结异常")
  static let newExceptionTrend = Worded("New exceptions a day", "每日新增异常")
  static let atStakeTrend = Worded("Money at stake in open exceptions", "未结异常涉及金额")
  // On a page of some owners, beside figures of these alone.
  static let openOfAll = Worded("Open exceptions of all owners", "未结异常（全部部门）")
  static let newOfAll = Worded("New exceptions a day, of all owners", "每日新增异常（全部部门）")
  static let atStakeOfAll = Worded(
    "Money at stake in open exceptions of all owners", "未结异常涉及金额（全部部门）")
  static let missingTrend = Worded("Refunds missing", "缺失的退款")
  static let disputedTrend = Worded("Freight disputed", "有争议的运费")
  static let openCaseTrend = Worded("Open cases", "未结售后单")

  // MARK: exceptions

  static let exceptions = Worded("Open exceptions", "未结异常")
  static let exceptionsLead = Worded(
    "By root cause, within each the most urgent first.", "按根本原因归类，组内按紧急程度排列。")
  static let agesTitle = Worded("How old open exceptions are", "未结异常的天数")
  static let agesLead = Worded(
    "Days since the trouble broke, by who has to act.", "自问题发生之日起的天数，按负责部门统计。")

  static func band(_ band: AgeBand, _ language: ReportLanguage) -> String {
    switch language {
    case .english: band.days + " days"
    case .chinese: band.days + " 天"
    }
  }

  static func band(_ band: DueBand) -> Worded {
    switch band {
    case .overdue: Worded("Overdue", "已逾期")
    case .today: Worded("Due today", "今日到期")
    case .soon: Worded("Within 3 days", "3 天内")
    case .later: Worded("Later", "更晚")
    case .none: Worded("No deadline", "无期限")
    }
  }

  static func periodLead(isKnownNow: Bool) -> Worded {
    isKnownNow
      ? Worded(
        "What happened is added up; what is open stands as on the last date. The last date is as "
          + "known now, with all facts that have come since; the dates before it are as each was "
          + "known on its evening.",
        "发生额为合计，未结额为最后一日的余额。最后一日按目前所知列示（含此后收到的数据），之前各日按当日晚间所知列示。")
      : Worded(
        "What happened is added up; what is open stands as on the last date. All dates are as "
          + "known then, each on its evening.",
        "发生额为合计，未结额为最后一日的余额。各日均按当日晚间所知列示。")
  }

  static let inPeriod = Worded("In all", "合计或期末")

  static func periodTitle(_ kind: ReportPeriod.Kind) -> Worded {
    switch kind {
    case .week: Worded("The week day by day", "本周逐日")
    case .month: Worded("The month day by day", "本月逐日")
    }
  }

  static func period(_ kind: ReportPeriod.Kind) -> Worded {
    switch kind {
    case .week: Worded("Week", "周")
    case .month: Worded("Month", "月")
    }
  }
}

extension ReportLanguage {
  /// The currency as a unit: `CNY`, in Chinese 人民币元.
  func unit(_ currency: Currency) -> String {
    switch self {
    case .english: currency.string
    case .chinese: Self.chineseUnits[currency.string] ?? currency.string
    }
  }

  /// What a chart or a row is about, with its currency: `Refunds (CNY)`, in Chinese 退款（人民币元）.
  func inUnits(_ name: String, of currency: Currency) -> String {
    self == .english ? "\(name) (\(unit(currency)))" : "\(name)（\(unit(currency))）"
  }

  private static let chineseUnits = [
    "CNY": "人民币元", "USD": "美元", "EUR": "欧元", "GBP": "英镑", "JPY": "日元", "HKD": "港元",
    "TWD": "新台币", "KRW": "韩元",
  ]
}
