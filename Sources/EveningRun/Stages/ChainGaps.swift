import LedgerStore
import Returns

/// Files between two of a source that never came: one begins where no other ended.
///
/// The first file of a source has nothing before it, a number 1 begins anew, and a file whose
/// period overlaps what came before begins in its middle.
func chainGaps(_ rows: [ChainLinkRow]) -> [Finding] {
  var findings: [Finding] = []
  var start = 0
  while start < rows.count {
    var end = start + 1
    while end < rows.count, rows[end].isOfChain(rows[start]) { end += 1 }
    let links = rows[start..<end]
    let ends = Set(links.map(\.end))
    for (former, link) in zip(links, links.dropFirst())
    where !ends.contains(link.start) && link.start != "0" && !link.overlaps(former) {
      findings.append(
        FileTrouble.gap(
          source: Text(link.account.isEmpty ? link.profile : "\(link.profile) \(link.account)"),
          file: Text(link.file),
          chain: Text(link.chain), expected: Text(former.end), found: Text(link.start),
          on: max(link.receivedOn, former.receivedOn)))
    }
    start = end
  }
  return findings
}

extension ChainLinkRow {
  fileprivate func isOfChain(_ other: ChainLinkRow) -> Bool {
    profile == other.profile && account == other.account && chain == other.chain
  }

  fileprivate func overlaps(_ former: ChainLinkRow) -> Bool {
    (start, end) == (former.start, former.end) || periodFrom.map { $0 <= former.through } ?? false
  }
}
