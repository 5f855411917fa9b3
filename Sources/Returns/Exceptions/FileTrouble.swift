/// Trouble that belongs to a file or a source and to no order.
public enum FileTrouble {
  /// A file disagrees with its own trailer (design: section 5, CONTROL_TOTAL).
  ///
  /// - Parameters:
  ///   - expected: the file's own totals, `name value; name value`.
  ///   - found: what its rows give, in the same order; the same text where the two agree.
  ///   - held: what a held file is of.
  public static func controlTotal(
    file: Text, expected: Text, found: Text, on day: Day, held: [Note] = []
  ) -> Finding {
    var finding = Finding(
      .controlTotal, identity: identity(of: file), subject: file, shop: -1, openedOn: day)
    finding.notes = pairs(expected, found).map { name, before, after in
      .changed(field: Text(name), before: Text(before), after: Text(after))
    }
    finding.notes += held
    return finding
  }

  /// The identity of what is amiss with a file's own totals.
  public static func identity(of file: Text) -> UInt64 {
    var hash = StableHash(seed: 0xC0)
    hash.combine(file)
    return hash.value
  }

  /// The same of a file that is not in the inbox any more: that somebody has taken it away puts
  /// nothing right.
  ///
  /// - Parameter before: as it was last reported; nil comes back where it is about no file's own
  ///   totals.
  public static func takenAway(_ before: Finding) -> Finding? {
    guard before.code == .controlTotal, before.identity == identity(of: before.subject) else {
      return nil
    }
    var finding = before
    if !finding.notes.contains(.takenAway) { finding.notes.append(.takenAway) }
    return finding
  }

  /// A file does not begin where the one before it ended: one between them is missing.
  ///
  /// - Parameters:
  ///   - source: profile and account, which name the chain of files.
  ///   - chain: the source's own name of the balance or number.
  public static func gap(
    source: Text, file: Text, chain: Text, expected: Text, found: Text, on day: Day
  ) -> Finding {
    var hash = StableHash(seed: 0xC4)
    hash.combine(source)
    hash.combine(chain)
    hash.combine(found)
    var finding = Finding(
      .controlTotal, identity: hash.value, subject: file, shop: -1, openedOn: day)
    finding.notes = [.changed(field: chain, before: expected, after: found), .text(source)]
    return finding
  }

  /// The totals that differ: name, expected, found. Where cells of a sum cannot be read, that is
  /// one more: how many they are, and that it should be none.
  private static func pairs(_ expected: Text, _ found: Text) -> [(String, String, String)] {
    func totals(_ text: Text) -> [String] {
      var parts = [""]
      var rest = text.string[...]
      while let next = rest.first {
        if rest.hasPrefix("; ") {
          parts.append("")
          rest = rest.dropFirst(2)
        } else {
          parts[parts.count - 1].append(next)
          rest = rest.dropFirst()
        }
      }
      return parts
    }
    return zip(totals(expected), totals(found)).flatMap { before, after in
      guard before != after else { return [(String, String, String)]() }
      let (left, right) = (before.split(separator: " "), after.split(separator: " "))
      let name = left.dropLast().joined(separator: " ")
      let stated = left.last.map(String.init) ?? ""
      guard right.last == "readable)", let count = right.dropLast(3).last?.dropFirst() else {
        return [(name, stated, right.last.map(String.init) ?? "")]
      }
      let sum = right.dropLast(4).last.map(String.init) ?? ""
      return [(name, stated, sum), ("\(name): cells not readable", "0", String(count))]
    }
  }

  /// The note of a late source that has delivered later days as well.
  public static let gapMark = "gap"

  /// A source has not delivered as far as its lag allows; what hangs on it is unproven.
  ///
  /// - Parameters:
  ///   - reached: the last day it has delivered completely; nil: nothing yet.
  ///   - hasGap: it has delivered later days, and something between is missing.
  public static func sourceLate(
    _ source: SourceAccount, reached: Day?, hasGap: Bool = false, asOf: Day
  ) -> Finding? {
    let wanted = source.expectedThrough(asOf)
    if let reached, reached >= wanted { return nil }
    var hash = StableHash(seed: 0x51)
    hash.combine(source.id)
    let openedOn = reached.map(source.lateSince) ?? asOf
    var finding = Finding(
      .sourceLate, identity: hash.value, subject: source.id, shop: source.shops.first ?? -1,
      openedOn: min(openedOn, asOf))
    finding.dueOn = wanted
    finding.notes = [.text(Text(source.feed.name)), .text(Text(reached?.string ?? "-"))]
    if hasGap { finding.notes.append(.text(Text(gapMark))) }
    return finding
  }
}
