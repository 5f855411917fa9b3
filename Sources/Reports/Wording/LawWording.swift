import Returns

/// What the law says, and since when.
extension NoteWording {
  static func appendLaw(_ note: Note, _ language: ReportLanguage, to bytes: inout ByteBuffer) {
    switch note {
    case .law(let article, let chinese, let since):
      source.append(
        language, to: &bytes, .text(language == .english ? article : chinese), .day(since))
    case .clause(let policy, let law):
      clause.append(
        language, to: &bytes, .string(words(policy, language)), .string(words(law, language)))
    case .lawfulUntil(let day): lawfulUntil.append(language, to: &bytes, .day(day))
    case .deliberateSince(let day): deliberateSince.append(language, to: &bytes, .day(day))
    case .bearer(let bearer):
      let word =
        language == .english ? bearer.name : Labels.word(bearer.name, .chinese)
      lawfulBearer.append(language, to: &bytes, .string(word))
    default: break
    }
  }
}

extension NoteWording {
  /// A setting's value: a number, or words of the file contract.
  private static func words(_ value: Text, _ language: ReportLanguage) -> String {
    if language == .english { return value.string }
    return value.string.split(separator: ";").map { Labels.word(String($0), .chinese) }
      .joined(separator: "、")
  }
}

private let source = NoteSentence("Law: {0}, in force since {1}.", "法律依据：{0}，自 {1} 起施行。")
private let clause = NoteSentence(
  "The policy says {0}, the law {1}.", "政策规定 {0}，法律规定 {1}。")
private let lawfulUntil = NoteSentence(
  "By law it could be applied for until {0}.", "依法可在 {0} 前（含当日）申请。")
private let deliberateSince = NoteSentence(
  "Since {0} the delay counts as deliberate.", "自 {0} 起视为故意拖延。")
private let lawfulBearer = NoteSentence("By law it is borne by: {0}.", "依法承担方：{0}。")
