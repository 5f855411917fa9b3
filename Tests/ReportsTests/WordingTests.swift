import Reports
import Returns
import Testing

struct WordingTests {
  private func bare(_ code: ExceptionCode) -> Finding {
    Finding(code, identity: 1, subject: "S1", shop: 0, openedOn: SampleDay.day)
  }

  private func full(_ code: ExceptionCode) -> Finding {
    var finding = bare(code)
    finding.caseID = "RC102"
    finding.orderID = "SO77"
    finding.waybill = "SF1"
    finding.txnID = "R-77"
    finding.expected = 12_900
    finding.actual = 10_000
    finding.currency = .cny
    finding.dueOn = SampleDay.day
    finding.cause = "cause"
    return finding
  }

  @Test(arguments: ExceptionCode.allCases)
  func everyCodeIsWordedInBothLanguages(code: ExceptionCode) {
    for language in ReportLanguage.allCases {
      for finding in [bare(code), full(code)] {
        let texts = [
          Wording.title(code, language), Wording.explanation(finding, language),
          Wording.suggestedAction(finding, language),
        ]
        for text in texts {
          #expect(!text.isEmpty && text != code.name)
          #expect(!text.contains { "{}[]|".contains($0) }, "\(text)")
          #expect(!text.contains("  ") && !text.contains(" ."), "\(text)")
          let isChinese = text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
          #expect(isChinese == (language == .chinese), "\(text)")
        }
        #expect(texts[1].hasSuffix(language == .english ? "." : "。"))
      }
    }
  }

  @Test func titlesTellCodesApart() {
    for language in ReportLanguage.allCases {
      let titles = ExceptionCode.allCases.map { Wording.title($0, language) }
      #expect(Set(titles).count == titles.count)
    }
  }

