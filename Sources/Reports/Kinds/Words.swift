import Returns

/// The words of a vocabulary as cells: made once, because spelling an enum case out takes longer
/// than the rest of its row.
struct Words<Word: Vocabulary>: Sendable {
  private let cells: [Cell]

  init() { cells = Word.allCases.map { .text(Text($0.name)) } }

  subscript(word: Word) -> Cell { cells[Int(word.rawValue)] }
  subscript(word: Word?) -> Cell { word.map { self[$0] } ?? .empty }
}

let expectationKindWords = Words<ExpectationKind>()
let bearerWords = Words<Bearer>()
let directionWords = Words<Direction>()
let ownerWords = Words<Owner>()

/// The names of feeds, which spell themselves.
let feedWords: [Cell] = Feed.allCases.map { .text(Text($0.name)) }

func feedWord(_ feed: Feed) -> Cell { feedWords[Int(feed.rawValue)] }
