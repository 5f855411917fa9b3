import Insight
import Returns

extension InsightWording {
  static func risk(_ kind: RiskKind) -> Worded {
    switch kind {
    case .supplierQuality: Worded("A supplier's goods fail", "供应商质量问题")
    case .skuQuality: Worded("An article fails", "商品质量问题")
    case .carrierLoss: Worded("A carrier loses parcels", "承运商丢件")
    case .carrierDamage: Worded("A carrier damages parcels", "承运商破损")
    case .carrierLate: Worded("A carrier is late", "承运商延误")
    case .otherCause: Worded("Cases pile up in one place", "售后集中发生")
    case .safety: Worded("Unsafe or unlawful goods", "安全隐患或违禁商品")
    case .refundOverdue: Worded("Refunds are overdue", "退款逾期")
    case .reviewOverdue: Worded("Applications wait too long", "审核超时")
    case .ticketBreach: Worded("Tickets are answered late", "工单超时")
    case .serialReturner: Worded("A customer returns far more than others", "客户高频退货")
    case .lawExposure: Worded("The law is not kept", "违反法规")
    }
  }

  static func response(_ kind: RiskKind) -> Worded {
    switch kind {
    case .supplierQuality:
      Worded(
        "Check the stock of this supplier, claim the cost, and agree on measures before the next "
          + "order",
        "抽检该供应商库存，追偿成本，下次进货前约定整改措施")
    case .skuQuality:
      Worded(
        "Check the stock of the article, stop selling it if the fault is confirmed, correct its "
          + "description",
        "抽检该商品库存，确认缺陷则停售，并更正商品描述")
    case .carrierLoss:
      Worded(
        "File the claims, have the lanes looked into, and move parcels to another carrier",
        "提交理赔，排查相关线路，改由其他承运商承运")
    case .carrierDamage:
      Worded("File the claims and strengthen the packaging on these lanes", "提交理赔，并加固相关线路的包装")
    case .carrierLate:
      Worded(
        "Ask for the refund of guaranteed services and correct the promised times", "追讨时效赔付，并修正承诺时效"
      )
    case .otherCause:
      Worded("Look at the cases behind it and name the cause", "查看相关售后单并确定原因")
    case .safety:
      Worded("Stop the sale, secure the goods, decide on a recall", "立即停售并封存商品，决定是否召回")
    case .refundOverdue:
      Worded("Release the refund batches, the oldest first", "释放退款批次，最早的优先")
    case .reviewOverdue:
      Worded("Work off the applications, the oldest first", "处理积压的申请，最早的优先")
    case .ticketBreach:
      Worded("Work off the tickets, the oldest first, and tell the customers", "处理积压工单，最早的优先，并告知客户")
    case .serialReturner:
      Worded(
        "A person looks at the history before the next case; rights by law stand",
        "下次售后前由人工查看历史记录；法定权利不受影响")
    case .lawExposure:
      Worded("Settle the cases and change what breaks the law", "尽快了结相关售后单，并修正违规政策")
    }
  }

  static func evidence(_ risk: Risk, _ context: ReportContext) -> String {
    let words = counted(risk, context)
    guard risk.losses.sorted.count > 1 else { return words }
    let losses = context.language.money(risk.losses)
    return context.language == .english ? "\(words); loss \(losses)" : "\(words)；损失 \(losses)"
  }

  private static func counted(_ risk: Risk, _ context: ReportContext) -> String {
    let language = context.language
    let (count, base) = (language.number(risk.count), language.number(risk.base))
    let expected = language.number(risk.expected)
    let isEnglish = language == .english
    switch risk.kind {
    case .supplierQuality, .skuQuality, .carrierLoss, .carrierDamage, .carrierLate, .otherCause:
      let since = risk.since.map {
        isEnglish ? " since \(language.day($0))" : "（自\(language.day($0))起）"
      }
      return isEnglish
        ? "\(count) of \(base)\(since ?? ""), \(expected) \(risk.expected == 1 ? "was" : "were") "
          + "to be expected"
        : "\(base) 中有 \(count)\(since ?? "")，按预期应为 \(expected)"
    case .safety:
      return isEnglish
        ? "\(count) \(risk.count == 1 ? "case" : "cases") in four weeks" : "四周内 \(count) 件"
    case .serialReturner:
      return isEnglish
        ? "a case in \(count) of \(base) orders, \(expected) would be usual"
        : "\(base) 个订单中 \(count) 个发生售后，通常为 \(expected) 个"
    case .refundOverdue, .reviewOverdue, .ticketBreach, .lawExposure:
      return isEnglish ? "\(count) \(risk.count == 1 ? "is" : "are") open" : "未结 \(count) 项"
    }
  }

  static func grade(_ grade: Risk.Grade) -> Worded {
    switch grade {
    case .low: Worded("low", "低")
    case .medium: Worded("medium", "中")
    case .high: Worded("high", "高")
    case .critical: Worded("critical", "极高")
    }
  }

  static func change(_ change: Risk.Change) -> Worded {
    switch change {
    case .new: Worded("new", "新增")
    case .worse: Worded("worse", "上升")
    case .same: Worded("unchanged", "不变")
    case .better: Worded("better", "下降")
    case .ended: Worded("ended", "已消除")
    }
  }
}
