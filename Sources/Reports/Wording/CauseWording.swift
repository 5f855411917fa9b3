import Insight
import Returns

/// What a root cause says besides its code, in words: who, which invoice, by how much.
enum CauseWording {
  static func words(_ group: CauseGroup, _ language: ReportLanguage) -> String {
    words(
      group.cause.string, group.code, group.tally.amounts.sorted.first?.currency ?? .none, language)
  }

  /// - Parameters:
  ///   - cause: as exceptions.csv has it: `carrier:SF overbilled 300`.
  ///   - currency: of the amounts in it.
  static func words(
    _ cause: String, _ code: ExceptionCode, _ currency: Currency, _ language: ReportLanguage
  ) -> String {
    if cause.isEmpty { return "" }
    if cause.hasPrefix("claim:") {
      return Labels.ground(String(cause.dropFirst(6)), language)
    }
    if cause.hasPrefix("ticket:") {
      let parts = cause.dropFirst(7).split(separator: ":", maxSplits: 1).map(String.init)
      return parts.enumerated().map {
        $0.offset == 0
          ? Labels.word($0.element, language) : topic($0.element).in(language)
      }
      .joined(separator: " · ")
    }
    guard cause.hasPrefix("carrier:") else { return Labels.word(cause, language) }
    let rest = cause.dropFirst(8)
    for form in forms {
      guard let place = rest.ranges(of: form.mark).last else { continue }
      let carrier = String(rest[..<place.lowerBound])
      let details = form.words(String(rest[place.upperBound...]), currency, language)
      return details.isEmpty ? carrier : language.list([carrier, details])
    }
    return String(rest)
  }

  /// Of a service ticket; other words are the shop's own.
  private static func topic(_ name: String) -> Worded {
    switch name {
    case "speed": Worded("speed", "处理速度")
    case "manner": Worded("manner", "服务态度")
    case "communication": Worded("communication", "沟通")
    default: Worded(name, name)
    }
  }

  private struct Form {
    let mark: String
    let words: (String, Currency, ReportLanguage) -> String

    init(_ mark: String, _ words: @escaping (String, Currency, ReportLanguage) -> String) {
      self.mark = mark
      self.words = words
    }

    /// What is said without a detail; nil: the code says it already.
    init(_ mark: String, _ words: Worded?) { self.init(mark) { words?.in($2) ?? "" } }
  }

  /// As `Fees/Rules` write them, the longer before the shorter.
  private nonisolated(unsafe) static let forms: [Form] = [
    Form(" invoice ") { rest, _, language in invoice(rest, language) },
    Form(" zone ") { rest, _, language in zone(rest, language) },
    Form(" surcharge ") { rest, currency, language in
      amount(Worded("surcharge of ", "附加费"), rest, currency, language)
    },
    Form(" overbilled ") { rest, currency, language in
      amount(Worded("by ", "每票多收"), rest, currency, language)
    },
    Form(" underbilled ") { rest, currency, language in
      amount(Worded("by ", "每票少收"), rest, currency, language)
    },
    Form(" weight", nil),
    Form(" never shipped", Worded("never shipped", "从未发货")),
    Form(" late delivery", Worded("late delivery", "派送超时")),
    Form(" payer", Worded("billed to the wrong payer", "付款方不符")),
    Form(" return as forward", Worded("return billed as outbound", "退件按寄件计费")),
    Form(" no case", Worded("without a case", "无售后单")),
  ]

  private static func amount(
    _ words: Worded, _ digits: String, _ currency: Currency, _ language: ReportLanguage
  ) -> String {
    words.in(language) + (Int128(digits).map { language.money($0, currency) } ?? digits)
  }

  private static func zone(_ rest: String, _ language: ReportLanguage) -> String {
    if let place = rest.ranges(of: " billed as ").last {
      let (agreed, billed) = (rest[..<place.lowerBound], rest[place.upperBound...])
      return language == .english
        ? "zone \(agreed) billed as \(billed)" : "分区 \(agreed) 按 \(billed) 计费"
    }
    let zone = rest.hasSuffix(" no rate") ? rest.dropLast(8) : rest[...]
    return language == .english ? "zone \(zone)" : "分区 \(zone)"
  }

  private static func invoice(_ rest: String, _ language: ReportLanguage) -> String {
    if let place = rest.ranges(of: " charged again after ").last {
      let (again, first) = (rest[..<place.lowerBound], rest[place.upperBound...])
      return language == .english
        ? "invoice \(again) after \(first)" : "账单 \(again) 与 \(first) 重复"
    }
    let endings: [(String, Worded)] = [
      (" unknown waybills", Worded("unknown waybills", "未知运单")),
      (" without waybill", Worded("charges without a waybill", "无运单的费用")),
      (" tax", Worded("tax", "税额")), (" period", Worded("another period", "账期不符")),
    ]
    for (ending, words) in endings where rest.hasSuffix(ending) {
      let number = rest.dropLast(ending.count)
      return language == .english
        ? "invoice \(number): \(words.english)" : "账单 \(number)：\(words.chinese)"
    }
    return language == .english ? "invoice \(rest)" : "账单 \(rest)"
  }
}
