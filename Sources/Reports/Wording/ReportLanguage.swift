/// The language of sentences and labels. Codes, column names and values are the same in every
/// language.
public enum ReportLanguage: Sendable, CaseIterable {
  case english, chinese

  /// `en` or `zh-Hans`, as in backhaul.yaml; nil for any other.
  public init?(tag: String) {
    guard let language = Self.allCases.first(where: { $0.tag == tag }) else { return nil }
    self = language
  }

  /// BCP 47.
  public var tag: String {
    switch self {
    case .english: "en"
    case .chinese: "zh-Hans"
    }
  }
}

/// One text in both languages.
struct Worded: Sendable {
  let english: String
  let chinese: String

  init(_ english: String, _ chinese: String) {
    self.english = english
    self.chinese = chinese
  }

  func `in`(_ language: ReportLanguage) -> String {
    switch language {
    case .english: english
    case .chinese: chinese
    }
  }
}
