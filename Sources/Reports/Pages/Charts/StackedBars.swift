/// Bars of parts, the same parts in each: a part's shade goes from light to dark in the order of the
/// parts, so that it can be told in black and white as well.
struct StackedBars {
  struct Bar {
    let label: String
    /// One a part; 0 or more.
    let values: [Double]
    /// What the bar comes to, as it is read; and each part.
    let shown: String
    let parts: [String]
  }

  let title: Worded
  let description: Worded
  let label: Worded
  /// At most five.
  let parts: [String]
  let bars: [Bar]
  /// Every bar fills the width, as shares of a whole do.
  var isShare = false

  func figure(_ language: ReportLanguage) -> ChartFigure {
    let most = max(bars.map { $0.values.reduce(0, +) }.max() ?? 0, 1e-9)
    var content: Markup = ""
    for (place, bar) in bars.enumerated() {
      let top = place * 44
      content += """
        <text class="l" x="0" y="\(top + 14)">\(truncated(bar.label, toWidth: 34))</text>\
        <text class="v" x="100%" y="\(top + 14)">\(bar.shown)</text>\
        <rect class="track" x="0" y="\(top + 20)" width="100%" height="12" rx="2"/>
        """
      let whole = isShare ? max(bar.values.reduce(0, +), 1e-9) : most
      var left = 0.0
      for (part, value) in bar.values.enumerated() where value > 0 {
        let width = value / whole * 100
        content += """
          <rect class="s\(shade(part))" x="\(Plot.percent(left))" y="\(top + 20)" \
          width="\(Plot.percent(width))" height="12"/>
          """
        left += width
      }
    }
    let columns: [PageColumn<Bar>] =
      [PageColumn(label) { .string($0.label) }]
      + parts.indices.map { part in
        PageColumn(Worded(parts[part], parts[part]), .number) { .string($0.parts[part]) }
      } + [PageColumn(Labels.total, .number) { .string($0.shown) }]
    return ChartFigure(
      title: title.in(language), description: description.in(language),
      svg: ChartFigure.svg(
        height: max(1, bars.count) * 44, title: title.in(language),
        description: description.in(language), content) + legend,
      table: PageTable(title, columns, bars).markup(language))
  }

  private var legend: Markup {
    let keys = parts.indices.map { part -> Markup in
      """
      <li><svg width="12" height="12" aria-hidden="true" focusable="false">\
      <rect class="s\(shade(part))" width="12" height="12" rx="2"/></svg>\(parts[part])</li>
      """
    }
    return "<ul class=\"legend\">\(keys.joined())</ul>"
  }

  /// The last part is the darkest, however many there are.
  private func shade(_ part: Int) -> Int { max(1, 5 - (parts.count - 1 - part)) }
}
