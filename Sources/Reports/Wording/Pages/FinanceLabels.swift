import Returns

extension Labels {
  static let finance = Worded("Finance", "财务")
  static let financeTitle = Worded("Returns and refunds: finance", "退换货财务报告")
  static let financeAbout = Worded(
    "What should have been paid and refunded, what was, and what is missing.",
    "应收应退多少，实际多少，还缺多少。")
  static let moneyLead = Worded(
    "Everything expected, and what became of it.", "全部应计金额及其结果。")
  static let pendingLead = Worded(
    "Expected and not due yet, or not yet provable: what becomes an exception on which day.",
    "尚未到期或尚无法证实的事项，以及各自成为异常的日期。")
  static let money = Worded("Payments and refunds", "付款与退款")
  static let refundsDue = Worded("Refunds to pay, the first due first", "待支付的退款（按期限）")
  static let refusedFiles = Worded("Files held or refused", "暂存或拒收的文件")
  static let intake = Worded("Files taken in", "已接收文件")
  static let pending = Worded("Pending, by the day it becomes an exception", "待处理（按逾期日）")
  static let statement = Worded("Carriers' statements", "承运商对账单")
  static let casesByReason = Worded("Cases by reason", "售后单：按原因")
  static let proof = Worded("The proof", "核对证明")
  static let proofLead = Worded(
    "Open before + newly expected − matched − written off ± revised = open after.",
    "期初未结 + 新增应计 − 已匹配 − 核销 ± 更正 = 期末未结。")
  static let openBefore = Worded("Open before", "期初未结")
  static let newlyExpected = Worded("Newly expected", "新增应计")
  static let revised = Worded("Revised", "更正")
  static let openAfter = Worded("Open after", "期末未结")
  static let residual = Worded("Residual", "差额")
  static let caseID = Worded("Case", "售后单")
  static let order = Worded("Order", "订单")
  static let paid = Worded("Paid", "已退")
  static let lawDeadline = Worded("By law", "法定期限")

  /// `rows 3; refund 0.02`, in Chinese 行数 3；退款 0.02.
  static func control(_ totals: String, _ language: ReportLanguage) -> String {
    if language == .english { return totals }
    return totals.split(separator: ";").map { total in
      let words = total.split(separator: " ")
      let name = words.dropLast().joined(separator: " ")
      return [ContractTerms.chineseCharge(name), String(words.last ?? "")]
        .filter { !$0.isEmpty }.joined(separator: " ")
    }.joined(separator: "；")
  }

  static func graveCount(_ count: Int, _ language: ReportLanguage) -> String {
    switch language {
    case .english: "\(language.number(count)) of severity error"
    case .chinese: "其中严重 \(language.number(count))"
    }
  }
}
