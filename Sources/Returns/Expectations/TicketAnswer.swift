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
      let until = desk.calendar.workingDay(desk.terms(of: ticket)[ticket.kind], after: openedOn)
      var deadline = Deadline(
        id: desk.circumstances.identity("ticket", shop: desk.shop, ticket.ticketID),
        subject: ticket.ticketID, file: desk.fileIndex(of: ticket),
        state: state(of: ticket, until, desk))
      deadline.caseID = ticket.caseID
      deadline.orderID = ticket.orderID
      deadline.notes = notes(ticket, desk)
      deadlines.append(deadline)
    }
  }

  private static func state(of ticket: Ticket, _ until: Day, _ desk: Desk) -> Deadline.State {
    guard let answeredAt = ticket.answeredAt else { return .open(until: until) }
    return desk.day(answeredAt) <= until
      ? .met(evidenceID: ticket.ticketID, on: answerFields)
      : .metLate(evidenceID: ticket.ticketID, on: answerFields, until: until)
  }

  private static let answerFields: StaticString = "resolved_at, result_told_at"

  /// The day of the answer, or what is missing of it.
  private static func notes(_ ticket: Ticket, _ desk: Desk) -> [Note] {
    if let answeredAt = ticket.answeredAt { return [.text(Text(desk.day(answeredAt).string))] }
    var notes: [Note] = []
    if ticket.resolvedAt == nil { notes.append(.missing("resolved_at")) }
    if ticket.resultToldAt == nil { notes.append(.missing("result_told_at")) }
    return notes
  }
}

extension Desk {
  var calendar: WorkingCalendar { policy.shops[shop].calendar }

  /// The first line of the case that a ticket is about.
  fileprivate func fileIndex(of ticket: Ticket) -> Int? {
    guard !ticket.caseID.isEmpty else { return nil }
    return files.firstIndex { $0.caseID == ticket.caseID }
  }

  /// The limits of its case, else of its order.
  fileprivate func terms(of ticket: Ticket) -> TicketDays {
    fileIndex(of: ticket).map { files[$0].terms.ticketDays }
      ?? policy.terms(shop: shop, category: dossier.firstCategory).ticketDays
  }
}
