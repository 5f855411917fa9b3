/// Waybill numbers that bookings were given, by the subject of the booking.
public struct AllottedWaybills: Sendable {
  /// Ascending by subject, then in the order they were given.
  private let entries: [(subject: UInt64, waybill: Text)]

  public init(_ entries: [(subject: UInt64, waybill: Text)] = []) {
    self.entries = entries.enumerated()
      .sorted { ($0.element.subject, $0.offset) < ($1.element.subject, $1.offset) }
      .map(\.element)
  }

  public var isEmpty: Bool { entries.isEmpty }

  func waybills(of subject: UInt64) -> [Text] {
    if entries.isEmpty { return [] }
    let start = entries.partitioningIndex { $0.subject >= subject }
    return entries[start...].prefix { $0.subject == subject }.map(\.waybill)
  }

  /// The same in memory of its own: for a worker on another core.
  func ownCopy() -> AllottedWaybills { AllottedWaybills(entries.map(\.self)) }
}

extension Dossier {
  /// A case that named no waybill has come under one that its booking was given: from then on it
  /// is the case's own.
  public func nameAllotted(_ circumstances: Circumstances) {
    if circumstances.allotted.isEmpty || cases.isEmpty { return }
    for index in cases.indices where cases[index].returnWaybill.isEmpty {
      let subject = circumstances.identity("booking", shop: shop, cases[index].caseID)
      let seen = circumstances.allotted.waybills(of: subject).last { waybill in
        parcels.contains { $0.waybill == waybill } || charges.contains { $0.waybill == waybill }
      }
      if let seen { cases[index].returnWaybill = seen }
    }
  }
}
