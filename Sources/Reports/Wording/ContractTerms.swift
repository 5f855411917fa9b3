/// The file contract's column names as Chinese readers call them. The name itself stays beside the
/// term: it is what stands in the file.
enum ContractTerms {
  /// `金额 amount`; of a value that is no column's name its word, or the value itself.
  static func chinese(_ name: String) -> String {
    if let term = columns[name] { return "\(term) \(name)" }
    if let word = values[name] { return word }
    let unread = ": cells not readable"
    if name.hasSuffix(unread) {
      return chinese(String(name.dropLast(unread.count))) + "：无法读取的单元格"
    }
    // A record and its column: `orders.paid_amount`.
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2, let term = columns[parts[1]] else { return name }
    return "\(Labels.word(parts[0], .chinese))\(term) \(name)"
  }

  /// What a charge is for, which may have a column's name.
  static func chineseCharge(_ name: String) -> String { values[name] ?? chinese(name) }

  /// What is missing of an application, and what a charge is for.
  private static let values = [
    "order data": "订单数据", "freight": "运费", "packaging": "包装费", "fuel": "燃油附加费",
    "remote": "偏远附加费", "insurance": "保价费", "cod": "代收手续费", "address": "地址更正费",
    "rebate": "返利", "compensation": "赔付", "other": "其他", "tax": "税额", "rows": "行数",
    "refund": "退款", "payment": "付款", "opening balance": "期初余额",
    "closing balance": "期末余额", "coupon refunds": "代金券退款", "discounts": "优惠",
    "entries": "笔数", "fees": "手续费", "income": "收入", "outgo": "支出",
    "net of the batch": "批次净额", "orders": "订单金额", "orders settled": "应结订单金额",
    "paid": "已付", "payments": "付款", "refunded": "已退", "refunds": "退款",
    "refunds requested": "申请退款", "rows of income": "收入笔数", "rows of outgo": "支出笔数",
    "shipments less invoices": "发货减账单", "sum of entries": "明细合计",
    "sum of lines": "行合计", "total of transactions": "交易合计",
    "total without tax": "不含税合计", "total-amount": "总金额", "transactions": "交易笔数",
    "total": "合计", "contact": "联系方式", "count": "笔数", "net": "净额", "gross": "总额",
    "opening": "期初", "closing": "期末", "payouts": "结算", "parcels": "包裹数", "records": "记录数",
    "fee": "手续费", "amount": "金额",
  ]

  private static let columns = [
    "order_id": "订单号", "line_no": "行号", "sku": "商品编码", "quantity": "数量",
    "unit_price": "单价", "ordered_at": "下单时间", "currency": "币种", "paid_amount": "实付金额",
    "shipping_paid": "实付运费", "product_name": "商品名称", "category": "品类",
    "supplier_id": "供应商", "customer_id": "客户编号", "delivered_at": "签收时间",
    "region": "地区", "warehouse": "仓库", "payment_channel": "支付渠道",
    "payment_ref": "支付单号", "buyer_gender": "买家性别", "buyer_age": "买家年龄",
    "no_reason_excluded": "不支持无理由退货", "freight_insured": "运费险",
    "insurance_premium": "保费", "promotion_id": "促销编号", "discount_amount": "优惠金额",
    "campaign": "活动", "case_id": "售后单号", "kind": "类型", "reason": "原因",
    "applied_at": "申请时间", "requested_amount": "申请金额", "channel": "渠道",
    "description": "问题描述", "evidence": "凭证", "contact_name": "联系人",
    "contact_phone": "联系电话", "contact_address": "联系地址", "return_carrier": "退货承运商",
    "pickup_wanted": "上门取件", "return_waybill": "退货运单号",
    "return_freight_paid": "客户垫付运费", "exchange_sku": "换货商品编码",
    "exchange_unit_price": "换货单价", "exchange_waybill": "换货运单号",
    "withdrawn_at": "撤销时间", "platform_ruling": "平台判责", "received_at": "收到时间",
    "type": "类别", "ref": "凭证号", "reviewed_at": "审核时间", "verdict": "审核结论",
    "reviewer": "审核人", "approved_kind": "批准类型", "approved_quantity": "批准数量",
    "approved_amount": "批准金额", "waybill": "运单号", "carrier": "承运商",
    "direction": "方向", "status": "状态", "reference": "关联单号", "status_at": "状态时间",
    "picked_up_at": "揽收时间", "promised_at": "承诺送达时间", "weight_g": "重量",
    "billed_weight_g": "计费重量", "length_mm": "长", "width_mm": "宽", "height_mm": "高",
    "zone": "计费分区", "declared_value": "声明价值", "freight_fee": "运费",
    "packaging_fee": "包装费", "surcharge": "附加费", "invoice_no": "账单号", "terms": "付款方式",
    "charge_type": "费用类型", "amount": "金额", "account_no": "月结账号", "tax": "税额",
    "billed_at": "账单时间", "credit_of": "冲抵账单", "item": "项目",
    "original_waybill": "原运单号",
    "inspected_at": "验收时间", "result": "结果", "condition": "商品状况",
    "resaleable": "可再售", "packaging": "包装", "disposition": "处置", "inspector": "验收人",
    "txn_id": "交易号", "settled_at": "结算时间", "account_id": "账户", "view": "视图",
    "refund_ref": "退款关联号", "fee": "手续费", "payout_id": "打款批次",
    "batch_id": "批次号", "movement_id": "库存流水号", "moved_at": "出入库时间",
    "answered_at": "答复时间", "ease": "便捷度", "staff": "人员评分", "speed": "速度评分",
    "outcome": "结果评分", "return_reason": "退货原因", "comment": "评语",
    "ticket_id": "工单号", "class": "工单类别", "opened_at": "提交时间", "topic": "主题",
    "first_response_at": "首次响应时间", "resolved_at": "解决时间",
    "result_told_at": "告知时间", "handler": "处理人", "claim_id": "索赔编号", "at": "时间",
    "decision_id": "决定编号", "exception_id": "异常编号", "version": "版本",
    "action": "操作", "decided_by": "决定人", "decided_at": "决定时间", "target": "对象",
    "note": "备注", "until": "截止日", "approved_by": "批准人", "revokes": "撤回的决定",
    "shop_id": "店铺", "updated_at": "更新时间",
  ]
}
