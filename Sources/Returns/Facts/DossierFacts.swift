/// How facts come into a dossier and leave it.
extension Dossier {
  /// Adds what a record says; what it says of the day after is left for a later day.
  func append(_ record: Record, before end: Instant) {
    let isLater =
      switch record.head.feed {
      case .orders: Self.keep(record, &lines, end)
      case .cases: Self.keep(record, &cases, end)
      case .materials: Self.keep(record, &materials, end)
      case .reviews: Self.keep(record, &reviews, end)
      case .parcels: Self.keep(record, &parcels, end)
      case .charges: Self.keep(record, &charges, end)
      case .inspections: Self.keep(record, &inspections, end)
      case .settlements: Self.keep(record, &settlements, end)
      case .stock: Self.keep(record, &stock, end)
      case .tickets: Self.keep(record, &tickets, end)
      case .claimResults: Self.keep(record, &claimResults, end)
      case .surveys: Self.keep(record, &surveys, end)
      // Kept apart: they are no facts of the order.
      case .decisions: false
      }
    if isLater { hasLaterFacts = true }
  }

  /// - Returns: whether the fact, or a part of it, belongs to a later day.
  @inline(__always)
  private static func keep<F: Fact>(
    _ record: Record, _ list: inout [F], _ end: Instant
  ) -> Bool {
    var columns = record.columns
    var fact = F(&columns, source: record.head.source)
    if let happenedAt = fact.happenedAt, happenedAt >= end { return true }
    let isLater = fact.forget(from: end)
    list.append(fact)
    return isLater
  }

  /// Says of the settlement that came last whether its status is an update of its own.
  func noteUpdate(_ current: Record, of versions: [Record]) {
    guard let last = settlements.indices.last else { return }
    let source = current.head.source
    guard settlements[last].source == source else { return }
    settlements[last].isUpdate = versions.contains { version in
      var columns = version.columns
      return Settlement(&columns, source: source).status != settlements[last].status
    }
  }

  /// Keys are hashes: the first line has to be the lowest, not the one whose hash is.
  func sortLines() {
    if lines.count > 1 { lines.sort { $0.lineNo < $1.lineNo } }
  }

  func removeFacts() {
    lines.empty()
    cases.empty()
    materials.empty()
    reviews.empty()
    parcels.empty()
    charges.empty()
    inspections.empty()
    settlements.empty()
    stock.empty()
    tickets.empty()
    claimResults.empty()
    surveys.empty()
    revisions.empty()
    hasLaterFacts = false
  }
}

extension Array {
  /// Removes all and keeps the memory. Most lists of most dossiers are empty: that is asked first.
  @inline(__always)
  mutating func empty() {
    if !isEmpty { removeAll(keepingCapacity: true) }
  }
}
