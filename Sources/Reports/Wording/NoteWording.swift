import Returns

/// The details of a finding as sentences. Notes of one sort share a sentence: rivals are one list.
enum NoteWording {
  static func sentences(_ finding: Finding, _ language: ReportLanguage) -> [String] {
    let notes = finding.notes
    guard !notes.isEmpty else { return [] }
    var sentences = notes.compactMap { sentence($0, finding, language) }
    let missing = notes.compactMap { if case .missing(let what) = $0 { "\(what)" } else { nil } }
    if !missing.isEmpty { sentences.append(list(Worded("Missing", "缺少"), missing, language)) }
    let rivals = notes.compactMap { if case .rival(let id) = $0 { id.string } else { nil } }
    if !rivals.isEmpty {
      sentences.append(list(Worded("Possible answers", "可能的对应"), rivals, language))
    }
    return sentences
  }

  private static func list(
    _ title: Worded, _ items: [String], _ language: ReportLanguage
  ) -> String {
    switch language {
    case .english: "\(title.english): \(items.joined(separator: ", "))."
    case .chinese: "\(title.chinese)：\(items.joined(separator: "、"))。"
    }
  }

  private static func sentence(
    _ note: Note, _ finding: Finding, _ language: ReportLanguage
  ) -> String? {
    guard let worded = worded(note, finding, language) else { return nil }
    switch language {
    case .english: return worded.english + "."
    case .chinese: return worded.chinese + "。"
    }
  }

  private static func worded(
    _ note: Note, _ finding: Finding, _ language: ReportLanguage
  ) -> Worded? {
    switch note {
    case .rival, .missing: return nil
    case .nearest(let id, let field, let expected, let found):
      let comparison = "\(field): \(shown(expected)) vs \(shown(found))"
      return Worded("Nearest is \(id) (\(comparison))", "最接近的是 \(id)（\(comparison)）")
    case .weight(let billed, let agreed):
      return Worded(
        "Billed for \(billed) g, chargeable are \(agreed) g",
        "账单重量 \(billed) 克，应计 \(agreed) 克")
    case .zone(let billed, let agreed):
      return Worded(
        "Billed for zone \(shown(billed)), agreed is zone \(shown(agreed))",
        "账单分区 \(shown(billed))，约定分区 \(shown(agreed))")
    case .otherInvoice(let invoice):
      return Worded("Already charged on invoice \(invoice)", "已在账单 \(invoice) 中计费")
    case .quantity(let asked, let left):
      return quantities(asked, left, finding.code)
    case .windowEnded(let day):
      return Worded("The window ended on \(day.string)", "申请期限已于 \(day.string) 结束")
    case .appliedOn(let day):
      return Worded("Applied for on \(day.string)", "申请日期 \(day.string)")
    default: return wordedFacts(note, finding)
    }
  }

  private static func wordedFacts(_ note: Note, _ finding: Finding) -> Worded? {
    switch note {
    case .statuses(let one, let other):
      return Worded(
        "One record says \(one.name), another \(other.name)",
        "一条记录为“\(word(one))”，另一条为“\(word(other))”")
    case .lastSeen(let status, let day):
      return Worded(
        "Last seen \(status.name)" + (day.map { " on \($0.string)" } ?? ""),
        "最后状态“\(word(status))”" + (day.map { "（\($0.string)）" } ?? ""))
    case .changed(let field, let before, let after):
      return change(field, before, after, finding.code)
    case .channel(let paid, let refunded):
      return Worded(
        "Paid by \(paid), refunded to \(refunded)", "付款渠道 \(paid)，退款渠道 \(refunded)")
    case .currencies(let expected, let found):
      return Worded(
        "Expected \(expected.string), found \(found.string)",
        "应为 \(expected.string)，实为 \(found.string)")
    case .amounts(let name, let value):
      var bytes = ByteBuffer(capacity: 64)
      SentenceField.append(value, finding.currency, to: &bytes)
      let figure = bytes.string
      return Worded("\(name): \(figure)", "\(name)：\(figure)")
    case .text(let text): return remark(text, finding)
    default: return nil
    }
  }

  private static func shown(_ text: Text) -> String { text.isEmpty ? "–" : text.string }

  private static func word(_ status: ParcelStatus) -> String {
    switch status {
    case .created: "已下单"
    case .pickedUp: "已揽收"
    case .inTransit: "运输中"
    case .delivered: "已签收"
    case .lost: "丢失"
    case .damaged: "破损"
    case .misrouted: "错分"
    case .refused: "拒收"
    case .returned: "已退回"
    }
  }
}
