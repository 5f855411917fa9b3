import Returns
import Testing

@testable import Reports

/// What `backhaul status` says in Chinese: its own words are, ids and codes stay as they are.
@Suite struct StatusWordingTests {
  private let chinese = StatusWording(.chinese)

  @Test func headingsAndNamesOfValues() {
    for heading in [
      "Workspace", "Open by owner", "Open exceptions", "Open instructions", "Last runs", "Inbox",
    ] {
      #expect(isChinese(chinese.heading(heading)), "\(heading)")
      #expect(StatusWording(.english).heading(heading) == heading)
    }
    for key in ["owner", "count", "amount", "severity", "started", "note", "0-1", ">30"] {
      #expect(isChinese(chinese.label(key)), "\(key)")
    }
  }

  @Test func wordsOfVocabularies() {
    for owner in Owner.allCases { #expect(isChinese(chinese.value("owner", owner.name))) }
    for kind in InstructionKind.allCases { #expect(isChinese(chinese.value("kind", kind.name))) }
    for state in InstructionState.allCases {
      #expect(isChinese(chinese.value("state", state.name)))
    }
    for word in ["complete", "incomplete", "failed", "interrupted", "open"] {
      #expect(isChinese(chinese.value("status", word)))
    }
    #expect(chinese.value("code", "REFUND_MISSING") == "REFUND_MISSING 退款未到账")
  }

  /// Money and days as the pages have them.
  @Test func moneyAndDays() {
    let english = StatusWording(.english)
    let amounts = "8210.12 CNY, 1200 JPY"
    #expect(english.value("amount", amounts) == "8,210.12 CNY, 1,200 JPY")
    #expect(chinese.value("amount", amounts) == "¥8,210.12，1,200日元")
    #expect(chinese.value("amount", "") == "")
    for column in ["last_date", "date", "oldest"] {
      #expect(english.value(column, "2026-04-30") == "2026-04-30")
      #expect(chinese.value(column, "2026-04-30") == "2026年4月30日")
    }
    #expect(chinese.value("last_date", chinese.neverRun) == chinese.neverRun)
  }

  @Test func whyAFileStillWaits() {
    let day = Day(year: 2026, month: 11, day: 22)!
    #expect(chinese.setAside(isHeld: true, on: day, command: "X") == "2026-11-22 暂存；原因请运行：X")
    #expect(
      StatusWording(.english).taken(on: day, isKept: false)
        == "taken in on 2026-11-22, the next run moves it to the archive")
  }

  private func isChinese(_ text: String) -> Bool {
    text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
  }
}
