import Returns

/// Applications, their review, and tickets.
let serviceCodes: [CodeWording] = [
  CodeWording(
    .caseNoOrder,
    title: Worded("Case without order", "售后单无订单"),
    explanation: Worded(
      "Case {case} names order {order} or a line of it that no order file has delivered.",
      "售后单 {case} 所指订单 {order} 或其明细行不在任何订单文件中。"),
    action: Worded(
      "Correct the order number, or supply the missing order export.",
      "更正订单号，或补交缺失的订单文件。")),
  CodeWording(
    .caseQuantity,
    title: Worded("More asked for than is left", "申请数量超出"),
    explanation: Worded(
      "Case {case} asks for more units of order {order} than the line has left.",
      "售后单 {case} 申请的数量超过订单 {order} 该行的剩余数量。"),
    action: Worded(
      "Ask the customer which units are meant and correct the case.",
      "向客户确认具体商品并更正售后单。")),
  CodeWording(
    .caseLate,
    title: Worded("Applied for too late", "申请超期"),
    explanation: Worded(
      "Case {case} was applied for after its window[, which ended on {due}].",
      "售后单 {case} 在申请期限[ {due} ]之后提出。"),
    action: Worded(
      "Refuse it with the reason, or approve it as goodwill by a review.",
      "说明理由予以拒绝，或经审核作善意处理。")),
  CodeWording(
    .caseExcluded,
    title: Worded("Goods excluded from return", "商品不适用退货"),
    explanation: Worded(
      "Case {case} is a no-reason return of goods that are excluded from it.",
      "售后单 {case} 申请无理由退货，但该商品不适用。"),
    action: Worded(
      "Check that the customer confirmed the exclusion at purchase, then refuse with the reason.",
      "确认客户购买时已同意不适用条款，再说明理由拒绝。")),
  CodeWording(
    .caseIncomplete,
    title: Worded("Application incomplete", "申请材料不全"),
    explanation: Worded(
      "The application of case {case} lacks required material.",
      "售后单 {case} 缺少必需材料。"),
    action: Worded(
      "Ask the customer for what is missing.",
      "请客户补交缺少的材料。")),
  CodeWording(
    .caseDuplicate,
    title: Worded("Cases overlap", "售后单重复"),
    explanation: Worded(
      "Case {case} and other open cases of order {order} ask for the same units.",
      "售后单 {case} 与订单 {order} 的其他未结售后单申请了相同商品。"),
    action: Worded(
      "Keep one of them and withdraw the others.",
      "保留其一，撤销其余。")),
  CodeWording(
    .caseHistory,
    title: Worded("Impossible history", "处理过程不合逻辑"),
    explanation: Worded(
      "The steps of case {case} are in an order that cannot be, or must not be.",
      "售后单 {case} 的处理步骤顺序不合逻辑。"),
    action: Worded(
      "Check the records of the case and correct the wrong date or status.",
      "核对该单记录，更正错误的日期或状态。")),
  CodeWording(
    .reviewOverdue,
    title: Worded("Review overdue", "审核超时"),
    explanation: Worded(
      "Case {case} was not answered[ by {due}].",
      "售后单 {case} 未[在 {due} 前]得到答复。"),
    action: Worded(
      "Review the case today, or note why the answer was late.",
      "今天完成审核，或说明答复迟延的原因。")),
  CodeWording(
    .ticketBreached,
    title: Worded("Ticket past its deadline", "工单超时"),
    explanation: Worded(
      "Ticket {subject}[ of case {case}] should have been settled, and the customer told the result"
        + "[, by {due}].",
      "工单 {subject} 应[于 {due} 前]处理完毕并告知客户结果[（售后单 {case}）]，未按时完成。"),
    action: Worded(
      "Settle it now and tell the customer the result.",
      "立即处理，并告知客户结果。")),
  CodeWording(
    .ticketDue,
    title: Worded("Ticket at its last day", "工单到期"),
    explanation: Worded(
      "Ticket {subject}[ of case {case}] has its last working day[ on {due}] and is not settled.",
      "工单 {subject} 的最后一个工作日[为 {due}][（售后单 {case}）]，尚未处理完毕。"),
    action: Worded(
      "Settle it today and tell the customer the result.",
      "今天处理完毕并告知客户结果。")),
]
