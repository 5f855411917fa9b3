extension DeadlineRule {
  /// A ticket is settled and the customer told the result within so many working days of its class,
  /// counted from the day after it was opened (R7.2).
  static let ticketAnswer = DeadlineRule(
    kind: .ticketAnswer, evidenceFeed: .tickets, code: .ticketBreached, warning: .ticketDue,
    subject: .tickets
  ) { desk, deadlines in
    let opening = desk.circumstances.openingDay(desk.shop)
    for ticket in desk.dossier.tickets {
      let openedOn = desk.day(ticket.openedAt)
      if let opening, openedOn < opening { continue }
      let until = desk.circumstances.lastDay(of: ticket, in: desk.dossier)
      let answeredOn = ticket.answeredAt.map(desk.day)
      var deadline = Deadline(
        id: desk.circumstances.identity("ticket", shop: desk.shop, ticket.ticketID),
        subject: ticket.ticketID, file: desk.fileIndex(of: ticket),
        state: state(of: ticket, answeredOn, until))
      deadline.details = Deadline.Details(
        caseID: ticket.caseID, orderID: ticket.orderID, cause: ticket.matter,
        notes: notes(ticket, answeredOn, until))
      deadlines.append(deadline)
    }
  }

  private static func state(
    of ticket: Ticket, _ answeredOn: Day?, _ until: Day
  ) -> Deadline.State {
    guard let answeredOn else { return .open(until: until) }
    return answeredOn <= until
      ? .met(evidenceID: ticket.ticketID, on: answerFields)
      : .metLate(evidenceID: ticket.ticketID, on: answerFields, until: until)
  }

  private static let answerFields: StaticString = "resolved_at, result_told_at"

  /// The day of an answer that came too late, or what is missing of one.
  private static func notes(_ ticket: Ticket, _ answeredOn: Day?, _ until: Day) -> [Note] {
    if let answeredOn { return answeredOn > until ? [.text(Text(answeredOn.string))] : [] }
    var notes: [Note] = []
    if ticket.resolvedAt == nil { notes.append(.missing("resolved_at")) }
    if ticket.resultToldAt == nil { notes.append(.missing("result_told_at")) }
    return notes
  }
}

extension Ticket {
  /// Its class, and of service its topic: what the lists of the desk are made by.
  fileprivate var matter: Text {
    switch kind {
    case .quality: return "ticket:quality"
    case .sizeColour: return "ticket:size_colour"
    case .logistics: return "ticket:logistics"
    case .service: break
    }
    let topics: [(topic: Text, matter: Text)] = [
      ("speed", "ticket:service:speed"), ("manner", "ticket:service:manner"),
      ("communication", "ticket:service:communication"),
    ]
    return topics.first { $0.topic.isSameWord(as: topic) }?.matter ?? "ticket:service"
  }
}

extension Circumstances {
  /// The last working day for an answer, by the limits of the ticket's case (of the line that was
  /// applied for first), else of its order.
  func lastDay(of ticket: Ticket, in dossier: Dossier) -> Day {
    let shop = dossier.shop
    let lines = dossier.cases.filter { !ticket.caseID.isEmpty && $0.caseID == ticket.caseID }
    let first = lines.min {
      ($0.appliedAt, $0.lineNo ?? -1) < ($1.appliedAt, $1.lineNo ?? -1)
    }
    let terms =
      first.map { policy.terms(of: $0, in: dossier) }
      ?? policy.terms(shop: shop, category: dossier.firstCategory)
    return policy.shops[shop].calendar.workingDay(
      terms.ticketDays[ticket.kind], after: day(ticket.openedAt, shop))
  }

  /// Whether a ticket was answered after its last working day.
  public func isAnsweredLate(_ ticket: Ticket, in dossier: Dossier) -> Bool {
    let openedOn = day(ticket.openedAt, dossier.shop)
    guard let answered = ticket.answeredAt, openedOn >= openingDay(dossier.shop) ?? openedOn else {
      return false
    }
    return day(answered, dossier.shop) > lastDay(of: ticket, in: dossier)
  }
}

extension Desk {
  /// The first line of the case that a ticket is about.
  fileprivate func fileIndex(of ticket: Ticket) -> Int? {
    guard !ticket.caseID.isEmpty else { return nil }
    return files.firstIndex { $0.caseID == ticket.caseID }
  }
}
