import Intake
import LedgerStore
import Returns

/// What a member of a file says of its sources, as the ledger will.
extension TakenMember {
  /// The entry of a packed file; empty for the file itself.
  var memberName: String {
    String(decoding: reading.name.utf8.dropFirst(path.utf8.count + 1), as: UTF8.self)
  }

  func deliveries(_ evening: Evening) -> [DeliveryRow] {
    covers.map { cover in
      DeliveryRow(
        file: number, sourceID: evening.policy.sources[cover.source].id.string,
        periodFrom: reading.periodFrom, periodTo: cover.periodTo, lastEventDay: cover.lastEvent,
        exportedAt: reading.exportedAt, receivedOn: evening.day, isWithdrawn: false,
        isRejectedWhole: isRejectedWhole)
    }
  }

  /// The days of each source that it is about, where it says so.
  func heldDays(_ policy: Policy) -> [Note] {
    covers.compactMap { cover in
      let last = cover.periodTo ?? cover.lastEvent
      guard let first = reading.periodFrom ?? reading.firstEventDay ?? last else { return nil }
      return .heldDays(
        source: policy.sources[cover.source].id, from: first, through: max(first, last ?? first))
    }
  }

  /// Where a file names no account, its folder in the inbox tells the sources of one profile apart.
  func links(_ day: Day) -> [ChainLinkRow] {
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    return reading.links.enumerated().map { index, link in
      ChainLinkRow(
        number: number, position: index + 1, path: path, member: memberName,
        profile: reading.profile, chain: link.chain,
        account: link.account.isEmpty ? folder : link.account, start: link.start, end: link.end,
        periodFrom: reading.periodFrom, firstEventDay: reading.firstEventDay,
        through: reading.periodTo ?? reading.lastEventDay ?? day, receivedOn: day)
    }
  }
}
