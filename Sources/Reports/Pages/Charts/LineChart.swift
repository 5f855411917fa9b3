import Returns

/// Values along days or other steps: lines, bands of intervals behind them, marks where something
/// happened.
struct LineChart {
  struct Line {
    let name: String
    /// One a step; nil: nothing is known.
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
    let step: Int
    let name: String
  }

  let title: Worded
  let description: Worded
  /// Head of the table's first column.
  let stepLabel: Worded
  let steps: [String]
  let lines: [Line]
  /// The wider one first.
  var bands: [Band] = []
  var marks: [Mark] = []
  /// A value as it is read, and shorter beside the axis.
  let shown: (Double) -> String
  var axis: ((Double) -> String)?
  /// What is counted has no halves.
  var isWhole = false

  /// Amounts beside an axis: whole ones, for the title names the currency.
  static func moneyAxis(_ currency: Currency) -> (Double) -> String {
    let units = (0..<currency.decimals).reduce(1.0) { unit, _ in unit * 10 }
    return { PlainText.grouped(Int128(($0 / units).rounded()), decimals: 0) }
  }

  private static let height = 200
  private static let top = 10
  private static let bottom = 176

  func figure(_ language: ReportLanguage) -> ChartFigure {
    ChartFigure(
      title: title.in(language), description: description.in(language),
      svg: ChartFigure.svg(
        height: Self.height, title: title.in(language), description: description.in(language),
        drawing) + legend,
      table: table(language))
  }

  // MARK: drawing

  private var ticks: [Double] {
    let values =
      lines.flatMap(\.values).compactMap(\.self)
      + bands.flatMap { $0.low + $0.high }.compactMap(\.self)
    return Plot.ticks(from: values.min() ?? 0, to: values.max() ?? 0, isWhole: isWhole)
  }

  /// Lines are drawn on a field of 1000 by 1000 that is stretched to the width there is; strokes
  /// and letters are not stretched.
  private var drawing: Markup {
    let ticks = ticks
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
      content += "<polygon class=\"band\(place + 1)\" points=\"\(outline(band, ticks))\"/>"
    }
    for mark in marks {
      let x = Plot.place(x(mark.step))
      content += "<line class=\"mark\" x1=\"\(x)\" x2=\"\(x)\" y1=\"0\" y2=\"1000\"/>"
    }
    for (place, line) in lines.enumerated() {
      let look: Markup = line.isEstimate ? " estimate" : ""
      for run in runs(line.values, ticks) {
        content += "<polyline class=\"line\(place % 3 + 1)\(look)\" points=\"\(run)\"/>"
      }
    }
    content += "</svg>"
    for tick in ticks {
      let y = Plot.place(pixels(tick, ticks) - 3)
      content += "<text class=\"tick\" x=\"0\" y=\"\(y)\">\((axis ?? shown)(tick))</text>"
    }
    return content + names
  }

  private var names: Markup {
    var content: Markup = ""
    for (mark, place) in zip(marks, 0...) {
      // A name at an edge begins or ends there, so that all of it is in sight.
      let along = x(mark.step)
      let look: Markup = along < 200 ? "" : along > 800 ? " end" : " middle"
      content += """
        <text class="tick\(look)" x="\(Plot.percent(along / 10))" \
        y="\(Self.top + 10 + 12 * (place % 3))">\(mark.name)</text>
        """
    }
    guard let first = steps.first, let last = steps.last else { return content }
    let y = Self.height - 6
    content += "<text class=\"tick\" x=\"0\" y=\"\(y)\">\(first)</text>"
    if steps.count > 4 {
      let middle = steps[steps.count / 2]
      let place = Plot.percent(x(steps.count / 2) / 10)
      content += "<text class=\"tick middle\" x=\"\(place)\" y=\"\(y)\">\(middle)</text>"
    }
    if steps.count > 1 {
      content += "<text class=\"tick end\" x=\"100%\" y=\"\(y)\">\(last)</text>"
    }
    return content
  }

  private func x(_ step: Int) -> Double {
    steps.count < 2 ? 500 : Double(step) / Double(steps.count - 1) * 1000
  }

  private func share(_ value: Double, _ ticks: [Double]) -> Double {
    (value - ticks[0]) / (ticks[ticks.count - 1] - ticks[0])
  }

  private func y(_ value: Double, _ ticks: [Double]) -> Double { 1000 - share(value, ticks) * 1000 }

  private func pixels(_ value: Double, _ ticks: [Double]) -> Double {
    Double(Self.bottom) - share(value, ticks) * Double(Self.bottom - Self.top)
  }

  private func point(_ step: Int, _ value: Double, _ ticks: [Double]) -> Markup {
    Plot.place(x(step)) + "," + Plot.place(y(value, ticks))
  }

  /// A gap in what is known is a gap in the line; a lonely value is a short line.
  private func runs(_ values: [Double?], _ ticks: [Double]) -> [Markup] {
    var runs: [[Markup]] = [[]]
    for (step, value) in values.enumerated() {
      guard let value else {
        if !runs[runs.count - 1].isEmpty { runs.append([]) }
        continue
      }
      runs[runs.count - 1].append(point(step, value, ticks))
    }
    return runs.filter { !$0.isEmpty }.map { run in
      (run.count == 1 ? run + run : run).joined(" ")
    }
  }

  private func outline(_ band: Band, _ ticks: [Double]) -> Markup {
    let known = band.low.indices.filter { $0 < band.high.count }
    let upper = known.compactMap { step in band.high[step].map { point(step, $0, ticks) } }
    let lower = known.reversed().compactMap { step in
      band.low[step].map { point(step, $0, ticks) }
    }
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
    func value(_ values: [Double?], _ step: Int) -> Cell {
      step < values.count ? values[step].map { .string(shown($0)) } ?? .empty : .empty
    }
    var columns = [PageColumn<Int>(stepLabel) { .string(steps[$0]) }]
    for line in lines {
      columns.append(
        PageColumn(Worded(line.name, line.name), .number) { value(line.values, $0) })
    }
    for band in bands {
      columns.append(
        PageColumn(Worded(band.name, band.name), .number) { step in
          guard step < band.low.count, step < band.high.count, let low = band.low[step],
            let high = band.high[step]
          else { return .empty }
          return .string("\(shown(low)) – \(shown(high))")
        })
    }
    return PageTable(title, columns, Array(steps.indices)).markup(language)
  }
}
