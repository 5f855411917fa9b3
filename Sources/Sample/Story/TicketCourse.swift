/// A question to the service desk, and its answer.
struct Ticket {
  let ticketID: String
  let kind: String
  let topic: String
  let openedAt: Moment
  /// Empty: the customer named none.
  var caseID = ""
  var orderID = ""
  /// Settled, and told a little later; nil while nobody has answered.
  var answeredAt: Moment?
  let channel: String
  let handler: String
}

extension Story {
  /// The customer asks the desk, about the case where there is one, and is answered in time: within
  /// a day, which is less than any limit.
  mutating func askTheDesk() {
    let about = applications.first
    let kind = about.map { kindOfTicket($0.reason) } ?? stream.pick(["logistics", "service"])
    let asked = about?.at ?? deliveredAt ?? orderedAt
    openTicket(kind, at: time(asked.day, after: asked))
    let opened = tickets[0].openedAt
    tickets[0].answeredAt = time(opened.day + gap(1), after: opened)
    // Some name nothing that could be found.
    if about == nil, stream.chance(perMille: 100) { tickets[0].orderID = "" }
  }

  /// A ticket that nobody answers yet.
  mutating func openTicket(_ kind: String, at moment: Moment) {
    tickets.append(
      Ticket(
        ticketID: "T\(issue())", kind: kind, topic: kind == "service" ? "speed" : "",
        openedAt: moment, caseID: applications.first?.caseID ?? "", orderID: orderID,
        channel: stream.pick(["chat", "phone", "social"]),
        handler: stream.pick(shop.people.reviewers)))
  }

  private func kindOfTicket(_ reason: String) -> String {
    if isQuality(reason) || ReasonFamily.special.contains(reason) { return "quality" }
    if ReasonFamily.fit.contains(reason) { return "size_colour" }
    return "service"
  }
}
