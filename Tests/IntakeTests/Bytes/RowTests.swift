import Returns
import Testing

@testable import Intake

@Suite("Rows")
struct RowTests {
  private static let sizes: [Int?] = [nil, 1, 2, 3, 5, 16, 63, 64, 65, 1 << 18]

  /// The same through every buffer size.
  private func check(
    _ text: String, _ expected: [KeptRow], dialect: Dialect = Dialect(),
    at location: SourceLocation = #_sourceLocation
  ) throws {
    for size in Self.sizes {
      let read = try rows(InputMember(text), dialect: dialect, bufferSize: size)
      #expect(read == expected, "buffer \(size ?? 0)", sourceLocation: location)
    }
  }

  private func row(_ line: Int, _ raw: String, _ fields: [String]) -> KeptRow {
    KeptRow(line: line, fields: fields, raw: raw, problem: nil)
  }

  private func bad(_ line: Int, _ raw: String, _ problem: RowProblem) -> KeptRow {
    KeptRow(line: line, fields: [], raw: raw, problem: problem)
  }

  @Test("line ends of every kind, blank lines, and none at the end")
  func lineEnds() throws {
    try check(
      "a,b\n\nc,d\r\n\r\ne,f\r\rg,\n  \t\n,h\ni,j",
      [
        row(1, "a,b", ["a", "b"]), row(3, "c,d", ["c", "d"]), row(5, "e,f", ["e", "f"]),
        row(7, "g,", ["g", ""]),
        row(9, ",h", ["", "h"]), row(10, "i,j", ["i", "j"]),
      ])
    try check("a,", [row(1, "a,", ["a", ""])])
    try check("\n\n", [])
    try check("\r\na", [row(2, "a", ["a"])])
  }

  @Test("quotes: delimiters, line ends and doubled quotes inside; lines are counted")
  func quotes() throws {
    try check(
      "a,\"b,\"\"x\"\"\",c\n\"1\r\n2\n3\r4\",\"\"\n,\"\",\"\"\"\"\n\"z\"",
      [
        row(1, "a,\"b,\"\"x\"\"\",c", ["a", "b,\"x\"", "c"]),
        row(2, "\"1\r\n2\n3\r4\",\"\"", ["1\r\n2\n3\r4", ""]),
        row(6, ",\"\",\"\"\"\"", ["", "", "\""]), row(7, "\"z\"", ["z"]),
      ])
  }

  @Test("blanks around quoted cells are forgiven, as libcsv does")
  func blanksAroundQuotes() throws {
    try check(
      "a, \"b,c\" ,d\n1,2,3\n",
      [row(1, "a, \"b,c\" ,d", ["a", "b,c", "d"]), row(2, "1,2,3", ["1", "2", "3"])])
  }

  @Test("a row with broken quotes is one reject, and reading goes on at the next line")
  func brokenQuotes() throws {
    try check(
      "a,5\" pipe,c\nd,\"e\"x,f\n\"g\",h\n",
      [
        bad(1, "a,5\" pipe,c", .strayQuote(column: 2)),
        bad(2, "d,\"e\"x,f", .textAfterQuote(column: 2)),
        row(3, "\"g\",h", ["g", "h"]),
      ])
    // An unclosed quote must not swallow the file.
    try check(
      "a,b\n1,\"never closed\n2,x\n\n3,y",
      [
        row(1, "a,b", ["a", "b"]), bad(2, "1,\"never closed", .unclosedQuote(line: 2)),
        row(3, "2,x", ["2", "x"]),
        row(5, "3,y", ["3", "y"]),
      ])
    try check(
      "1,\"never closed\r\n2,\"x\"\r\n3,\"y\"",
      [
        bad(1, "1,\"never closed", .textAfterQuote(column: 2)), row(2, "2,\"x\"", ["2", "x"]),
        row(3, "3,\"y\"", ["3", "y"]),
      ])
    try check(
      "\"one\ntwo\nthree",
      [
        bad(1, "\"one", .unclosedQuote(line: 1)), row(2, "two", ["two"]),
        row(3, "three", ["three"]),
      ])
  }

  @Test("without quoting a quote is a character")
  func noQuoting() throws {
    let dialect = Dialect(quoting: .none)
    try check(
      "`1,`{\"id\":\"x\"},\"\n`2,\"a,b\"\n",
      [
        row(1, "`1,`{\"id\":\"x\"},\"", ["`1", "`{\"id\":\"x\"}", "\""]),
        row(2, "`2,\"a,b\"", ["`2", "\"a", "b\""]),
      ], dialect: dialect)
  }

