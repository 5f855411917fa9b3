/// Parcels that are late, lost, broken, astray or nobody's, on the way out and on the way back.
extension Trouble {
  static let parcels: [Trouble] = returns + outbound

  private static let returns: [Trouble] = [
    Trouble(.application, "PARCEL_NOT_SENT", perMillion: 1700, span: 11, shop: "hangzhou") {
      story in
      story.sellPlain()
      story.apply(kind: "return", reason: "no_longer_needed")
    },
    Trouble(.application, "PARCEL_LATE", perMillion: 2600, span: 9, fades: 17) { story in
      story.tellReturn()
      let late = story.isBrisk ? 40 : 1 + story.gap(4)
      story.holdUpReturn(until: { $0.promisedDay + late })
    },
    Trouble(.application, "PARCEL_LOST", perMillion: 1200, span: 7) { story in
      story.tellReturn()
      story.loseReturn()
    },
    Trouble(.application, "PARCEL_DAMAGED", perMillion: 350, span: 6) { story in
      story.tellReturn()
      story.bendReturn { parcel in
        let sent = parcel.events[0].at
        parcel.events.insert(.init(status: "damaged", at: sent.after(minutes: 90)), at: 1)
      }
    },
    Trouble(.application, "PARCEL_MISROUTED", perMillion: 250, span: 6, fades: 17) { story in
      story.tellReturn()
      let days = story.isBrisk ? 40 : 3 + story.gap(2)
      story.holdUpReturn(until: { $0.events[0].at.day + days })
      story.bendReturn { parcel in
        let sent = parcel.events[0].at
        parcel.events.insert(.init(status: "misrouted", at: sent.after(minutes: 120)), at: 1)
      }
    },
    Trouble(.application, "PARCEL_CONFLICT", perMillion: 60, span: 7) { story in
      story.tellReturn()
      story.bendReturn { parcel in
        var after = parcel.events[parcel.events.count - 1].at
        after.day += 1
        parcel.events.append(.init(status: "lost", at: after))
      }
    },
    Trouble(.application, "PARCEL_ORPHAN", perMillion: 200, span: 3) { $0.sendUnknownReturn() },
  ]

  private static let outbound: [Trouble] = [
    Trouble(.delivery, "PARCEL_LATE", perMillion: 18_000, span: 6, fades: 14) { story in
      let late = story.isBrisk ? 40 : 1 + story.gap(3)
      story.holdUpOutbound(until: { $0.promisedDay + late })
    },
    Trouble(.delivery, "PARCEL_LOST", perMillion: 900, span: 3) { $0.loseOutbound() },
    Trouble(.delivery, "PARCEL_DAMAGED", perMillion: 400, span: 3) { story in
      let sent = story.parcels[0].events[0].at
      story.parcels[0].events.insert(.init(status: "damaged", at: sent.after(minutes: 60)), at: 1)
    },
  ]
}

extension Story {
  /// A return that has to travel, with its freight on the shop's account.
  mutating func tellReturn() {
    sellPlain()
    settleCase(kind: "return", reason: "no_longer_needed")
  }

  mutating func bendReturn(_ bend: (inout Parcel) -> Void) {
    guard let index = parcels.firstIndex(where: { $0.direction == "return" }) else { return }
    bend(&parcels[index])
  }

  /// The return arrives on a later day, and with it all that follows its arrival.
  fileprivate mutating func holdUpReturn(until day: (Parcel) -> Int) {
    var delay = 0
    bendReturn { parcel in
      parcel.events.removeAll { $0.status == "in_transit" }
      let last = parcel.events.count - 1
      delay = day(parcel) - parcel.events[last].at.day
      parcel.events[last] = .init(status: "delivered", at: parcel.events[last].at.later(delay))
    }
    postpone(by: delay)
  }

  /// Moves inspection and refund; money that does not wait for the goods stays.
  fileprivate mutating func postpone(by days: Int) {
    inspections = inspections.map { inspection in
      Inspection(
        caseID: inspection.caseID, at: inspection.at.later(days),
        receivedAt: inspection.receivedAt?.later(days), waybill: inspection.waybill,
        quantity: inspection.quantity, condition: inspection.condition)
    }
    surveys = []
    guard !shop.refundsOnApproval else { return }
    for index in movements.indices where movements[index].type == "refund" {
      movements[index].at.day += days
    }
  }

  /// A lost return counts as accepted: the refund is owed all the same.
  fileprivate mutating func loseReturn() {
    var lostAt = orderedAt
    bendReturn { parcel in
      lostAt = parcel.events[0].at.later(1)
      parcel.events = [parcel.events[0], .init(status: "lost", at: lostAt)]
    }
    inspections = []
    surveys = []
    guard !shop.refundsOnApproval else { return }
    bendRefund { $0.at = lostAt.later(1) }
  }

  fileprivate mutating func sendUnknownReturn() {
    let sent = time(orderedAt.day + 1 + gap(4), after: orderedAt)
    var parcel = newParcel(
      "return", reference: "\(shop.casePrefix)7\(issue())", sentAt: sent, grams: 600)
    parcel.charges = []
    parcels.append(parcel)
  }

  fileprivate mutating func holdUpOutbound(until day: (Parcel) -> Int) {
    let last = parcels[0].events.count - 1
    let delay = day(parcels[0]) - parcels[0].events[last].at.day
    let at = parcels[0].events[last].at.later(delay)
    parcels[0].events[last] = .init(status: "delivered", at: at)
    versions = []
    deliveredAt = at
  }

  /// The customer asks for the money of what never came, and gets it.
  fileprivate mutating func loseOutbound() {
    let lostAt = parcels[0].events[0].at.later(2)
    parcels[0].events = [parcels[0].events[0], .init(status: "lost", at: lostAt)]
    versions = []
    deliveredAt = nil
    apply(kind: "refund_only", reason: "lost", quantity: lines[0].quantity)
    applications[0].at = time(parcels[0].promisedDay + 1, after: lostAt)
    follow()
  }
}

extension Moment {
  func later(_ days: Int) -> Moment { Moment(day: day + days, minute: minute) }
}
