/// How long one parcel may be on its way: its carrier's limits, and where those say nothing the
/// terms of its case (R6.2).
struct TransitLimits {
  var transitDays: Int
  var graceDays = 0
  var lostAfterDays: Int
  var lostInDays: Int?
  var misroutedDays = 0

  init(_ terms: CaseTerms) {
    transitDays = terms.transitDays
    lostAfterDays = terms.lostAfterDays
  }

  mutating func take(_ carrier: CarrierTerms, zone: Text) {
    let isLocal = carrier.localZones.contains(zone)
    transitDays =
      (isLocal ? carrier.localTransitDays : nil) ?? carrier.transitDays ?? transitDays
    lostInDays = (isLocal ? carrier.localLostInDays : nil) ?? carrier.lostInDays
    lostAfterDays = carrier.lostAfterDays ?? lostAfterDays
    graceDays = carrier.graceDays
    misroutedDays = carrier.misroutedDays
  }
}

extension Desk {
  /// The limits a parcel travels on.
  func limits(of parcel: Waybill) -> TransitLimits {
    // The terms of all cases are not copied for three of their numbers.
    circumstances.policy.overrides.isEmpty
      ? limits(of: parcel, circumstances.transitLimits)
      : limits(of: parcel, terms(of: parcel))
  }

  func limits(of parcel: Waybill, _ terms: CaseTerms) -> TransitLimits {
    limits(of: parcel, TransitLimits(terms))
  }

  private func limits(of parcel: Waybill, _ general: TransitLimits) -> TransitLimits {
    var limits = general
    if let carrier = circumstances.carrier(parcel.carrier) {
      limits.take(carrier, zone: parcel.zone)
    }
    return limits
  }

  /// The last day on which a parcel under way is in time; nil where no day is known to count from.
  func lastDayOfTransit(_ parcel: Waybill, _ limits: TransitLimits) -> Day? {
    if let promised = parcel.promisedAt { return day(promised) + limits.graceDays }
    guard let start = parcel.pickedUpAt ?? parcel.latest.happenedAt else { return nil }
    return day(start) + limits.transitDays + limits.graceDays
  }

  /// Whether a carrier, or the sender to whom it went back, has yet to bring a parcel. What was
  /// refused or returned on its way back is not here: it is awaited until another one of its case
  /// leaves in its place, and at the sender's only by a case that still asks for the goods.
  func isAwaited(_ parcel: Waybill) -> Bool {
    if parcel.status.isMoving { return true }
    guard parcel.direction == .return else { return false }
    switch parcel.status {
    case .refused: return !isReturnedAgain(parcel)
    case .returned:
      return !isReturnedAgain(parcel)
        && files.contains { $0.isReturn(parcel) && $0.isApproved && $0.needsGoodsBack }
    default: return false
    }
  }

  private func isReturnedAgain(_ parcel: Waybill) -> Bool {
    files.contains { file in
      file.isReturn(parcel) && file.returns.contains { isSent($0, for: parcel) }
    }
  }

  /// The day a parcel counts as lost: the carrier says so, too many days have passed without a new
  /// status, or too many since it was picked up. What has gone back to its sender is not lost, nor
  /// what nobody is to be heard of.
  /// - Parameter isReceived: the warehouse has its goods, so that silence means nothing.
  func lostOn(_ parcel: Waybill, _ limits: TransitLimits, isReceived: Bool) -> Day? {
    guard parcel.conflict == nil else { return nil }
    if parcel.status == .lost { return parcel.latest.happenedAt.map(day) ?? asOf }
    guard !isReceived, parcel.deliveredAt == nil, parcel.isUnderWay, parcel.status != .returned,
      isAwaited(parcel),
      let last = parcel.latest.happenedAt
    else { return nil }
    var limit = day(last) + limits.lostAfterDays
    if let days = limits.lostInDays, let start = parcel.pickedUpAt {
      limit = min(limit, day(start) + days)
    }
    guard asOf > limit, !saysNothing(bySilence: parcel),
      circumstances.waiting(for: .parcels, shop: shop, through: limit) == nil
    else { return nil }
    return limit + 1
  }
}
