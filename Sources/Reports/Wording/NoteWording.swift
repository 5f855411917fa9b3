import Returns

/// The details of a finding as sentences. Notes of one sort share a sentence: rivals are one list.
enum NoteWording {
  /// Each sentence behind the last, in English with a space before it.
  static func append(
    _ finding: Finding, _ language: ReportLanguage, to bytes: inout ByteBuffer
  ) {
    var missing = 0
    var rivals = 0
    for note in finding.notes {
      switch note {
      case .missing: missing += 1
      case .rival: rivals += 1
      default:
        let start = bytes.count
        beginSentence(language, &bytes)
        let opened = bytes.count
        append(note, finding, language, to: &bytes)
        // A note that another says already.
        if bytes.count == opened { bytes.truncate(to: start) }
      }
    }
    if missing > 0 {
      appendList(missingTitle, finding, language, to: &bytes) {
        if case .missing(let what) = $0 { what } else { nil }
      }
    }
    if rivals > 0 {
      appendList(rivalsTitle, finding, language, to: &bytes) {
        if case .rival(let id) = $0 { id } else { nil }
      }
    }
  }

  private static func beginSentence(_ language: ReportLanguage, _ bytes: inout ByteBuffer) {
    if language == .english { bytes.append(UInt8(ascii: " ")) }
  }

  private static func appendList(
    _ title: NoteSentence, _ finding: Finding, _ language: ReportLanguage,
    to bytes: inout ByteBuffer, _ item: (Note) -> Text?
  ) {
    beginSentence(language, &bytes)
    title.append(language, to: &bytes)
    var isFirst = true
    for note in finding.notes {
      guard let text = item(note) else { continue }
      if !isFirst { listComma.append(language, to: &bytes) }
      isFirst = false
      NoteValue.string(term(text, language)).append(language, to: &bytes)
    }
    end.append(language, to: &bytes)
  }

  private static func append(
    _ note: Note, _ finding: Finding, _ language: ReportLanguage, to bytes: inout ByteBuffer
  ) {
    switch note {
    case .rival, .missing: break
    case .nearest(_, let field, let expected, let found)
    where expected.isEmpty && field == "reference":
      unknownReference.append(
        language, to: &bytes, .string(term(field, language)), .text(found))
    case .nearest(let id, let field, let expected, let found):
      nearest.append(
        language, to: &bytes, .text(id), .string(term(field, language)), .shown(expected),
        .shown(found))
    case .weight(let billed, let agreed):
      weight.append(language, to: &bytes, .number(billed), .number(agreed))
    case .zone(let billed, let agreed) where billed == agreed:
      oneZone.append(language, to: &bytes, .shown(billed))
    case .zone(let billed, let agreed):
      zone.append(language, to: &bytes, .shown(billed), .shown(agreed))
    case .otherInvoice(let invoice): otherInvoice.append(language, to: &bytes, .text(invoice))
    case .quantity(let asked, let left):
      quantities(finding.code).append(language, to: &bytes, .number(asked), .number(left))
    case .windowEnded(let day): windowEnded.append(language, to: &bytes, .day(day))
    case .appliedOn(let day): appliedOn.append(language, to: &bytes, .day(day))
    default: appendFact(note, finding, language, to: &bytes)
    }
  }

  private static func appendFact(
    _ note: Note, _ finding: Finding, _ language: ReportLanguage, to bytes: inout ByteBuffer
  ) {
    switch note {
    case .statuses(let one, let other):
      statuses.append(
        language, to: &bytes, .text(word(one, language)), .text(word(other, language)))
    case .lastSeen(let status, let day):
      guard let day else {
        return lastSeen.append(language, to: &bytes, .text(word(status, language)))
      }
      lastSeenOn.append(language, to: &bytes, .text(word(status, language)), .day(day))
    case .changed(let field, let before, let after):
      appendChange(field, before, after, finding.code, language, to: &bytes)
    case .channel(let paid, let refunded):
      channel.append(language, to: &bytes, .text(paid), .text(refunded))
    case .currencies(let expected, let found):
      currencies.append(
        language, to: &bytes, .string(expected.string), .string(found.string))
    case .amounts(let name, let value):
      let charge =
        language == .english ? name.string : ContractTerms.chineseCharge(name.string)
      amounts.append(language, to: &bytes, .string(charge), .amount(value, finding.currency))
    case .refusal(let refusal, let action, let person, let exception):
      append(refusal, action, by: person, about: exception, language, to: &bytes)
    case .text(let text): appendRemark(text, finding, language, to: &bytes)
    case .refundedBesides(let amount):
      refundedBesides.append(language, to: &bytes, .amount(amount, finding.currency))
    case .outboundFreight: outboundFreight.append(language, to: &bytes)
    case .chargedBack(let amount):
      chargedBack.append(language, to: &bytes, .amount(amount, finding.currency))
    case .beyondPayments(let amount):
      beyondPayments.append(language, to: &bytes, .amount(amount, finding.currency))
    case .replacedBesides: replacedBesides.append(language, to: &bytes)
    case .looseRefund(let txnID): looseRefund.append(language, to: &bytes, .text(txnID))
    case .refundInDoubt(let txnID):
      refundInDoubt.append(language, to: &bytes, .text(txnID))
    case .sharedPayment(let reference):
      sharedPayment.append(language, to: &bytes, .text(reference))
    case .paidForOther(let payment, let order):
      paidForOther.append(language, to: &bytes, .text(payment), .text(order))
    case .takenAway: takenAway.append(language, to: &bytes)
    case .heldDays: break
    case .repriced(let promotion, let repriced, let proportional):
      pricedAnew.append(
        language, to: &bytes, .text(promotion), .amount(repriced, finding.currency),
        .amount(proportional, finding.currency))
    case .answeredOn(let day):
      (finding.code == .lawRefundOverdue ? paidOn : answeredOn).append(
        language, to: &bytes, .day(day))
    case .clash(let step, let at, let isAfter, let other, let otherAt):
      (isAfter ? cameAfter : cameBefore).append(
        language, to: &bytes, .text(word(step, language)), .clock(at),
        .text(word(other, language)), .clock(otherAt))
    case .unproven(let step, let at, let other):
      withoutProof.append(
        language, to: &bytes, .text(word(step, language)), .clock(at), .text(word(other, language)))
    default: appendFreight(note, language, to: &bytes)
    }
  }

