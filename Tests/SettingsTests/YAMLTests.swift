import Foundation
import Testing

@testable import Settings

/// What is refused of YAML, whatever the file.
@Suite struct YAMLTests {
  @Test(arguments: [
    (
      "review: trusted\nrefund_days: 3\nreview: automatic",
      #"3:1: "review" is set twice in one map, first in line 1; keep one of them"#
    ),
    (
      "# ours\r\nreview: trusted\r\nreview: automatic\r\n",
      #"3:1: "review" is set twice in one map, first in line 2; keep one of them"#
    ),
    (
      "# ours\u{85}review: trusted\nreview: automatic",
      #"3:1: "review" is set twice in one map, first in line 2; keep one of them"#
    ),
    (
      "windows: {fit: 1, fit: 2}",
      #"1:19: "fit" is set twice in one map, first in line 1; keep one of them"#
    ),
    (
      "windows: {fit: 1, \"fit\": 2}",
      #"1:19: "fit" is set twice in one map, first in line 1; keep one of them"#
    ),
    (
      "carriers:\n  SF:\n    grace_days: 1\n  YTO:\n    grace_days: 1\n    'grace_days': 2",
      #"6:5: "grace_days" is set twice in one map, first in line 5; keep one of them"#
    ),
    ("review: trusted\nfeeds: \u{1}", "2:8: is not YAML: control characters are not allowed"),
    (
      "windows: &w {fit: 1}",
      """
      1:10: anchors (&name) and aliases (*name) are not taken here; write the value out where it \
      is \
      needed
      """
    ),
    (
      "windows: *w",
      """
      1:10: anchors (&name) and aliases (*name) are not taken here; write the value out where it \
      is \
      needed
      """
    ),
    (
      "review: trusted\n---\nreview: trusted",
      "2:1: a second document begins here; keep one and remove the line ---"
    ),
    (
      "windows:\n\tfit: 1",
      """
      2:1: is not YAML: found character that cannot start any token; indent with blanks, not with \
      tabs
      """
    ),
    ("windows: {fit: 1", "2:1: is not YAML: did not find expected ',' or '}'"),
    ("[a, b]: c", "1:1: a key is a list or a map; expected a word"),
    (
      "review: \"a\\nb\"",
      """
      1:9: review is "a\\u{a}b"; expected one of automatic, assisted, trusted
      """
    ),
  ])
  func refuses(text: String, message: String) throws {
    #expect(try policyErrors(text) == "policy/policy.yaml:" + message)
  }

  @Test func refusesABombOfAliases() throws {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...30 {
      let alias = "*a\(level - 1)"
      let aliases = Array(repeating: alias, count: 9).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(aliases)]\n"
    }
    #expect(try policyErrors(text).hasPrefix("policy/policy.yaml:1:5: anchors (&name)"))
  }

  @Test(arguments: ["[", "- ", "? ", "{a: "])
  func refusesDeepNesting(part: String) throws {
    let text = String(repeating: part, count: 100_000)
    let message = try policyErrors(text)
    #expect(message.hasPrefix("policy/policy.yaml:1:"))
    #expect(message.hasSuffix(": is nested too deeply; the settings need four levels at most"))
  }

  /// Whatever a file holds, the answer is a workspace or a list of errors, never a trap.
  @Test func spoiltFilesEndInErrors() throws {
    var random = SeededRandom(state: 20_261_122)
    let workspace = try TestWorkspace()
    let files = defaultFiles.filter { !$0.path.hasSuffix(".txt") }
    for _ in 0..<300 {
      guard let file = files.randomElement(using: &random) else { return }
      var bytes = file.bytes.split(separator: UInt8(ascii: "\n")).map { line in
        line.first == UInt8(ascii: "#") && line.dropFirst().first != 32 ? line.dropFirst() : line
      }.joined(separator: [UInt8(ascii: "\n")]).map { $0 }
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let spot = Int.random(in: 0..<bytes.count, using: &random)
        let end = min(bytes.count, spot + Int.random(in: 0...8, using: &random))
        let odd = Array("&*!|>'\"%@`{}[],:?-# \t\n\0\u{FEFF}9e".utf8)
        bytes.replaceSubrange(spot..<end, with: [odd.randomElement(using: &random) ?? 0])
      }
      let path = file.path.replacing(".example", with: "")
      try workspace.write(Data(bytes), to: path)
      do { _ = try workspace.load() } catch { #expect(!error.errors.isEmpty) }
      try FileManager.default.removeItem(atPath: workspace.root + "/" + path)
      if path == "backhaul.yaml" { try workspace.write("currency: CNY\n", to: path) }
    }
  }

  @Test func refusesOtherEncodings() throws {
    let workspace = try TestWorkspace()
    let bytes: [UInt8] = [0x61, 0x3A, 0x20, 0x62, 0x0A, 0xC9, 0xCF, 0x0A]
    try workspace.write(Data(bytes), to: "policy/gbk.yaml")
    let error = #expect(throws: SettingsErrors.self) { try workspace.load() }
    #expect(
      error?.description
        == "policy/gbk.yaml:2:1: is not UTF-8 text; save the file as UTF-8 (Excel: \"CSV UTF-8\")")
  }

  @Test func refusesWhatIsTooLarge() throws {
    let text = "# " + String(repeating: "x", count: 1_048_576)
    #expect(
      try policyErrors(text) == """
        policy/policy.yaml: is larger than 1 MiB; a file of this kind is a few pages long, so \
        this is \
        probably another file
        """)
  }

  @Test func refusesWhatIsNoFile() throws {
    #expect(
      try errors(["shops.yaml/x": "y"])
        == "shops.yaml: is not a regular file; expected a text file")
    #expect(
      try errors(["policy": "y"])
        == "policy: cannot be listed; expected a folder that may be read")
  }

  @Test func takesAByteOrderMarkAndWindowsLines() throws {
    let text = "\u{FEFF}review: trusted\r\nrefund_days: 9\r\n"
    let workspace = try load(["policy/policy.yaml": text])
    #expect(workspace.policy.terms.review == .trusted)
    #expect(workspace.policy.terms.refundDays == 9)
  }

  @Test func cutsLongValues() throws {
    let message = try policyErrors("review: \(String(repeating: "x", count: 200))")
    #expect(message.contains("\"\(String(repeating: "x", count: 60))…\";"))
  }
}

/// The same numbers in every run (splitmix64).
struct SeededRandom: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
