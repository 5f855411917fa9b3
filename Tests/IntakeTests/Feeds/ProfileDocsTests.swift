import Foundation
import Testing

@testable import Intake

/// The page on profiles tells the truth.
@Suite("The page on profiles")
struct ProfileDocsTests {
  private let page: String = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let file = root.appendingPathComponent("docs/profiles.md")
    return (try? String(contentsOf: file, encoding: .utf8)) ?? ""
  }()

  @Test func itsExampleIsAProfile() throws {
    try #require(!page.isEmpty)
    let block = page.split(separator: "```yaml\n")[1].split(separator: "```")[0]
    let own = try profile(String(block))
    let reading = read("Beleg;Betrag;Datum\nB1;-1.234,50;22.11.2026\n", [own])
    #expect(reading.values("txn_id", "type", "amount") == ["B1 refund 123450"])
  }

  @Test func everyKeyIsOnIt() {
    let keys =
      Profile.keys + TermBuilder.termKeys + TermBuilder.testKeys + RecordBlock.keys + [
        "starts_with", "header", "capture", "columns", "while_same", "by", "sum", "absolute",
        "first_line", "width", "absent", "text", "root", "line", "expected", "count", "element",
        "opening", "closing", "indicator", "debit", "day", "booked", "booked_currency", "label",
        "all", "any", "not", "whole", FileFacts.account, FileFacts.periodFrom, FileFacts.periodTo,
        FileFacts.exportedAt,
      ]
    for key in keys {
      #expect(page.contains("`\(key)") || page.contains("{\(key):"), "\(key) is not explained")
    }
  }
}
