import Insight
import Returns

/// Every label of the pages. What is missing here cannot appear there.
enum Labels {
  static let none = Worded("None.", "无。")

  static let openCases = Worded("Open cases", "未结售后单")
  static let openExceptions = Worded("Open exceptions", "未结异常")
  static let newToday = Worded("New today", "今日新增")

  static let refundsExpected = Worded("Refunds expected", "应退款")
  static let refundsPaid = Worded("Refunds paid", "已退款")
  static let refundsPending = Worded("Refunds not due yet", "未到期退款")
  static let refundsUnproven = Worded("Refunds unproven", "待证实退款")
  static let refundsMissing = Worded("Refunds missing", "未到账退款")
  static let freightBilled = Worded("Freight billed", "运费账单")
  static let freightPayable = Worded("Freight payable", "应付运费")
  static let freightDisputed = Worded("Freight disputed", "争议运费")
  static let freightRecovered = Worded("Freight recovered", "追回运费")

  static let severity = Worded("Severity", "严重程度")
  static let owner = Worded("Owner", "负责部门")
  static let count = Worded("Count", "数量")
  static let amount = Worded("Amount", "金额")
  static let exception = Worded("Exception", "异常")
  static let subject = Worded("Subject", "对象")
  static let shop = Worded("Shop", "店铺")
  static let difference = Worded("Difference", "差额")
  static let currency = Worded("Currency", "币种")
  static let due = Worded("Due", "期限")
  static let age = Worded("Age in days", "天数")
  static let status = Worded("Status", "状态")
  static let explanation = Worded("What happened", "说明")
  static let action = Worded("What to do", "处理建议")
  static let identifier = Worded("Id", "编号")
  static let kind = Worded("Kind", "类型")
  static let expected = Worded("Expected", "应计")
  static let matched = Worded("Matched", "已匹配")
  static let notDue = Worded("Not due yet", "未到期")
  static let unprovenMoney = Worded("Unproven", "待证实")
  static let writtenOff = Worded("Written off", "核销")
  static let missing = Worded("Missing", "缺失")
  static let file = Worded("File", "文件")
  static let feed = Worded("Feed", "数据类型")
  static let read = Worded("Read", "读取")
  static let accepted = Worded("Accepted", "接受")
  static let duplicate = Worded("Duplicate", "重复")
  static let superseded = Worded("Superseded", "更正")
  static let rejected = Worded("Rejected", "拒绝")
  static let filtered = Worded("Filtered", "过滤")
  static let controlTotal = Worded("Control total", "控制总数")
  static let controlFound = Worded("Found", "实际")
  static let reason = Worded("Reason", "原因")
  static let breaksOn = Worded("Breaks on", "逾期日")
  static let carrier = Worded("Carrier", "承运商")
  static let invoice = Worded("Invoice", "账单号")
  static let statementTotal = Worded("Invoice total", "账单合计")
  static let direction = Worded("Direction", "方向")
  static let bearer = Worded("Borne by", "承担方")
  static let parcels = Worded("Parcels", "件数")
  static let billed = Worded("Billed", "账单金额")
  static let disputed = Worded("Disputed", "争议")
  static let payable = Worded("Payable", "应付")
  static let open = Worded("Open", "未结")
  static let done = Worded("Done", "已结")

  /// A word of the file contract as a page shows it: `refund_only` is `refund only` and 仅退款.
  static func word(_ name: String, _ language: ReportLanguage) -> String {
    switch language {
    case .english: String(name.map { $0 == "_" ? " " : $0 })
    case .chinese: chineseWords[name] ?? name
    }
  }

  static let chineseWords: [String: String] = [
    "info": "提示", "warning": "警告", "error": "严重",
    "yes": "是", "no": "否",
    "finance": "财务", "logistics": "物流", "warehouse": "仓库", "service": "客服", "compliance": "合规",
    "new": "新增", "open": "未结", "changed": "有变化", "reopened": "重新打开", "resolved": "已解决",
    "decided": "已决定",
    "taken": "已接收", "held": "暂存", "refused": "拒收", "withdrawn": "已撤回",
    "payment": "付款", "refund": "退款", "freight_refund": "退运费", "difference_payment": "补差价",
    "difference_refund": "退差价", "shipping_refund": "退发货运费", "freight_payment": "补运费",
    "freight_back": "退还已付运费",
    "outbound": "发货", "return": "退货", "exchange": "换货", "return_to_customer": "退回客户",
    "refund_only": "仅退款",
    "merchant": "商家", "customer": "客户", "carrier": "承运商", "insurance": "保险", "supplier": "供应商",
    "size_colour": "尺码颜色",
    "quality": "质量", "fit": "尺码款式", "no_reason": "无理由", "special": "特殊", "transport": "运输",
    "orders": "订单", "cases": "售后单", "materials": "材料", "reviews": "审核", "parcels": "包裹",
    "charges": "运费", "inspections": "验收", "settlements": "结算", "stock": "库存", "surveys": "调查",
    "none": "无", "receipt": "签收", "purchase": "购买",
    "tickets": "工单", "claim_results": "理赔结果", "decisions": "决定",
  ]
}
