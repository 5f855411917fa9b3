import Returns

/// A line the size of a word: where a figure has gone lately. What it shows stands beside it in
/// words.
struct Sparkline {
  /// Oldest first.
  let days: [Day]
  /// One a day; nil: nothing is known.
  let values: [Double?]

  var markup: Markup {
    let known = values.compactMap(\.self)
    guard known.count > 1, let high = known.max() else { return "" }
    // From 0 on, so that a small change looks small.
    let low = min(0, known.min() ?? 0)
    let span = max(high - low, 1e-9)
    var points: [Markup] = []
    for (x, value) in zip(Plot.places(days), values) {
      guard let value else { continue }
      let y = high == low ? 500 : 1000 - (value - low) / span * 1000
      points.append(Plot.place(x) + "," + Plot.place(y))
    }
    return """
      <svg class="spark" width="100%" height="28" viewBox="0 -60 1000 1120" \
      preserveAspectRatio="none" aria-hidden="true" focusable="false">\
      <polyline class="line1" points="\(points.joined(" "))"/></svg>
      """
  }
}
