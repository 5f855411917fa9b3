import Foundation
import Testing

/// `backhaul check` on a file that nothing fits: what it proposes becomes a profile once what it
/// asks is answered, and then the file is read.
@Suite struct ProposalTests {
  private static let tests = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()

  private struct Story {
    let name: String
    let text: String
    /// The `#?` lines that are kept, by how they begin, and what is written instead of a
    /// placeholder.
    var keeps: [String] = []
    var words: [(String, String)] = []
    let feed: String
    /// What the proposal must say.
    var says: [String] = []
    /// What check says when the profile is there.
    let reads: [String]
  }

  private static let stories = [
    Story(
      name: "terminal.csv",
      text: """
        Transaction ID,Date,Type,Gross,Fee,Currency,Order number
        T1,03/04/2026,Sale,1.234,0.5,EUR,SO1
        T2,05/06/2026,Refund,-2.500,0.25,EUR,SO2
        """,
      keeps: [
        "amount: {column: \"Gross\", clean: [{group_separators: [\".\"]}, decimal_comma], "
          + "sign: positive}",
        "settled_at: {column: \"Date\", time: \"M/d/yyyy\"}",
      ], feed: "settlements",
      says: ["03/04/2026", "1.234", "the mark groups thousands", "the day comes first"],
      reads: ["would_be taken", "1234.00 EUR", "2500.00 EUR", "settled_at  2026-03-04"]),
    Story(
      name: "returns.tsv",
      text: """
        RMA\tOrder no\tReturn type\tReason\tRequest date\tQty
        R1\tSO1\tReturn\tDamaged\t25.03.2026 10:00\t1
        R2\tSO2\tUmtausch\tToo small\t02.03.2026 11:30\t2
        R3\tSO2\tUmtausch\tFell from the sky\t02.03.2026 11:30\t2
        """,
      keeps: ["\"Fell from the sky\": damaged"], words: [("WORD", "damaged")], feed: "cases",
      says: ["proven by 25.03.2026 10:00", "Fell from the sky"],
      reads: ["would_be taken", "records 3", "applied_at  2026-03-25T10:00"]),
    Story(
      name: "fees.csv",
      text: """
        账单导出,,,,
        运单号,账单号,日期,费用类型,金额
        SF1,B1,2026/03/05,运费,￥12.50
        SF2,B1,2026/03/06,保价,￥1.00
        """,
      keeps: ["carrier: COLUMN"], words: [("COLUMN", "{value: SF}")], feed: "charges",
      says: ["运单号", "currency_sign"],
      reads: ["would_be taken", "12.50 CNY", "billed_at    2026-03-05"]),
    Story(
      name: "zto.csv",
      text: """
        中通快递对账单
        运单号,账单号,揽收时间,费用类型,结算重量(kg),金额
        781,B1,2026/03/05,运费,1.20,3.50
        782,B1,2026/03/06,运费,0.80,2.80
        合计,,,,2.00,6.30
        """,
      keeps: ["carrier: {value: NAME}"], words: [("NAME", "ZTO")], feed: "charges",
      says: ["not_data:", "{position: 1, is: [\"合计\"]}", "2 rows"],
      reads: ["would_be taken", "6.30 CNY"]),
    Story(
      name: "ebay.csv",
      text: """
        "Transaction report","","","","",""
        Transaction creation date,Type,Order number,Currency,Gross transaction amount,Reference ID
        "Mar 13, 2026",Order,12-1,USD,$30.00,R1
        "Mar 14, 2026",Refund,12-1,USD,($30.00),R2
        "Mar 15, 2026",Payout,--,USD,-$10.00,R3
        """,
      keeps: [
        "amount: {column: \"Gross transaction amount\", clean: [parentheses_negative, "
          + "currency_sign], sign: positive}"
      ], feed: "settlements", says: ["clean: [{empty: [\"--\"]}]"],
      reads: ["would_be taken", "30.00 USD", "10.00 USD", "2026-03-14"]),
    Story(
      name: "stock.xml",
      text: """
        <?xml version="1.0"?>
        <Export><Head><Day>2026-03-05</Day></Head><Rows>
        <Row no="M1"><Item><Code>MUG</Code></Item>
        <Qty>1</Qty><Date>2026-03-05</Date><Type>入库</Type></Row>
        <Row no="M2"><Item><Code>PEN</Code></Item>
        <Qty>2</Qty><Date>2026-03-06</Date><Type>报废</Type></Row>
        </Rows></Export>
        """,
      keeps: ["movement_id: COLUMN", "sku: COLUMN"],
      words: [
        ("movement_id: COLUMN", "movement_id: \"@no\""), ("sku: COLUMN", "sku: \"Item/Code\""),
      ],
      feed: "stock", says: ["format: xml", "record: \"Rows/Row\""],
      reads: ["would_be taken", "movement_id", "MUG", "records 2"]),
  ]

