/// Refused files and notices in Chinese; English words come from where they were found.
extension CheckWording {
  /// Why a file cannot be read.
  /// - Parameters:
  ///   - code: the error's code, such as `unknownFormat`.
  ///   - english: its own message.
  public func refusal(_ code: String, line: Int?, english: String) -> String {
    guard language == .chinese else { return english }
    let place = line.map { "第 \($0) 行：" } ?? ""
    return place + (Self.refusals[code] ?? "文件无法读取。请重新导出。")
  }

  private static let refusals = [
    "cannotOpen": "无法打开文件。请检查路径和权限。",
    "notRegular": "不是普通文件（可能是链接、管道或设备）。请放入文件本身。",
    "empty": "文件为空，应有表头或 XML 文档。请重新投递。",
    "tooLarge": "文件过大。请按日期拆分后导出。",
    "compression": "压缩包损坏，或解压后过大。请重新压缩或直接投递文件。",
    "encoding": "文件内容不符合任何已知编码，应为 UTF-8 或 GB18030。请用 UTF-8 重新导出。",
    "truncatedXML": "XML 在中途结束，传输被中断。请重新投递完整文件。",
    "malformedXML": "不是格式正确的 XML。请重新导出。",
    "forbiddenXML": "XML 含有 DOCTYPE 或实体，可能指向外部文件，因此不读取。请导出不含这些内容的文件。",
    "limit": "超出读取限制（单元格、行、嵌套或属性过长或过多）。请检查是否缺少引号或换行。",
    "unknownFormat": "没有任何数据类型或模板与此文件相符。下面是建议的模板和需要您决定的问题。",
    "notUnderstood": "文件与模板不完全相符：缺少需要的列，或列重复，或时区未知。请对照表头和模板。",
    "changedWhileReading": "读取过程中文件被改动。请等写入完成后再试。",
    "spreadsheet": "电子表格无法读取。请另存为 CSV（UTF-8）。",
    "answer": "这不是导出文件，而是服务器的回答（网页、接口的错误信息，或当日没有账单）。当日无交易的可以删除，否则请重新下载。",
  ]

  /// A notice about a file that was read.
  public func notice(_ english: String) -> String {
    guard language == .chinese else { return english }
    for (template, chinese) in Self.notices {
      if let values = Self.values(in: english, template) {
        return values.enumerated().reduce(chinese) { text, value in
          text.split(separator: "{\(value.offset)}", omittingEmptySubsequences: false)
            .joined(separator: value.element)
        }
      }
    }
    return english
  }

  /// The notices of a reading with places for their values, and the same in Chinese.
  static let notices: [(english: [String], chinese: String)] = [
    (["", " in the file's own lines is not a date"], "文件说明行中的 {0} 不是日期"),
    (["the file states no control total: that it is whole is not proven"], "文件没有控制总数，无法证明其完整"),
    (
      [
        "several records stand on one line (the first on line ",
        "): from there on, line numbers count records",
      ], "多条记录在同一行（首次在第 {0} 行）：此后的行号为记录序号"
    ),
    (
      [
        "its characters beyond ASCII are read as GB18030, though they do not look like Chinese:"
          + " where names come out wrong, export the file as UTF-8"
      ], "非英文字符按中文编码读取，但看起来不像中文：若文字有误，请导出为 UTF-8"
    ),
    (["the file also fits profile ", ""], "文件也符合模板 {0}"),
    (["control total ", " is not counted: no column ", ""], "控制总数 {0} 未核对：没有列 {1}"),
    (["no column ", ": ", " stays empty"], "没有列 {0}：{1} 留空"),
    (["unknown columns are not read: ", ""], "未知的列不读取：{0}"),
    (
      ["", ": ", " values are not known and taken for ", ": ", ""],
      "{0}：{1} 个值未知，按 {2} 处理：{3}"
    ),
    (
      [
        "",
        " records are taken whole because their parts do not add up to them (the first on line ",
        ")",
      ], "{0} 条记录的明细合计与其不符，按整条读取（首条在第 {1} 行）"
    ),
  ]

  /// The texts between the pieces of a template; nil where it is not of that form.
  private static func values(in text: String, _ pieces: [String]) -> [String]? {
    guard text.hasPrefix(pieces[0]) else { return nil }
    var rest = text.dropFirst(pieces[0].count)
    if pieces.count == 1 { return rest.isEmpty ? [] : nil }
    var values: [String] = []
    for (index, piece) in pieces.dropFirst().enumerated() {
      let isLast = index == pieces.count - 2
      if piece.isEmpty || isLast && rest.hasSuffix(piece) {
        values.append(String(rest.dropLast(piece.count)))
        rest = ""
        continue
      }
      guard let place = rest.firstRange(of: piece), !isLast else { return nil }
      values.append(String(rest[..<place.lowerBound]))
      rest = rest[place.upperBound...]
    }
    return values
  }
}
