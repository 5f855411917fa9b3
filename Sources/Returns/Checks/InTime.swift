extension ApplicationCheck {
  /// Applied within the family's window: N days after the day of receipt, to the end of the N-th
  /// (R2.1.2; CPL 25(1), Civil Code 201). For goods that never came the promised day counts, else
  /// the day of the order.
  static let inTime = ApplicationCheck(name: .inTime) { file, _, desk in
    let reason = file.application.reason
    guard let days = file.terms.windowDays[reason.family] else { return .pass }
    guard let start = windowStart(file, desk) else { return .unknown }
    let end = start + days
    file.windowEnd = end
    return desk.day(file.application.appliedAt) <= end ? .pass : .fail
  }

  private static func windowStart(_ file: CaseFile, _ desk: Desk) -> Day? {
    guard !file.lines.isEmpty else { return nil }
    if file.application.reason == .lost || file.application.reason == .late {
      let promised = desk.waybills.lazy.filter { $0.direction == .outbound }.compactMap(
        \.promisedAt
      ).max()
      return desk.day(promised ?? file.lines[0].orderedAt)
    }
    var received: Instant?
    for index in file.lines.indices {
      if let time = file.lines[index].deliveredAt { received = max(received ?? time, time) }
    }
    if let received { return desk.day(received) }
    for parcel in desk.waybills where parcel.direction == .outbound {
      if let time = parcel.deliveredAt { received = max(received ?? time, time) }
    }
    return received.map(desk.day)
  }
}
