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
    count(dossier.surveys, dossier, standing, order, sign)
  }

  /// An answer about a case that nobody knows.
  private func leaveOut(_ survey: Survey, _ sign: Int64) {
    tally.add(FigureRemoval(.noCase, .surveys, survey.caseID), sign)
  }

  /// - Parameter end: nil where it is not done.
  func time(
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
      time(
        "first_response", from: ticket.openedAt, to: ticket.firstResponseAt, shop, ticket.ticketID,
        sign)
      guard let answered, circumstances.isAnsweredLate(ticket, in: dossier) else { continue }
      tally.add(
        CellKey(
          .ticketClass, FigureTally.value(.ticketClass, name), .late,
          on: circumstances.day(answered, shop)), name, CellNumbers(count: sign))
    }
  }

  private func count(
    _ surveys: [Survey], _ dossier: Dossier, _ standing: CountedStanding, _ order: CountedOrder,
    _ sign: Int64
  ) {
    for survey in surveys {
      let day = circumstances.day(survey.answeredAt, dossier.shop)
      guard let application = dossier.cases.first(where: { $0.caseID == survey.caseID }) else {
        leaveOut(survey, sign)
        continue
      }
      let anyGap = gap(before: survey, in: surveys, dossier.shop) { _ in true }
      let markedGap = gap(before: survey, in: surveys, dossier.shop) { $0.hasMark }
      forEachGroup(application, order) { dimension, value, text in
        func key(_ measure: Measure, _ detail: UInt16 = 0) -> CellKey {
          CellKey(dimension, value, measure, detail: detail, on: day)
        }
        func count(_ measure: Measure, _ gap: UInt16?) {
          if let gap { tally.add(key(measure, gap), text, CellNumbers(count: sign)) }
        }
        count(.answered, standing.countsAsBefore ? 0 : anyGap)
        count(.marked, standing.countsAsBefore ? nil : markedGap)
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

  /// How long before an answer the case's last one of its kind was; nil: it is none of that kind.
  private func gap(
    before survey: Survey, in surveys: [Survey], _ shop: Int, where holds: (Survey) -> Bool
  ) -> UInt16? {
    guard holds(survey) else { return nil }
    let earlier = surveys.filter {
      $0.caseID == survey.caseID && $0.answeredAt < survey.answeredAt && holds($0)
    }.map(\.answeredAt).max()
    return AnswerGap.detail(
      circumstances.day(survey.answeredAt, shop), since: earlier.map { circumstances.day($0, shop) }
    )
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

  func isFirstOfCase(_ index: Int) -> Bool {
    cases.firstIndex { $0.caseID == cases[index].caseID } == index
  }
}

extension Survey {
  /// Any question was answered by a score that counts.
  fileprivate var hasMark: Bool { scores.contains { (1...5).contains($0.1) } }

  /// The questions that were answered.
  fileprivate var scores: [(SurveyQuestion, Int64)] {
    [(.ease, ease), (.staff, staff), (.speed, speed), (.outcome, outcome)]
      .compactMap { question, score in score.map { (question, $0) } }
  }
}