  @Test("rows of tabs, semicolons and bars")
  func delimiters() throws {
    try check(
      "a\t\"b\tc\"\n\t\t\n",
      [row(1, "a\t\"b\tc\"", ["a", "b\tc"]), row(2, "\t\t", ["", "", ""])],
      dialect: Dialect(delimiter: UInt8(ascii: "\t")))
    let headers: [(Text, String)] = [
      ("a,b,c", ","), ("a\tb\tc,d", "\t"), ("a;b;c", ";"), ("a|b", "|"), ("one", ","),
      ("\"a,b,c\";d", ";"),
      ("a,b;c", ","),
    ]
    for (header, delimiter) in headers {
      #expect(Dialect.delimiter(ofHeader: header) == UInt8(ascii: Unicode.Scalar(delimiter) ?? " "))
    }
  }

  @Test("too many columns and too long fields are rejects, with the limit in the message")
  func limits() throws {
    let wide = String(repeating: ",", count: 4096)
    let most = String(repeating: ",", count: 4095)
    let long = String(repeating: "x", count: 1 << 20)
    for size in [nil, 1 << 16, 1 << 18] {
      let text = "a,b\n\(wide)\n\(most)\n1,\(long)\n1,\(long)x\n1,\"\(long)x\"\n2,y\n"
      let read = try rows(InputMember(text), bufferSize: size)
      #expect(read.map(\.line) == [1, 2, 3, 4, 5, 6, 7])
      #expect(
        read.map(\.problem) == [
          nil, .manyColumns, nil, nil, .longField(column: 2), .longField(column: 2), nil,
        ])
      #expect(read[2].fields.count == 4096)
      #expect(read[3].fields[1].utf8.count == 1 << 20)
      #expect(read[4].raw.utf8.count == RowLimits.shown)
      #expect(read[6].fields == ["2", "y"])
    }
    #expect(
      RowProblem.manyColumns.message
        == "the row has more than 4096 columns; is the delimiter another one?")
  }

  @Test("an endless field is given up after its limit, and its line is passed over")
  func endless() throws {
    let endless = String(repeating: "x", count: RowLimits.row * 2)
    for size in [nil, 1 << 16] {
      let read = try rows(InputMember("a\n\(endless)\nb\n"), bufferSize: size)
      #expect(read.map(\.problem) == [nil, .longField(column: 1), nil])
      #expect(read.map(\.line) == [1, 2, 3])
      let open = try rows(InputMember("a\n1,\"\(endless)\nb\n"), bufferSize: size)
      #expect(open.map(\.problem) == [nil, .unclosedQuote(line: 2), nil])
      #expect(open.last?.fields == ["b"])
    }
  }

  @Test("the body can stop; an empty member is an error")
  func stopping() throws {
    for size in [nil, 1, 64] {
      var seen = 0
      try readRows(
        InputMember("a\nb\nc\n"), encoding: .utf8, dialect: Dialect(), bufferSize: size ?? 64,
        isStreamed: size != nil
      ) { _ in
        seen += 1
        return seen < 2
      }
      #expect(seen == 2)
      #expect(throws: emptyRefused) { try rows(InputMember(""), bufferSize: size) }
      #expect(throws: emptyRefused) { try rows(InputMember([0xEF, 0xBB, 0xBF]), bufferSize: size) }
    }
  }

  @Test("each problem says what was found, what was expected and what to do")
  func messages() {
    let messages: [(RowProblem, String, String)] = [
      (
        .unclosedQuote(line: 7), "BAD_QUOTES",
        "a quote opened on line 7 is never closed; close it, or double it if it is part of the text"
      ),
      (
        .strayQuote(column: 2), "BAD_QUOTES",
        "column 2 has a quote inside unquoted text; put the cell in quotes and double the quote "
          + "inside"
      ),
      (
        .textAfterQuote(column: 3), "BAD_QUOTES",
        "column 3 goes on after its closing quote; double the quote if it is part of the text"
      ),
      (
        .longField(column: 4), "BAD_COLUMNS",
        "column 4 is longer than 1048576 bytes; is a quote or a line end missing?"
      ),
      (
        .longRow, "BAD_COLUMNS",
        "the row is longer than 4194304 bytes; is a quote or a line end missing?"
      ),
    ]
    for (problem, code, message) in messages {
      #expect(problem.code == code)
      #expect(problem.message == message)
    }
  }
}