  /// A name of the file contract, in Chinese with its term before it: `应付金额 amount`.
  static func term(_ name: Text, _ language: ReportLanguage) -> String {
    language == .english ? name.string : ContractTerms.chinese(name.string)
  }

  private static func word(_ status: ParcelStatus, _ language: ReportLanguage) -> Text {
    language == .english
      ? englishStatuses[Int(status.rawValue)] : chineseStatuses[Int(status.rawValue)]
  }

  private static let englishStatuses = ParcelStatus.allCases.map { Text($0.name) }
  private static let chineseStatuses = ParcelStatus.allCases.map { status -> Text in
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

private let answeredOn = NoteSentence("It was answered on {0}.", "已于 {0} 答复。")
private let pricedAnew = NoteSentence(
  "What is kept of promotion {0} priced anew gives {1}, the share of what was paid {2}.",
  "促销 {0} 按保留商品重新计价应退 {1}，按实付比例应退 {2}。")
private let refundedBesides = NoteSentence(
  "{0} of it were refunded besides.", "此外已退款 {0}。")
private let outboundFreight = NoteSentence(
  "It is the freight of the order's way out.", "该运费为订单的发货运费。")
private let chargedBack = NoteSentence(
  "The bank took {0} back for the order: what that covers is not to be paid again.",
  "银行已就该订单扣回 {0}，已扣回的部分不得重复支付。")
private let paidOn = NoteSentence("It was paid in full on {0}.", "已于 {0} 足额支付。")
private let beyondPayments = NoteSentence(
  "{0} of it cannot go back to the order's payments, which have got no more: pay it another way.",
  "其中 {0} 超出订单付款可退金额，无法原路退回，请以其他方式支付。")
private let takenAway = NoteSentence(
  "It was taken out of the inbox, and has not come whole under its name: nothing of it counts.",
  "该文件已被移出收件箱，且未以同名完整送达：其内容均未计入。")
private let replacedBesides = NoteSentence(
  "Its replacement had left: no refund is instructed until this is put right, or CASE_HISTORY is "
    + "accepted.",
  "换货商品已寄出：在更正或接受 CASE_HISTORY 之前，不下发退款指令。")
private let looseRefund = NoteSentence(
  "Refund {0} names the order's payment and lies with no order: none is instructed until it is "
    + "matched to its case, or its REFUND_ORPHAN is accepted.",
  "退款 {0} 引用该订单的付款但未归属任何订单：在其对应到所属申请或接受其 REFUND_ORPHAN 之前，不下发退款指令。")
private let refundInDoubt = NoteSentence(
  "Refund {0} may be for it and met nothing: none is instructed until it is matched, or its "
    + "exception is decided.",
  "退款 {0} 可能用于此项但尚未匹配：在其匹配或其异常处理完毕之前，不下发退款指令。")
private let sharedPayment = NoteSentence(
  "It names payment {0} of several orders, and may be another's.",
  "其引用的付款 {0} 属于多个订单，也可能归其他订单。")
private let paidForOther = NoteSentence(
  "It names payment {0} of order {1}, and went to that customer.",
  "其引用的是订单 {1} 的付款 {0}，款项已退给该订单的客户。")
private let missingTitle = NoteSentence("Missing: ", "缺少：")
private let rivalsTitle = NoteSentence("Possible answers: ", "可能的对应：")
private let listComma = NoteSentence(", ", "、")
private let end = NoteSentence(".", "。")
private let nearest = NoteSentence(
  "Nearest is {0} ({1}: {2} vs {3}).", "最接近的是 {0}（{1}：应为 {2}，实为 {3}）。")
private let unknownReference = NoteSentence(
  "Nothing is known under its {0} {1}.", "其{0} {1} 无对应记录。")
private let weight = NoteSentence(
  "Billed for {0} g, chargeable are {1} g.", "账单重量 {0} 克，应计 {1} 克。")
private let zone = NoteSentence(
  "Billed for zone {0}, agreed is zone {1}.", "账单分区 {0}，约定分区 {1}。")
private let oneZone = NoteSentence("Zone {0}.", "分区 {0}。")
private let otherInvoice = NoteSentence(
  "Already charged on invoice {0}.", "已在账单 {0} 中计费。")
private let windowEnded = NoteSentence("The window ended on {0}.", "申请期限已于 {0} 结束。")
private let appliedOn = NoteSentence("Applied for on {0}.", "申请日期 {0}。")
private let statuses = NoteSentence(
  "One record says {0}, another {1}.", "一条记录为“{0}”，另一条为“{1}”。")
private let lastSeen = NoteSentence("Last seen {0}.", "最后状态“{0}”。")
private let lastSeenOn = NoteSentence("Last seen {0} on {1}.", "最后状态“{0}”（{1}）。")
private let channel = NoteSentence(
  "Paid by {0}, refunded to {1}.", "付款渠道 {0}，退款渠道 {1}。")
private let currencies = NoteSentence("Expected {0}, found {1}.", "应为 {0}，实为 {1}。")
private let amounts = NoteSentence("{0}: {1}.", "{0}：{1}。")
