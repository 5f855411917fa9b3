import Returns

/// A closed list of words that is stored by name, so that any SQLite browser shows it.
protocol StoredWord: CaseIterable {
  static var storedNames: [Text] { get }
  var storedIndex: Int { get }
}

extension StoredWord where Self: RawRepresentable, RawValue == UInt8 {
  var storedIndex: Int { Int(rawValue) }
}

// Names are made once: making one walks the letters of a case's description.
extension ExceptionCode: StoredWord {
  static let storedNames = allCases.map { Text($0.name) }
}
extension Severity: StoredWord { static let storedNames = names.map { Text($0) } }
extension Owner: StoredWord { static let storedNames = names.map { Text($0) } }
extension Stage: StoredWord { static let storedNames = names.map { Text($0) } }
extension Verdict: StoredWord { static let storedNames = names.map { Text($0) } }
extension RefundStatus: StoredWord { static let storedNames = names.map { Text($0) } }
extension DecisionAction: StoredWord { static let storedNames = names.map { Text($0) } }
extension FileStatus: StoredWord { static let storedNames = names.map { Text($0) } }
extension InstructionKind: StoredWord { static let storedNames = names.map { Text($0) } }
extension InstructionAction: StoredWord { static let storedNames = names.map { Text($0) } }
extension InstructionState: StoredWord { static let storedNames = names.map { Text($0) } }
extension RunStatus: StoredWord { static let storedNames = names.map { Text($0) } }

extension Statement {
  func add(word: some StoredWord) { add(type(of: word).storedNames[word.storedIndex]) }
  /// An absent word is stored empty.
  func add(word: (some StoredWord)?) {
    if let word { add(word: word) } else { add(Text()) }
  }
}

extension Columns {
  /// - Returns: nil for the empty word; throws for one that this program does not know.
  mutating func word<Word: StoredWord>(_: Word.Type, path: String) throws -> Word? {
    let found = Text(bytes())
    if found.isEmpty { return nil }
    guard let index = Word.storedNames.firstIndex(of: found) else {
      throw LedgerError.corrupt(path: path, detail: "unknown \(Word.self) \"\(found)\"")
    }
    return Word.allCases[Word.allCases.index(Word.allCases.startIndex, offsetBy: index)]
  }

  mutating func required<Word: StoredWord>(_ type: Word.Type, path: String) throws -> Word {
    guard let word = try word(type, path: path) else {
      throw LedgerError.corrupt(path: path, detail: "empty \(type)")
    }
    return word
  }
}
