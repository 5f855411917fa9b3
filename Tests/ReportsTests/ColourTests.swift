import Foundation
import Reports
import Testing

/// Everybody can read the pages: contrast as WCAG 2.2 counts it, by day, by night and on paper, and
/// a focus that shows.
struct ColourTests {
  /// A colour, what it is drawn on, and how far they are apart at least: 4.5 for texts, 3 for what
  /// is drawn.
  private static let pairs: [(ink: String, on: [String], least: Double)] = [
    ("ink", ["page", "sheet", "faint", "good-page", "warn-page", "bad-page"], 4.5),
    ("quiet", ["page", "sheet", "faint", "good-page", "warn-page", "bad-page"], 4.5),
    ("link", ["page", "sheet", "warn-page"], 4.5),
    ("good", ["good-page"], 4.5), ("warn", ["warn-page", "sheet"], 4.5),
    ("bad", ["bad-page", "warn-page", "sheet"], 4.5), ("page", ["ink"], 4.5),
    ("s4", ["sheet", "faint"], 3), ("second", ["sheet"], 3), ("third", ["sheet"], 3),
  ]

  @Test func textsStandOutInEveryMode() throws {
    let page = try SampleDay.page("finance", SampleDay.report(.english))
    let modes = page.matches(of: #/:root \{([^}]*)\}/#).map { String($0.output.1) }
    #expect(modes.count == 3, "light, dark and paper")
    for (mode, text) in zip(["light", "dark", "paper"], modes) {
      var colours: [String: String] = [:]
      for match in text.matches(of: #/--([a-z0-9-]+): #([0-9a-f]{3,6});/#) {
        colours[String(match.output.1)] = String(match.output.2)
      }
      for (ink, grounds, least) in Self.pairs {
        for ground in grounds {
          let (a, b) = (try #require(colours[ink]), try #require(colours[ground]))
          let found = Self.contrast(a, b)
          #expect(found >= least, "\(ink) on \(ground), \(mode): \(found)")
        }
      }
    }
  }

  @Test func contrastIsCountedAsTheStandardDoes() {
    #expect(abs(Self.contrast("000", "ffffff") - 21) < 1e-9)
    #expect(Self.contrast("767676", "fff") >= 4.5)
    #expect(Self.contrast("777777", "fff") < 4.5)
  }

  @Test func theFocusShows() throws {
    let page = try SampleDay.page("finance", SampleDay.report(.english))
    #expect(page.contains(":focus-visible { outline: 3px solid var(--link);"))
    // The report itself is only where the way past the links leads.
    #expect(page.components(separatedBy: "outline: none").count == 2)
    #expect(page.contains("main:focus { outline: none; }"))
  }

  private static func contrast(_ a: String, _ b: String) -> Double {
    let (one, other) = (luminance(a), luminance(b))
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
  }

  private static func luminance(_ colour: String) -> Double {
    let digits = colour.count == 3 ? colour.map { "\($0)\($0)" }.joined() : colour
    let value = Int(digits, radix: 16) ?? 0
    let parts = [value >> 16, value >> 8 & 255, value & 255].map { part -> Double in
      let share = Double(part) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }
}
