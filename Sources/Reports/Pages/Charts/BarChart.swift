/// Bars side by side with their names and values in words: for what is compared.
struct BarChart {
  struct Bar {
    let label: String
    /// For the bar's length; 0 or more.
    let value: Double
    /// The value as it is read.
    let shown: String
  }

  let title: Worded
  let description: Worded
  /// What the bars are, and what their values are: heads of the table.
  let heads: (label: Worded, value: Worded)
  let bars: [Bar]

  func figure(_ language: ReportLanguage) -> ChartFigure {
    let most = max(bars.map(\.value).max() ?? 0, 1e-9)
    var content: Markup = ""
    for (place, bar) in bars.enumerated() {
      let top = place * 40
      content += """
        <text class="l" x="0" y="\(top + 14)">\(truncated(bar.label, toWidth: 34))</text>\
        <text class="v" x="100%" y="\(top + 14)">\(bar.shown)</text>\
        <rect class="track" x="0" y="\(top + 20)" width="100%" height="8" rx="4"/>\
        <rect class="bar" x="0" y="\(top + 20)" \
        width="\(Plot.percent(max(0, bar.value) / most * 100))" height="8" rx="4"/>
        """
    }
    let table = PageTable(
      title,
      [
        PageColumn(heads.label) { .string($0.label) },
        PageColumn(heads.value, .number) { .string($0.shown) },
      ], bars)
    return ChartFigure(
      title: title.in(language), description: description.in(language),
      svg: ChartFigure.svg(
        height: max(1, bars.count) * 40, title: title.in(language),
        description: description.in(language), content),
      table: table.markup(language))
  }
}
