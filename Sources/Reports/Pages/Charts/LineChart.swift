import Returns

/// Values along days, each at its date: lines, bands of intervals behind them, marks where
/// something happened.
struct LineChart {
  struct Line {
    let name: String
    /// One a day; nil: nothing is known.
    let values: [Double?]
    /// An estimate, drawn dashed.
    var isEstimate = false
  }

  /// An interval, drawn behind the lines.
  struct Band {
    let name: String
    let low: [Double?]
    let high: [Double?]
  }

  struct Mark {
    /// Which of the days.
    let place: Int
    let name: String
  }

  let title: Worded
  let description: Worded
  /// Ascending.
  let days: [Day]
  let lines: [Line]
  /// The wider one first.
  var bands: [Band] = []
  var marks: [Mark] = []
  /// A value as it is read, and those beside the axis, which are shorter.
  let shown: (Double) -> String
  let axis: ([Double]) -> [String]

  /// Counts beside an axis.
  static func countAxis(_ ticks: [Double]) -> [String] {
    ticks.map { PlainText.grouped(Int128($0.rounded()), decimals: 0) }
  }

  /// Amounts beside an axis: the title names the currency, and whole ones need no decimals.
  static func moneyAxis(_ currency: Currency) -> ([Double]) -> [String] {
    let units = (0..<currency.decimals).reduce(1.0) { unit, _ in unit * 10 }
    return { ticks in
      let isWhole = ticks.allSatisfy { $0.truncatingRemainder(dividingBy: units) == 0 }
      return ticks.map { tick in
        isWhole
          ? PlainText.grouped(Int128(tick / units), decimals: 0)
          : PlainText.grouped(Int128(tick), currency)
      }
    }
  }

  private static let height = 200
  private static let top = 10
  private static let bottom = 176

  func figure(_ language: ReportLanguage) -> ChartFigure {
    ChartFigure(
      title: title.in(language), description: description.in(language),
      svg: ChartFigure.svg(
        height: Self.height, title: title.in(language), description: description.in(language),
        drawing(language)) + legend,
      table: table(language))
  }

  // MARK: drawing

  private var ticks: [Double] {
    let values =
      lines.flatMap(\.values).compactMap(\.self)
      + bands.flatMap { $0.low + $0.high }.compactMap(\.self)
    return Plot.ticks(from: values.min() ?? 0, to: values.max() ?? 0)
  }

  /// Lines are drawn on a field of 1000 by 1000 that is stretched to the width there is; strokes
  /// and letters are not stretched.
  private func drawing(_ language: ReportLanguage) -> Markup {
    let (ticks, along) = (ticks, Plot.places(days))
    var content: Markup = ""
    for tick in ticks {
      let y = Plot.place(pixels(tick, ticks))
      content += "<line class=\"grid\" x1=\"0\" x2=\"100%\" y1=\"\(y)\" y2=\"\(y)\"/>"
    }
    content += """
      <svg x="0" y="\(Self.top)" width="100%" height="\(Self.bottom - Self.top)" \
      viewBox="0 0 1000 1000" preserveAspectRatio="none">
      """
    for (place, band) in bands.enumerated() {
      content += "<polygon class=\"band\(place + 1)\" points=\"\(outline(band, along, ticks))\"/>"
    }
    for mark in marks {
      let x = Plot.place(along[mark.place])
      content += "<line class=\"mark\" x1=\"\(x)\" x2=\"\(x)\" y1=\"0\" y2=\"1000\"/>"
    }
    for (place, line) in lines.enumerated() {
      let look: Markup = line.isEstimate ? " estimate" : ""
      for run in runs(line.values, along, ticks) {
        content += "<polyline class=\"line\(place % 3 + 1)\(look)\" points=\"\(run)\"/>"
      }
    }
    content += "</svg>"
    for (tick, name) in zip(ticks, axis(ticks)) {
      let y = Plot.place(pixels(tick, ticks) - 3)
      content += "<text class=\"tick\" x=\"0\" y=\"\(y)\">\(name)</text>"
    }
    return content + names(along, language)
  }

