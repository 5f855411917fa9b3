import Glibc
import Returns
import Testing

@testable import Intake

/// The scanner against libcsv in every mode: each delimiter, quotes on and off, each line end,
/// quotes in cells, cells over the edges of 64 bytes, and a buffer that ends at every offset.
@Suite("Rows against libcsv, every mode")
struct LibCSVModesTests {
  private static let delimiters: [UInt8] = [0x2C, 0x09, 0x3B, 0x7C]

  private let isSoak = getenv("SOAK") != nil

  /// Each text of up to four (in `make soak` six) of the signs that matter, for each delimiter and
  /// both ways of quoting.
  @Test(arguments: delimiters)
  func everyShortText(_ delimiter: UInt8) throws {
    let signs: [UInt8] = [UInt8(ascii: "a"), delimiter, 0x22, 0x0A, 0x0D]
    let longest = isSoak ? 6 : 4
    var texts: [[UInt8]] = [[]]
    var compared = 0
    for _ in 0..<longest {
      texts = texts.flatMap { text in signs.map { text + [$0] } }
      for text in texts {
        for quoting in [Dialect.Quoting.rfc4180, .none] {
          try Self.compare(text, Dialect(delimiter: delimiter, quoting: quoting), sizes: [1, 3])
          compared += 1
        }
      }
    }
    #expect(compared >= 2 * (5 + 25 + 125 + 625))
  }

  /// The same texts where a block of 64 bytes ends within them.
  @Test func everyEdgeOfABlock() throws {
    let tails = [
      "\"a\"\"b\",c\r\nd", "\",\"", "a\"\",b\n", "\r\n\r\n\"x\ny\",z", "\"\"", "a,\"b\r\"\n\n,",
    ]
    for length in isSoak ? Array(50...66) : [56, 59, 61, 62, 63, 64] {
      for tail in tails {
        for head in ["", "\"", "a,", "\n"] {
          let filler = String(repeating: "x", count: length)
          let text = Array((head + filler + (head == "\"" ? "\"," : ",") + tail).utf8)
          for quoting in [Dialect.Quoting.rfc4180, .none] {
            try Self.compare(
              text, Dialect(delimiter: 0x2C, quoting: quoting), sizes: [1, 63, 64, 65])
          }
        }
      }
    }
  }

  @Test(arguments: delimiters)
  func randomTextsThroughEveryBuffer(_ delimiter: UInt8) throws {
    // No blanks: beside quotes the scanner allows them, and libcsv does not.
    let signs = Array("ab\"\"".utf8) + [delimiter, delimiter, 0x0A, 0x0D]
    for seed in 0..<(isSoak ? 400 : 40) {
      var numbers = SeededNumbers(state: UInt64(seed) &* 31 &+ UInt64(delimiter))
      let count = Int.random(in: 1..<90, using: &numbers)
      let text = (0..<count).map { _ in signs.randomElement(using: &numbers) ?? 0 }
      let quoting: Dialect.Quoting = seed % 2 == 0 ? .rfc4180 : .none
      let sizes = Array(1...(text.count + 1))
      try Self.compare(text, Dialect(delimiter: delimiter, quoting: quoting), sizes: sizes)
    }
  }

  /// What libcsv reads is what the scanner reads; what it refuses has a row with a problem; and no
  /// buffer changes anything.
  private static func compare(_ text: [UInt8], _ dialect: Dialect, sizes: [Int]) throws {
    let member = InputMember(text)
    let place = "\(text.map { String($0, radix: 16) }) by \(dialect)"
    let found = try rows(member, dialect: dialect)
    for size in sizes {
      let buffered = try rows(member, dialect: dialect, bufferSize: size)
      if buffered != found { Issue.record("\(place), buffer \(size)") }
    }
    let quote: UInt8 = dialect.quoting == .none ? 0x01 : 0x22
    guard let expected = judged(text, delimiter: dialect.delimiter, quote: quote) else {
      if found.allSatisfy({ $0.problem == nil }) { Issue.record("\(place): only libcsv refuses") }
      return
    }
    if found.contains(where: { $0.problem != nil }) {
      Issue.record("\(place): only the scanner refuses")
    }
    // A row of nothing but blanks, which a tab as a delimiter is, is no row to the scanner.
    let filled = expected.filter { row in
      dialect.delimiter != 0x09 || row.contains { !$0.allSatisfy(\.isWhitespace) }
    }.filter { row in
      row.count > 1 || row.contains { !$0.allSatisfy(\.isWhitespace) } || text.contains(0x22)
    }
    let own = found.map(\.fields)
    if own != filled, own != expected { Issue.record("\(place): \(own), libcsv \(expected)") }
  }
}
