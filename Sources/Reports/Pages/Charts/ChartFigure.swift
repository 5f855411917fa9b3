import Returns

/// A chart with what says the same in words: a title, a description, and its numbers as a table
/// that opens without a script.
struct ChartFigure {
  let title: String
  /// What the chart shows, in a sentence.
  let description: String
  let svg: Markup
  let table: Markup
  /// Its title stands above it already, as the section's.
  var isOnlyOne = false

  /// - Parameter id: unique on the page.
  func markup(id: String, _ language: ReportLanguage) -> Markup {
    let look: Markup = isOnlyOne ? " class=\"hidden\"" : ""
    return """
      <figure class="chart"><figcaption id="\(id)"\(look)>\(title)</figcaption>
      \(svg)
      <p class="quiet">\(description)</p>
      <details><summary>\(Labels.asTable.in(language))</summary>\(table)</details>
      </figure>

      """
  }

  /// - Parameters:
  ///   - height: pixels; the width is what the page gives.
  ///   - content: markup of SVG. Places along the width are per cent, so that text keeps its size.
  static func svg(height: Int, title: String, description: String, _ content: Markup) -> Markup {
    """
    <svg role="img" width="100%" height="\(height)" focusable="false">\
    <title>\(title)</title><desc>\(description)</desc>\(content)</svg>
    """
  }
}

/// Places in a chart. Charts are for reading, so floating point is good enough for a place; the
/// numbers beside them are exact.
enum Plot {
  /// `12.34`, without a sign that is not there.
  static func place(_ value: Double) -> Markup {
    guard value.isFinite else { return "0" }
    let hundredths = Int((value * 100).rounded())
    let size = hundredths.magnitude
    let decimals = size % 100 < 10 ? "0\(size % 100)" : "\(size % 100)"
    return Markup(safe: (hundredths < 0 ? "-" : "") + "\(size / 100).\(decimals)")
  }

  static func percent(_ value: Double) -> Markup { place(value) + "%" }

  /// Where days stand along a width of 1000: at the distance of their dates.
  static func places(_ days: [Day]) -> [Double] {
    guard let first = days.first, let last = days.last, first < last else {
      return days.map { _ in 500 }
    }
    return days.map { Double($0 - first) / Double(last - first) * 1000 }
  }

  /// Round numbers from 0 or below `low` to at least `high`, four or five of them; whole ones, as
  /// there is no half of what is counted, nor of a minor unit.
  static func ticks(from low: Double, to high: Double) -> [Double] {
    let span = max(high - min(low, 0), 1e-9)
    var step = 1.0
    while step * 4 < span { step *= 10 }
    while step * 4 >= span * 10 { step /= 10 }
    for factor in [0.1, 0.2, 0.25, 0.5] where step * factor * 4 >= span {
      step *= factor
      break
    }
    step = max(1, step.rounded(.up))
    var value = (min(low, 0) / step).rounded(.down) * step
    var ticks = [value]
    while value < high - step * 1e-6 {
      value += step
      ticks.append(value)
    }
    if ticks.count == 1 { ticks.append(value + step) }
    return ticks
  }
}
