import Returns

extension Labels {
  static let logistics = Worded("Logistics", "物流")
  static let logisticsTitle = Worded("Returns and refunds: logistics", "退换货物流报告")
  static let logisticsAbout = Worded(
    "Where the parcels are, what carriers got wrong, and what they owe.",
    "包裹在哪里，承运商哪里出错，应向其追回多少。")
  static let logisticsExceptions = Worded("Exceptions of logistics", "物流异常")
  static let warehouseExceptions = Worded("Exceptions of the warehouse", "仓库异常")
  static let returnsUnderWay = Worded("Parcels of open cases", "未结售后单的包裹")
  static let parcelsInTrouble = Worded("Late, lost, damaged, misrouted", "超时、丢失、破损、错分")
  static let waybillsToBook = Worded("Waybills to book today", "今日待预约运单")
  static let recoverable = Worded("Recoverable", "可追回")
  static let claimsOpen = Worded("Claims not settled", "未结索赔")
  static let parcelsByState = Worded("Parcels by state and age", "包裹：按状态和天数")
  static let parcelsLead = Worded(
    "Parcels of open cases, by days since the application.", "未结售后单的包裹，按申请以来的天数统计。")
  static let troubleByCarrier = Worded("Trouble by carrier", "各承运商的问题包裹")
  static let troubleLead = Worded(
    "Open exceptions about parcels.", "与包裹有关的未结异常。")
  static let claims = Worded("Claims on carriers", "向承运商索赔")
  static let claimsLead = Worded(
    "Asked for and not settled, the oldest first.", "已提出且未结的索赔，最早的在前。")
  static let issuedToday = Worded("Issued today: ", "今日提出：")

  static func furtherClaims(_ count: Int, _ language: ReportLanguage) -> Markup {
    language == .english
      ? "\(language.number(count)) more, in the batches of the dates that issued them."
      : "另有 \(language.number(count)) 条，见提出当日的批次文件。"
  }

  static let claim = Worded("Claim", "索赔")
  static let waybill = Worded("Waybill", "运单")
  static let ground = Worded("Ground", "理由")
  static let issuedOn = Worded("Issued", "提出日期")
  static let claimDeadline = Worded("Claim by", "索赔期限")
  static let feeAudit = Worded("Fee audit by carrier and check", "运费审核：按承运商和检查项")
  static let feeAuditLead = Worded(
    "What can be had back, the largest first.", "可追回金额，大者在前。")
  static let check = Worded("Check", "检查项")
  static let charges = Worded("Charges", "笔数")
  static let disputes = Worded("Charges in dispute", "有争议的收费")
  static let disputesLead = Worded(
    "The first to lapse first.", "最先到期的在前。")
  static let goodsUnderWay = Worded("Returns under way, the first due first", "途中退货（按期限）")
  static let parcel = Worded("Parcel", "包裹")
  static let nextStep = Worded("Next step", "下一步")
  static let freightTitle = Worded("Freight settled today", "今日运费结算")
  static let freightExpected = Worded("Freight by rate card", "按报价应计运费")
  static let freightLead = Worded(
    "What is billed and payable includes agreed packaging and surcharges; the rate card's freight "
      + "is without them.",
    "账单金额和应付金额含约定的包装费和附加费；按报价应计运费不含。")
  static let recovered = Worded("Recovered", "已追回")
}
