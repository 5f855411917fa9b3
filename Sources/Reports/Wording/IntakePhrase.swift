/// A reason that reading a file gives, in both languages. Reasons are kept in English, as they were
/// found; a Chinese report has the Chinese phrase whose English form fits.
struct IntakePhrase: Sendable {
  /// Literals between the places, one more than there are places.
  private let literals: [String]
  private let chinese: [(place: Int?, literal: String)]

  /// - Parameters:
  ///   - english: with places `{}`.
  ///   - chinese: with places `{0}`, `{1}`, in any order; what no place takes is left out.
  init(_ english: String, _ chinese: String) {
    literals = english.split(separator: "{}", omittingEmptySubsequences: false).map(String.init)
    var pieces: [(place: Int?, literal: String)] = []
    var rest = Substring(chinese)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}"),
      let place = Int(rest[rest.index(after: open)..<close])
    {
      pieces.append((nil, String(rest[..<open])))
      pieces.append((place, ""))
      rest = rest[rest.index(after: close)...]
    }
    pieces.append((nil, String(rest)))
    self.chinese = pieces
  }

  /// The Chinese form of a reason; nil where its English form is another.
  /// - Parameter word: puts what stands at a place into Chinese.
  func translated(_ reason: String, word: (String) -> String) -> String? {
    guard let values = values(of: reason) else { return nil }
    return chinese.reduce(into: "") { text, piece in
      text += piece.place.map { $0 < values.count ? word(values[$0]) : "" } ?? piece.literal
    }
  }

  private func values(of reason: String) -> [String]? {
    guard let first = literals.first, let last = literals.last, reason.hasPrefix(first) else {
      return nil
    }
    if literals.count == 1 { return reason == first ? [] : nil }
    var rest = reason.dropFirst(first.count)
    var values: [String] = []
    for literal in literals[1..<(literals.count - 1)] {
      guard let range = rest.firstRange(of: literal) else { return nil }
      values.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    guard rest.hasSuffix(last) else { return nil }
    values.append(String(rest.dropLast(last.count)))
    return values
  }
}

extension Wording {
  /// Why a row or a file could not be taken, in the language of the reports.
  public static func intake(_ reason: String, _ language: ReportLanguage) -> String {
    language == .english ? reason : IntakePhrase.chinese(reason)
  }
}

extension IntakePhrase {
  /// A reason of several parts is put together from theirs.
  static func chinese(_ reason: String) -> String {
    if reason.isEmpty { return reason }
    let parts = reason.components(of: "; ")
    let ofParts = parts.compactMap(phrase(of:))
    // Each part says something of its own: a place of the first one's phrase would take them all.
    if ofParts.count == parts.count { return ofParts.joined(separator: "；") }
    if let text = phrase(of: reason) { return text }
    return parts.count > 1 ? parts.map(chinese).joined(separator: "；") : "无法读取：\(reason)"
  }

  private static func phrase(of reason: String) -> String? {
    all.lazy.compactMap { $0.translated(reason, word: word) }.first
  }

  /// What stands at a place: a part with a phrase of its own, a name of the contract, a kind of
  /// file; anything else as it is.
  private static func word(_ value: String) -> String {
    if let known = words[value] { return known }
    for phrase in parts {
      if let text = phrase.translated(value, word: { $0 }) { return text }
    }
    for phrase in all where value.contains(" ") {
      if let text = phrase.translated(value, word: word) { return text }
    }
    return ContractTerms.chinese(value)
  }
}

extension String {
  fileprivate func components(of separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}
