/// What a reviewer approved of a case of several lines (`approved_amount`): what was accepted first
/// has it first, as of a line whose goods come in parts (R5.1). What has not come keeps nothing
/// back.
extension Desk {
  func shareApproved() {
    for index in files.indices {
      let file = files[index]
      guard let approved = file.lastReview?.approvedAmount,
        files[..<index].allSatisfy({ $0.caseID != file.caseID })
      else { continue }
      let own = lines(of: file.caseID)
      guard own.count > 1,
        own.allSatisfy({ $0.isRefundedByAcceptance && $0.kind != .exchange })
      else { continue }
      share(approved, among: own)
    }
  }

  private func share(_ approved: Int64, among lines: [CaseFile]) {
    var rest = max(0, approved)
    var shares = lines.map { _ in Int64(0) }
    let seen = lines.flatMap { $0.acceptances.map(\.inspectedAt) }
    for time in Set(seen + lines.compactMap(\.acceptedAt)).sorted() {
      for (place, line) in lines.enumerated() {
        let more = min(rest, max(0, unreviewedWorth(of: line, by: time) - shares[place]))
        shares[place] += more
        rest -= more
      }
    }
    for (line, share) in zip(lines, shares) {
      line.owed = line.owed.granted(share)
      line.accepted = line.accepted.granted(share)
      let isAllSeen = line.inspectedQuantity >= line.quantity
      let more =
        isAllSeen ? 0 : min(rest, max(0, (line.whole.unreviewed ?? 0) - share))
      line.whole = line.whole.granted(isAllSeen ? share + rest : share + more)
      line.claim = isAllSeen ? line.accepted : line.whole
      rest -= more
    }
  }

  /// What a line's units that were accepted by a moment are worth, before what the reviewer
  /// approved.
  private func unreviewedWorth(of file: CaseFile, by time: Instant) -> Int64 {
    guard let acceptedAt = file.acceptedAt, let all = file.owed.unreviewed else { return 0 }
    if time >= acceptedAt { return all }
    return min(
      all,
      worth(of: file.owed.unlimited, file) { $0.result == .accepted && $0.inspectedAt <= time })
  }
}
