public import Returns

/// How a dossier stood at the end of a business date, as far as counting needs it.
public struct CountedStanding {
  let expectations: [ExpectationState]
  let journal: [JournalEntry]

  public init(_ expectations: [ExpectationState], _ journal: [JournalEntry]) {
    self.expectations = expectations
    self.journal = journal
  }
}

extension FigureCounter {
  /// Counts a dossier, or takes off what was counted of it.
  public func add(_ dossier: Dossier, _ standing: CountedStanding, sign: Int64) {
    // What no order or case claims yet is counted once one does.
    guard !dossier.isLoose else { return }
    let lines = dossier.lines.map(SoldLine.init)
    let parcels = dossier.foldedParcels
    let order = CountedOrder(lines, parcels, dossier.shop, self)
    if !lines.isEmpty { sell(lines, order, sign: sign) }
    for parcel in parcels { carry(parcel, dossier.shop, sign: sign) }
    for index in dossier.cases.indices {
      claim(index, dossier, standing, lines, parcels, order, sign)
    }
    count(dossier.tickets, dossier.shop, sign)
    count(dossier.surveys, dossier, order, sign)
  }

  private func claim(
    _ index: Int, _ dossier: Dossier, _ standing: CountedStanding, _ lines: [SoldLine],
    _ parcels: [CarriedParcel], _ order: CountedOrder, _ sign: Int64
  ) {
    let application = dossier.cases[index]
    let line: SoldLine
    // A case of the whole order counts for its first line.
    if let own = lines.first(where: { $0.lineNo == application.lineNo }) ?? lines.first {
      line = own
    } else {
      tally.add(FigureRemoval(.noOrder, .cases, application.caseID), sign)
      return
    }
    if let lineNo = application.lineNo, line.lineNo != lineNo {
      tally.add(
        FigureRemoval(.noLine, .cases, application.caseID, detail: Text("\(lineNo)")), sign)
    }
    let numbers = CellNumbers(
      count: sign, units: sign &* application.quantity,
      amount: sign &* standing.refund(of: application, line, dossier, circumstances),
      cost: sign &* standing.freight(of: application, isFirst: dossier.isFirstOfCase(index)))
    let day = circumstances.day(application.appliedAt, dossier.shop)
    let detail = UInt16(application.reason.rawValue)
    func count(_ dimension: Dimension, _ value: UInt64, _ text: Text) {
      tally.add(
        CellKey(dimension, value, .claimed, detail: detail, currency: order.currency, on: day),
        text, numbers)
    }
    forEachValue(line, order, count)
    count(.channel, FigureTally.value(.channel, application.channel), application.channel)
    if !order.customerID.isEmpty {
      // A customer's cases are counted, not their lines.
      var own = numbers
      own.count = dossier.isFirstOfCase(index) ? sign : 0
      tally.add(
        CellKey(
          .customer, order.customer, .claimed, detail: detail, currency: order.currency, on: day),
        order.customerID, own)
      signs(application, dossier, line, parcels, order, on: day, sign)
    }
    timeSteps(application, dossier, sign)
  }

  /// Signs of abuse that a case gives.
  private func signs(
    _ application: CaseLine, _ dossier: Dossier, _ line: SoldLine, _ parcels: [CarriedParcel],
    _ order: CountedOrder, on day: Day, _ sign: Int64
  ) {
    for seen in AbuseSign.allCases
    where seen.isSeen(application, dossier, parcels, day, circumstances) {
      tally.add(
        CellKey(.customer, order.customer, .signs, detail: UInt16(seen.rawValue), on: day),
        order.customerID, CellNumbers(count: sign))
    }
  }

  /// How long the shop's own steps took.
  private func timeSteps(_ application: CaseLine, _ dossier: Dossier, _ sign: Int64) {
    let shop = dossier.shop
    let reviewed = dossier.reviews.lazy.filter { $0.caseID == application.caseID }
      .map(\.reviewedAt).min()
    time("review", from: application.appliedAt, to: reviewed, shop, application.caseID, sign)
    let arrived = dossier.parcels.lazy
      .filter {
        $0.direction == .return
          && ($0.reference == application.caseID || $0.waybill == application.returnWaybill)
      }.compactMap { $0.deliveredAt ?? ($0.status == .delivered ? $0.statusAt : nil) }.min()
    guard let arrived else { return }
    let inspected = dossier.inspections.lazy.filter { $0.caseID == application.caseID }
      .map(\.inspectedAt).min()
    time("inspection", from: arrived, to: inspected, shop, application.caseID, sign)
    let refunded = dossier.settlements.lazy
      .filter {
        $0.type == .refund && $0.status == .succeeded && $0.refundRef == application.caseID
      }.map(\.settledAt).min()
    time("refund", from: arrived, to: refunded, shop, application.caseID, sign)
  }

  /// - Parameter end: nil where it is not done.
  private func time(
    _ process: Text, from start: Instant, to end: Instant?, _ shop: Int, _ subject: Text,
    _ sign: Int64, _ dimension: Dimension = .process
  ) {
    guard let end else { return }
    guard end >= start else {
      tally.add(FigureRemoval(.timeRunsBack, nil, subject, detail: process), sign)
      return
    }
    let hours = UInt16(clamping: (end.seconds - start.seconds + 3599) / 3600)
    let key = CellKey(
      dimension, FigureTally.value(dimension, process), .hours, detail: hours,
      on: circumstances.day(end, shop))
    tally.add(key, process, CellNumbers(count: sign))
  }

