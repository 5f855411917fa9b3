import Returns

/// What sources call the canonical columns, in English and Chinese. Names are compared without
/// case, blanks, `_ - . /`, and what stands in brackets.
enum ColumnAliases {
  /// How well a source's name fits a canonical column.
  struct Match: Sendable {
    let alias: String
    /// The whole name is the alias, not only a part of it.
    let isWhole: Bool
  }

  static func match(_ name: String, _ column: String, of feed: Feed) -> Match? {
    match(normal: normal(name), column, of: feed)
  }

  /// - Parameter plain: the name as `normal` gives it.
  static func match(normal plain: String, _ column: String, of feed: Feed) -> Match? {
    guard !plain.isEmpty else { return nil }
    let aliases = known[feed.name + "." + column] ?? []
    var partial: (alias: String, normal: String)?
    for (alias, wanted) in aliases {
      if wanted == plain { return Match(alias: alias, isWhole: true) }
      // Short words stand in too many names.
      guard wanted.utf8.count >= 6, wanted.utf8.count > partial?.normal.utf8.count ?? 0,
        plain.contains(wanted)
      else { continue }
      partial = (alias, wanted)
    }
    return partial.map { Match(alias: $0.alias, isWhole: false) }
  }

  /// All names of a feed's column, with what they are compared as; made once.
  private static let known: [String: [(alias: String, normal: String)]] = {
    var table: [String: [(alias: String, normal: String)]] = [:]
    for feed in Feed.allCases {
      for column in WantedColumn.all(of: feed) {
        let key = feed.name + "." + column.name
        let names = [column.name] + (own[key] ?? []) + (common[column.name] ?? [])
        table[key] = names.map { ($0, normal($0)) }
      }
    }
    return table
  }()

  /// The name says that it is a date, an amount or a kind, so it is no id although it holds one's
  /// name: `Transaction creation date`.
  static func isOtherKind(_ plain: String) -> Bool {
    let ends = [
      "date", "time", "amount", "currency", "type", "status", "fee", "fees", "datum", "betrag",
      "日期", "时间", "金额", "币种", "类型", "状态",
    ]
    return ends.contains { plain.hasSuffix($0) }
  }

  static func normal(_ name: String) -> String {
    var text = ""
    var depth = 0
    for character in name.lowercased() {
      switch character {
      case "(", "（", "[", "【": depth += 1
      case ")", "）", "]", "】": depth = max(0, depth - 1)
      case " ", "_", "-", ".", "/", "\t", "\u{FEFF}", "\n", "\r", "#", ":", "：", "\u{A0}", "'", "`":
        continue
      default: if depth == 0 { text.append(character) }
      }
    }
    return text
  }

