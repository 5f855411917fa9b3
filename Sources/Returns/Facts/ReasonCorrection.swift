/// Reasons that a case line had before a newer row of it said another one.
public struct ReasonCorrection: Sendable {
  let before: [Reason]
  /// The stamp of the row that gave it the one it has; nil where that has none.
  let at: Instant?
}

extension Dossier {
  /// What was asked of a customer for the reason of before she may have paid.
  /// - Parameter versions: all of the case line that came last, older first.
  func noteReasons(_ current: Record, of versions: [Record]) {
    guard let last = cases.indices.last, cases[last].source == current.head.source,
      let first = versions.first
    else { return }
    let reason = cases[last].reason
    var before: [Reason] = first.reason == reason ? [] : [first.reason]
    var (fold, at): (VersionFold, Instant?) = (VersionFold(first), nil)
    for version in versions.dropFirst() {
      let earlier = fold.record.reason
      guard fold.take(version) == .newer, version.reason != earlier else { continue }
      at = version.head.stampedAt
      let isNew = version.reason != reason && !before.contains(version.reason)
      if isNew { before.append(version.reason) }
    }
    if !before.isEmpty { cases[last].correction = ReasonCorrection(before: before, at: at) }
  }
}

extension Record {
  fileprivate var reason: Reason {
    var columns = columns
    return CaseLine(&columns, source: head.source).reason
  }
}