  @Test func amountsAndDatesInBothLanguages() {
    let short = full(.refundShort)
    #expect(
      Wording.explanation(short, .english)
        == "129.00 CNY should have been refunded for case RC102, 100.00 CNY was: 29.00 CNY too "
        + "little."
    )
    #expect(
      Wording.explanation(short, .chinese)
        == "售后单 RC102 应退 ¥129.00，实退 ¥100.00，少退 ¥29.00。")
    #expect(
      Wording.suggestedAction(short, .english)
        == "Pay the missing 29.00 CNY, or accept the difference with a note.")
  }

  /// A second payment is not one that should have come to nothing.
  @Test func moneyThatNothingAskedFor() {
    var finding = bare(.paymentMismatch)
    (finding.orderID, finding.txnID) = ("SO1", "P2")
    (finding.expected, finding.actual, finding.currency) = (0, 8_000, .cny)
    #expect(
      Wording.explanation(finding, .english)
        == "Transaction P2: 80.00 CNY was paid for order SO1, for which nothing more was owed.")
    #expect(
      Wording.explanation(finding, .chinese) == "交易 P2：订单 SO1 收到 ¥80.00，但已无应收款项。")
    finding.expected = 7_000
    #expect(
      Wording.explanation(finding, .english)
        == "Order SO1 should have been paid with 70.00 CNY, 80.00 CNY was found: 10.00 CNY apart.")
  }

  /// To dispute it would cost more than to pay it.
  @Test(arguments: ReportLanguage.allCases)
  func whatWasBilledTooLowIsPaid(language: ReportLanguage) {
    let advice = Wording.suggestedAction(full(.feeUnderbilled), language)
    var zone = full(.feeZone)
    #expect(Wording.suggestedAction(zone, language) == advice)
    (zone.expected, zone.actual) = (10_000, 12_900)
    #expect(
      Wording.suggestedAction(zone, language)
        == (language == .english
          ? "Dispute 29.00 CNY with the agreed zone of the address." : "以约定的地址分区就 ¥29.00 申诉。"))
  }

  @Test func partsWithoutAValueAreLeftOut() {
    var finding = bare(.refundMissing)
    finding.expected = 500
    finding.currency = Currency("JPY")!
    finding.orderID = "SO1"
    #expect(
      Wording.explanation(finding, .english)
        == "A refund of 500 JPY of order SO1 was due; none was found.")
  }

  @Test func rivalsAndMissingMaterialAreLists() {
    #expect(
      Wording.explanation(SampleDay.ambiguous, .english).hasSuffix(
        "Possible answers: RC201, RC202."))
    #expect(Wording.explanation(SampleDay.ambiguous, .chinese).hasSuffix("可能的对应：RC201、RC202。"))
    #expect(
      Wording.explanation(SampleDay.caseIncomplete, .english)
        == "The application of case RC300 lacks required material. Missing: description, evidence.")
  }

  @Test(arguments: [
    (
      Note.nearest(id: "R1", field: "refund_ref", expected: "RC102", found: "RC120"),
      "Nearest is R1 (refund_ref: RC102 vs RC120).", "最接近的是 R1（退款关联号 refund_ref：应为 RC102，实为 RC120）。"
    ),
    (
      .weight(billedGrams: 3_000, agreedGrams: 1_400), "Billed for 3000 g, chargeable are 1400 g.",
      "账单重量 3000 克，应计 1400 克。"
    ),
    (
      .zone(billed: "B", agreed: "A"), "Billed for zone B, agreed is zone A.",
      "账单分区 B，约定分区 A。"
    ),
    (
      .takenAway,
      "It was taken out of the inbox, and has not come whole under its name: nothing of it counts.",
      "该文件已被移出收件箱，且未以同名完整送达：其内容均未计入。"
    ),
    (.otherInvoice("I7"), "Already charged on invoice I7.", "已在账单 I7 中计费。"),
    (.quantity(asked: 3, left: 1), "3 asked for, 1 left.", "申请 3 件，可退 1 件。"),
    (
      .windowEnded(SampleDay.day), "The window ended on 2026-11-22.",
      "申请期限已于 2026年11月22日 结束。"
    ),
    (.appliedOn(SampleDay.day), "Applied for on 2026-11-22.", "申请日期 2026年11月22日。"),
    (
      .statuses(.delivered, .lost), "One record says delivered, another lost.",
      "一条记录为“已签收”，另一条为“丢失”。"
    ),
    (
      .lastSeen(.inTransit, SampleDay.day), "Last seen in_transit on 2026-11-22.",
      "最后状态“运输中”（2026年11月22日）。"
    ),
    (
      .changed(field: "amount", before: "10", after: "12"), "amount: 10 became 12.",
      "amount：10 改为 12。"
    ),
    (
      .changed(field: "contact_phone", before: "13812345678", after: ""),
      "contact_phone: 138******78 became –.", "contact_phone：138******78 改为 –。"
    ),
    (
      .channel(paid: "alipay", refunded: "card"), "Paid by alipay, refunded to card.",
      "付款渠道 alipay，退款渠道 card。"
    ),
    (
      .currencies(expected: .cny, found: Currency("USD")!), "Expected CNY, found USD.",
      "应为 CNY，实为 USD。"
    ),
    (.amounts("packaging", 300), "packaging: 3.00 CNY.", "包装费：¥3.00。"),
    (.text("see ticket 9"), "see ticket 9.", "see ticket 9。"),
    (
      .law(article: "Act Art. 1", chinese: "某法第一条", since: SampleDay.day),
      "Law: Act Art. 1, in force since 2026-11-22.", "法律依据：某法第一条，自 2026年11月22日 起施行。"
    ),
    (
      .clause(policy: "7", law: "14"), "The policy says 7, the law 14.", "政策规定 7，法律规定 14。"
    ),
    (
      .lawfulUntil(SampleDay.day), "By law it could be applied for until 2026-11-22.",
      "依法可在 2026年11月22日 前（含当日）申请。"
    ),
    (
      .deliberateSince(SampleDay.day), "Since 2026-11-22 the delay counts as deliberate.",
      "自 2026年11月22日 起视为故意拖延。"
    ),
    (.bearer(.merchant), "By law it is borne by: merchant.", "依法承担方：商家。"),
    (
      .repriced("SPRING", repriced: 5_000, proportional: 8_750),
      "What is kept of promotion SPRING priced anew gives 50.00 CNY, the share of what was paid "
        + "87.50 CNY.",
      "促销 SPRING 按保留商品重新计价应退 ¥50.00，按实付比例应退 ¥87.50。"
    ),
    (.refundedBesides(300), "3.00 CNY of it were refunded besides.", "此外已退款 ¥3.00。"),
    (
      .beyondPayments(1_200),
      "12.00 CNY of it cannot go back to the order's payments, which have got no more: pay it "
        + "another way.",
      "其中 ¥12.00 超出订单付款可退金额，无法原路退回，请以其他方式支付。"
    ),
    (
      .replacedBesides,
      "Its replacement had left: no refund is instructed until this is put right, or CASE_HISTORY "
        + "is accepted.",
      "换货商品已寄出：在更正或接受 CASE_HISTORY 之前，不下发退款指令。"
    ),
    (.outboundFreight, "It is the freight of the order's way out.", "该运费为订单的发货运费。"),
    (
      .unproven(.inspected, at: Int64(SampleDay.day.number) * 86_400 + 36_300, .arrived),
      "“inspected” (2026-11-22 10:05), but nothing tells of “return parcel delivered”.",
      "“验收”（2026年11月22日 10:05），但没有“退货签收”的记录。"
    ),
    (.answeredOn(SampleDay.day), "It was answered on 2026-11-22.", "已于 2026年11月22日 答复。"),
    (
      .clash(
        .refunded, at: Int64(SampleDay.day.number) * 86_400 + 36_300, isAfter: false, .approved,
        otherAt: Int64(SampleDay.day.number + 1) * 86_400),
      "“refunded” (2026-11-22 10:05) comes before “approved” (2026-11-23).",
      "“退款”（2026年11月22日 10:05）早于“审核通过”（2026年11月23日）。"
    ),
  ])
  func everyNoteHasItsSentence(note: Note, english: String, chinese: String) {
    var finding = full(.revised)
    finding.notes = [note]
    #expect(Wording.explanation(finding, .english).hasSuffix(" " + english))
    #expect(Wording.explanation(finding, .chinese).hasSuffix(chinese))
  }

  @Test func oneNoteReadsAsItsCodeMeansIt() {
    let cases: [(ExceptionCode, [Note], String, String)] = [
      (
        .controlTotal, [.changed(field: "rows", before: "3", after: "2")],
        "rows: stated 3, found 2.", "行数：应为 3，实为 2。"
      ),
      (
        .feedConflict, [.changed(field: "amount", before: "3", after: "2")], "amount: 3 or 2.",
        "amount：3 或 2。"
      ),
      (
        .goodsRejected, [.quantity(asked: 3, left: 1), .text("wrong_item")],
        "3 applied for, 1 rejected. Condition: wrong_item.", "申请 3 件，不合格 1 件。状况：错货。"
      ),
      (
        .goodsQuantity, [.quantity(asked: 3, left: 2)], "3 applied for, 2 received.",
        "申请 3 件，实收 2 件。"
      ),
      (
        .caseDuplicate, [.quantity(asked: 3, left: 2)], "3 asked for, 2 ordered.",
        "申请 3 件，订购 2 件。"
      ),
      (.caseExcluded, [.text("food")], "Category: food.", "品类：food。"),
      (
        .sourceLate, [.text("settlements"), .text("2026-11-19")],
        "Its settlements are complete up to 2026-11-19.", "结算数据完整至 2026年11月19日。"
      ),
      (
        .sourceLate, [.text("charges"), .text("2026-11-19"), .text(Text(FileTrouble.gapMark))],
        "Its charges are complete up to 2026-11-19; later ones are here, and between them some are "
          + "missing or do not count (held, rejected).",
        "运费数据完整至 2026年11月19日；其后虽有数据，但中间有缺失或未能采用（被扣留、被拒）的文件。"
      ),
      (
        .sourceLate, [.text("charges"), .text("-")], "Its charges have never come.",
        "运费数据从未送达。"
      ),
      (
        .parcelOrphan, [.nearest(id: "SF1", field: "reference", expected: "", found: "X9")],
        "Nothing is known under its reference X9.", "其关联单号 reference X9 无对应记录。"
      ),
    ]
    for (code, notes, english, chinese) in cases {
      var finding = bare(code)
      finding.notes = notes
      #expect(Wording.explanation(finding, .english).hasSuffix(english))
      #expect(Wording.explanation(finding, .chinese).hasSuffix(chinese))
    }
  }

  @Test func bracesInAnIdAreNoPlaceholder() {
    var finding = bare(.revised)
    finding.notes = [.text("{case} [x]")]
    #expect(Wording.explanation(finding, .english).hasSuffix("{case} [x]."))
  }

  /// What is noted of tickets and of stock.
  @Test func notesOfTheDeskAndTheWarehouse() {
    var finding = bare(.notRestocked)
    finding.caseID = "RC1"
    finding.notes = [.quantity(asked: 2, left: 1)]
    #expect(Wording.explanation(finding, .english).hasSuffix(" 2 accepted, 1 booked."))
    #expect(Wording.explanation(finding, .chinese).hasSuffix("验收 2 件，登记 1 件。"))
    finding = bare(.notIssued)
    finding.notes = [.quantity(asked: 1, left: 0)]
    #expect(Wording.explanation(finding, .english).hasSuffix(" 1 sent, 0 booked."))
    #expect(Wording.explanation(finding, .chinese).hasSuffix("发出 1 件，登记 0 件。"))
    finding = bare(.ticketDue)
    finding.notes = [.missing("resolved_at"), .text("desk")]
    #expect(
      Wording.explanation(finding, .english)
        == "Ticket S1 has its last working day and is not settled. desk has not delivered that "
        + "far, so an answer may yet be known. Missing: resolved_at.")
    finding = bare(.ticketBreached)
    finding.notes = [.text("2026-03-05")]
    #expect(Wording.explanation(finding, .english).hasSuffix(" Answered on 2026-03-05, too late."))
    #expect(Wording.explanation(finding, .chinese).hasSuffix("答复日期 2026-03-05，已超时。"))
  }
}
