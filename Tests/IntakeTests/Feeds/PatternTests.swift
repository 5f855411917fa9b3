import Returns
import Testing

@testable import Intake

@Suite("Patterns of profiles")
struct PatternTests {
  @Test(arguments: [
    ("^T\\d+P(\\d+)$", "T200P5120803044263167809", "5120803044263167809"),
    ("^T\\d+P(\\d+)$", "5120803044263167809", nil),
    ("账号[：:]\\s*\\[\\s*(.*?)\\s*\\]", "#账号：[2088 ]", "2088"),
    ("交易合计[：:]\\s*(\\d+)笔", "#交易合计：6笔，商家实收共0.06元", "6"),
    ("共(-?[\\d.]+)元", "退款合计：4笔，共-0.04元", "-0.04"),
    ("^\\S+$", "RC102", "RC102"), ("^\\S+$", "two words", nil), ("a|b|cd", "xcd", "cd"),
    ("(?:ab)+", "xababy", "abab"), ("a{2,3}", "aaaa", "aaa"), ("a{2}?", "aaaa", "aa"),
    ("a*?b", "aaab", "aaab"), ("[^,]+$", "x,末尾", "末尾"), ("[a-z_-]+", "AB a-b_c", "a-b_c"),
    ("\\.", "a.b", "."), ("^$", "", ""), ("(x)?y", "y", ""), (".", "订", "订"),
    ("[一-龥]+", "ab订单12", "订单"), ("\\D+", "12ab34", "ab"), ("[\\d.]+", "v1.5", "1.5"),
  ])
  func captures(_ source: String, _ text: String, _ expected: String?) throws {
    #expect(try Pattern(source).capture(Text(text))?.string == expected)
  }

  @Test(arguments: [
    ("(", "a ( without its )"), (")", "a ) without its ("), ("[a", "a [ without its ]"),
    ("*a", "a repetition with nothing before it"), ("a\\", "a \\ at the end"),
    ("\\q", "\\q is not known"), ("[b-a]", "a range in [ ] runs backwards"),
    ("(?=a)", "only (…) and (?:…) groups are known"),
    ("a{3,2}", "a repetition {n,m} goes up to 200 and ends with }"),
    ("((((((((((a{9}){9}){9}){9}){9}){9}){9}){9}){9}){9})", "the pattern is too large"),
  ])
  func errors(_ source: String, _ message: String) {
    #expect(throws: PatternError(message: message)) { try Pattern(source) }
  }

  /// A pattern that takes other engines minutes.
  @Test func workIsBounded() throws {
    let pattern = try Pattern("^(a+)+$")
    #expect(pattern.capture(Text(String(repeating: "a", count: 5000) + "b")) == nil)
  }

  @Test(arguments: [
    ("yyyy-MM-dd HH:mm:ss", "2019-09-17 05:46:49", "2019-09-17T05:46:49Z"),
    ("yyyy年MM月dd日 HH:mm:ss", "2019年09月17日 05:46:49", "2019-09-17T05:46:49Z"),
    ("dd.MM.yyyy", "17.09.2019", "2019-09-17T00:00:00Z"),
    ("d-MMM-yyyy", "7-Jul-2025", "2025-07-07T00:00:00Z"),
    ("MMM d, yyyy", "Jan 5, 2026", "2026-01-05T00:00:00Z"),
    ("yyyyMMdd", "20260105", "2026-01-05T00:00:00Z"),
    ("M/d/yy h:mm a", "1/5/26 12:07 AM", "2026-01-05T00:07:00Z"),
    ("M/d/yy h:mm a", "1/5/26 1:07 pm", "2026-01-05T13:07:00Z"),
    ("yyyy/MM/dd HH:mm:ss XXX", "2025/12/23 08:57:17 -0800", "2025-12-23T16:57:17Z"),
    ("yyyy-MM-dd'T'HH:mm:ss.S", "2025-12-23T08:57:17.123", "2025-12-23T08:57:17Z"),
    ("dd.MM.yyyy", "31.02.2019", nil), ("dd.MM.yyyy", "1.2.19", nil),
    ("dd.MM.yyyy", "17.09.2019x", nil),
    ("h:mm a yyyy", "13:00 PM 2026", nil),
  ])
  func datePatterns(_ source: String, _ text: String, _ expected: String?) throws {
    let pattern = try #require(TimePattern(source))
    let seconds = pattern.read(Text(text)).map { $0.local - ($0.offset ?? 0) }
    let found = seconds.map { Zone.utc.string(Instant(seconds: $0)).replacing("+00:00", with: "Z") }
    #expect(found == expected)
  }

  /// A day and month are those of the last such day up to the end of the file's period.
  @Test(arguments: [
    ("M-d", "12-28", "2026-01-25", "2025-12-28"), ("M-d", "01-03", "2026-01-25", "2026-01-03"),
    ("M月d日", "4月1日", "2026-04-01", "2026-04-01"), ("M-d", "02-29", "2024-03-31", "2024-02-29"),
    ("M-d", "02-29", "2026-03-31", nil), ("M-d", "04-01", nil, nil),
  ])
  func datesWithoutAYear(
    _ source: String, _ text: String, _ last: String?, _ expected: String?
  ) throws {
    let pattern = try #require(TimePattern(source))
    let whole = try #require(TimePattern("yyyy-MM-dd"))
    func day(_ local: Int64) -> Day { Day(number: Int32(local / 86_400)) }
    let end = last.flatMap { whole.read(Text($0)) }.map { day($0.local) }
    #expect(pattern.read(Text(text), upTo: end).map { day($0.local).string } == expected)
  }

  @Test func notADatePattern() {
    #expect(TimePattern("HH:mm") == nil)
    #expect(TimePattern("yyyy-QQ") == nil)
    #expect(TimePattern("yyyy 'x") == nil)
  }
}
