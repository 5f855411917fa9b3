/// The rows of a subject that are open, and that no other has taken the place of.
public struct IssuedRound: Sendable, Equatable {
  public let kind: InstructionKind
  public let subject: UInt64
  /// The business date of the first of them.
  public let day: Day
  public let attempt: Int
  /// The number of the first of them.
  public let firstNumber: Int
  /// Of rows that were carried out although others had taken their place; none, as a rule.
  private let carriedOut: [Int]

  public init(
    _ kind: InstructionKind, subject: UInt64, day: Day, attempt: Int, firstNumber: Int,
    carriedOut: [Int] = []
  ) {
    self.carriedOut = carriedOut
    self.kind = kind
    self.subject = subject
    self.day = day
    self.attempt = attempt
    self.firstNumber = firstNumber
  }

  /// Whether a movement of money on a day is this round's: it names one of its rows; or names the
  /// case alone, after the round had left.
  func isOrigin(of row: Settlement, on settledOn: Day) -> Bool {
    if let id = InstructionID(row.refundRef), id.subject == subject {
      return id.number >= firstNumber || carriedOut.contains(id.number)
    }
    return settledOn > day
  }
}

/// What was issued and is still open, as the last closing before the business date left it; and
/// what earlier runs of the date have issued, which can only be told apart by whether it is.
///
/// Rules judge by the former, so that a second run of a date finds what the first one found.
public struct IssuedBook: Sendable {
  /// Ascending by subject and kind.
  private let rounds: [IssuedRound]
  /// What has rows of the business date itself, likewise.
  private let today: [Subject]
  /// Dossiers that have any of them, ascending.
  public let dossiers: [UInt64]

  public struct Subject: Hashable, Comparable, Sendable {
    public let kind: InstructionKind
    public let number: UInt64

    public init(_ kind: InstructionKind, _ number: UInt64) {
      self.kind = kind
      self.number = number
    }

    public static func < (a: Subject, b: Subject) -> Bool {
      (a.number, a.kind.rawValue) < (b.number, b.kind.rawValue)
    }
  }

  public init(rounds: [IssuedRound] = [], today: [Subject] = [], dossiers: [UInt64] = []) {
    self.rounds = rounds.sorted { $0.of < $1.of }
    self.today = today.sorted()
    self.dossiers = dossiers.sorted()
  }

  public var isEmpty: Bool { dossiers.isEmpty }
  /// Nothing is open, and nothing was issued on the date.
  var hasNoSubject: Bool { rounds.isEmpty && today.isEmpty }

  /// The open round of a subject before the business date.
  subscript(kind: InstructionKind, subject: UInt64) -> IssuedRound? {
    if rounds.isEmpty { return nil }
    let wanted = Subject(kind, subject)
    let place = rounds.partitioningIndex { $0.of >= wanted }
    return place < rounds.count && rounds[place].of == wanted ? rounds[place] : nil
  }

  /// Whether anything was issued for a subject that is open, or that earlier runs of the date have
  /// issued.
  public func has(_ kind: InstructionKind, _ subject: UInt64) -> Bool {
    self[kind, subject] != nil || today.sortedContains(Subject(kind, subject))
  }

  /// The same in memory of its own: for a worker on another core.
  func ownCopy() -> IssuedBook {
    IssuedBook(
      rounds: rounds.map(\.self), today: today.map(\.self), dossiers: dossiers.map(\.self))
  }
}

extension IssuedRound {
  fileprivate var of: IssuedBook.Subject { IssuedBook.Subject(kind, subject) }
}
