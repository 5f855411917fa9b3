/// Parcels whose silence says nothing, as nobody is to be heard of them.
extension Desk {
  /// Whether a parcel may have come though its carrier is silent: the order says that it did, or a
  /// bill alone tells of it. A customer who was believed that it never came is word enough.
  func saysNothing(bySilence parcel: Waybill) -> Bool {
    if parcel.direction != .return, isMissed { return false }
    return hasComeByOrder(parcel) || isKnownByBill(parcel)
  }

  /// The order says that all of it came, later than anything that is known of the parcel's way.
  func hasComeByOrder(_ parcel: Waybill) -> Bool {
    guard parcel.direction == .outbound, !isMissed, fileIndex(of: parcel) == nil else {
      return false
    }
    var cameAt: Instant?
    for line in dossier.lines {
      guard let deliveredAt = line.deliveredAt else { return false }
      cameAt = max(cameAt ?? deliveredAt, deliveredAt)
    }
    return cameAt.map { $0 >= parcel.latest.happenedAt ?? $0 } ?? false
  }

  /// All that is known of it stands on bills: that it left, and nothing of its way. A parcel's own
  /// row that states its fees is no bill.
  func isKnownByBill(_ parcel: Waybill) -> Bool {
    guard !dossier.charges.isEmpty else { return false }
    return dossier.parcels.allSatisfy { event in
      if event.waybill != parcel.waybill || event.carrier != parcel.carrier { return true }
      return event.status == .pickedUp && !event.statesFees
        && dossier.charges.contains {
          $0.source.file == event.source.file && $0.waybill == event.waybill
        }
    }
  }

  private var isMissed: Bool {
    files.contains { $0.isApproved && $0.application.reason == .lost }
  }
}
