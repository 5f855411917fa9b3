/// Units of an exchange that leave together: those accepted by the time a parcel was picked up.
/// What is accepted later needs another parcel (R5.2, split receptions).
///
/// No feed says how many units a parcel carries. It is taken to carry all that had been accepted
/// when it left, since that is what was ordered to be sent; all units of the case, where it left
/// before anything was accepted (cross-shipped) or where as many were issued from stock by then.
struct ReplacementRound {
  var quantity: Int64
  /// When the first of its units was accepted; nil where nothing was.
  var from: Instant?
  /// What carries it, and when that left; nil while it has not.
  let parcel: (waybill: Waybill, leftAt: Instant)?

  fileprivate mutating func add(_ more: Int64, at time: Instant) {
    quantity += more
    from = from ?? time
  }
}

extension Desk {
  /// The rounds in which the replacements of case lines leave, in the order of time; only the last
  /// may be open.
  /// - Parameter lines: of one case: one of them, or all its exchanges.
  func replacementRounds(of lines: [CaseFile]) -> [ReplacementRound] {
    guard let caseID = lines.first?.caseID else { return [] }
    let sent = sentReplacements(of: caseID)
    let units = acceptances(of: lines)
    let whole = lines.reduce(Int64(0)) { $0 + $1.quantity }
    if let first = sent.first, isCrossShipped(first, caseID) {
      return [ReplacementRound(quantity: whole, from: nil, parcel: first)]
    }
    var rounds: [ReplacementRound] = []
    var count: Int64 = 0
    for unit in units {
      let more = min(unit.quantity, whole - count)
      guard more > 0 else { continue }
      count += more
      if let last = rounds.last, carries(last, unit.at, count, lines) {
        rounds[rounds.count - 1].add(more, at: unit.at)
        continue
      }
      let parcel = sent.first { !isEarlier($0.leftAt, unit.at) }
      var round = ReplacementRound(quantity: 0, from: nil, parcel: parcel)
      round.add(more, at: unit.at)
      rounds.append(round)
    }
    return rounds
  }

  private func carries(
    _ round: ReplacementRound, _ time: Instant, _ count: Int64, _ lines: [CaseFile]
  ) -> Bool {
    guard let leftAt = round.parcel?.leftAt else { return true }
    return !isEarlier(leftAt, time) || issued(for: lines, until: day(leftAt)) >= count
  }

  /// Parcels with replacements that were handed to the carrier, in the order of time.
  func sentReplacements(of caseID: Text) -> [(waybill: Waybill, leftAt: Instant)] {
    var sent: [(waybill: Waybill, leftAt: Instant)] = []
    for parcel in waybills where parcel.hasLeft {
      guard files.contains(where: { $0.caseID == caseID && $0.isReplacement(parcel) }),
        let leftAt = leftAt(parcel)
      else { continue }
      sent.append((parcel, leftAt))
    }
    return sent.sorted { $0.leftAt < $1.leftAt }
  }

  /// When a parcel was handed to the carrier, as far as its records tell; nil while it was not.
  func leftAt(_ parcel: Waybill) -> Instant? {
    if let pickedUpAt = parcel.pickedUpAt { return pickedUpAt }
    return dossier.parcels.filter {
      $0.waybill == parcel.waybill && $0.carrier == parcel.carrier
        && $0.status.rawValue >= ParcelStatus.pickedUp.rawValue
    }.compactMap(\.happenedAt).min()
  }

  /// All of a line's replacement was sent before the goods came back.
  func isReplacedAhead(_ file: CaseFile) -> Bool {
    guard !file.replacements.isEmpty else { return false }
    return sentReplacements(of: file.caseID).first.map { isCrossShipped($0, file.caseID) } ?? false
  }

  /// A parcel with replacements of the case left before anything of this line was accepted, and not
  /// ahead of all the others.
  func hasLeft(_ parcel: Waybill, without file: CaseFile) -> Bool {
    guard let leftAt = leftAt(parcel), !isCrossShipped((parcel, leftAt), file.caseID) else {
      return false
    }
    return acceptances(of: [file]).allSatisfy { isEarlier(leftAt, $0.at) }
  }

  /// It left before anything of the case had been accepted.
  private func isCrossShipped(_ sent: (waybill: Waybill, leftAt: Instant), _ caseID: Text) -> Bool {
    let first = acceptances(of: lines(of: caseID)).first
    return first.map { isEarlier(sent.leftAt, $0.at) } ?? true
  }

  /// Units of case lines by when they were accepted.
  private func acceptances(of lines: [CaseFile]) -> [(at: Instant, quantity: Int64)] {
    var units: [(at: Instant, quantity: Int64)] = []
    for file in lines {
      guard let acceptedAt = file.acceptedAt else { continue }
      var left = file.acceptedQuantity
      for inspection in file.inspections where inspection.result == .accepted {
        units.append((inspection.inspectedAt, min(inspection.quantity, left)))
        left -= min(inspection.quantity, left)
      }
      // What a carrier lost, or what came where nobody inspects.
      if left > 0 { units.append((acceptedAt, left)) }
    }
    return units.sorted { $0.at < $1.at }
  }

  /// Units of the lines' new articles that had left stock by the end of a day.
  private func issued(for lines: [CaseFile], until day: Day) -> Int64 {
    dossier.stock.reduce(0) { sum, movement in
      let isTheirs =
        movement.kind == .issue && movement.caseID == lines[0].caseID
        && self.day(movement.movedAt) <= day
        && lines.contains { $0.application.exchangeSKU == movement.sku }
      return isTheirs ? sum + movement.quantity : sum
    }
  }

  /// Every parcel of a line's replacement came, or another was sent in its place.
  func areDelivered(_ parcels: [Waybill]) -> Bool {
    parcels.allSatisfy { parcel in
      parcel.deliveredAt != nil || !parcel.hasLeft || parcels.contains { isSent($0, for: parcel) }
    }
  }

  /// Whether a parcel left after another had come to nothing.
  func isSent(_ parcel: Waybill, for other: Waybill) -> Bool {
    guard parcel.waybill != other.waybill, other.deliveredAt == nil, let leftAt = leftAt(parcel),
      let end = other.latest.happenedAt,
      !other.status.isMoving || lostOn(other, limits(of: other), isReceived: false) != nil
    else { return false }
    return leftAt >= end
  }
}
