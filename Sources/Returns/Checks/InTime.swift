extension ApplicationCheck {
  /// Applied within the family's window: N days after the day of receipt, to the end of the N-th
  /// (R2.1.2; CPL 25(1), Civil Code 201). For goods that never came the promised day counts, else
  /// the day of the order. A window that gives what the law gives moves past days of rest with it
  /// (CN-02, EU-02).
  static let inTime = ApplicationCheck(name: .inTime) { file, _, desk in
    guard let days = file.terms.windowDays[file.application.reason.family] else { return .pass }
    guard let start = desk.windowStart(of: file) else { return .unknown }
    var end = start + days
    if desk.hasLaw, file.terms.windowOnRestDay == .nextDay, file.terms.windowFrom == .receipt,
      let (rule, lawEnd) = desk.lawWindow(of: file), rule.value.days <= days
    {
      end = max(end, lawEnd)
    }
    file.windowEnd = end
    return desk.day(file.application.appliedAt) <= end ? .pass : .fail
  }
}

extension Desk {
  /// The day a case's window is counted from, as the policy counts; nil while it is not known.
  fileprivate func windowStart(of file: CaseFile) -> Day? {
    guard file.terms.windowFrom == .purchase else { return receiptDay(of: file) }
    var ordered: Instant?
    for index in file.lines.indices {
      let time = file.lines[index].orderedAt
      ordered = max(ordered ?? time, time)
    }
    return ordered.map(day)
  }

  /// The day the customer had the goods, of several lines the last; for goods that never came the
  /// promised day, else that of the order.
  /// - Parameter wholeOrder: had all goods of the order.
  func receiptDay(of file: CaseFile, wholeOrder: Bool = false) -> Day? {
    guard !file.lines.isEmpty else { return nil }
    if file.application.reason == .lost || file.application.reason == .late {
      let promised = waybills.lazy.filter { $0.direction == .outbound }.compactMap(
        \.promisedAt
      ).max()
      return day(promised ?? file.lines[0].orderedAt)
    }
    var received: Instant?
    for line in wholeOrder ? dossier.lines : file.lines {
      if let time = line.deliveredAt { received = max(received ?? time, time) }
    }
    if let received { return day(received) }
    for parcel in waybills where parcel.direction == .outbound {
      if let time = parcel.deliveredAt { received = max(received ?? time, time) }
    }
    return received.map(day)
  }
}
