/// The comments of a proposed profile and the questions about it, in both languages.
public struct ProposalWording: Sendable {
  public let language: ReportLanguage

  public init(_ language: ReportLanguage) { self.language = language }

  private func say(_ english: String, _ chinese: String) -> String {
    language == .english ? english : chinese
  }

  /// What stands above a proposed profile, a line each.
  public func preamble(file: String, rows: Int, feed: String, questions: Int) -> [String] {
    let open =
      questions == 0
      ? say("Nothing is left open: look it through all the same.", "没有待定项，仍请核对一遍。")
      : say(
        "\(questions) columns are left to you. Of each group of lines that begin with #? keep the"
          + " one that is right, and take its #? away; lines that stay comments say nothing.",
        "有 \(questions) 列需要您决定。在每组以 #? 开头的行中保留正确的一行，并去掉 #?；其余仍为注释，不起作用。")
    return [
      say(
        "Proposed from \(file): \(rows) rows, read as the feed \(feed).",
        "根据 \(file) 建议：\(rows) 行，按数据类型 \(feed) 读取。"),
      say(
        "Save it as profiles/NAME.yaml in the workspace, then run backhaul check again.",
        "存为工作区的 profiles/名称.yaml，然后再次运行 backhaul check。"),
      open,
    ]
  }

  public var nameIt: String { say("a-z, 0-9 and -; it stands in reports", "由 a-z、0-9 和 - 组成，用于报表") }

  public func otherFeeds(_ feeds: String) -> String {
    say(
      "Its columns fit nearly as well: \(feeds). Ask for one with --feed.",
      "这些数据类型也几乎相符：\(feeds)。可用 --feed 指定。")
  }

  public var totals: String {
    say(
      "Rows that add up others are no data; docs/profiles.md tells of controls that hold a file to "
        + "them.",
      "汇总行不是数据；如需据此核对文件，见 docs/profiles.md 中的 controls。")
  }

  public func unused(_ names: String) -> String {
    say("Nothing reads these columns: \(names)", "未读取的列：\(names)")
  }

  /// `the name is known (Betrag); 142 of 142 filled values are amounts`.
  public func evidence(
    alias: String?, isWhole: Bool, filled: Int, fits: Int, rows: Int, type: String, proof: String?
  ) -> String {
    let name =
      alias.map { alias in
        isWhole
          ? say("the name is known (\(alias))", "列名已知（\(alias)）")
          : say("the name holds \(alias)", "列名含有 \(alias)")
      } ?? say("no column of a known name", "没有已知名称的列")
    if alias == nil { return name }
    let values =
      type == "text"
      ? say("\(filled) of \(rows) filled", "\(rows) 行中 \(filled) 行有值")
      : say(
        "\(fits) of \(filled) values are \(self.type(type))",
        "\(filled) 个值中 \(fits) 个是\(self.type(type))")
    let proven = proof.map { say("; proven by \($0)", "；由 \($0) 证明") } ?? ""
    return name + say("; ", "；") + values + proven
  }

  public func type(_ word: String) -> String {
    switch word {
    case "amount": say("amounts", "金额")
    case "count": say("whole numbers", "整数")
    case "time": say("dates", "日期")
    case "currency": say("currencies", "币种")
    case "flag": say("yes or no", "是或否")
    default: say("text", "文本")
    }
  }

  // MARK: questions

  public func dayOrMonth(_ values: String) -> String {
    say(
      "every day is 12 or less, so day and month cannot be told apart: \(values)",
      "所有日期的日都不大于 12，无法区分日和月：\(values)")
  }

  public func decimalMark(_ values: String) -> String {
    say(
      "three digits stand behind every mark, so it may be decimals or thousands: \(values)",
      "每个符号后面都是三位数字，可能是小数点，也可能是千位分隔符：\(values)")
  }

  public func mixedMarks(_ values: String) -> String {
    say(
      "some values prove a decimal point, others a decimal comma: \(values)",
      "有的值证明小数点是句点，有的证明是逗号：\(values)")
  }

  public func sign(negative: Int, positive: Int) -> String {
    say(
      "\(negative) values are negative and \(positive) are not: does another column tell the "
        + "direction, or the sign?",
      "\(negative) 个值为负，\(positive) 个不为负：方向由另一列表示，还是由符号表示？")
  }

  public func twoSides(_ column: String) -> String {
    say(
      "where \(column) has no amount, another column has: money in and money out?",
      "\(column) 没有金额的行，金额在另一列：是收入和支出两列吗？")
  }

  public func missing(_ column: String) -> String {
    say(
      "\(column) is required, and no column is known to be it",
      "\(column) 为必填，但没有列可以确定与其对应")
  }

  public func unknownWords(_ words: String) -> String {
    say("what these words mean is not known: \(words)", "不清楚这些词的含义：\(words)")
  }

  public func joined(_ parts: [String]) -> String { parts.joined(separator: say("; ", "；")) }

  /// What keeping a line means.
  public func option(_ meaning: String) -> String {
    switch meaning {
    case "dayFirst": say("the day comes first", "日在前")
    case "monthFirst": say("the month comes first", "月在前")
    case "yearFirst": say("the year comes first", "年在前")
    case "decimals": say("the mark stands before decimals", "符号后是小数")
    case "thousands": say("the mark groups thousands", "符号分隔千位")
    case "point": say("a point stands before decimals", "小数点是句点")
    case "comma": say("a comma stands before decimals", "小数点是逗号")
    case "signIgnored": say("another column tells the direction", "方向由另一列表示")
    case "signKept": say("the sign is right as it is", "符号本身正确")
    case "signTurned": say("the other way round", "符号相反")
    case "bothColumns": say("a row's amount is in the one or the other", "每行的金额在其中一列")
    case "oneColumn": say("the rows without an amount in it count as 0", "该列没有金额的行按 0 计")
    case "constant": say("the same on every row", "每行相同")
    case "writeValue": say("the same on every row: write it", "每行相同，请填写")
    case "contentID": say("made from the row's content", "由行内容生成")
    case "ordinal": say("the row's number in its order", "在同一订单中的序号")
    case "otherColumn": say("its values are of the type", "该列的值形式相符")
    default: say("write the column's name", "填写列名")
    }
  }

  public func words(_ words: String) -> String { say("one of: \(words)", "以下之一：\(words)") }
}
