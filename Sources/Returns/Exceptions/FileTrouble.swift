/// Trouble that belongs to a file or a source and to no order.
public enum FileTrouble {
  /// A file disagrees with its own trailer (design: section 5, CONTROL_TOTAL).
  public static func controlTotal(
    file: Text, name: Text, expected: Text, found: Text, on day: Day
  ) -> Finding {
    var hash = StableHash(seed: 0xC0)
    hash.combine(file)
    var finding = Finding(.controlTotal, identity: hash.value, subject: file, shop: -1, openedOn: day)
    finding.notes = [.changed(field: name, before: expected, after: found)]
    return finding
  }

  /// A source has not delivered as far as its lag allows; what hangs on it is unproven.
  /// - Parameter reached: the last day it has delivered completely; nil: nothing yet.
  public static func sourceLate(_ source: SourceAccount, reached: Day?, asOf: Day) -> Finding? {
    let wanted = asOf + -source.lagDays
    if let reached, reached >= wanted { return nil }
    var hash = StableHash(seed: 0x51)
    hash.combine(source.id)
    let openedOn = reached.map { $0 + source.lagDays + 1 } ?? asOf
    var finding = Finding(
      .sourceLate, identity: hash.value, subject: source.id, shop: source.shops.first ?? -1,
      openedOn: min(openedOn, asOf))
    finding.dueOn = wanted
    finding.notes = [.text(Text(source.feed.name)), .text(Text(reached?.string ?? "-"))]
    return finding
  }
}
