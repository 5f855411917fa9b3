/// What `backhaul check` says about a file, in both languages.
public struct CheckWording: Sendable {
  public let language: ReportLanguage

  public init(_ language: ReportLanguage) { self.language = language }

  private func say(_ english: String, _ chinese: String) -> String {
    language == .english ? english : chinese
  }

  /// The heading of a part of the answer, by its English one.
  public func heading(_ english: String) -> String {
    language == .english ? english : Self.headings[english] ?? english
  }

  /// The name of a value, by its key.
  public func label(_ key: String) -> String {
    language == .english ? key : Self.labels[key] ?? key
  }

  private static let headings = [
    "Reading": "读取结果", "Control totals": "控制总数", "Sums": "合计", "First records": "前几条记录",
    "Rejects": "被拒绝的行", "Notices": "提示", "Recognition": "识别依据", "Nearly": "其他接近的模板",
    "Columns not read": "未读取的列", "Evidence": "各列依据", "Questions": "需要您决定",
    "Proposed profile": "建议的模板",
  ]

  private static let labels = [
    "would_be": "处理", "why": "原因", "feed": "数据类型", "profile": "模板", "encoding": "编码",
    "account": "账户",
    "period": "期间", "read": "读取行数", "rejected": "拒绝行数", "filtered": "略过行数", "records": "记录数",
    "recognised_by": "识别依据", "total": "项目", "stated": "文件所述", "found": "实际", "agrees": "一致",
    "at": "位置", "field": "列", "code": "代码", "reason": "说明", "expected": "应为", "do": "处理方法",
    "column": "列", "kind": "类型", "values": "个数", "sum": "合计", "notice": "提示", "line_ends": "换行符",
    "delimiter": "分隔符", "header_line": "表头行号", "has": "已有标志", "lacks": "缺少", "line": "行号",
    "canonical": "标准列", "name_is": "列名匹配", "filled": "有值", "fits": "相符", "seen": "值的形式",
    "question": "问题", "write": "写入模板", "values_seen": "文件中的值",
  ]

  // MARK: words

  public func fate(_ word: String) -> String {
    guard language == .chinese else { return word }
    return ["taken": "接收", "held": "暂存", "refused": "拒收"][word] ?? word
  }

  public var yes: String { say("yes", "是") }
  public var no: String { say("NO", "否") }
  public var none: String { say("none", "无") }
  public func to(_ first: String, _ last: String) -> String {
    say("\(first) to \(last)", "\(first) 至 \(last)")
  }

  public func delimiter(_ sign: UInt8) -> String {
    switch sign {
    case 0x09: say("tab", "制表符")
    case 0x3B: say("semicolon", "分号")
    case 0x7C: say("vertical bar", "竖线")
    default: say("comma", "逗号")
    }
  }

  public func lineEnds(lf: Int, cr: Int, crlf: Int) -> String {
    let kinds = [("LF", lf), ("CR LF", crlf), ("CR", cr)].filter { $0.1 > 0 }
    if kinds.count < 2 { return kinds.first?.0 ?? none }
    let list = kinds.map { "\($0.0) × \($0.1)" }.joined(separator: say(", ", "、"))
    return say("mixed: \(list)", "混用：\(list)")
  }

  public func list(_ words: [String]) -> String { words.joined(separator: say(", ", "、")) }

  public func recognised(sheet: String?, line: Int, by names: [String]) -> String {
    guard let sheet else { return recognised(line: line, by: names) }
    let rest = recognised(line: line, by: names)
    return say("sheet \"\(sheet)\": \(rest)", "工作表“\(sheet)”：\(rest)")
  }

  private func recognised(line: Int, by names: [String]) -> String {
    if names.isEmpty { return say("its first line looks as the profile says", "首行形式与模板相符") }
    let words = list(names)
    return line == 0
      ? say("the root element is \(words)", "根元素为 \(words)")
      : say("line \(line) has \(words)", "第 \(line) 行有 \(words)")
  }

  public func share(_ part: Int, of whole: Int) -> String {
    say("\(part) of \(whole)", "\(whole) 中的 \(part)")
  }

  public var nameFeed: String {
    say(
      "none of its columns has a known name: say what it is with --feed (settlements, orders,"
        + " cases, …), and a profile is proposed",
      "没有列名可以识别：请用 --feed 指明数据类型（settlements、orders、cases 等），即可得到建议的模板")
  }

  // MARK: rejects

  /// What a value should be.
  public func expected(_ code: String, _ words: [String]) -> String {
    let list = self.list(words)
    switch code {
    case "BAD_AMOUNT" where words.isEmpty: return say("a smaller or positive amount", "更小的或不带负号的金额")
    case "BAD_AMOUNT": return say("an amount such as \(list)", "金额，如 \(list)")
    case "BAD_TIME" where !words.isEmpty: return say("a date such as \(list)", "日期，如 \(list)")
    case "UNKNOWN_CURRENCY": return say("a currency of ISO 4217 such as CNY", "ISO 4217 币种代码，如 CNY")
    case "MISSING_FIELD": return say("a value", "有值")
    case "UNKNOWN_SHOP": return say("one of the shops: \(list)", "店铺之一：\(list)")
    case "BAD_COLUMNS": return say("as many cells as the header", "与表头相同的列数")
    case "BAD_QUOTES": return say("quotes in pairs", "成对的引号")
    case "BAD_ENCODING": return say("text in the file's encoding", "符合文件编码的文字")
    case "UNKNOWN_ROW": return say("a kind of row that the profile knows", "模板认识的行类型")
    default:
      if words.isEmpty { return say("a value that the column takes", "该列允许的值") }
      // A list has several words; one by itself is an example.
      return words.count == 1
        ? say("a value such as \(list)", "如 \(list) 的值")
        : say("one of: \(list)", "以下之一：\(list)")
    }
  }

  /// What a person does about a reject.
  public func remedy(_ code: String) -> String {
    switch code {
    case "MISSING_FIELD":
      say("fill the cell in the source and export it again", "在来源系统补上该值，再重新导出")
    case "UNKNOWN_SHOP":
      say("put the file below inbox/SHOP/, or correct the shop", "把文件放到 inbox/店铺/ 下，或更正店铺编号")
    case "UNKNOWN_CURRENCY": say("write the three-letter code", "写成三个字母的代码")
    case "BAD_COLUMNS":
      say(
        "look for a delimiter or line break that is lost or not in quotes, and export it again",
        "检查是否缺少分隔符或换行，或单元格未加引号，再重新导出")
    case "BAD_QUOTES":
      say("double the quotes inside a quoted cell", "单元格内的引号要写两个")
    case "BAD_ENCODING": say("export the row again as UTF-8", "用 UTF-8 重新导出该行")
    case "UNKNOWN_ROW":
      say(
        "add a rule for it to `records` or `leave_out` of the profile",
        "在模板的 `records` 或 `leave_out` 中为其加一条规则")
    default:
      say(
        "correct the value in the source; where all rows say it so, add `clean`, `time` or `map` "
          + "to the profile",
        "在来源系统更正；如果所有行都这样写，请在模板中加 `clean`、`time` 或 `map`")
    }
  }
}
