extension Labels {
  static let service = Worded("Service", "客服")
  static let serviceTitle = Worded("Returns and refunds: service", "退换货客服日报")
  static let serviceAbout = Worded(
    "Which customers wait for an answer, and what they are to be told.",
    "哪些客户在等答复，需要告知什么。")
  static let serviceTrend = Worded("Open exceptions of service", "客服未结异常")
  static let reviewsOverdue = Worded("Reviews overdue", "超期未审核")
  static let materialMissing = Worded("Material to ask for", "待索要材料")
  static let ticketsDue = Worded("Tickets on their last day", "最后期限日的工单")
  static let ticketsBreached = Worded("Tickets breached", "超时工单")
  static let exchangesDue = Worded("Exchanges due", "待换货")
  static let decisionsRefused = Worded("Decisions refused", "被拒的决定")
  static let noticesToSend = Worded("Notices to send", "待发通知")
  static let surveysToSend = Worded("Surveys to send", "待发调查")
  static let casesByStage = Worded("Open cases by stage and age", "未结售后单：按阶段和天数")
  static let stagesLead = Worded(
    "Case lines, by days since the application.", "按申请以来的天数统计。")
  static let stage = Worded("Stage", "阶段")
  static let stepsByDue = Worded("Next steps by deadline", "下一步：按期限")
  static let casesToHandle = Worded("Cases to handle, the first due first", "待处理售后单（按期限）")
  static let applied = Worded("Applied", "申请日期")
  static let servicePending = Worded("Answers pending", "待答复事项")
  static let expectedThing = Worded("Expected", "应有事项")
  static let waitingFor = Worded("Waiting for", "等待数据源")
}
