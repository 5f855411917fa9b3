import Returns

/// Notes that mean something else from code to code.
extension NoteWording {
  /// What an application asks for, against the figure that does not fit it.
  static func quantities(_ code: ExceptionCode) -> NoteSentence {
    switch code {
    case .goodsRejected: quantityRejected
    case .goodsQuantity, .goodsNotReturned: quantityReceived
    case .caseDuplicate: quantityOrdered
    case .notRestocked: quantityBooked
    case .notIssued: quantityIssued
    default: quantityLeft
    }
  }

  /// A value that was stated and one that was found, or an earlier and a later one.
  static func appendChange(
    _ field: Text, _ before: Text, _ after: Text, _ code: ExceptionCode,
    _ language: ReportLanguage, to bytes: inout ByteBuffer
  ) {
    let sentence =
      switch code {
      case .controlTotal: statedAndFound
      case .feedConflict: eitherOr
      default: beforeAndAfter
      }
    sentence.append(
      language, to: &bytes, .string(term(field, language)), masked(before, field),
      masked(after, field))
  }

  /// Appends nothing for what another note of the finding says already.
  static func appendRemark(
    _ text: Text, _ finding: Finding, _ language: ReportLanguage, to bytes: inout ByteBuffer
  ) {
    switch finding.code {
    case .controlTotal: ofSource.append(language, to: &bytes, .text(text))
    case .sourceLate: appendLateSource(text, finding, language, to: &bytes)
    case .ticketDue: notReported.append(language, to: &bytes, .text(text))
    case .ticketBreached: answeredOn.append(language, to: &bytes, .text(text))
    case .caseExcluded: category.append(language, to: &bytes, .text(text))
    case .goodsRejected:
      let chinese = language == .chinese ? conditions[text.string] : nil
      condition.append(language, to: &bytes, chinese.map { .string($0) } ?? .text(text))
    default: asItIs.append(language, to: &bytes, .text(text))
    }
  }

  /// A late source notes its feed, then the last day it delivered completely, or a dash, and
  /// whether it has delivered later days.
  private static func appendLateSource(
    _ text: Text, _ finding: Finding, _ language: ReportLanguage, to bytes: inout ByteBuffer
  ) {
    guard finding.notes.count >= 2, case .text(let reached) = finding.notes[1] else {
      return asItIs.append(language, to: &bytes, .text(text))
    }
    guard .text(text) == finding.notes[0] else { return }
    let hasGap = finding.notes.last == .text(Text(FileTrouble.gapMark))
    let feed: NoteValue =
      language == .english ? .text(text) : .string(Labels.word(text.string, .chinese))
    if reached == "-" { return neverCame.append(language, to: &bytes, feed) }
    let until = Day(iso: reached.string).map(NoteValue.day) ?? .text(reached)
    (hasGap ? leavesOut : completeUpTo).append(language, to: &bytes, feed, until)
  }

  private static let conditions = [
    "intact": "完好", "used": "已使用", "damaged": "损坏", "wrong_item": "错货",
    "missing_parts": "缺件",
  ]

  /// Personal data stays out of every sentence, also when it was what changed.
  private static func masked(_ value: Text, _ field: Text) -> NoteValue {
    guard !value.isEmpty else { return .shown(value) }
    return switch field {
    case "contact_name": .string(Masking.name(value.string))
    case "contact_phone": .string(Masking.phone(value.string))
    case "contact_address": .string(Masking.address(value.string))
    case "customer_id": .text("***")
    default: .text(value)
    }
  }
}

private let quantityRejected = NoteSentence(
  "{0} applied for, {1} rejected.", "申请 {0} 件，不合格 {1} 件。")
private let quantityReceived = NoteSentence(
  "{0} applied for, {1} received.", "申请 {0} 件，实收 {1} 件。")
private let quantityOrdered = NoteSentence(
  "{0} asked for, {1} ordered.", "申请 {0} 件，订购 {1} 件。")
private let quantityLeft = NoteSentence("{0} asked for, {1} left.", "申请 {0} 件，可退 {1} 件。")
private let quantityBooked = NoteSentence("{0} accepted, {1} booked.", "验收 {0} 件，登记 {1} 件。")
private let quantityIssued = NoteSentence("{0} sent, {1} booked.", "发出 {0} 件，登记 {1} 件。")
private let notReported = NoteSentence(
  "{0} has not delivered that far, so an answer may yet be known.", "数据源 {0} 尚未送达至该日，可能已有答复。")
private let answeredOn = NoteSentence("Answered on {0}, too late.", "答复日期 {0}，已超时。")
private let statedAndFound = NoteSentence(
  "{0}: stated {1}, found {2}.", "{0}：应为 {1}，实为 {2}。")
private let ofSource = NoteSentence(
  "That is where the file before it of {0} ended, and where this one begins: a file between them "
    + "is missing.",
  "前者为 {0} 上一文件的末值，后者为本文件的起值，其间缺少文件。")
private let eitherOr = NoteSentence("{0}: {1} or {2}.", "{0}：{1} 或 {2}。")
private let beforeAndAfter = NoteSentence("{0}: {1} became {2}.", "{0}：{1} 改为 {2}。")
private let category = NoteSentence("Category: {0}.", "品类：{0}。")
private let condition = NoteSentence("Condition: {0}.", "状况：{0}。")
private let asItIs = NoteSentence("{0}.", "{0}。")
private let neverCame = NoteSentence("Its {0} have never come.", "{0}数据从未送达。")
private let leavesOut = NoteSentence(
  "Its {0} are complete up to {1}; later ones are here, and between them some are missing or do "
    + "not count (held, rejected).",
  "{0}数据完整至 {1}；其后虽有数据，但中间有缺失或未能采用（被扣留、被拒）的文件。")
private let completeUpTo = NoteSentence(
  "Its {0} are complete up to {1}.", "{0}数据完整至 {1}。")
