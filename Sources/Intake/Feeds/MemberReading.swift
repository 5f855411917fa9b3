public import Returns

/// A row that cannot be read, with everything a person needs to put it right.
public struct Reject: Sendable, Equatable {
  /// The physical line (XML: of the record's start tag).
  public let line: Int
  /// The source's own name of the column; empty where the row as a whole is bad.
  public let field: String
  /// `BAD_AMOUNT`, `MISSING_FIELD`, …
  public let code: String
  public let reason: String
  /// The row's own text.
  public internal(set) var record: String
  /// The cells of the row, or of each part of an XML record; none where they are not known.
  public var cells: [[String]] = []
  /// What the row was called when it was rejected before; empty for the first time.
  public var identity = ""
  /// The value that was found; empty where the row as a whole is bad.
  public let found: String
  /// The words a list allows, or examples of the form that was expected.
  public let expected: [String]

  public init(
    line: Int, field: String, code: String, reason: String, record: String, found: String = "",
    expected: [String] = []
  ) {
    self.line = line
    self.field = field
    self.code = code
    self.reason = reason
    self.record = record
    self.found = found
    self.expected = expected
  }
}

/// A figure the file states about itself, against what was counted in it.
public struct ControlTotal: Sendable, Equatable {
  public let name: String
  public let expected: String
  public let found: String
  public let agrees: Bool
}

/// One of the accounts that a file has statements of.
public struct AccountPeriod: Sendable, Equatable {
  public let account: String
  /// The last day that its statement covers completely.
  public let to: Day?
}

/// Everything one member of an input file gave.
///
/// `read` = rows that became records, or parts of one, + `rejected` + `filtered`.
public struct MemberReading: Sendable {
  public enum Status: Sendable, Equatable {
    case readable
    /// Nothing of the member was taken.
    case refused(InputError)
  }

  public let name: String
  /// The main feed; nil for a refused member, or a known file that holds no facts.
  public internal(set) var feed: Feed?
  /// `canonical` or the profile's name; empty where nothing fits.
  public internal(set) var profile = ""
  /// What in the content told the profile, in words.
  public internal(set) var recognisedBy = ""
  /// `UTF-8`, `GB18030`, …
  public internal(set) var encoding = ""
  public internal(set) var status = Status.readable
  /// The shop of all its rows; empty: several, or not known.
  public internal(set) var shopID = ""
  /// The source's account, where the file names it.
  public internal(set) var account: String?
  /// Of each of its statements, where the file has such.
  public internal(set) var accountPeriods: [AccountPeriod] = []
  /// The first and last day of the period that the file states.
  public internal(set) var periodFrom: Day?
  public internal(set) var periodTo: Day?
  /// The last of them that it has whole: the period may end within a day, or have gone on when the
  /// file was exported.
  public internal(set) var completeTo: Day?
  /// The days of the first and the last event, in their shops' zones.
  public internal(set) var firstEventDay: Day?
  public internal(set) var lastEventDay: Day?
  /// The file's own export time: the stamp of records without `updated_at`.
  public internal(set) var exportedAt: Instant?
  /// Physical data rows, or XML records.
  public internal(set) var read = 0
  public internal(set) var rejected = 0
  /// Rows the profile leaves out on purpose.
  public internal(set) var filtered = 0
  public internal(set) var rejects: [Reject] = []
  /// What a sheet of the rejects has above their cells.
  public internal(set) var correctionHead: CorrectionHead?
  public internal(set) var controlTotals: [ControlTotal] = []
  /// Its place among the files of its source.
  public internal(set) var links: [ChainLink] = []
  public internal(set) var notices: [String] = []
  public internal(set) var records = RecordPages()
  /// At least one row gave several records.
  public internal(set) var hasSeveralFactsPerRow = false
  /// Records made of several rows: how many rows beyond its own, by the record's line.
  public internal(set) var joined: [Int: Int] = [:]

  init(name: String) { self.name = name }

  static func refused(_ name: String, _ error: InputError) -> MemberReading {
    var reading = MemberReading(name: name)
    reading.status = .refused(error)
    return reading
  }
}