  private func count(_ tickets: [Ticket], _ shop: Int, _ sign: Int64) {
    for ticket in tickets {
      let name = ticketNames[Int(ticket.kind.rawValue)]
      let key = CellKey(
        .ticketClass, FigureTally.value(.ticketClass, name), .tickets,
        on: circumstances.day(ticket.openedAt, shop))
      let answered = ticket.answeredAt
      tally.add(key, name, CellNumbers(count: sign, units: answered == nil ? 0 : sign))
      time(name, from: ticket.openedAt, to: answered, shop, ticket.ticketID, sign, .ticketClass)
    }
  }

  private func count(
    _ surveys: [Survey], _ dossier: Dossier, _ order: CountedOrder, _ sign: Int64
  ) {
    for survey in surveys {
      let day = circumstances.day(survey.answeredAt, dossier.shop)
      let application = dossier.cases.first { $0.caseID == survey.caseID }
      forEachGroup(survey.channel, application, order) { dimension, value, text in
        func key(_ measure: Measure, _ detail: UInt16 = 0) -> CellKey {
          CellKey(dimension, value, measure, detail: detail, on: day)
        }
        tally.add(key(.answered), text, CellNumbers(count: sign))
        for (question, score) in survey.scores {
          guard (1...5).contains(score) else {
            if dimension == .all {
              tally.add(
                FigureRemoval(
                  .scoreOutOfRange, .surveys, survey.caseID, detail: Text(question.name)), sign)
            }
            continue
          }
          tally.add(key(.answers, question.detail(score)), text, CellNumbers(count: sign))
        }
        if !survey.returnReason.isEmpty, let application {
          let differs = survey.returnReason != reasonNames[Int(application.reason.rawValue)]
          tally.add(
            key(.reasonsGiven), text, CellNumbers(count: sign, units: differs ? sign : 0))
        }
      }
    }
  }

  /// The groups that satisfaction is shown by.
  private func forEachGroup(
    _ channel: Text, _ application: CaseLine?, _ order: CountedOrder,
    _ body: (Dimension, UInt64, Text) -> Void
  ) {
    body(.all, FigureTally.value(.all, Text()), Text())
    body(.channel, FigureTally.value(.channel, channel), channel)
    if !order.carrier.isEmpty { body(.carrier, order.carrierValue, order.carrier) }
    if let application {
      let reason = reasonNames[Int(application.reason.rawValue)]
      body(.reason, FigureTally.value(.reason, reason), reason)
    }
  }

  /// A questionnaire went out on the date.
  public func invite(_ caseID: Text, _ channel: Text, _ dossier: Dossier, on day: Day) {
    let lines = dossier.lines.map(SoldLine.init)
    let order = CountedOrder(lines, dossier.foldedParcels, dossier.shop, self)
    let application = dossier.cases.first { $0.caseID == caseID }
    forEachGroup(channel, application, order) { dimension, value, text in
      tally.add(CellKey(dimension, value, .invited, on: day), text, CellNumbers(count: 1))
    }
  }
}

private let ticketNames = TicketClass.allCases.map { Text($0.name) }
private let reasonNames = Reason.allCases.map { Text($0.name) }

extension Dossier {
  /// Parcels by waybill, in the order of their records.
  var foldedParcels: [CarriedParcel] {
    var folded: [CarriedParcel] = []
    for event in parcels {
      if let place = folded.firstIndex(where: {
        $0.waybill == event.waybill && $0.carrier == event.carrier
      }) {
        folded[place].add(event)
      } else {
        folded.append(CarriedParcel(event))
      }
    }
    return folded
  }

  fileprivate func isFirstOfCase(_ index: Int) -> Bool {
    cases.firstIndex { $0.caseID == cases[index].caseID } == index
  }
}

extension CountedStanding {
  fileprivate func refund(
    of application: CaseLine, _ line: SoldLine, _ dossier: Dossier, _ circumstances: Circumstances
  ) -> Int64 {
    let id = circumstances.refundIdentity(of: application, shop: dossier.shop)
    if let state = expectations.first(where: { $0.id == id }) { return state.expected }
    // Not due yet: what is applied for is what it may come to.
    let isRefused = dossier.reviews.contains {
      $0.caseID == application.caseID && $0.verdict == .refused
    }
    guard application.kind != .exchange, !isRefused, application.withdrawnAt == nil else {
      return 0
    }
    if let requested = application.requestedAmount { return requested }
    let share = line.amount.multipliedReportingOverflow(
      by: min(application.quantity, line.quantity))
    return share.overflow ? line.amount : share.partialValue / max(1, line.quantity)
  }

  /// What the shop bears of a case's freight: once a case.
  fileprivate func freight(of application: CaseLine, isFirst: Bool) -> Int64 {
    guard isFirst else { return 0 }
    return journal.reduce(0) { sum, entry in
      guard entry.caseID == application.caseID else { return sum }
      switch entry.kind {
      case .freight, .freightRefund: return sum &+ entry.amount
      default: return sum
      }
    }
  }
}

extension Survey {
  /// The questions that were answered.
  fileprivate var scores: [(SurveyQuestion, Int64)] {
    [(.ease, ease), (.staff, staff), (.speed, speed), (.outcome, outcome)]
      .compactMap { question, score in score.map { (question, $0) } }
  }
}