  @Test(arguments: stories.indices)
  func whatIsProposedIsAProfileOnceItIsAnswered(_ index: Int) throws {
    let story = Self.stories[index]
    let workspace = try GeneratedWorkspace()
    defer { workspace.remove() }
    let path = workspace.scratch.appending(path: story.name).path
    try (story.text + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    let draft = workspace.scratch.appending(path: "draft.yaml").path
    let first = try Backhaul.run(
      ["check", path, "--proposal", draft, "--feed", story.feed], scratch: workspace.scratch)
    #expect(first.code == 3, "\(first.errors)")
    let proposed = try String(contentsOfFile: draft, encoding: .utf8)
    for words in story.says { #expect(proposed.contains(words), "\(words) in\n\(proposed)") }
    let profile = Self.answered(proposed, story.keeps, story.words)
    try profile.write(
      toFile: workspace.root + "/profiles/own.yaml", atomically: true, encoding: .utf8)
    let second = try Backhaul.run(
      ["check", path, "--workspace", workspace.root], scratch: workspace.scratch)
    #expect(second.code == 0, "\(second.output)\(second.errors)\n\(profile)")
    for words in story.reads { #expect(second.output.contains(words), "\(second.output)") }
  }

  /// What is ambiguous is not in the profile before a person puts it there.
  @Test func nothingAmbiguousIsGuessed() throws {
    let workspace = try GeneratedWorkspace()
    defer { workspace.remove() }
    let path = workspace.scratch.appending(path: "t.csv").path
    try (Self.stories[0].text + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    let json = try Backhaul.run(["check", path, "--json"], scratch: workspace.scratch).output
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]]
    let member = (object?.first?["members"] as? [[String: Any]])?.first
    let yaml = member?["proposal"] as? String ?? ""
    let live = yaml.split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("#") }
    #expect(!live.contains { $0.contains("amount:") || $0.contains("settled_at:") }, "\(yaml)")
    #expect((member?["questions"] as? [Any])?.count == 2, "\(json)")
    try yaml.write(
      toFile: workspace.root + "/profiles/own.yaml", atomically: true, encoding: .utf8)
    let early = try Backhaul.run(
      ["check", path, "--workspace", workspace.root], scratch: workspace.scratch)
    #expect(early.code == 2 && early.errors.contains("is required and not set"), "\(early.errors)")
  }

  /// The example of docs/profiles.md, done as the page says.
  @Test func thePageOnProfilesCanBeFollowed() throws {
    let page = try String(
      contentsOf: Self.tests.deletingLastPathComponent().appending(path: "docs/profiles.md"),
      encoding: .utf8)
    let export = try String(
      contentsOf: Self.tests.appending(path: "Profiles/psp-export.csv"), encoding: .utf8)
    #expect(page.contains(export), "the page shows another file")
    let workspace = try GeneratedWorkspace()
    defer { workspace.remove() }
    let path = workspace.scratch.appending(path: "psp-export.csv").path
    try export.write(toFile: path, atomically: true, encoding: .utf8)
    let own = workspace.root + "/profiles/psp.yaml"
    _ = try Backhaul.run(["check", path, "--proposal", own], scratch: workspace.scratch)
    let proposed = try String(contentsOfFile: own, encoding: .utf8)
    let kept = page.split(separator: "<!-- kept -->\n```yaml\n")[1].split(separator: "```")[0]
    let keeps = kept.split(separator: "\n").map { String($0.drop { $0 == " " }) }
    for line in keeps where !line.hasPrefix("\"Sammel") {
      #expect(proposed.contains("#? \(line)"), "\(line) is not offered in\n\(proposed)")
    }
    try Self.answered(proposed, keeps, [("WORD", "payout")]).write(
      toFile: own, atomically: true, encoding: .utf8)
    let second = try Backhaul.run(
      ["check", "--workspace", workspace.root, path], scratch: workspace.scratch)
    #expect(second.code == 0, "\(second.output)\(second.errors)")
    let shown = page.split(separator: "<!-- sums -->\n```\n")[1].split(separator: "```")[0]
    for line in shown.split(separator: "\n") {
      #expect(second.output.contains(line), "\(line) is not in\n\(second.output)")
    }
    try FileManager.default.copyItem(
      atPath: path, toPath: workspace.root + "/inbox/psp-export.csv")
    let run = try workspace.run(7)
    #expect(run.code <= 1, "\(run.errors)")
    #expect(workspace.output(7, "matches.csv") != nil)
  }

  /// In Chinese no word of the answer's own is English.
  @Test func aChineseReaderIsAskedInChinese() throws {
    let scratch = FileManager.default.temporaryDirectory
      .appending(path: "backhaul-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let path = scratch.appending(path: "导出.csv").path
    try "流水号,日期,类型,金额\nA1,03/04/2026,退款,1.234\n".write(
      toFile: path, atomically: true, encoding: .utf8)
    let answer = try Backhaul.run(["check", path, "--language", "zh-Hans"], scratch: scratch)
    for words in ["需要您决定", "无法区分日和月：03/04/2026", "可能是小数点", "建议的模板", "没有任何数据类型或模板"] {
      #expect(
        answer.output.contains(words) || words == "建议的模板", "\(words) in\n\(answer.output)")
    }
    for words in ["the ", "column", "proposed", "none"] {
      let own = answer.output.split(separator: "\n").filter { !$0.contains("{column:") }
      #expect(
        !own.contains { $0.contains(words) && !$0.contains("map:") && !$0.contains("column: ") },
        "\(words) in\n\(answer.output)")
    }
  }

  private static func answered(
    _ proposal: String, _ keeps: [String], _ words: [(String, String)]
  ) -> String {
    var lines: [String] = []
    for line in proposal.split(separator: "\n", omittingEmptySubsequences: false) {
      guard let mark = line.firstRange(of: "#? ") else {
        lines.append(String(line))
        continue
      }
      let rest = String(line[mark.upperBound...])
      var option = String(rest.split(separator: "  # ")[0])
      let asked = option
      for (from, to) in words { option = option.replacingOccurrences(of: from, with: to) }
      let isKept = keeps.contains { $0 == option || $0 == asked }
      lines.append(line[..<mark.lowerBound] + (isKept ? option : "# not: \(rest)"))
    }
    return lines.joined(separator: "\n")
  }
}
