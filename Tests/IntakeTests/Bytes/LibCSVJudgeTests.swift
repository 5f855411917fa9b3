import Returns
import Testing

@testable import Intake

/// libcsv is the judge: what it reads from a regular file, row by row, is what the scanner must
/// read.
@Suite("Rows against libcsv")
struct LibCSVJudgeTests {
  private static let cells = [
    "", "a", "12.50", "SO2025100900000001", "2025-10-09T00:00:00", "保温杯 500ml", "😀", "a,b",
    "say \"hi\"", "\"",
    "\"\"", "two\nlines", "cr\rinside", "both\r\nends", " padded ", ",", "\n", "x\"y",
  ]

  /// A regular file: cells are quoted where they must be, and now and then where they need not be.
  private static func text(_ numbers: inout SeededNumbers) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0..<12, using: &numbers) {
      let width = Int.random(in: 1..<9, using: &numbers)
      let row = (0..<width).map { _ in cell(&numbers) }
      text += row.joined(separator: ",")
      text += ["\n", "\r\n", "\r", "\n\n"].randomElement(using: &numbers) ?? "\n"
    }
    if Bool.random(using: &numbers) { text += "last,row" }
    return text
  }

  private static func cell(_ numbers: inout SeededNumbers) -> String {
    var cell = cells.randomElement(using: &numbers) ?? ""
    if Int.random(in: 0..<8, using: &numbers) == 0 {
      cell += String(repeating: "long ", count: Int.random(in: 0..<40, using: &numbers))
    }
    let mustQuote = cell.unicodeScalars.contains { "\",\n\r".unicodeScalars.contains($0) }
    guard mustQuote || Int.random(in: 0..<6, using: &numbers) == 0 else { return cell }
    return "\"\(cell.replacingQuotes)\""
  }

  @Test("random files, in place and through buffers of every small size")
  func regular() throws {
    for seed in 0..<2500 {
      var numbers = SeededNumbers(state: UInt64(seed))
      let text = Self.text(&numbers)
      guard !text.isEmpty else { continue }
      let expected = try #require(judged(text), "libcsv refuses seed \(seed)")
      let member = InputMember(text)
      let inPlace = try rows(member)
      #expect(inPlace.map(\.fields) == expected, "seed \(seed)")
      #expect(inPlace.allSatisfy { $0.problem == nil }, "seed \(seed)")
      let size = 1 + seed % 130
      #expect(try rows(member, bufferSize: size) == inPlace, "seed \(seed), buffer \(size)")
    }
  }

  @Test("a buffer that ends at every offset of a file gives the same rows")
  func everyBoundary() throws {
    var numbers = SeededNumbers(state: 7)
    for _ in 0..<12 {
      let text = Self.text(&numbers) + "5\" pipe,\"open\n" + Self.text(&numbers)
      let member = InputMember(text)
      let expected = try rows(member)
      for size in 1...text.utf8.count + 1 {
        #expect(try rows(member, bufferSize: size) == expected, "buffer \(size)")
      }
    }
  }

  @Test("whatever the bytes are: no crash, every line is in some row, buffers change nothing")
  func arbitraryBytes() throws {
    let alphabet = Array("\"\"\",,\n\n\r ab\u{4FDD}".utf8) + [0xFF]
    for seed in 0..<2500 {
      var numbers = SeededNumbers(state: UInt64(seed) + 1_000_000)
      let count = Int.random(in: 1..<200, using: &numbers)
      let bytes = (0..<count).map { _ in alphabet.randomElement(using: &numbers) ?? 0 }
      let member = InputMember(bytes)
      let inPlace = try rows(member)
      for size in [1, 7, 64, 200] {
        #expect(try rows(member, bufferSize: size) == inPlace, "seed \(seed), buffer \(size)")
      }
      #expect(inPlace.map(\.line) == inPlace.map(\.line).sorted())
      #expect(Set(inPlace.map(\.line)).count == inPlace.count, "seed \(seed)")
      if let fields = judged(String(decoding: bytes, as: UTF8.self)), !bytes.contains(0xFF),
        inPlace.allSatisfy({ $0.problem == nil }), !fields.flatMap({ $0 }).contains(where: isPadded)
      {
        #expect(inPlace.map(\.fields) == fields, "seed \(seed)")
      }
    }
  }

  private func isPadded(_ cell: String) -> Bool { cell.hasPrefix(" ") || cell.hasSuffix(" ") }
}

extension String {
  fileprivate var replacingQuotes: String {
    split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
  }
}
