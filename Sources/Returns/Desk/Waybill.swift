/// All carrier records of one waybill, read as a timeline (R6.1).
///
/// A class, because it is handed from rule to rule and never changes.
final class Waybill: Sendable {
  let waybill: Text
  let carrier: Text
  let direction: Direction
  /// Order or case the carrier names.
  let reference: Text
  /// The record that tells where the parcel is now: the greatest (time, status); empty times are
  /// lowest.
  let latest: ParcelEvent
  let pickedUpAt: Instant?
  let deliveredAt: Instant?
  let promisedAt: Instant?
  let isDamaged: Bool
  /// When it was first said to be damaged.
  let damagedAt: Instant?
  /// Two records that cannot both be true.
  let conflict: (ParcelStatus, ParcelStatus)?

  var status: ParcelStatus { latest.status }
  /// The carrier's, where its last record names one.
  var zone: Text { latest.zone }
  var isUnderWay: Bool {
    pickedUpAt != nil || latest.status.rawValue >= ParcelStatus.pickedUp.rawValue
  }

  /// - Parameter events: at least one, all of one waybill and carrier.
  init(_ events: ArraySlice<ParcelEvent>) {
    let first = events.first!
    waybill = first.waybill
    carrier = first.carrier
    if events.count == 1 {
      latest = first
      direction = first.direction
      reference = first.reference
      pickedUpAt = Self.pickUp(first)
      deliveredAt = Self.delivery(first)
      promisedAt = first.promisedAt
      isDamaged = first.status == .damaged
      damagedAt = isDamaged ? first.happenedAt : nil
      conflict = nil
      return
    }
    var latest = first
    for event in events.dropFirst() where Self.isLater(event, latest) { latest = event }
    self.latest = latest
    direction = latest.direction
    let given = latest.reference.isEmpty ? events.first { !$0.reference.isEmpty } : latest
    reference = given?.reference ?? Text()
    var (pickedUpAt, deliveredAt, promisedAt): (Instant?, Instant?, Instant?)
    var (isDamaged, damagedAt): (Bool, Instant?) = (false, nil)
    for event in events {
      pickedUpAt = Self.earlier(pickedUpAt, Self.pickUp(event))
      deliveredAt = Self.earlier(deliveredAt, Self.delivery(event))
      if let promised = event.promisedAt { promisedAt = max(promisedAt ?? promised, promised) }
      guard event.status == .damaged else { continue }
      isDamaged = true
      damagedAt = Self.earlier(damagedAt, event.happenedAt)
    }
    self.pickedUpAt = pickedUpAt
    self.deliveredAt = deliveredAt
    self.promisedAt = latest.promisedAt ?? promisedAt
    self.isDamaged = isDamaged
    self.damagedAt = damagedAt
    conflict = Self.conflict(events)
  }

  private static func earlier(_ a: Instant?, _ b: Instant?) -> Instant? {
    guard let a, let b else { return a ?? b }
    return min(a, b)
  }

  private static func pickUp(_ event: ParcelEvent) -> Instant? {
    event.pickedUpAt ?? (event.status == .pickedUp ? event.statusAt : nil)
  }

  private static func delivery(_ event: ParcelEvent) -> Instant? {
    event.status == .delivered
      ? event.deliveredAt ?? event.statusAt ?? event.pickedUpAt : event.deliveredAt
  }

  private static func isLater(_ a: ParcelEvent, _ b: ParcelEvent) -> Bool {
    let (left, right) = (a.happenedAt?.seconds ?? .min, b.happenedAt?.seconds ?? .min)
    return left != right ? left > right : a.status.rawValue > b.status.rawValue
  }

  /// Delivered and lost, delivered twice on different days, or on the way again after delivery.
  private static func conflict(
    _ events: ArraySlice<ParcelEvent>
  ) -> (ParcelStatus, ParcelStatus)? {
    for (position, a) in zip(events.indices, events) {
      for b in events[(position + 1)...] where contradicts(a, b) || contradicts(b, a) {
        return a.status.rawValue <= b.status.rawValue ? (a.status, b.status) : (b.status, a.status)
      }
    }
    return nil
  }

  private static func contradicts(_ delivered: ParcelEvent, _ other: ParcelEvent) -> Bool {
    guard delivered.status == .delivered, let arrival = delivery(delivered),
      let time = other.statusAt ?? delivery(other)
    else { return false }
    switch other.status {
    case .delivered: return abs(time.seconds - arrival.seconds) >= 86_400
    case .lost, .pickedUp, .inTransit, .created: return time >= arrival
    case .damaged, .misrouted, .refused, .returned: return false
    }
  }
}

extension Waybill {
  /// Adds the waybills of a dossier, sorted by waybill and carrier.
  static func add(_ parcels: [ParcelEvent], to result: inout [Waybill]) {
    if parcels.count == 1 { return result.append(Waybill(parcels[...])) }
    if parcels.count == 2, parcels[0].waybill != parcels[1].waybill {
      let first = parcels[0].waybill < parcels[1].waybill ? 0 : 1
      result.append(Waybill(parcels[first..<(first + 1)]))
      result.append(Waybill(parcels[(1 - first)..<(2 - first)]))
      return
    }
    let sorted = parcels.sorted { a, b in
      if a.waybill != b.waybill { return a.waybill < b.waybill }
      if a.carrier != b.carrier { return a.carrier < b.carrier }
      let (left, right) = (a.happenedAt?.seconds ?? .min, b.happenedAt?.seconds ?? .min)
      return (left, a.status.rawValue) < (right, b.status.rawValue)
    }
    var start = 0
    while start < sorted.count {
      var end = start + 1
      while end < sorted.count, sorted[end].waybill == sorted[start].waybill,
        sorted[end].carrier == sorted[start].carrier
      { end += 1 }
      result.append(Waybill(sorted[start..<end]))
      start = end
    }
  }
}
