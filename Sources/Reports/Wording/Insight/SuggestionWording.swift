import Insight
import Returns

extension InsightWording {
  /// What to do.
  static func advice(_ ground: Suggestion.Ground) -> Worded {
    switch ground {
    case .driver(let driver): advice(driver)
    case .customer: response(.serialReturner)
    case .association(let association, let cell):
      switch (association.dimension, cell.reason.family) {
      case (.category, .fit):
        Worded("Improve the size guide and the pictures of this category", "完善该品类的尺码表与图片")
      case (.category, .quality):
        Worded("Tighten the incoming inspection of this category", "加强该品类的来货检验")
      case (.orderValue, _):
        Worded(
          "Look at the cases of this order value: bundles, thresholds, gifts", "检查该金额段的订单：凑单、满减、赠品")
      default: Worded("Look at the cases behind it before changing anything", "先查看相关售后单，再决定措施")
      }
    case .slow: Worded("Give this step more people or fewer rounds", "为该环节增派人手或减少流转")
    case .dissatisfied(_, let question):
      switch question {
      case .ease: Worded("Make applying easier: fewer fields, clearer steps", "简化申请流程，减少填写项")
      case .staff: Worded("Train the service desk on the frequent questions", "针对高频问题培训客服")
      case .speed: Worded("Answer and refund sooner, and say when", "加快答复与退款，并告知时间")
      case .outcome: Worded("Look at refused and partly refunded cases", "复核被拒与部分退款的售后单")
      }
    case .reasonsDiffer:
      Worded("Ask for the reason again when the case is reviewed", "审核时再次核实退货原因")
    }
  }

  private static func advice(_ driver: Driver) -> Worded {
    switch (driver.dimension, driver.cause) {
    case (.supplier, _): response(.supplierQuality)
    case (.carrier, .parcelDamaged): response(.carrierDamage)
    case (.carrier, .parcelLate): response(.carrierLate)
    case (.carrier, .parcelLost), (.carrier, .transport): response(.carrierLoss)
    case (.sku, .quality), (.sku, .special): response(.skuQuality)
    case (.sku, .fit), (.category, .fit):
      Worded("Correct the size guide and the pictures of the article", "更正商品尺码表与图片")
    case (.promotion, _), (.campaign, _):
      Worded("Check what the promotion promised and whom it reached", "检查活动的承诺内容与投放人群")
    default: response(.otherCause)
    }
  }

  /// The figures that say so.
  static func figures(_ ground: Suggestion.Ground, _ context: ReportContext) -> String {
    let language = context.language
    let isEnglish = language == .english
    switch ground {
    case .driver(let driver): return sentence(driver, language)
    case .customer(let score):
      let ends = isEnglish ? " " : ""
      return sentence(score, context) + ends + reasons(score, language)
    case .association(let association, let cell):
      let reason = Labels.reason(cell.reason).in(language)
      let (count, expected) = (
        language.number(cell.count), language.decimal(cell.expected, places: 1)
      )
      let name = dimension(association.dimension).in(language)
      return isEnglish
        ? "\(name) \(cell.value): \(count) orders with a case for \"\(reason)\", \(expected) "
          + "were to be expected (of \(language.number(association.sample)); see associations.csv)"
        : "\(name) \(cell.value)：因“\(reason)”售后的订单 \(count) 个，按预期应为 \(expected)（共 "
          + "\(language.number(association.sample)) 个；统计明细见附录）"
    case .slow(let figure):
      let name = step(figure.name).in(language)
      let breaches = language.number(figure.breaches)
      let late =
        isEnglish
        ? "\(name): \(breaches) \(figure.breaches == 1 ? "is" : "are") too late"
        : "\(name)：\(breaches) 项超时"
      guard let p90 = figure.p90.map({ language.number($0) }) else { return late }
      return isEnglish
        ? "\(late); nine of ten are done within \(p90) hours" : "\(late)；九成在 \(p90) 小时内完成"
    case .dissatisfied(let row, let question):
      let top = row.top(question)
      let name = self.question(question).in(language)
      return isEnglish
        ? "\(name): \(percent(top.share, language)) gave 4 or 5 "
          + "(\(percent(top.low, language)) to \(percent(top.high, language)), "
          + "\(language.number(top.trials)) answers)"
        : "\(name)：\(percent(top.share, language))给出 4 分或 5 分（区间\(percent(top.low, language))至"
          + "\(percent(top.high, language))，共 \(language.number(top.trials)) 份）"
    case .reasonsDiffer(let row):
      let (some, all) = (
        language.number(row.reasonsDiffering), language.number(row.reasonsGiven)
      )
      return isEnglish
        ? "\(some) of \(all) customers name another reason than their case"
        : "\(all) 位客户中有 \(some) 位所述原因与售后单不同"
    }
  }

  /// By which an application or an answer came; other words are the shop's own.
  static func channel(_ name: String) -> Worded {
    switch name {
    case "self_service": Worded("self-service", "自助")
    case "phone": Worded("phone", "电话")
    case "social": Worded("social account", "社交账号")
    case "chat": Worded("live chat", "在线客服")
    case "app": Worded("app", "应用")
    case "web": Worded("web", "网页")
    case "email": Worded("mail", "邮件")
    case "sms": Worded("text message", "短信")
    case "questionnaire", "form": Worded("questionnaire", "问卷")
    default: Worded(name, name)
    }
  }

  static func question(_ question: SurveyQuestion) -> Worded {
    switch question {
    case .ease: Worded("Ease", "便捷度")
    case .staff: Worded("Staff", "客服专业度")
    case .speed: Worded("Speed", "处理速度")
    case .outcome: Worded("Outcome", "处理结果")
    }
  }

  /// A step of the shop's own work, or a class of tickets.
  static func step(_ name: Text) -> Worded {
    switch name {
    case "first_response":
      Worded("First answer to applications and tickets", "申请与工单首次响应")
    case "review": Worded("Review of applications", "申请审核")
    case "inspection": Worded("Inspection of arrivals", "到货验收")
    case "refund": Worded("Refund after arrival", "到货后退款")
    case "quality": Worded("Quality tickets", "质量工单")
    case "size_colour": Worded("Size and colour tickets", "尺码颜色工单")
    case "service": Worded("Service tickets", "服务工单")
    case "logistics": Worded("Logistics tickets", "物流工单")
    default: Worded(name.string, name.string)
    }
  }
}
