import Returns

/// All that is known of each waybill in the order it happened, from every feed that speaks of it
/// (R6.1).
struct ParcelTimeline {
  private let dossier: Dossier
  private let zone: Zone
  private var events: [Event] = []

  private struct Event {
    let waybill: Text
    let carrier: Text
    let at: Instant?
    let feed: Feed
    let says: String
  }

  init(_ dossier: Dossier, _ zone: Zone) {
    self.dossier = dossier
    self.zone = zone
    for parcel in dossier.parcels { take(parcel) }
    for application in dossier.cases { take(application) }
    for inspection in dossier.inspections { take(inspection) }
    for charge in dossier.charges where !charge.waybill.isEmpty {
      add(
        charge.waybill, charge.carrier, charge.billedAt, .charges,
        "\(charge.type.name) billed on \(charge.invoiceNo)")
    }
    events.sort {
      ($0.waybill, $0.at?.seconds ?? .min, $0.feed.rawValue, $0.says)
        < ($1.waybill, $1.at?.seconds ?? .min, $1.feed.rawValue, $1.says)
    }
  }

  var rows: [AnswerSection.Row] {
    events.map { event in
      [
        ("waybill", event.waybill.string), ("carrier", event.carrier.string),
        ("at", event.at.map(zone.string) ?? ""), ("feed", event.feed.name),
        ("says", event.says),
      ]
    }
  }

  private mutating func add(
    _ waybill: Text, _ carrier: Text, _ at: Instant?, _ feed: Feed, _ says: String
  ) {
    let isKnown = events.contains {
      $0.waybill == waybill && $0.carrier == carrier && $0.at == at && $0.says == says
    }
    if isKnown { return }
    events.append(Event(waybill: waybill, carrier: carrier, at: at, feed: feed, says: says))
  }

  private mutating func take(_ parcel: ParcelEvent) {
    let (waybill, carrier) = (parcel.waybill, parcel.carrier)
    func put(_ at: Instant?, _ says: String) { add(waybill, carrier, at, .parcels, says) }
    put(parcel.happenedAt, parcel.status.name)
    if let time = parcel.pickedUpAt { put(time, ParcelStatus.pickedUp.name) }
    if let time = parcel.deliveredAt { put(time, ParcelStatus.delivered.name) }
    if let time = parcel.promisedAt { put(time, "promised for then") }
  }

  private mutating func take(_ application: CaseLine) {
    for (waybill, what) in [
      (application.returnWaybill, "return"), (application.exchangeWaybill, "replacement"),
    ] where !waybill.isEmpty {
      add(
        waybill, carrier(of: waybill), application.appliedAt, .cases,
        "\(what) of case \(application.caseID)")
    }
  }

  /// The parcel the warehouse names, else the one its case came back in.
  private mutating func take(_ inspection: Inspection) {
    let application = dossier.cases.first { $0.caseID == inspection.caseID }
    let sent = dossier.parcels.first {
      $0.direction == .return && $0.reference == inspection.caseID
    }
    let candidates = [inspection.waybill, application?.returnWaybill, sent?.waybill]
    guard let waybill = candidates.compactMap({ $0 }).first(where: { !$0.isEmpty }) else { return }
    if let time = inspection.receivedAt {
      add(waybill, carrier(of: waybill), time, .inspections, "received by the warehouse")
    }
    add(
      waybill, carrier(of: waybill), inspection.inspectedAt, .inspections,
      "\(inspection.quantity) \(inspection.result.name)")
  }

  private func carrier(of waybill: Text) -> Text {
    dossier.parcels.first { $0.waybill == waybill }?.carrier ?? Text()
  }
}