  /// Names that mean one thing in one feed.
  private static let own: [String: [String]] = [
    "orders.order_id": ["invoice no", "invoice number"],
    "orders.quantity": ["qty", "units", "pieces", "数量", "件数", "购买数量", "商品数量", "宝贝总数量"],
    "orders.unit_price": ["price", "item price", "sold for", "单价", "商品单价", "售价"],
    "orders.ordered_at": [
      "order date", "order time", "sale date", "invoice date", "created", "created at", "date",
      "purchase date",
      "下单时间",
      "订单创建时间",
      "订单时间", "成交时间",
    ],
    "orders.paid_amount": [
      "paid", "amount paid", "line total", "total", "实付金额", "实际支付金额", "付款金额", "支付金额", "买家实付",
    ],
    "orders.shipping_paid": ["shipping and handling", "postage and packaging", "邮费"],
    "orders.delivered_at": ["delivered", "delivery date", "签收时间", "收货时间", "确认收货时间"],
    "cases.case_id": [
      "return id", "rma", "rma no", "rma number", "return number", "case", "case no", "ticket",
      "退款编号", "售后单号", "退货单号", "售后编号", "退换单号",
    ],
    "cases.kind": ["return type", "request type", "type", "售后类型", "退款类型", "申请类型"],
    "cases.reason": ["return reason", "why", "reason code", "退款原因", "退货原因", "售后原因", "申请原因"],
    "cases.applied_at": [
      "requested at", "request date", "return date", "return request date", "date", "申请时间",
      "售后申请时间",
      "退款申请时间",
    ],
    "cases.quantity": ["qty", "return quantity", "退货数量", "申请数量", "数量"],
    "cases.requested_amount": ["refund amount", "amount", "退款金额", "申请退款金额", "申请金额"],
    "reviews.verdict": ["decision", "result", "审核结果", "审核状态"],
    "reviews.reviewed_at": ["reviewed", "decided at", "审核时间"],
    "reviews.reviewer": ["reviewed by", "agent", "审核人"],
    "reviews.case_id": ["rma", "return id", "售后单号", "退款编号"],
    "parcels.status": ["parcel status", "state", "物流状态", "运单状态", "状态"],
    "parcels.status_at": ["event time", "scan time", "date", "time", "状态时间", "更新时间", "日期"],
    "parcels.direction": ["way", "flow", "方向"],
    "parcels.reference": ["order no", "order id", "customer reference", "订单号", "订单号码", "订单编号"],
    "parcels.weight_g": ["weight g", "grams", "重量克"],
    "parcels.freight_fee": ["freight", "shipping cost", "运费", "费用"],
    "charges.amount": [
      "net amount", "charge amount", "charge", "cost", "fee", "price", "total", "应付金额", "费用", "金额",
      "运费",
      "应收费用",
    ],
    "charges.charge_type": ["charge description", "fee type", "service", "费用类型", "费用名称", "收费项目"],
    "charges.billed_at": ["invoice date", "bill date", "date", "账单日期", "计费日期", "日期", "寄件日期"],
    "inspections.case_id": ["rma", "return id", "license plate number", "售后单号", "退货单号"],
    "inspections.inspected_at": ["inspection date", "checked at", "date", "质检时间", "验货时间"],
    "inspections.result": ["outcome", "inspection result", "质检结果", "验货结果"],
    "inspections.quantity": ["qty", "pieces", "数量", "质检数量"],
    "inspections.condition": ["item condition", "商品状态", "成色"],
    "settlements.txn_id": [
      "transaction id", "transaction no", "transaction", "txn", "txn id", "trade no", "payment id",
      "document no", "document number", "reference no", "reference id", "id", "beleg",
      "belegnummer", "交易号",
      "交易流水号", "流水号",
      "支付宝交易号", "微信订单号", "账务流水号", "业务流水号", "交易单号",
    ],
    "settlements.type": [
      "transaction type", "kind", "entry type", "vorgang", "buchungsart", "业务类型", "交易类型", "类型",
      "账务类型",
      "收支类型",
    ],
    "settlements.amount": [
      "gross", "gross amount", "transaction amount", "gross transaction amount", "value", "betrag",
      "umsatz", "amount eur",
      "金额",
      "交易金额", "收入金额", "订单金额", "退款金额", "发生额", "入账金额",
    ],
    "settlements.settled_at": [
      "date", "booking date", "value date", "transaction date", "transaction time",
      "transaction creation date",
      "settlement date",
      "posted", "posted date", "created", "datum", "buchungstag", "wertstellung", "交易时间", "发生时间",
      "入账时间",
      "记账时间", "结算时间", "完成时间", "日期",
    ],
    "settlements.fee": [
      "commission", "charges", "processing fee", "gebühr", "entgelt", "手续费", "服务费", "佣金",
    ],
    "settlements.status": ["state", "状态", "交易状态", "退款状态"],
    "settlements.refund_ref": [
      "refund id", "refund no", "refund reference", "rma", "return id", "退款单号", "商户退款单号", "退款批次号",
    ],
    "settlements.payment_ref": ["payment reference", "original transaction", "支付流水号", "原交易号"],
    "settlements.payout_id": ["payout", "deposit id", "出款单号", "打款单号"],
    "settlements.batch_id": ["batch", "batch number", "批次号"],
    "stock.movement_id": ["movement", "document", "流水号", "出入库单号", "单据号"],
    "stock.moved_at": ["date", "booking date", "入库时间", "出入库时间", "日期"],
    "stock.quantity": ["qty", "pieces", "数量"],
    "stock.kind": ["movement type", "type", "类型", "出入库类型"],
    "surveys.answered_at": ["answered", "date", "submitted at", "评价时间", "提交时间"],
    "tickets.ticket_id": ["ticket", "ticket no", "ticket number", "工单号", "工单编号"],
    "tickets.class": ["category", "type", "工单类型", "问题类型"],
    "tickets.opened_at": ["created", "created at", "opened", "date", "创建时间", "提交时间"],
    "claim_results.claim_id": ["claim", "claim no", "claim number", "理赔单号", "索赔编号"],
    "claim_results.at": ["date", "decided at", "处理时间", "日期"],
    "claim_results.status": ["result", "decision", "处理结果", "状态"],
    "claim_results.amount": ["compensation", "paid amount", "理赔金额", "赔付金额"],
    "materials.received_at": ["received", "date", "收到时间", "提交时间"],
    "materials.type": ["material type", "kind", "材料类型"],
  ]

  /// Names that mean the same in every feed.
  private static let common: [String: [String]] = [
    "order_id": [
      "order", "order no", "order number", "order number id", "order ref", "merchant reference",
      "purchase order", "invoice id", "bestellnummer", "auftragsnummer", "bestellung", "订单号",
      "订单编号",
      "商户订单号", "订单号码", "订单id", "交易订单号",
    ],
    "line_no": ["line", "line number", "item no", "position", "行号", "序号"],
    "sku": [
      "stock code", "item code", "article", "article number", "merchant sku", "seller sku",
      "custom label",
      "artikelnummer", "商品编码", "商家编码", "货号", "规格编码", "商品编号",
    ],
    "currency": [
      "currency code", "transaction currency", "ccy", "währung", "waehrung", "货币", "币种", "货币种类",
    ],
    "waybill": [
      "tracking number", "tracking no", "tracking id", "tracking", "shipment number", "awb",
      "sendungsnummer", "运单号", "运单号码", "快递单号", "物流单号", "面单号",
    ],
    "return_waybill": ["return tracking", "return tracking number", "退货运单号", "退货物流单号"],
    "carrier": ["courier", "shipping carrier", "carrier name", "快递公司", "物流公司", "承运商"],
    "invoice_no": ["invoice number", "invoice", "bill number", "账单号", "发票号", "账单编号"],
    "billed_weight_g": ["billed weight g", "计费重量克"],
    "zone": ["shipping zone", "区域", "计费区域"],
    "tax": ["vat", "tax amount", "税额", "税"],
    "product_name": [
      "item name", "product", "title", "item title", "lineitem name", "商品名称", "宝贝标题", "商品",
    ],
    "customer_id": ["customer", "buyer", "buyer id", "buyer username", "买家", "买家会员名", "客户编号"],
    "channel": ["payment method", "source channel", "渠道", "支付渠道", "交易渠道"],
    "account_id": ["account", "merchant account", "merchant id", "konto", "商户号", "账号"],
    "warehouse": ["location", "fulfillment center", "仓库"],
    "updated_at": ["last modified", "modified", "更新时间", "修改时间"],
    "shop_id": ["shop", "store", "store id", "店铺", "店铺名称", "店铺编号"],
    "case_id": ["rma", "return id", "rma number", "售后单号", "退款编号", "退货单号"],
  ]
}
