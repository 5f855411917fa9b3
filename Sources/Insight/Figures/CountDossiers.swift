public import Returns

extension FigureCounter {
  /// Counts a dossier, or takes off what was counted of it.
  public func add(_ dossier: Dossier, _ standing: CountedStanding, sign: Int64) {
    count(dossier.tickets, dossier, sign)
    guard !dossier.isLoose else {
      // What no order or case claims yet is counted once one does.
      for survey in dossier.surveys { leaveOut(survey, sign) }
      return
    }
    let lines = dossier.lines.map(SoldLine.init)
    let parcels = dossier.foldedParcels
    let order = CountedOrder(lines, parcels, dossier.shop, self)
    if !lines.isEmpty { sell(lines, order, sign: sign) }
    for parcel in parcels {
      let worth = parcel.isLost ? standing.worth(of: parcel, dossier, order, circumstances) : 0
      carry(parcel, dossier.shop, sign: sign, lost: worth, order.currency)
    }
    var claimed = ClaimedValues()
    for index in dossier.cases.indices {
      claim(index, dossier, standing, lines, parcels, order, &claimed, sign)
    }
    count(dossier.surveys, dossier, order, sign)
  }

  /// An answer about a case that nobody knows.
  private func leaveOut(_ survey: Survey, _ sign: Int64) {
    tally.add(FigureRemoval(.noCase, .surveys, survey.caseID), sign)
  }

  private func claim(
    _ index: Int, _ dossier: Dossier, _ standing: CountedStanding, _ lines: [SoldLine],
    _ parcels: [CarriedParcel], _ order: CountedOrder, _ claimed: inout ClaimedValues,
    _ sign: Int64
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
    func add(
      _ dimension: Dimension, _ value: UInt64, _ text: Text, _ measure: Measure,
      _ numbers: CellNumbers
    ) {
      tally.add(
        CellKey(dimension, value, measure, detail: detail, currency: order.currency, on: day),
        text, numbers)
    }
    func count(_ dimension: Dimension, _ value: UInt64, _ text: Text) {
      add(dimension, value, text, .claimed, numbers)
      if let repeats = claimed.add(dimension, value, application.reason, sign) {
        add(dimension, value, text, .repeated, repeats)
      }
    }
    forEachValue(line, order, count)
    count(.channel, FigureTally.value(.channel, application.channel), application.channel)
    share(line, order, application.reason.family, on: day, sign)
    if !order.customerID.isEmpty {
      // A customer's cases are counted, not their lines; and once more those of one order.
      let isFirst = dossier.isFirstOfCase(index)
      var own = numbers
      own.count = isFirst ? sign : 0
      add(.customer, order.customer, order.customerID, .claimed, own)
      if isFirst, index > 0 {
        let isSameDay = dossier.cases[..<index].contains {
          circumstances.day($0.appliedAt, dossier.shop) == day
        }
        add(
          .customer, order.customer, order.customerID, .repeated,
          CellNumbers(count: isSameDay ? sign : 0, cost: sign))
      }
      signs(index, dossier, parcels, order, on: day, sign)
    }
    if dossier.isFirstOfCase(index) { timeSteps(application, dossier, standing, sign) }
  }

  /// Signs of abuse that a case gives and none before it gave.
  private func signs(
    _ index: Int, _ dossier: Dossier, _ parcels: [CarriedParcel], _ order: CountedOrder,
    on day: Day, _ sign: Int64
  ) {
    for seen in AbuseSign.allCases {
      func isSeen(_ application: CaseLine) -> Bool {
        let day = circumstances.day(application.appliedAt, dossier.shop)
        return seen.isSeen(application, dossier, parcels, day, circumstances)
      }
      let application = dossier.cases[index]
      guard isSeen(application),
        !dossier.cases[..<index].contains(where: {
          (seen.isOfOrder || $0.caseID == application.caseID) && isSeen($0)
        })
      else { continue }
      tally.add(
        CellKey(.customer, order.customer, .signs, detail: UInt16(seen.rawValue), on: day),
        order.customerID, CellNumbers(count: sign))
    }
  }

  /// How long the shop's own steps took, once a case.
  private func timeSteps(
    _ application: CaseLine, _ dossier: Dossier, _ standing: CountedStanding, _ sign: Int64
  ) {
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
    let refunded = standing.firstRefund(of: application.caseID, dossier, circumstances)
    // Where approval is enough the money goes before the goods come: no step from one to the other.
    if let refunded, refunded < arrived,
      circumstances.policy.terms(of: application, in: dossier).refundOn == .approval
    {
      return
    }
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

  private func count(_ tickets: [Ticket], _ dossier: Dossier, _ sign: Int64) {
    let shop = dossier.shop
    for ticket in tickets {
      let name = ticketNames[Int(ticket.kind.rawValue)]
      let key = CellKey(
        .ticketClass, FigureTally.value(.ticketClass, name), .tickets,
        on: circumstances.day(ticket.openedAt, shop))
      let answered = ticket.answeredAt
      tally.add(key, name, CellNumbers(count: sign, units: answered == nil ? 0 : sign))
      time(name, from: ticket.openedAt, to: answered, shop, ticket.ticketID, sign, .ticketClass)
      guard let answered, circumstances.isAnsweredLate(ticket, in: dossier) else { continue }
      tally.add(
        CellKey(
          .ticketClass, FigureTally.value(.ticketClass, name), .late,
          on: circumstances.day(answered, shop)), name, CellNumbers(count: sign))
    }
  }

  private func count(
    _ surveys: [Survey], _ dossier: Dossier, _ order: CountedOrder, _ sign: Int64
  ) {
    for survey in surveys {
      let day = circumstances.day(survey.answeredAt, dossier.shop)
      guard let application = dossier.cases.first(where: { $0.caseID == survey.caseID }) else {
        leaveOut(survey, sign)
        continue
      }
      forEachGroup(application, order) { dimension, value, text in
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
        if !survey.returnReason.isEmpty {
          let differs = survey.returnReason != reasonNames[Int(application.reason.rawValue)]
          tally.add(
            key(.reasonsGiven), text, CellNumbers(count: sign, units: differs ? sign : 0))
        }
      }
    }
  }

  /// The groups that satisfaction is shown by. The channel is the case's, which is that of the
  /// invitation: by whatever way an answer comes, it is held against those who were asked.
  private func forEachGroup(
    _ application: CaseLine, _ order: CountedOrder, _ body: (Dimension, UInt64, Text) -> Void
  ) {
    let (channel, reason) = (application.channel, reasonNames[Int(application.reason.rawValue)])
    body(.all, FigureTally.value(.all, Text()), Text())
    body(.channel, FigureTally.value(.channel, channel), channel)
    if !order.carrier.isEmpty { body(.carrier, order.carrierValue, order.carrier) }
    body(.reason, FigureTally.value(.reason, reason), reason)
  }

  /// A questionnaire went out on the date.
  public func invite(_ caseID: Text, _ dossier: Dossier, on day: Day) {
    guard let application = dossier.cases.first(where: { $0.caseID == caseID }) else { return }
    let lines = dossier.lines.map(SoldLine.init)
    let order = CountedOrder(lines, dossier.foldedParcels, dossier.shop, self)
    forEachGroup(application, order) { dimension, value, text in
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

extension Survey {
  /// The questions that were answered.
  fileprivate var scores: [(SurveyQuestion, Int64)] {
    [(.ease, ease), (.staff, staff), (.speed, speed), (.outcome, outcome)]
      .compactMap { question, score in score.map { (question, $0) } }
  }
}
