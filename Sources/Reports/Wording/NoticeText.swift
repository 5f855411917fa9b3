import Insight
import Returns

/// A template filled with what a notice tells. A part in brackets is left out where a place in it
/// has nothing to say; elsewhere such a place becomes a dash.
struct NoticeText {
  private let details: NoticeDetails
  private let instruction: Instruction
  private let context: ReportContext
  private let language: ReportLanguage

  init(_ details: NoticeDetails, _ instruction: Instruction, _ context: ReportContext) {
    self.details = details
    self.instruction = instruction
    self.context = context
    language = details.language == .chinese ? .chinese : .english
  }

  var string: String {
    var text: [UInt8] = []
    text.reserveCapacity(256)
    var place = 0
    _ = fill(&text, from: &place, isOptional: false)
    return String(decoding: text, as: UTF8.self)
  }

  /// Up to the end, or to the bracket that closes. Marks of a template are single bytes, which are
  /// part of no other character.
  /// - Returns: false where an optional part lacks a value.
  private func fill(_ text: inout [UInt8], from place: inout Int, isOptional: Bool) -> Bool {
    let template = details.template.bytes
    var isWhole = true
    while place < template.count {
      let start = place
      while place < template.count, !Self.isMark(template[place]) { place += 1 }
      if place > start {
        text.append(contentsOf: UnsafeRawBufferPointer(rebasing: template[start..<place]))
      }
      guard place < template.count else { break }
      let mark = template[place]
      place += 1
      if mark == UInt8(ascii: "]") { return isWhole }
      if mark == UInt8(ascii: "[") {
        let count = text.count
        if !fill(&text, from: &place, isOptional: true) {
          text.removeSubrange(count...)
        }
        continue
      }
      let value = field(from: &place).map(value) ?? ""
      isWhole = isWhole && !(isOptional && value.isEmpty)
      text.append(contentsOf: (value.isEmpty ? "–" : value).utf8)
    }
    return isWhole
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]")
  }

  /// What stands up to the brace that closes.
  private func field(from place: inout Int) -> NoticeField? {
    let template = details.template.bytes
    let start = place
    while place < template.count, template[place] != UInt8(ascii: "}") { place += 1 }
    let name = Text(UnsafeRawBufferPointer(rebasing: template[start..<place]))
    place += 1
    return Self.fieldNames.firstIndex(of: name).flatMap { NoticeField(rawValue: UInt8($0)) }
  }

  /// By `NoticeField`.
  private static let fieldNames = NoticeField.allCases.map { Text($0.name) }

  private func value(_ field: NoticeField) -> String {
    switch field {
    case .shop: context.shop(instruction.shop).string
    case .case: instruction.caseID.string
    case .order: instruction.orderID.string
    case .carrier: details.carrier.string
    case .waybill: details.waybill.string
    case .due: details.due?.string ?? ""
    case .sendBy: details.sendBy?.string ?? ""
    case .missing: list(details.missing.map { word($0.string) })
    case .reason:
      details.reason.isEmpty
        ? list(details.failed.map { reason($0).in(language) }) : word(details.reason.string)
    case .amount:
      details.amount.map {
        Amount.string($0, instruction.currency) + " " + instruction.currency.string
      } ?? ""
    case .ticket: details.ticketID.string
    case .means: details.isToOriginalMeans ? word("means") : ""
    }
  }

  private func list(_ words: [String]) -> String {
    words.joined(separator: language == .english ? ", " : "、")
  }

  /// A word of the file contract as a customer reads it; anything else as it is.
  private func word(_ name: String) -> String {
    Self.words[name]?.in(language) ?? Masking.freeText(name)
  }

  private static let words: [String: Worded] = [
    "description": Worded("a description of the problem", "问题描述"),
    "evidence": Worded("a photograph or other evidence", "照片或其他凭证"),
    "contact": Worded("how we can reach you", "联系方式"),
    "exchange_sku": Worded("the article you want instead", "希望换成的商品"),
    "order data": Worded("the number of the order", "订单号"),
    "means": Worded("original means of payment", "原支付方式"),
    "intact": Worded("intact", "完好"), "used": Worded("used", "已使用"),
    "damaged": Worded("damaged", "损坏"), "wrong_item": Worded("another article", "错货"),
    "missing_parts": Worded("parts are missing", "缺件"),
  ]

  private func reason(_ check: CheckName) -> Worded {
    switch check {
    case .orderKnown: Worded("we know no such order", "未找到该订单")
    case .quantityAvailable: Worded("more pieces than were bought or are left", "申请数量超过可退数量")
    case .received: Worded("the goods were not received yet", "商品尚未签收")
    case .inTime: Worded("the time for applying is over", "已超过申请期限")
    case .notExcluded:
      Worded("these goods cannot be returned without a reason", "该商品不支持无理由退货")
    case .materialComplete: Worded("material is missing", "资料不全")
    case .noDuplicate: Worded("there is an application for these goods already", "该商品已有售后申请")
    case .platformRuling: Worded("the platform has decided otherwise", "平台已作出裁决")
    case .resaleable: Worded("the goods cannot be sold again", "商品无法再次销售")
    case .unused: Worded("the goods were used", "商品已使用")
    case .packaging: Worded("the packaging is badly damaged", "包装严重破损")
    case .differencePaid: Worded("the difference in price is not paid yet", "差价尚未支付")
    }
  }
}
