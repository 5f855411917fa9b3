import Returns
import Testing

@testable import Intake

/// What a person reads when a profile is not understood, word for word.
@Suite("Errors in profiles")
struct ProfileErrorTests {
  private static let head = "profile: x\nsignature: {header: [a, b]}\n"
  private static let set = "set: {movement_id: a, sku: b, quantity: c, moved_at: d, kind: e}"

  @Test func severalAndNamedTerms() {
    func problem(_ yaml: String) -> String {
      do throws(ProfileError) {
        _ = try Profile(yaml: yaml, file: "test.yaml")
        return ""
      } catch {
        return error.description
      }
    }
    let head = "profile: p\nsignature: {header: [A]}\n"
    #expect(
      problem(head + "terms:\n  a: {column: A, several: empty}\nrecords: none\n").contains(
        "`several` is of an XML path"))
    #expect(
      problem(head + "terms:\n  a: {term: b}\n  b: A\nrecords: none\n").contains(
        "no term above has this name"))
  }

  @Test(arguments: [
    ("", "test.yaml:1: the file is empty; a profile begins with `profile: NAME`"),
    ("title: x\n", "test.yaml:1: `profile: NAME` is missing"),
    ("profile: My Shop\n", "test.yaml:1: profile: \"My Shop\": a name is made of a-z, 0-9 and -"),
    ("profile: x\n", "test.yaml:1: `signature` is missing"),
    ("profile: x\nsignature: {}\n", "test.yaml:2: signature: expected header or first_line"),
    ("\(head)", "test.yaml:1: `records` is missing"),
    ("\(head)\(head)", "test.yaml:1: the same key twice: profile, signature; keep one"),
    (
      "\(head)recrods: none\n",
      "test.yaml:3: recrods: unknown key; known here: \(Profile.keys.joined(separator: ", "))"
    ),
    (
      "profile: x\nsignature: &a {header: [a]}\nrecords: *a\n",
      "test.yaml:2: signature: anchors and aliases (& *) are not allowed; write it out"
    ),
    ("profile: [x\n", "test.yaml:2: not YAML: did not find expected ',' or ']'"),
    (
      "\(head)quoting: single\nrecords: none\n",
      "test.yaml:3: quoting: \"single\" is not known; expected one of: rfc4180, none, auto"
    ),
    (
      "\(head)encoding: ebcdic\nrecords: none\n",
      "test.yaml:3: encoding: \"ebcdic\" is not a known encoding; expected auto or one of:"
        + " utf-8, gb18030,"
        + " utf-16le, utf-16be, big5, shift_jis, windows-1252"
    ),
    (
      "\(head)records:\n  - feed: refunds\n",
      "test.yaml:4: records[0].feed: \"refunds\" is not known; expected one of: orders, cases,"
        + " materials,"
        + " reviews, parcels, charges, inspections, settlements, stock, surveys, tickets,"
        + " claim_results,"
        + " decisions"
    ),
    (
      "\(head)records:\n  - feed: stock\n    set: {movement_id: a}\n",
      "test.yaml:4: records[0]: stock.sku is required and not set"
    ),
    (
      "\(head)records:\n  - feed: stock\n    set: {colour: a}\n",
      "test.yaml:5: records[0].set.colour: stock has no such column; it has movement_id, sku,"
        + " quantity,"
        + " moved_at, kind, case_id, warehouse, shop_id, updated_at"
    ),
    (
      "\(head)records:\n  - feed: stock\n    set:\n      sku: {colum: b}\n",
      "test.yaml:6: records[0].set.sku.colum: unknown key; known here:"
        + " \(TermBuilder.termKeys.joined(separator: ", "))"
    ),
    (
      "\(head)records:\n  - feed: stock\n    set:\n      sku: {column: b, value: c}\n",
      "test.yaml:6: records[0].set.sku: expected exactly one of:"
        + " \(TermBuilder.originKeys.joined(separator: ", "))"
    ),
    (
      "\(head)records:\n  - feed: stock\n    set:\n      sku: {column: b, pattern: '(x'}\n",
      "test.yaml:6: records[0].set.sku.pattern: \"(x\" is not a pattern: a ( without its )"
    ),
    (
      "\(head)records:\n  - feed: stock\n    set:\n      moved_at: {column: b, time: 'HH:mm'}\n",
      "test.yaml:6: records[0].set.moved_at.time: \"HH:mm\" is not a date pattern; write it like"
        + " yyyy-MM-dd HH:mm:ss"
    ),
    (
      "\(head)records:\n  - feed: stock\n    set:\n      sku: {column: b, otherwise: keep}\n",
      "test.yaml:6: records[0].set.sku.otherwise: `otherwise` says what `map` does with other"
        + " words, and"
        + " there is no `map`"
    ),
    (
      "\(head)records:\n  - feed: stock\n    set:\n      sku: {path: a/b}\n",
      "test.yaml:6: records[0].set.sku.path: a CSV profile names columns: column or position"
    ),
    (
      "\(head)records:\n  - feed: stock\n    set:\n      sku: {in: a}\n",
      "test.yaml:6: records[0].set.sku.in: `in` needs `out` beside it"
    ),
    (
      "\(head)records:\n  - feed: stock\n    set:\n      sku: {column: a, occurrence: each}\n",
      "test.yaml:6: records[0].set.sku.occurrence: `each` only stands in a block with `repeat`"
    ),
    (
      "\(head)records:\n  - feed: stock\n    when: {column: a}\n    \(set)\n",
      "test.yaml:5: records[0].when: expected exactly one test: is, is_not, matches, empty,"
        + " is_sign, same_as"
    ),
    (
      "\(head)short_rows: maybe\nrecords: none\n",
      "test.yaml:3: short_rows: \"maybe\" is not yes or no"
    ),
    (
      "\(head)clean: [dots]\nrecords: none\n",
      "test.yaml:3: clean[0]: \"dots\" is not known; expected one of: formula_guard, currency_sign,"
        + " decimal_comma, parentheses_negative, trailing_minus, wide_digits, collapse_blanks"
    ),
    (
      "\(head)not_data: [{starts_with: '#', header: [a]}]\nrecords: none\n",
      "test.yaml:3: not_data[0]: expected one of: starts_with, header, when"
    ),
    (
      "\(head)controls: [{name: n, expected: {captured: total}}]\nrecords: none\n",
      "test.yaml:3: controls[0]: expected either `sum: COLUMN` or `count: rows`"
    ),
    (
      "\(head)controls: [{name: n, expected: {captured: total}, count: rows}]\nrecords: none\n",
      "test.yaml:1: `captured: total` is used, and no capture has that name"
    ),
    (
      "\(head)records:\n  - feed: stock\n    repeat: 0\n    \(set)\n",
      "test.yaml:5: records[0].repeat: \"0\" is not a whole number from 1 to 200"
    ),
    (
      "profile: x\nformat: xml\nsignature: {root: a}\nrecords: none\n",
      "test.yaml:1: `record` (an element) is missing"
    ),
  ])
  func messages(_ yaml: String, _ message: String) {
    do {
      _ = try profile(yaml)
      Issue.record("expected: \(message)")
    } catch {
      #expect(error.description == message)
    }
  }

  @Test func tooLargeAndTooDeep() {
    #expect(throws: ProfileError.self) { try profile(String(repeating: "#", count: 1 << 21)) }
    let deep = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
    #expect(throws: ProfileError.self) { try profile("profile: x\nrecords: \(deep)\n") }
  }

  @Test func missingProfileFile() {
    let error = #expect(throws: ProfileError.self) {
      try loadProfile(root: "/", path: "no-such-profile.yaml")
    }
    #expect(error?.file == "no-such-profile.yaml")
  }
}
