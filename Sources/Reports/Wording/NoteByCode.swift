import Returns

/// Notes that mean something else from code to code.
extension NoteWording {
  /// What an application asks for, against the figure that does not fit it.
  static func quantities(_ asked: Int64, _ other: Int64, _ code: ExceptionCode) -> Worded {
    switch code {
    case .goodsRejected:
      Worded("\(asked) applied for, \(other) rejected", "申请 \(asked) 件，不合格 \(other) 件")
    case .goodsQuantity:
      Worded("\(asked) applied for, \(other) received", "申请 \(asked) 件，实收 \(other) 件")
    case .caseDuplicate:
      Worded("\(asked) asked for, \(other) ordered", "申请 \(asked) 件，订购 \(other) 件")
    default:
      Worded("\(asked) asked for, \(other) left", "申请 \(asked) 件，可退 \(other) 件")
    }
  }

  /// A value that was stated and one that was found, or an earlier and a later one.
  static func change(
    _ field: Text, _ before: Text, _ after: Text, _ code: ExceptionCode
  ) -> Worded {
    let (old, new) = (masked(before, field), masked(after, field))
    switch code {
    case .controlTotal:
      return Worded(
        "\(field): the file states \(old), its rows give \(new)",
        "\(field)：文件标明 \(old)，明细合计 \(new)")
    case .feedConflict:
      return Worded("\(field): \(old) or \(new)", "\(field)：\(old) 或 \(new)")
    default:
      return Worded("\(field): \(old) became \(new)", "\(field)：\(old) 改为 \(new)")
    }
  }

  /// - Returns: nil for what another note of the finding says already.
  static func remark(_ text: Text, _ finding: Finding) -> Worded? {
    switch finding.code {
    case .sourceLate: lateSource(text, finding)
    case .caseExcluded: Worded("Category: \(text)", "品类：\(text)")
    case .goodsRejected:
      Worded("Condition: \(text)", "状况：\(conditions[text.string] ?? text.string)")
    default: Worded(text.string, text.string)
    }
  }

  /// A late source notes its feed, then the last day it delivered completely, or a dash.
  private static func lateSource(_ text: Text, _ finding: Finding) -> Worded? {
    guard finding.notes.count == 2, case .text(let reached) = finding.notes[1] else {
      return Worded(text.string, text.string)
    }
    guard .text(text) == finding.notes[0] else { return nil }
    let feed = Labels.word(text.string, .chinese)
    if reached == "-" {
      return Worded("Its \(text) have never come", "\(feed)数据从未送达")
    }
    return Worded(
      "Its \(text) are complete up to \(reached)", "\(feed)数据完整至 \(reached)")
  }

  private static let conditions = [
    "intact": "完好", "used": "已使用", "damaged": "损坏", "wrong_item": "错货",
    "missing_parts": "缺件",
  ]

  /// Personal data stays out of every sentence, also when it was what changed.
  private static func masked(_ value: Text, _ field: Text) -> String {
    guard !value.isEmpty else { return "–" }
    return switch field.string {
    case "contact_name": Masking.name(value.string)
    case "contact_phone": Masking.phone(value.string)
    case "contact_address": Masking.address(value.string)
    case "customer_id": "***"
    default: value.string
    }
  }
}
