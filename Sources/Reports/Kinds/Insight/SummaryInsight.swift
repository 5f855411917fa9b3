import Insight
import Returns

extension DayInsight {
  /// What summary.json says of it: whole numbers; rates in ten thousandths.
  func write(_ json: inout JSONDocument) {
    json.field("sold_lines", sold)
    json.field("case_lines", cases)
    json.list("cost", money) { json, money in
      json.field("currency", money.currency.string)
      json.field("refunds", Int(money.refunds))
      json.field("freight", Int(money.freight))
    }
    json.field("drivers", drivers.count { $0.reflects == nil })
    json.field("suggestions", suggestions.count)
    json.field("customers_to_review", customers.count { $0.advice != .none })
    json.object("risks") { json in
      for grade in Risk.Grade.allCases {
        json.field(grade.name, risks.count { $0.grade == grade })
      }
    }
    json.field("plans_in_force", plans.count { $0.end == nil })
    json.object("metrics") { json in
      for metric in DayMetric.allCases {
        if let value = metrics[metric] { json.field(metric.name, Int(value)) }
      }
    }
  }
}
