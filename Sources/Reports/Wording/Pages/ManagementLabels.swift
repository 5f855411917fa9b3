extension Labels {
  static let management = Worded("Management", "管理")
  static let managementTitle = Worded("Returns and refunds: management", "退换货管理日报")
  static let managementAbout = Worded(
    "Is it proven, what is at stake, and what are the causes.",
    "是否核实，涉及多少金额，根源何在。")
  static let resolvedToday = Worded("Resolved today", "今日解决")
  static let causesByMoney = Worded("Root causes by money", "根本原因：按金额")
  static let causesLead = Worded(
    "Money at stake in open exceptions, the costliest first.", "未结异常涉及金额，大者在前。")
}
