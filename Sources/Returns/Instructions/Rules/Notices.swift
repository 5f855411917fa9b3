/// What a notice tells. No name, phone or address is part of it.
public struct NoticeDetails: Sendable {
  public let kind: NoticeKind
  public let language: NoticeLanguage
  public let template: Text
  /// How the customer applied.
  public var channel = Text()
  public var carrier = Text()
  /// Of the parcel; of an approval the number that its booking is given.
  public var waybill = Text()
  public var ticketID = Text()
  public var due: Day?
  /// The last day to hand the goods over, where the customer sends them.
  public var sendBy: Day?
  /// Material to be supplied, by the contract's names.
  public var missing: [Text] = []
  /// Conditions that the application does not meet.
  public var failed: [CheckName] = []
  /// A reviewer's own word.
  public var reason = Text()
  /// Minor units of the instruction's currency.
  public var amount: Int64?
  /// The money went back the way it came.
  public var isToOriginalMeans = false
}

extension InstructionRule {
  /// Customers are told of what happens with their case, each event once (R3.3, R6.1, R6.2); where
  /// several become known together, of what still fits the closing state.
  static let notice = InstructionRule(.notice, subjects: [.files, .tickets]) {
    desk, outcome, list in
    guard !desk.circumstances.notices.isEmpty else { return }
    for event in NoticeEvent.all { event(desk, outcome, &list) }
  }
}

/// Events that customers are told of, in the order they are looked for: a function each.
enum NoticeEvent {
  typealias Event = @Sendable (Desk, Outcome, inout [Instruction]) -> Void

  static let all: [Event] = [
    verdict, arrival, goodsRejected, refundPaid, parcelTrouble, replacement, ticketResult,
  ]

  private static let verdict: Event = { desk, outcome, list in
    for index in desk.files.indices where desk.isInProgress(index, outcome) {
      let file = desk.files[index]
      switch file.verdict {
      // That the goods are here says that they may come.
      case .approved where file.needsGoodsBack && file.arrivedAt != nil: break
      case .approved:
        desk.notify(.approved, file, number: verdictNumber(of: file), &list) {
          desk.tellApproval(file, &$0)
        }
      case .refused:
        desk.notify(.refused, file, number: verdictNumber(of: file), &list) {
          $0.failed = file.checks.filter { $0.verdict == .fail }.map(\.name)
          if let review = file.lastReview, review.verdict == .refused {
            $0.reason = review.reason
            $0.failed = []
          }
        }
      case .pending:
        let missing = file.missingOfCustomer
        if missing.isEmpty, !file.missingMaterial.isEmpty { break }
        var digest = StableHash(seed: 1)
        for name in missing { digest.combine(name) }
        let asked = file.lastReview.map { $0.reviewedAt.seconds } ?? 0
        desk.notify(
          .pending, file, number: asked &+ Int64(truncatingIfNeeded: digest.value), &list
        ) {
          $0.missing = missing
          // A reviewer who names what is missing has said it already.
          let reason = file.lastReview?.reason ?? Text()
          $0.reason = missing.contains(reason) ? Text() : reason
        }
      case nil: break
      }
    }
  }

  /// Tells verdicts apart: what the checks say is one, whoever repeats it and however the
  /// application's time is corrected; a review that says otherwise is another.
  private static func verdictNumber(of file: CaseFile) -> Int64 {
    if file.verdict == file.automaticVerdict { return 0 }
    return file.lastReview?.reviewedAt.seconds ?? 0
  }

  private static let arrival: Event = { desk, outcome, list in
    for index in desk.files.indices where desk.isInProgress(index, outcome) {
      let file = desk.files[index]
      guard file.isApproved, file.needsGoodsBack, file.arrivedAt != nil, file.inspections.isEmpty
      else { continue }
      desk.notify(.arrival, file, &list) { $0.waybill = file.returnParcel?.waybill ?? Text() }
    }
  }

  private static let goodsRejected: Event = { desk, outcome, list in
    for index in desk.files.indices where desk.isInProgress(index, outcome) {
      let file = desk.files[index]
      guard let last = file.inspections.last(where: { $0.result == .rejected }),
        file.sentBack == nil
      else { continue }
      desk.notify(.goodsRejected, file, number: last.inspectedAt.seconds, &list) {
        $0.reason = last.condition.map { Text($0.name) } ?? Text()
      }
    }
  }

  /// One for each movement of money, whatever it pays for of the case.
  private static let refundPaid: Event = { desk, outcome, list in
    for index in desk.files.indices where desk.isFirstLine(index) {
      let file = desk.files[index]
      let own = outcome.matches.filter {
        $0.caseID == file.caseID && $0.kind.evidenceType == .refund && $0.actual > 0
      }
      for (place, match) in own.enumerated()
      where !own[..<place].contains(where: { $0.evidenceID == match.evidenceID }) {
        let amount = own.reduce(Int64(0)) {
          $1.evidenceID == match.evidenceID && $1.currency == match.currency
            ? FeeSum.adding($0, $1.actual) : $0
        }
        let movement = desk.firstName(of: match)
        desk.notify(.refundPaid, file, about: movement, currency: match.currency, &list) {
          $0.amount = amount
          $0.isToOriginalMeans = desk.wentTheWayItCame(match, outcome)
        }
      }
    }
  }

