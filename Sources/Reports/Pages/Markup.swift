/// HTML that is safe to print: literals are markup, every interpolated text is escaped.
///
///     let cell: Markup = "<td>\(name)</td>"
struct Markup: Sendable, Equatable, ExpressibleByStringInterpolation {
  private(set) var html: String

  init(stringLiteral value: String) { html = value }
  init(stringInterpolation: StringInterpolation) { html = stringInterpolation.html }

  /// - Parameter html: is markup already.
  init(safe html: String) { self.html = html }

  /// A text, escaped.
  init(text: String) { html = HTMLText.escaped(text) }

  var isEmpty: Bool { html.isEmpty }

  static func + (a: Markup, b: Markup) -> Markup { Markup(safe: a.html + b.html) }
  static func += (a: inout Markup, b: Markup) { a.html += b.html }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var html = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      html.reserveCapacity(literalCapacity + 24 * interpolationCount)
    }

    mutating func appendLiteral(_ literal: String) { html += literal }
    mutating func appendInterpolation(_ text: String) { html += HTMLText.escaped(text) }
    mutating func appendInterpolation(_ markup: Markup) { html += markup.html }
    mutating func appendInterpolation(_ number: Int) { html += String(number) }
  }
}

extension Sequence<Markup> {
  func joined(_ separator: Markup = "") -> Markup {
    Markup(safe: map(\.html).joined(separator: separator.html))
  }
}
