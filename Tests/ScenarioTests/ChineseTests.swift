import Foundation
import Returns
import Testing

/// A Chinese workspace speaks Chinese: no English word stands in a sentence of any output, but for
/// names of the file contract, which are the same in every language.
@Suite struct ChineseTests {
  /// One day with every kind of trouble in it.
  @Test func noSentenceOfASampleHasAnEnglishWord() throws {
    let sample = try GeneratedSample(orders: 300, days: 14, seed: 5)
    defer { sample.remove() }
    try Self.speakChinese(sample.root)
    let last = try #require(sample.days.last)
    _ = try sample.run(last)
    var sentences = 0
    for (table, columns) in Self.sentences {
      guard let table = try? sample.table(table, last) else { continue }
      for sentence in (table.project(columns) ?? []).flatMap(\.self) where !sentence.isEmpty {
        sentences += 1
        #expect(Self.englishWords(sentence) == [], "\(sentence)")
      }
    }
    #expect(sentences > 200)
  }

  private static let sentences = [
    ("exceptions", ["explanation", "suggested_action"]), ("rejects", ["reason"]),
    ("notices-01", ["text"]), ("survey_requests-01", ["text"]),
  ]

  /// What cannot be read: rows in rejects.csv, files on the page of finance.
  @Test func whyRowsAndFilesAreRefusedIsChinese() throws {
    let workspace = try GeneratedWorkspace()
    defer { workspace.remove() }
    try Self.speakChinese(workspace.root)
    for (name, text) in Self.unreadable {
      try Data(text.utf8).write(to: URL(filePath: workspace.root + "/inbox/" + name))
    }
    _ = try workspace.run(20)
    let rejects = Table(workspace.output(20, "rejects.csv") ?? "").project(["reason"]) ?? []
    #expect(rejects.count >= 12)
    for row in rejects { #expect(Self.englishWords(row[0]) == [], "\(row[0])") }
    let page = try #require(workspace.output(20, "finance.html"))
    for words in [
      "文件为空", "“PDF 文档”", "没有合适的数据类型或导出格式", "不是格式良好的 XML",
    ] { #expect(page.contains(words), "the page does not say \(words)") }
    for words in ["expected", "Deliver", "Export it", "no feed"] {
      #expect(!page.contains(words), "the page says \(words)")
    }
  }

  private static let unreadable = [
    "orders-1.csv": """
    order_id,line_no,sku,quantity,unit_price,ordered_at,paid_amount,currency,delivered_at
    SO1,1,MUG,one,30.00,2026-03-01,30.00,CNY,
    SO2,1,MUG,1,thirty,2026-03-01,30.00,CNY,
    SO3,1,MUG,1,30.001,2026-03-01,30.00,CNY,
    SO4,1,MUG,1,30,2026-03-01,30.5,JPY,
    SO5,1,MUG,1,30.00,yesterday,30.00,CNY,
    ,1,MUG,1,30.00,2026-03-01,30.00,CNY,
    SO7,1,MUG,1,-30.00,2026-03-01,30.00,CNY,
    SO8,1,MUG,1,30.00,2026-03-01,30.00,yuan,
    SO9,1,MUG
    SO10,1,MUG,1,30.00,2026-03-01,30.00,CNY,,,,more
    SO11,1,"MUG"x,1,30.00,2026-03-01,30.00,CNY,
    SO12,1,MU"G,1,30.00,2026-03-01,30.00,CNY,
    SO13,1,MUG,1,99999999999999999.00,2026-03-01,30.00,CNY,

    """,
    "cases-1.csv": """
    case_id,order_id,kind,reason,applied_at
    RC1,SO1,swap,damaged,2026-03-02
    RC2,SO1,return,why,2026-03-02

    """,
    "settlements-1.csv": """
    txn_id,type,amount,settled_at,shop_id
    T1,refund,-5.00,2026-03-02,
    T2,refund,5.00,2026-03-02,elsewhere
    "T3,refund,5.00,2026-03-02,

    """,
    "empty.csv": "", "page.csv": "%PDF-1.4 something", "other.csv": "alpha,beta\n1,2\n",
    "broken.xml": "<backhaul feed=\"orders\"><record></backhaul>",
    "strange.xml": "<backhaul feed=\"nothing\"></backhaul>",
  ]

  private static func speakChinese(_ root: String) throws {
    let path = root + "/backhaul.yaml"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacing("\nlanguage: en", with: "\nlanguage: zh-Hans")
      .write(toFile: path, atomically: true, encoding: .utf8)
  }

  /// What stands in quotes was found in a file; words with digits, marks or `_` in them are ids and
  /// names.
  private static func englishWords(_ sentence: String) -> [String] {
    let own = sentence.replacing(/"[^"]*"/, with: "")
    return own.matches(of: /[A-Za-z0-9_.\/\-]+/).map { String($0.output) }.filter { word in
      word.count > 1 && word.allSatisfy { $0.isLetter && $0.isASCII } && !names.contains(word)
        && !(word.count == 3 && word == word.uppercased())
    }
  }

  /// Columns and words of the file contract, formats, and what samples call people, places,
  /// carriers and means of payment.
  private static let names: Set<String> = {
    var names: Set = [
      "CSV", "XML", "ISO", "GBK", "Big5", "BOM", "zip", "gz", "gzip", "backhaul", "feed", "inbox",
      "shop", "records", "yes", "no", "EU", "DE", "near", "far", "hmt", "main", "wechat", "alipay",
      "Katrin", "Wolf", "SF", "YAMATO",
    ]
    for feed in Feed.allCases {
      names.insert(feed.name)
      for column in feed.schema.columns {
        names.insert("\(column.name)")
        if case .choice(let words) = column.type { names.formUnion(words) }
      }
    }
    return names
  }()
}
