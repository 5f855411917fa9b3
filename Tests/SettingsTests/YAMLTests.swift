import Foundation
import Settings
import Testing

/// What is refused of YAML, whatever the file.
@Suite struct YAMLTests {
  @Test(arguments: [
    (
      "review: trusted\nrefund_days: 3\nreview: automatic",
      #"1:1: "review" is set twice in one map, again in line 3; keep one of them"#
    ),
    (
      "windows: {fit: 1, fit: 2}",
      #"1:11: "fit" is set twice in one map; keep one of them"#
    ),
    (
      "windows: {fit: 1, \"fit\": 2}",
      #"1:11: "fit" is set twice in one map; keep one of them"#
    ),
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

  @Test func refusesDeepNesting() throws {
    let text = String(repeating: "[", count: 100_000)
    #expect(try policyErrors(text).hasPrefix("policy/policy.yaml:1:"))
  }

  @Test func refusesOtherEncodings() throws {
    let workspace = try TestWorkspace()
    let bytes: [UInt8] = [0x61, 0x3A, 0x20, 0x62, 0x0A, 0xC9, 0xCF, 0x0A]
    try workspace.write(Data(bytes), to: "policy/gbk.yaml")
    let error = #expect(throws: SettingsErrors.self) { try workspace.load() }
    #expect(
      error?.description
        == "policy/gbk.yaml:2: is not UTF-8 text; save the file as UTF-8 (Excel: \"CSV UTF-8\")")
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
