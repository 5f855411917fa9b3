import Testing

@testable import Reports

/// What `backhaul check` says of its own, in Chinese: no English word in it.
@Suite("Words about files")
struct CheckWordingTests {
  private let chinese = CheckWording(.chinese)

  @Test func everyNoticeHasItsChineseSentence() {
    for (pieces, _) in CheckWording.notices {
      let notice = pieces.joined(separator: "X")
      let said = chinese.notice(notice)
      #expect(said != notice && !hasWord(said), "\(said)")
      #expect(said.filter { $0 == "X" }.count == pieces.count - 1, "\(said)")
    }
    #expect(
      chinese.notice("no column 手续费: settlements.fee stays empty")
        == "没有列 手续费：settlements.fee 留空")
  }

  @Test(arguments: [
    "MISSING_FIELD", "UNKNOWN_SHOP", "UNKNOWN_CURRENCY", "BAD_COLUMNS", "BAD_QUOTES",
    "BAD_ENCODING", "UNKNOWN_ROW", "BAD_AMOUNT", "BAD_TIME", "BAD_VALUE",
  ])
  func everyRejectSaysWhatToDo(_ code: String) {
    let keys = [
      "records", "leave_out", "clean", "time", "map", "inbox", "UTF", "ISO", "CNY", "SHOP",
    ]
    for words in [chinese.expected(code, []), chinese.remedy(code)] {
      var own = words
      for key in keys { own = own.replacing(key, with: "") }
      #expect(!hasWord(own), "\(words)")
    }
    #expect(!CheckWording(.english).remedy(code).isEmpty)
  }

  @Test func refusalsNameTheLine() {
    #expect(chinese.refusal("malformedXML", line: 7, english: "x").hasPrefix("第 7 行："))
    #expect(CheckWording(.english).refusal("empty", line: nil, english: "is empty") == "is empty")
  }

  private func hasWord(_ text: String) -> Bool {
    let letters = text.unicodeScalars.split { !($0.properties.isAlphabetic && $0.isASCII) }
    return letters.contains { $0.count > 1 && !["XML", "UTF", "CSV"].contains(String($0)) }
  }
}
