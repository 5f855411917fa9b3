import Returns

/// Words of the file contract as pages say them, where the word alone would not do in both
/// languages.
extension Labels {
  static func stage(_ stage: Stage) -> Worded {
    switch stage {
    case .applied: Worded("applied", "已申请")
    case .pending: Worded("pending material", "待补材料")
    case .refused: Worded("refused", "已拒绝")
    case .withdrawn: Worded("withdrawn", "已撤销")
    case .approved: Worded("approved", "已同意")
    case .inTransit: Worded("goods under way", "退货途中")
    case .arrived: Worded("goods arrived", "退货已到")
    case .accepted: Worded("goods accepted", "验收合格")
    case .rejected: Worded("goods rejected", "验收不合格")
    case .refundDue: Worded("refund due", "待退款")
    case .refunded: Worded("refunded", "已退款")
    case .exchangeDue: Worded("exchange due", "待换货")
    case .exchangeShipped: Worded("exchange shipped", "换货已发出")
    case .closed: Worded("closed", "已结")
    }
  }

  static func parcel(_ state: ParcelState) -> Worded {
    switch state {
    case .none: Worded("none", "无")
    case .notSent: Worded("not handed over", "未寄出")
    case .inTransit: Worded("under way", "运输中")
    case .late: Worded("late", "超时")
    case .delivered: Worded("delivered", "已签收")
    case .lost: Worded("lost", "丢失")
    case .damaged: Worded("damaged", "破损")
    case .misrouted: Worded("misrouted", "错分")
    }
  }

  static func step(_ step: NextStep) -> Worded {
    switch step {
    case .none: Worded("none", "无")
    case .review: Worded("review it", "审核")
    case .supplyMaterial: Worded("ask for material", "索要材料")
    case .awaitParcel: Worded("wait for the parcel", "等待包裹")
    case .chaseCarrier: Worded("chase the carrier", "催促承运商")
    case .inspect: Worded("inspect the goods", "验收")
    case .payRefund: Worded("pay the refund", "退款")
    case .shipReplacement: Worded("ship the replacement", "发出换货")
    case .awaitDifference: Worded("wait for the difference", "等待补差价")
    case .decide: Worded("decide", "决定")
    }
  }

  static func reason(_ reason: Reason) -> Worded {
    switch reason {
    case .damaged: Worded("damaged", "破损")
    case .defective: Worded("defective", "质量问题")
    case .missingParts: Worded("missing parts", "缺件")
    case .notAsDescribed: Worded("not as described", "与描述不符")
    case .wrongItem: Worded("wrong item", "错发")
    case .size: Worded("size", "尺码")
    case .colour: Worded("colour", "颜色")
    case .style: Worded("style", "款式")
    case .noLongerNeeded: Worded("no longer needed", "不再需要")
    case .safety: Worded("safety", "安全问题")
    case .unlawful: Worded("unlawful goods", "违禁商品")
    case .lost: Worded("lost on the way", "运输丢失")
    case .late: Worded("late", "迟到")
    case .transitDamage: Worded("damaged on the way", "运输破损")
    }
  }

  static func instruction(_ kind: InstructionKind) -> Worded {
    switch kind {
    case .refund: Worded("Refunds", "退款指令")
    case .exchangeShipment: Worded("Exchange shipments", "换货发货")
    case .carrierBooking: Worded("Carrier bookings", "承运商揽收预约")
    case .carrierClaim: Worded("Claims on carriers", "承运商索赔")
    case .supplierClaim: Worded("Claims on suppliers", "供应商索赔")
    case .surveyRequest: Worded("Survey requests", "满意度调查")
    case .notice: Worded("Notices to customers", "客户通知")
    case .orderUpdate: Worded("Order updates", "订单状态回写")
    }
  }

  static func instructionState(_ state: InstructionState) -> Worded {
    switch state {
    case .issued: Worded("no answer yet", "未答复")
    case .failed: Worded("failed", "失败")
    case .done: Worded("done", "完成")
    case .replaced: Worded("replaced", "已替换")
    case .cancelled: Worded("called off", "已取消")
    case .misdirected: Worded("paid for another order", "误付他单")
    }
  }

  /// What a freight audit looks at.
  static func check(_ check: FeeCheck) -> Worded {
    switch check {
    case .duplicate: Worded("charged twice", "重复收费")
    case .rate: Worded("rate", "费率")
    case .weight: Worded("weight", "重量")
    case .dimensions: Worded("dimensions", "体积")
    case .zone: Worded("zone", "分区")
    case .surcharge: Worded("surcharge", "附加费")
    case .address: Worded("address correction", "地址更正费")
    case .notShipped: Worded("never shipped", "从未发货")
    case .unknown: Worded("unknown waybill", "未知运单")
    case .late: Worded("late delivery", "派送超时")
    case .lost: Worded("lost or damaged", "丢失或破损")
    case .priceOrPayer: Worded("price or payer", "价格或付款方")
    case .packaging: Worded("packaging", "包装费")
    case .insuredValue: Worded("insured value", "保价费")
    case .statement: Worded("statement", "账单")
    case .noCase: Worded("no case", "无售后单")
    case .payout: Worded("payout", "赔付")
    }
  }

  /// What is expected.
  static func expectation(_ kind: ExpectationKind) -> Worded {
    switch kind {
    case .payment: Worded("payment", "付款")
    case .refund: Worded("refund", "退款")
    case .freightRefund: Worded("freight refund", "退运费")
    case .differencePayment: Worded("price difference to pay", "补差价")
    case .differenceRefund: Worded("price difference to refund", "退差价")
    case .handOver: Worded("parcel handed over", "寄出退货")
    case .arrival: Worded("arrival", "到货")
    case .exchangeShipment: Worded("replacement shipped", "换货发出")
    case .goodsBack: Worded("goods back", "退货返回")
    case .inspection: Worded("inspection", "验收")
    case .reviewAnswer: Worded("answer to an application", "申请答复")
    case .freight: Worded("carrier's bill", "运费账单")
    case .restock: Worded("restocking", "入库")
    case .stockIssue: Worded("goods booked out", "出库")
    case .ticketAnswer: Worded("answer to a ticket", "工单答复")
    case .compensation: Worded("compensation", "补偿")
    case .insurancePayout: Worded("insurance payout", "保险赔付")
    case .shippingRefund: Worded("refund of outbound freight", "退发货运费")
    case .claimAnswer: Worded("answer to a claim", "索赔答复")
    case .claimPayment: Worded("payment of a claim", "索赔到账")
    case .freightPayment: Worded("freight charged to the customer", "客户承担的运费")
    case .freightBack: Worded("refund of freight charged to the customer", "退还客户已付运费")
    }
  }

  /// The ground of a claim: the code of a trouble or of an audit.
  static func ground(_ word: String, _ language: ReportLanguage) -> String {
    if let code = ExceptionCode(name: word) { return Wording.title(code, language) }
    if let check = FeeCheck(name: word) { return Labels.check(check).in(language) }
    if let reason = Reason(name: word) { return Labels.reason(reason).in(language) }
    return word
  }
}
