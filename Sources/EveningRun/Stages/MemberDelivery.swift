import Intake
import LedgerStore
import Returns

extension MemberReading {
  /// The entry of the packed file at a path; empty for the file itself.
  func member(of path: String) -> String {
    String(decoding: name.utf8.dropFirst(path.utf8.count + 1), as: UTF8.self)
  }
}

/// What a member of a file says of its sources, as the ledger will.
extension TakenMember {
  var memberName: String { reading.member(of: path) }

  func deliveries(_ evening: Evening) -> [DeliveryRow] {
    covers.map { cover in
      DeliveryRow(
        file: number, sourceID: evening.policy.sources[cover.source].id.string,
        periodFrom: reading.periodFrom, periodTo: cover.periodTo,
        firstEventDay: reading.firstEventDay, lastEventDay: cover.lastEvent,
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
    let folder = ChainLinkRow.folder(of: path)
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