  private static let parcelTrouble: Event = { desk, outcome, list in
    for finding in outcome.findings
    where !finding.caseID.isEmpty && !finding.waybill.isEmpty && !finding.isOver {
      guard let kind = NoticeKind(finding.code),
        let file = desk.leader(of: finding.caseID).map({ desk.files[$0] }), !file.isWithdrawn,
        kind == .parcelDamaged || !file.hasReceived(finding.waybill)
      else { continue }
      desk.notify(kind, file, about: finding.waybill, &list) {
        $0.waybill = finding.waybill
        $0.due = finding.dueOn
      }
    }
  }

  private static let replacement: Event = { desk, outcome, list in
    for index in desk.files.indices where desk.leads(index) {
      let file = desk.files[index]
      guard file.isApproved else { continue }
      for parcel in file.replacements
      where parcel.isUnderWay && parcel.conflict == nil && parcel.deliveredAt == nil {
        desk.notify(.replacementShipped, file, about: parcel.waybill, &list) {
          $0.waybill = parcel.waybill
          $0.carrier = parcel.carrier
        }
      }
    }
  }

  /// The result of a ticket that is settled and that nobody has told the customer yet (R7.2).
  private static let ticketResult: Event = { desk, _, list in
    for ticket in desk.dossier.tickets
    where ticket.resolvedAt != nil && ticket.resultToldAt == nil
      && !desk.isBeforeOpening(ticket.openedAt)
    {
      let file = desk.files.first { $0.caseID == ticket.caseID }
      var details = desk.details(.ticketResult)
      details?.ticketID = ticket.ticketID
      details?.channel = file?.application.channel ?? Text()
      desk.tell(
        details, desk.circumstances.identity("notice ticket", shop: desk.shop, ticket.ticketID),
        caseID: ticket.caseID, &list)
    }
  }
}

extension NoticeKind {
  fileprivate init?(_ code: ExceptionCode) {
    switch code {
    case .parcelLate: self = .parcelLate
    case .parcelLost: self = .parcelLost
    case .parcelDamaged: self = .parcelDamaged
    case .parcelMisrouted: self = .parcelMisrouted
    default: return nil
    }
  }
}

extension CaseFile {
  /// The warehouse has what a parcel of the case was to bring.
  fileprivate func hasReceived(_ waybill: Text) -> Bool {
    arrivedAt != nil && returnParcel?.waybill == waybill
  }
}

extension Desk {
  /// Neither by another channel nor in another currency than it was paid.
  fileprivate func wentTheWayItCame(_ match: Match, _ outcome: Outcome) -> Bool {
    match.currency == orderCurrency
      && !outcome.findings.contains {
        $0.code == .refundChannel && $0.txnID == match.evidenceID
      }
  }

  /// A case that is over needs no word on how it began.
  fileprivate func isInProgress(_ index: Int, _ outcome: Outcome) -> Bool {
    guard !files[index].isWithdrawn, !files[index].isBeforeOpening,
      index < outcome.cases.count
    else { return false }
    return outcome.cases[index].isOpen || outcome.cases[index].stage == .refused
  }

  /// How the goods are to come, where that is still ahead.
  fileprivate func tellApproval(_ file: CaseFile, _ details: inout NoticeDetails) {
    guard file.needsGoodsBack, file.returnParcel == nil, let approvedAt = file.verdictAt else {
      return
    }
    let last = day(approvedAt) + file.terms.handOverDays
    if last < asOf { return }
    if file.application.returnWaybill.isEmpty, let carrier = bookedCarrier(of: file) {
      details.carrier = carrier
      details.due = last
    } else {
      details.sendBy = last
    }
  }

  /// What is told in the shop's language; nil where the policy wants it not told.
  func details(_ kind: NoticeKind) -> NoticeDetails? {
    guard circumstances.notices.indices.contains(Int(kind.rawValue)),
      !circumstances.notices[Int(kind.rawValue)].isOff
    else { return nil }
    let language = circumstances.noticeLanguage(shop)
    let template = circumstances.notices[Int(kind.rawValue)][language]
    return template.isEmpty
      ? nil : NoticeDetails(kind: kind, language: language, template: template)
  }

  /// Tells a case of something that has happened to it, once by its kind, what it is about, and a
  /// number.
  fileprivate func notify(
    _ kind: NoticeKind, _ file: CaseFile, about subject: Text = Text(), number: Int64 = -1,
    currency: Currency? = nil, _ list: inout [Instruction],
    _ fill: (inout NoticeDetails) -> Void
  ) {
    guard var details = details(kind) else { return }
    details.channel = file.application.channel
    fill(&details)
    let id = circumstances.identity(
      "notice", shop: shop, file.caseID, subject, number &+ Int64(kind.rawValue) << 48)
    tell(details, id, caseID: file.caseID, currency: currency ?? file.currency, &list)
  }

  func tell(
    _ details: NoticeDetails?, _ subject: UInt64, as kind: InstructionKind = .notice,
    caseID: Text, currency: Currency = .none, _ list: inout [Instruction]
  ) {
    guard let details, !list.contains(where: { $0.subject == subject && $0.kind == kind }) else {
      return
    }
    var instruction = Instruction(
      kind, subject: subject, need: .wanted, shop: shop, details: .notice(details))
    instruction.caseID = caseID
    instruction.orderID = dossier.isLoose ? Text() : dossier.orderID
    instruction.currency = currency
    list.append(instruction)
  }
}
