import Insight
import Returns

/// The sentences about what the figures say.
enum InsightWording {
  static func text(_ text: PlanText, _ language: ReportLanguage) -> String {
    language == .english ? text.english.string : text.chinese.string
  }

  /// Ten thousandths: `3.20%`.
  static func percent(_ tenThousandths: Int64, _ language: ReportLanguage) -> String {
    PlainText.grouped(Int128(tenThousandths), decimals: 2) + "%"
  }

  static func percent(_ share: Double, _ language: ReportLanguage) -> String {
    percent(Decimals.scaled(share, places: 4), language)
  }

  private static func whole(_ value: Double, _ language: ReportLanguage) -> String {
    language.number(Int(Decimals.scaled(value, places: 0)))
  }

  // MARK: drivers

  /// `Supplier S3`.
  static func subject(_ driver: Driver, _ language: ReportLanguage) -> String {
    "\(dimension(driver.dimension).in(language)) \(driver.value)"
  }

  static func sentence(_ driver: Driver, _ language: ReportLanguage) -> String {
    let (rate, before) = (percent(driver.rate, language), percent(driver.rateBefore, language))
    let (cases, base) = (language.number(driver.cases), language.number(driver.base))
    let (casesBefore, baseBefore) = (
      language.number(driver.casesBefore), language.number(driver.baseBefore)
    )
    let (expected, excess) = (whole(driver.expected, language), whole(driver.excess, language))
    let cost = language.money(Int128(driver.cost), driver.currency)
    let what = cause(driver.cause).in(language)
    let were = expected == "1" ? "was" : "were"
    // Where no money is known, none is named.
    let isPriced = driver.currency != .none
    let subject = subject(driver, language)
    let since = language.day(driver.since)
    switch (language, driver.ground) {
    case (.english, .rise):
      return "\(subject): \(what) rose from \(before) to \(rate) since \(since) "
        + "(\(cases) of \(base), before \(casesBefore) of \(baseBefore)); \(expected) \(were) to "
        + "be expected." + (isPriced ? " The \(excess) beyond that cost \(cost)." : "")
    case (.english, .peers):
      return "\(subject): \(what) are \(rate) since \(since) (\(cases) of \(base)), of the others "
        + "\(before) (\(casesBefore) of \(baseBefore)); \(expected) \(were) to be expected."
        + (isPriced ? " The \(excess) beyond that cost \(cost)." : "")
    case (.chinese, .rise):
      return "\(subject)：\(what)自\(since)起由\(before)升至\(rate)（\(base) 中 \(cases)，"
        + "此前 \(baseBefore) 中 \(casesBefore)），按预期应为 \(expected)"
        + (isPriced ? "；超出的 \(excess) 造成 \(cost) 的成本。" : "。")
    case (.chinese, .peers):
      return "\(subject)：自\(since)起\(what)为\(rate)（\(base) 中 \(cases)），其他为\(before)（"
        + "\(baseBefore) 中 \(casesBefore)），按预期应为 \(expected)"
        + (isPriced ? "；超出的 \(excess) 造成 \(cost) 的成本。" : "。")
    }
  }

  static func dimension(_ dimension: Dimension) -> Worded {
    switch dimension {
    case .all: Worded("All", "全部")
    case .shop: Worded("Shop", "店铺")
    case .category: Worded("Category", "品类")
    case .sku: Worded("Article", "商品")
    case .supplier: Worded("Supplier", "供应商")
    case .region: Worded("Region", "地区")
    case .carrier: Worded("Carrier", "承运商")
    case .promotion: Worded("Promotion", "促销")
    case .campaign: Worded("Campaign", "推广活动")
    case .channel: Worded("Channel", "渠道")
    case .orderValue: Worded("Order value", "订单金额")
    case .gender: Worded("Gender", "性别")
    case .age: Worded("Age", "年龄")
    case .customer: Worded("Customer", "客户")
    case .reason: Worded("Reason", "原因")
    case .ticketClass: Worded("Tickets", "工单")
    case .process: Worded("Step", "环节")
    }
  }

  static func cause(_ cause: DriverCause) -> Worded {
    switch cause {
    case .quality: Worded("quality cases among order lines", "质量类售后占订单行比例")
    case .fit: Worded("size and style cases among order lines", "尺码款式类售后占订单行比例")
    case .noReason: Worded("no-reason cases among order lines", "无理由售后占订单行比例")
    case .special:
      Worded("cases of unsafe or unlawful goods among order lines", "安全与违禁类售后占订单行比例")
    case .transport: Worded("transport cases among order lines", "运输类售后占订单行比例")
    case .parcelLost: Worded("lost parcels", "丢件率")
    case .parcelDamaged: Worded("damaged parcels", "破损率")
    case .parcelLate: Worded("late parcels", "延误率")
    }
  }

