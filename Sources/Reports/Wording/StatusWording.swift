public import Returns

/// Words for an answer on a terminal: headings, names of values, and the values that are words.
public protocol AnswerWording: Sendable {
  func heading(_ english: String) -> String
  func label(_ key: String) -> String
  /// - Parameter column: the key of the value.
  func value(_ column: String, _ word: String) -> String
  var none: String { get }
}

extension CheckWording: AnswerWording {
  public func value(_ column: String, _ word: String) -> String { word }
}

/// What `backhaul status` says, in both languages. The English words are the keys of its JSON.
public struct StatusWording: AnswerWording {
  public let language: ReportLanguage

  public init(_ language: ReportLanguage) { self.language = language }

  private func say(_ english: String, _ chinese: String) -> String {
    language == .english ? english : chinese
  }

  public var none: String { say("none", "无") }

  public func heading(_ english: String) -> String {
    language == .english ? english : Self.headings[english] ?? english
  }

  public func label(_ key: String) -> String {
    guard language == .chinese else { return key.replacing("_", with: " ") }
    // Ages: 0-1, 2-3, >30.
    return Self.labels[key] ?? (key.contains { $0.isNumber } ? key + " 天" : key)
  }

  public func value(_ column: String, _ word: String) -> String {
    switch column {
    case "amount": return amounts(word)
    case "last_date", "date", "oldest": return day(word)
    default: return language == .english ? word : chineseValue(column, word)
    }
  }

  private func chineseValue(_ column: String, _ word: String) -> String {
    switch column {
    case "code":
      return ExceptionCode.allCases.first { $0.name == word }.map {
        "\(word) \(Wording.title($0, .chinese))"
      } ?? word
    case "owner", "severity": return Labels.word(word, .chinese)
    case "kind":
      return InstructionKind.allCases.first { $0.name == word }
        .map { Labels.instruction($0).in(.chinese) } ?? word
    case "state":
      return InstructionState.allCases.first { $0.name == word }
        .map { Labels.instructionState($0).in(.chinese) } ?? word
    case "status", "reports": return Self.runs[word] ?? word
    default: return word
    }
  }

  /// `1234.00 CNY, 5 JPY` as the pages have it.
  private func amounts(_ words: String) -> String {
    words.split(separator: ", ").map { word in
      let parts = word.split(separator: " ")
      guard parts.count == 2, let currency = Currency(String(parts[1])),
        let amount = Int128(parts[0].replacing(".", with: ""))
      else { return String(word) }
      return language.money(amount, currency)
    }.joined(separator: say(", ", "，"))
  }

  private func day(_ word: String) -> String {
    let parts = word.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, let day = Day(year: parts[0], month: parts[1], day: parts[2]) else {
      return word
    }
    return language.day(day)
  }

  // MARK: sentences

  public var neverRun: String { say("none (no run has been finished yet)", "无（尚未完成任何一次运行）") }
  public var waits: String { say("waits for the next run", "等待下一次运行") }

  public func taken(on day: Day, isKept: Bool) -> String {
    isKept
      ? say("taken in on \(day.string), kept (keep_inbox)", "\(day.string) 已接收，保留在原处（keep_inbox）")
      : say(
        "taken in on \(day.string), the next run moves it to the archive",
        "\(day.string) 已接收，下一次运行移入归档")
  }

  /// - Parameter command: tells why.
  public func setAside(isHeld: Bool, on day: Day, command: String) -> String {
    say(
      "\(isHeld ? "held" : "refused") on \(day.string); why: \(command)",
      "\(day.string) \(isHeld ? "暂存" : "拒收")；原因请运行：\(command)")
  }

  // MARK: words

  private static let headings = [
    "Workspace": "工作区", "Open by owner": "未结异常：按部门", "Open exceptions": "未结异常：按代码",
    "Open instructions": "未答复的指令", "Last runs": "最近运行", "Inbox": "收件箱",
  ]
  private static let labels = [
    "folder": "文件夹", "last_date": "最近业务日期", "owner": "部门", "count": "数量", "amount": "金额",
    "code": "代码", "severity": "严重程度", "kind": "类型", "state": "状态", "oldest": "最早",
    "date": "业务日期", "status": "核对", "started": "开始时间", "reports": "报告", "file": "文件",
    "bytes": "字节", "note": "说明",
  ]
  private static let runs = [
    "open": "未完成", "complete": "平衡", "incomplete": "有差额", "failed": "失败", "interrupted": "中断",
    "published": "已生成", "not published": "未生成",
  ]
}
