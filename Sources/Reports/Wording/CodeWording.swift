public import Returns

/// How an exception code is said: a title, what was expected and found, and what to do, in both
/// languages.
struct CodeWording: Sendable {
  let code: ExceptionCode
  let title: Worded
  private let explanations: [Sentence]
  private let actions: [Sentence]

  init(_ code: ExceptionCode, title: Worded, explanation: Worded, action: Worded) {
    self.code = code
    self.title = title
    explanations = ReportLanguage.allCases.map { Sentence(explanation.in($0)) }
    actions = ReportLanguage.allCases.map { Sentence(action.in($0)) }
  }

  func explanation(_ language: ReportLanguage) -> Sentence { explanations[language.index] }
  func action(_ language: ReportLanguage) -> Sentence { actions[language.index] }
}

extension ReportLanguage {
  fileprivate var index: Int { self == .english ? 0 : 1 }
}

/// The only place where findings become sentences.
public enum Wording {
  /// `Refund missing`.
  public static func title(_ code: ExceptionCode, _ language: ReportLanguage) -> String {
    byCode[Int(code.rawValue)]?.title.in(language) ?? code.name
  }

  /// What was expected, what was found, and the details the engine noted.
  public static func explanation(_ finding: Finding, _ language: ReportLanguage) -> String {
    guard let wording = byCode[Int(finding.code.rawValue)] else { return finding.code.name }
    var bytes = ByteBuffer(capacity: 256)
    wording.explanation(language).append(filledFrom: finding, to: &bytes)
    for detail in NoteWording.sentences(finding, language) {
      if language == .english { bytes.append(" ") }
      bytes.append(detail)
    }
    return bytes.string
  }

  /// What the owner should do.
  public static func suggestedAction(_ finding: Finding, _ language: ReportLanguage) -> String {
    guard let wording = byCode[Int(finding.code.rawValue)] else { return "" }
    var bytes = ByteBuffer(capacity: 256)
    wording.action(language).append(filledFrom: finding, to: &bytes)
    return bytes.string
  }

  /// Every family of codes; one file each.
  static let families: [[CodeWording]] = [
    refundCodes, paymentCodes, sourceCodes, parcelCodes, feeCodes, warehouseCodes, serviceCodes,
    complianceCodes,
  ]

  private static let byCode: [CodeWording?] = {
    var table = [CodeWording?](repeating: nil, count: ExceptionCode.allCases.count)
    for wording in families.joined() { table[Int(wording.code.rawValue)] = wording }
    return table
  }()
}