  // MARK: customers

  /// What a score is made of: `12 of 17 orders came back (+50); …`.
  static func reasons(_ score: CustomerScore, _ language: ReportLanguage) -> String {
    let parts = score.reasons.map { reason in
      let count = language.number(reason.count)
      let words = self.reason(reason.kind).in(language)
      return language == .english
        ? "\(words): \(count) (+\(reason.points))" : "\(words)：\(count)（+\(reason.points)）"
    }
    return parts.joined(separator: language == .english ? "; " : "；")
  }

  private static func reason(_ kind: CustomerScore.Reason.Kind) -> Worded {
    switch kind {
    case .highRate, .veryHighRate:
      Worded("share of orders with a case far above the usual", "售后订单占比远高于常态")
    case .manyCases, .veryManyCases: Worded("many cases in a year", "一年内售后次数多")
    case .manyInWeek: Worded("several cases within a week", "一周内多次售后")
    case .beyondChance: Worded("more cases than chance explains", "售后次数超出偶然范围")
    case .deniedDelivery: Worded("said not to have come, and was delivered", "称未收到但有签收记录")
    case .goodsRejected: Worded("goods came back and were not accepted", "退回商品验收不合格")
    case .shortQuantity: Worded("fewer units came back than claimed", "退回数量少于申请")
    case .lightParcel: Worded("the parcel that came back is far too light", "退回包裹重量严重不符")
    case .chargeback: Worded("the bank took the money back as well", "同时发生拒付")
    case .wholeOrder: Worded("whole orders went back", "整单退回")
    case .lastDay: Worded("applied on the last day of the window", "在期限最后一天申请")
    case .swappedGoods:
      Worded("another article came back than went out", "退回商品与发出商品不符")
    case .weightDiffers:
      Worded("the parcel that came back weighs more or less", "退回包裹重量与发出不符")
    case .trackingClash:
      Worded("the return was delivered before it was sent", "退货签收早于寄出或申请")
    case .reasonChanged:
      Worded("the reason was changed to one for which the shop pays", "原因改为由商家承担运费")
    case .insuranceGain:
      Worded("the insurance paid more than the way back cost", "运费险赔付高于退货运费")
    }
  }

  /// What a score advises whoever deals with the customer.
  static func advice(_ advice: CustomerScore.Advice) -> Worded {
    switch advice {
    case .none: Worded("", "")
    case .review: Worded("look at the history first", "先查看记录")
    case .hold: Worded("a person decides first", "先由人工决定")
    }
  }

  /// One amount a currency.
  private static func money(
    _ list: [CustomerMoney], _ amount: KeyPath<CustomerMoney, Int64>, _ language: ReportLanguage
  ) -> String {
    guard !list.isEmpty else { return language.money(0, .none) }
    return list.map { language.money(Int128($0[keyPath: amount]), $0.currency) }
      .joined(separator: language == .english ? ", " : "，")
  }

  /// What the columns of one currency leave out; empty where there is no other.
  static func otherMoney(_ list: [CustomerMoney], _ language: ReportLanguage) -> String {
    list.dropFirst().map { money in
      let (sold, cost) = (
        language.money(Int128(money.sold), money.currency),
        language.money(Int128(money.cost), money.currency)
      )
      return language == .english ? "sold \(sold), cost \(cost)" : "售出 \(sold)，成本 \(cost)"
    }.joined(separator: language == .english ? "; " : "；")
  }

  static func sentence(
    _ score: CustomerScore, _ context: ReportContext
  ) -> String {
    let language = context.language
    let id = context.customer(score.customerID, of: score.shop)
    let (cases, orders) = (language.number(score.cases), language.number(score.orders))
    let returned = language.number(score.returned)
    let (rate, usual) = (
      percent(score.rate.share, language), percent(score.usualRate, language)
    )
    let (cost, kept) = (money(score.money, \.cost, language), money(score.money, \.kept, language))
    switch language {
    case .english:
      return
        "Customer \(id): a case in \(returned) of \(orders) orders (\(rate); all customers "
        + "\(usual)), \(cases) \(score.cases == 1 ? "case" : "cases") in all, score "
        + "\(score.score). The cases cost \(cost); \(kept) of what was sold was kept."
    case .chinese:
      return "客户 \(id)：\(orders) 个订单中有 \(returned) 个发生售后（\(rate)，全部客户为\(usual)），"
        + "共 \(cases) 次，评分 "
        + "\(score.score)。售后成本 \(cost)，净留存 \(kept)。"
    }
  }
}
