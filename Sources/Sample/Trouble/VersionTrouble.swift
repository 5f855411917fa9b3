/// Rows that come again: corrected, in two versions that nothing orders, or unchanged.
extension Trouble {
  static let versions: [Trouble] = [
    Trouble(.versions, "REVISED", perMillion: 3000, span: 2) { story in
      let at = story.time(story.orderedAt.day + 1, after: story.orderedAt)
      story.versions = [
        OrderVersion(
          day: at.day, line: 0, unitPrice: story.lines[0].unitPrice + story.shop.unit, stamp: at)
      ]
    },
    Trouble(.versions, "FEED_CONFLICT", perMillion: 150, span: 1) { story in
      story.versions = [
        OrderVersion(
          day: story.orderedAt.day, line: 0,
          unitPrice: story.lines[0].unitPrice - story.shop.unit, isSecondSystem: true)
      ]
    },
    // The exports of two days overlap: no exception, but rows that must not count twice.
    Trouble(.versions, "", perMillion: 4000, span: 2) { story in
      story.versions = story.lines.indices.map { line in
        OrderVersion(
          day: story.orderedAt.day + 1, line: line, unitPrice: story.lines[line].unitPrice,
          stamp: story.orderedAt)
      }
    },
  ]
}
