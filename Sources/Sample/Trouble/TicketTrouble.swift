/// Tickets that nobody answers.
extension Trouble {
  static let tickets: [Trouble] = [
    // Where the desk never closes: the last day of the history is a working day.
    Trouble(.service, "TICKET_DUE", perMillion: 800, span: 2, fades: 2, shop: "tokyo") { story in
      let asked = story.orderedAt
      story.openTicket("logistics", at: asked.after(minutes: 20))
    },
    // Late enough for the longest holidays.
    Trouble(.service, "TICKET_BREACHED", perMillion: 900, span: 12) { story in
      let asked = story.orderedAt
      story.openTicket("service", at: asked.after(minutes: 20))
    },
  ]
}