  private func names(_ along: [Double], _ language: ReportLanguage) -> Markup {
    var content: Markup = ""
    for (mark, place) in zip(marks, 0...) {
      // A name at an edge begins or ends there, so that all of it is in sight.
      let x = along[mark.place]
      let look: Markup = x < 200 ? "" : x > 800 ? " end" : " middle"
      content += """
        <text class="tick\(look)" x="\(Plot.percent(x / 10))" \
        y="\(Self.top + 10 + 12 * (place % 3))">\(mark.name)</text>
        """
    }
    guard let first = days.first, let last = days.last else { return content }
    let y = Self.height - 6
    func name(_ day: Day, _ look: Markup, _ place: Markup) -> Markup {
      "<text class=\"tick\(look)\" x=\"\(place)\" y=\"\(y)\">\(language.shortDay(day))</text>"
    }
    content += name(first, "", "0")
    // Near an edge there is a name already.
    let inner = days.indices.filter { 200...800 ~= along[$0] }
    if days.count > 4,
      let middle = inner.min(by: { (along[$0] - 500).magnitude < (along[$1] - 500).magnitude })
    {
      content += name(days[middle], " middle", Plot.percent(along[middle] / 10))
    }
    if days.count > 1 { content += name(last, " end", "100%") }
    return content
  }

  private func share(_ value: Double, _ ticks: [Double]) -> Double {
    (value - ticks[0]) / (ticks[ticks.count - 1] - ticks[0])
  }

  private func y(_ value: Double, _ ticks: [Double]) -> Double { 1000 - share(value, ticks) * 1000 }

  private func pixels(_ value: Double, _ ticks: [Double]) -> Double {
    Double(Self.bottom) - share(value, ticks) * Double(Self.bottom - Self.top)
  }

  private func point(_ x: Double, _ value: Double, _ ticks: [Double]) -> Markup {
    Plot.place(x) + "," + Plot.place(y(value, ticks))
  }

  /// A gap in what is known is a gap in the line; a lonely value is a short line.
  private func runs(_ values: [Double?], _ along: [Double], _ ticks: [Double]) -> [Markup] {
    var runs: [[Markup]] = [[]]
    for (x, value) in zip(along, values) {
      guard let value else {
        if !runs[runs.count - 1].isEmpty { runs.append([]) }
        continue
      }
      runs[runs.count - 1].append(point(x, value, ticks))
    }
    return runs.filter { !$0.isEmpty }.map { run in
      (run.count == 1 ? run + run : run).joined(" ")
    }
  }

  private func outline(_ band: Band, _ along: [Double], _ ticks: [Double]) -> Markup {
    func edge(_ values: [Double?]) -> [Markup] {
      zip(along, values).compactMap { x, value in value.map { point(x, $0, ticks) } }
    }
    let (upper, lower) = (edge(band.high), edge(band.low).reversed())
    return (upper + lower).joined(" ")
  }

  // MARK: words

  private var legend: Markup {
    guard lines.count + bands.count > 1 else { return "" }
    var keys: Markup = ""
    for (place, line) in lines.enumerated() {
      let look: Markup = line.isEstimate ? " estimate" : ""
      keys += """
        <li><svg width="20" height="12" aria-hidden="true" focusable="false">\
        <line class="line\(place % 3 + 1)\(look)" x1="0" x2="20" y1="6" y2="6"/></svg>\
        \(line.name)</li>
        """
    }
    for (place, band) in bands.enumerated() {
      keys += """
        <li><svg width="12" height="12" aria-hidden="true" focusable="false">\
        <rect class="band\(place + 1)" width="12" height="12"/></svg>\(band.name)</li>
        """
    }
    return "<ul class=\"legend\">\(keys)</ul>"
  }

  private func table(_ language: ReportLanguage) -> Markup {
    func value(_ values: [Double?], _ place: Int) -> Cell {
      place < values.count ? values[place].map { .string(shown($0)) } ?? .empty : .empty
    }
    var columns = [PageColumn<Int>(Labels.businessDate) { .string(language.shortDay(days[$0])) }]
    for line in lines {
      columns.append(
        PageColumn(Worded(line.name, line.name), .number) { value(line.values, $0) })
    }
    for band in bands {
      columns.append(
        PageColumn(Worded(band.name, band.name), .number) { place in
          guard place < band.low.count, place < band.high.count, let low = band.low[place],
            let high = band.high[place]
          else { return .empty }
          return .string("\(shown(low)) – \(shown(high))")
        })
    }
    return PageTable(title, columns, Array(days.indices)).markup(language)
  }
}
