import Insight
public import Returns

/// How an exception code is said: a title, what was expected and found, and what to do, in both
/// languages.
struct CodeWording: Sendable {
  let code: ExceptionCode
  let title: Worded
  private let explanations: (english: Sentence, chinese: Sentence)
  /// Where something came and nothing was expected: that so and so much should have come, of 0.00,
  /// is nothing a person would say.
  private let unexpected: (english: Sentence, chinese: Sentence)?
  private let actions: (english: Sentence, chinese: Sentence)
  /// Where less was found than expected and that is another matter.
  private let actionsOnLess: (english: Sentence, chinese: Sentence)?

  init(
    _ code: ExceptionCode, title: Worded, explanation: Worded, unexpected: Worded? = nil,
    action: Worded, onLess: Worded? = nil
  ) {
    self.code = code
    self.title = title
    explanations = (Sentence(explanation.english), Sentence(explanation.chinese))
    self.unexpected = unexpected.map { (Sentence($0.english), Sentence($0.chinese)) }
    actions = (Sentence(action.english), Sentence(action.chinese))
    actionsOnLess = onLess.map { (Sentence($0.english), Sentence($0.chinese)) }
  }

  // Both are taken where the words stand: these are wide, and there are as many as rows.
  @inline(__always)
  func explanation(of finding: Finding, _ language: ReportLanguage) -> Sentence {
    if finding.expected == 0, let unexpected {
      return language == .english ? unexpected.english : unexpected.chinese
    }
    return language == .english ? explanations.english : explanations.chinese
  }

  @inline(__always)
  func action(on finding: Finding, _ language: ReportLanguage) -> Sentence {
    if let actionsOnLess, let difference = finding.difference, difference < 0 {
      return language == .english ? actionsOnLess.english : actionsOnLess.chinese
    }
    return language == .english ? actions.english : actions.chinese
  }
}

/// The only place where findings become sentences.
public enum Wording {
  /// `Refund missing`.
  public static func title(_ code: ExceptionCode, _ language: ReportLanguage) -> String {
    byCode[Int(code.rawValue)]?.title.in(language) ?? code.name
  }

  /// What was expected, what was found, and the details the engine noted.
  public static func explanation(_ finding: Finding, _ language: ReportLanguage) -> String {
    var bytes = ByteBuffer(capacity: 256)
    appendExplanation(finding, language, to: &bytes)
    return bytes.string
  }

  /// What the owner should do.
  public static func suggestedAction(_ finding: Finding, _ language: ReportLanguage) -> String {
    var bytes = ByteBuffer(capacity: 256)
    appendSuggestedAction(finding, language, to: &bytes)
    return bytes.string
  }

  static func appendExplanation(
    _ finding: Finding, _ language: ReportLanguage, to bytes: inout ByteBuffer
  ) {
    guard
      let sentence = byCode[Int(finding.code.rawValue)]?.explanation(of: finding, language)
    else {
      return bytes.append(finding.code.name)
    }
    sentence.append(filledFrom: finding, language, to: &bytes)
    if !finding.notes.isEmpty { NoteWording.append(finding, language, to: &bytes) }
  }

  static func appendSuggestedAction(
    _ finding: Finding, _ language: ReportLanguage, to bytes: inout ByteBuffer
  ) {
    byCode[Int(finding.code.rawValue)]?.action(on: finding, language).append(
      filledFrom: finding, language, to: &bytes)
  }

  /// Every family of codes; one file each.
  static let families: [[CodeWording]] = [
    refundCodes, paymentCodes, sourceCodes, parcelCodes, feeCodes, warehouseCodes, serviceCodes,
    complianceCodes, claimCodes,
  ]

  private static let byCode: [CodeWording?] = {
    var table = [CodeWording?](repeating: nil, count: ExceptionCode.allCases.count)
    for wording in families.joined() { table[Int(wording.code.rawValue)] = wording }
    return table
  }()
}
