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

  /// What is kept of it where it stays in the inbox; nil where it was taken.
  func setAside(_ policy: Policy, shopIndex: [Int]) -> SetAsideFile? {
    if fate == .taken { return nil }
    var file = SetAsideFile(path: path, reason: reason)
    file.member = memberName
    file.sha256 = sha256
    file.shopID = reading.shopID
    file.feed = reading.feed?.name ?? ""
    file.profile = reading.profile
    file.periodFrom = reading.periodFrom
    file.periodTo = reading.periodTo
    file.controlTotal = reading.controlExpected
    file.controlFound = reading.controlFound
    if fate == .held {
      file.status = .held
      file.days = heldDays(policy)
      file.shops = heldShops(policy, shopIndex).map { policy.shops[$0].id.string }.sorted()
    }
    return file
  }

  /// The days of each source that it is about, where it says so.
  private func heldDays(_ policy: Policy) -> [HeldDays] {
    covers.compactMap { cover in
      let last = cover.periodTo ?? cover.lastEvent
      guard let first = reading.periodFrom ?? reading.firstEventDay ?? last else { return nil }
      return HeldDays(
        sourceID: policy.sources[cover.source].id.string, first: first,
        last: max(first, last ?? first))
    }.sorted { $0.sourceID < $1.sourceID }
  }

  /// Those of its source; of a file of no source those of its rows.
  private func heldShops(_ policy: Policy, _ shopIndex: [Int]) -> Set<Int> {
    if let source { return Set(policy.sources[source].shops) }
    var shops: Set<Int> = []
    reading.records.forEach { shops.insert(shopIndex[$0.head.shop]) }
    return shops
  }

  /// Why it stays in the inbox.
  private var reason: String {
    if case .refused(let error) = reading.status { return error.message }
    return reading.controlTotals.filter { !$0.agrees }
      .map { "\($0.name): the file says \($0.expected), its rows give \($0.found)" }
      .joined(separator: "; ")
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
