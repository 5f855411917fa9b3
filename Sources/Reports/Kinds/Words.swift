import Returns

/// The words of a vocabulary as cells: made once, because spelling an enum case out takes longer
/// than the rest of its row.
struct Words<Word: Vocabulary>: Sendable {
  private let cells: [Cell]
  private let fields: [WordField]

  init() {
    cells = Word.allCases.map { .text(Text($0.name)) }
    fields = Word.allCases.map { WordField($0.name) }
  }

  subscript(word: Word) -> Cell { cells[Int(word.rawValue)] }
  subscript(word: Word?) -> Cell { word.map { self[$0] } ?? .empty }

  func field(_ word: Word) -> WordField { fields[Int(word.rawValue)] }
  func field(_ word: Word?) -> WordField { word.map { field($0) } ?? .empty }
}

/// A word with the comma behind it, ready to be written at once.
struct WordField: Sendable {
  static let most = 32
  static let empty = WordField("")

  let bytes: SIMD32<UInt8>
  let count: Int

  /// - Parameter word: plain letters, at most 31 of them.
  init(_ word: String) {
    precondition(word.utf8.count < Self.most, "a longer word than any of the file contract")
    var bytes = SIMD32<UInt8>(repeating: UInt8(ascii: ","))
    for (place, byte) in word.utf8.enumerated() { bytes[place] = byte }
    self.bytes = bytes
    count = word.utf8.count + 1
  }
}

let expectationKindWords = Words<ExpectationKind>()
let bearerWords = Words<Bearer>()
let directionWords = Words<Direction>()
let ownerWords = Words<Owner>()

/// The names of feeds, which spell themselves.
let feedWords: [Cell] = Feed.allCases.map { .text(Text($0.name)) }

let feedFields = Feed.allCases.map { WordField($0.name) }

func feedWord(_ feed: Feed) -> Cell { feedWords[Int(feed.rawValue)] }
