import Returns

/// What audits of carriers' bills note.
extension NoteWording {
  static func appendFreight(_ note: Note, _ language: ReportLanguage, to bytes: inout ByteBuffer) {
    switch note {
    case .audit(let check): checks[Int(check.rawValue)].append(language, to: &bytes)
    case .payer(let agreed, let billed):
      payer.append(
        language, to: &bytes, .string(word(agreed, language)), .string(word(billed, language)))
    case .otherWaybill(let waybill): otherWaybill.append(language, to: &bytes, .text(waybill))
    case .namesNoParcel(let invoice): namesNoParcel.append(language, to: &bytes, .text(invoice))
    case .billedBefore(let day): billedBefore.append(language, to: &bytes, .day(day))
    case .toleranceUsedUp: toleranceUsedUp.append(language, to: &bytes)
    case .chargedAll(let amount, let currency):
      chargedAll.append(language, to: &bytes, .amount(amount, currency))
    case .recovered(let bearer, let id):
      let word = language == .english ? bearer.name : Labels.word(bearer.name, .chinese)
      recovered.append(language, to: &bytes, .string(word), .text(id))
    default: appendLaw(note, language, to: &bytes)
    }
  }

  private static func word(_ terms: Terms, _ language: ReportLanguage) -> String {
    if language == .english { return terms.name }
    return switch terms {
    case .account: "月结"
    case .prepaid: "寄付"
    case .collect: "到付"
    case .deposit: "预存"
    case .platform: "平台扣款"
    }
  }

  /// In the order of the checks.
  private static let checks = FeeCheck.allCases.map { check in
    let (english, chinese) = names(check)
    return NoteSentence("Audit check \(check.name): \(english).", "稽核项 \(check.name)：\(chinese)。")
  }

  private static func names(_ check: FeeCheck) -> (String, String) {
    switch check {
    case .duplicate: ("charged twice", "重复计费")
    case .rate: ("not the agreed rate", "费率不符")
    case .weight: ("billed weight", "计费重量")
    case .dimensions: ("weight by size", "体积重量")
    case .zone: ("zone", "计费分区")
    case .surcharge: ("surcharge", "附加费")
    case .address: ("address correction", "地址更正费")
    case .notShipped: ("label billed, parcel never handed over", "已出面单未发货")
    case .unknown: ("bill and parcels do not cover each other", "账单与包裹不对应")
    case .late: ("late delivery", "延误送达")
    case .lost: ("lost or damaged, and charged", "丢失破损仍计费")
    case .priceOrPayer: ("price of returns, or who pays", "退件价或付款方")
    case .packaging: ("packaging list", "包装费")
    case .insuredValue: ("insured value", "保价费")
    case .statement: ("statement", "对账单")
    case .noCase: ("return without a case", "无售后单的退件")
    case .payout: ("payout", "赔付")
    }
  }
}

private let payer = NoteSentence(
  "Terms of the manifest: {0}; of the bill: {1}.", "交接清单付款方式：{0}；账单：{1}。")
private let otherWaybill = NoteSentence(
  "The case came back by waybill {0} already.", "该售后单已由运单 {0} 退回。")
private let namesNoParcel = NoteSentence(
  "Invoice {0} charges it for no parcel.", "账单 {0} 的该费用未注明运单。")
private let billedBefore = NoteSentence(
  "The parcel was handed over on {0}, after the bill's day.", "包裹于 {0} 交运，晚于账单日期。")
private let toleranceUsedUp = NoteSentence(
  "A tolerance would cover it, and its cap is used up.", "在容差范围内，但容差额度已用完。")
private let chargedAll = NoteSentence("The carrier charges {0} for it.", "承运商仍收取 {0}。")
private let recovered = NoteSentence(
  "Already paid by: {0} ({1}).", "已获赔付：{0}（{1}）。")
