extension FeedColumns {
  static let tickets = FeedColumns(
    "tickets",
    """
    ticket_id class opened_at topic case_id order_id first_response_at resolved_at result_told_at
    channel handler updated_at
    """)
}

extension FeedWriter {
  /// A ticket is exported when it is opened and again when it is answered.
  static let tickets = FeedWriter(columns: .tickets) { (story, inbox) throws(SampleError) in
    for ticket in story.tickets {
      let answeredAt = ticket.answeredAt
      if answeredAt?.day != ticket.openedAt.day {
        try write(ticket, answeredAt: nil, story, inbox)
      }
      if let answeredAt { try write(ticket, answeredAt: answeredAt, story, inbox) }
    }
  }

  private static func write(
    _ ticket: Ticket, answeredAt: Moment?, _ story: Story, _ inbox: Inbox
  ) throws(SampleError) {
    let told = answeredAt?.after(minutes: 10)
    let at = told ?? ticket.openedAt
    guard let file = try inbox.file(.tickets, of: story.shop, day: at.day) else { return }
    file.text(ticket.ticketID)
    file.text(ticket.kind)
    file.time(ticket.openedAt)
    file.text(ticket.topic)
    file.text(ticket.caseID)
    file.text(ticket.orderID)
    file.time(answeredAt)
    file.time(answeredAt)
    file.time(told)
    file.text(ticket.channel)
    file.text(ticket.handler)
    file.time(at)
    try file.endRow()
  }
}
