import LedgerStore
import Returns

/// A file of a chain that does not begin where one before it ended: one between them is missing.
struct ChainGap {
  let former: ChainLinkRow
  let link: ChainLinkRow

  var finding: Finding {
    FileTrouble.gap(
      source: Text(link.account.isEmpty ? link.profile : "\(link.profile) \(link.account)"),
      file: Text(link.file), chain: Text(link.chain), expected: Text(former.end),
      found: Text(link.start), on: max(link.receivedOn, former.receivedOn))
  }

  /// The last day that is complete all the same: where both are of one day, it is not, and within a
  /// file nobody knows where.
  var completeThrough: Day {
    if link.number == former.number { return link.firstDay + -1 }
    return link.firstDay > former.through ? former.through : former.through + -1
  }

  /// Whether it is in this account of a source; files that name none are of all of them.
  func isOf(account: String) -> Bool {
    account.isEmpty || link.account == ChainLinkRow.folder(of: link.path)
      || link.account == account || link.account.hasPrefix(account + " ")
  }
}

/// Files between two of a source that never came: one begins where no other ended.
///
/// The first file of a source has nothing before it, a number 1 begins anew, and a file whose
/// period overlaps what came before begins in its middle. A longer file that holds the days of both
/// and between closes the gap.
func chainGaps(_ unordered: [ChainLinkRow]) -> [ChainGap] {
  let rows = unordered.sorted { a, b in
    let (left, right) = ((a.profile, a.account, a.chain), (b.profile, b.account, b.chain))
    return left == right
      ? (a.through, a.number, a.position) < (b.through, b.number, b.position) : left < right
  }
  var gaps: [ChainGap] = []
  var start = 0
  while start < rows.count {
    var end = start + 1
    while end < rows.count, rows[end].isOfChain(rows[start]) { end += 1 }
    let links = rows[start..<end]
    let ends = Set(links.map(\.end))
    for (former, link) in zip(links, links.dropFirst())
    where !ends.contains(link.start) && !link.beginsAnew && !link.overlaps(former) {
      if links.contains(where: { $0.reaches(from: former, to: link) }) { continue }
      gaps.append(ChainGap(former: former, link: link))
    }
    start = end
  }
  return gaps
}

extension ChainLinkRow {
  /// Stands for the account of a file in the inbox that names none.
  static func folder(of path: String) -> String {
    path.split(separator: "/").dropLast().joined(separator: "/")
  }

  fileprivate func isOfChain(_ other: ChainLinkRow) -> Bool {
    profile == other.profile && account == other.account && chain == other.chain
  }

  fileprivate var beginsAnew: Bool { isNumber && start == "0" }
  fileprivate var firstDay: Day { periodFrom ?? firstEventDay ?? through }

  /// The first day that the file has whole. Events tell it of balances alone: a number says more
  /// than the days of its rows.
  private var wholeFrom: Day? { periodFrom ?? (isNumber ? nil : firstEventDay) }

  fileprivate func overlaps(_ former: ChainLinkRow) -> Bool {
    if (start, end) == (former.start, former.end) { return true }
    if let periodFrom { return periodFrom <= former.through }
    guard let wholeFrom else { return false }
    // The one before has its days whole, also where both end with the same.
    if let first = former.wholeFrom, first < wholeFrom, through <= former.through { return true }
    return wholeFrom < former.through
  }

  /// It leads from where one began to where the other ended, or has all days between the two.
  fileprivate func reaches(from former: ChainLinkRow, to link: ChainLinkRow) -> Bool {
    if self == former || self == link { return false }
    if (start, end) == (former.start, link.end) { return through >= link.through }
    return through >= link.firstDay + -1 && wholeFrom.map { $0 <= former.through + 1 } ?? false
  }
}
