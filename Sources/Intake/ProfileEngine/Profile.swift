public import Returns

/// How one source's export maps to a feed: the value of a profile's YAML file (`docs/profiles.md`).
///
/// A canonical feed is the profile whose columns carry the canonical names, so there is one way of
/// reading.
public struct Profile: Sendable {
  /// The name in files and reports, such as `wechat-pay-trade-bill`.
  public let name: String
  /// What a person calls the source.
  public let title: String
  /// The feeds the profile gives, the main one first; none for a file that is known and holds no
  /// facts.
  public var feeds: [Feed] {
    blocks.map(\.feed).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  var isXML = false
  var encoding: TextEncoding?
  /// What bytes are that are neither UTF-8 nor UTF-16; nil: GB18030.
  var legacyEncoding: TextEncoding?
  /// Tried in this order; the first under which the header is found.
  var quotings = [Dialect.Quoting.rfc4180]
  /// What the source puts before each value of a data row: a piece without it is part of the cell
  /// before it.
  var cellMark: Text?
  /// Nil: whichever sign splits the header into the columns.
  var delimiter: UInt8?
  var signature = Signature()
  /// The sheets of a workbook that may hold the table; none: the first that fits.
  var sheets: [String] = []
  /// Headers are found again and again, each with its own columns (a file of sections).
  var repeatsHeader = false
  var columns: [ColumnRef] = []
  var captureNames: [String] = []
  var captures: [CaptureRule] = []
  var asides: [AsideRule] = []
  var clean: [CleanStep] = []
  var time = Term.TimeRule()
  /// Rows may have fewer cells than the header: the missing ones are empty.
  var allowsShortRows = false
  /// Columns that are known and not needed; where it is given, any other unused column is a notice.
  var ignored: [String]?
  var leaveOut: [Condition] = []
  var fillDown: FillDown?
  var blocks: [RecordBlock] = []
  var controls: [ControlRule] = []
  var chains: [ChainRule] = []
  var required: [RequiredRule] = []
  var shape: XMLShape?
  /// Reads the file contract's own names: unknown columns are named, doubled ones refused.
  var isCanonical = false

  init(name: String, title: String) {
    self.name = name
    self.title = title
  }
}

/// What tells a source's files from all others.
struct Signature: Sendable {
  /// Names that all stand in one physical line; each with its other spellings.
  var header: [[String]] = []
  /// Names that must not stand there.
  var absent: [String] = []
  /// Both as names are compared: every row of a file's head is asked for those of every profile.
  var compared: (header: [[String]], absent: [String]) = ([], [])
  /// Of these, one must occur before the header (or in the file's beginning where there is no
  /// header).
  var text: [String] = []
  /// A file without header: how its first line looks, and how many cells each row has.
  var firstLine: Pattern?
  var width: Int?
  /// Values of which each must occur in one of the first rows after the header: what tells two
  /// layouts with one header apart.
  var values: [(column: [String], pattern: Pattern, says: String)] = []
  /// XML: an element path that must occur, as local names; one of several.
  var paths: [[Text]] = []
  /// XML: the local name of the root element.
  var root: Text?
}

/// A column of the source: by one of its names, the n-th of that name, by position, or an XML path.
struct ColumnRef: Sendable, Equatable {
  enum Scope: String, Sendable, CaseIterable { case document, group, path, part }

  var names: [String] = []
  var occurrence = 1
  /// Counted from 1.
  var position: Int?
  var scope = Scope.path
  /// XML: local names, one path for each spelling; an attribute's name begins with `@`.
  var paths: [[Text]] = []
  /// XML: all different values are kept, for a term that takes none of several.
  var gathers = false

  /// For messages.
  var label: String {
    if let position { return "column \(position)" }
    let name = names.first ?? ""
    return occurrence > 1 ? "\(name) (no. \(occurrence))" : name
  }
}

/// A value of the whole file or statement: account, period, export time, a control figure.
struct CaptureRule: Sendable {
  let name: Int
  /// From the raw text of a line that is not data.
  var line: Pattern?
  /// From a column of the first data row, or of the group or document of an XML file.
  var term: Term?
  /// The latest day that the term has in any data row, written `2026-11-22`.
  var isLatest = false
  var time = Term.TimeRule()
}

/// Rows that are not data: free lines, second headers, footers.
struct AsideRule: Sendable {
  var startsWith: [Text] = []
  /// A second header begins with these cells: the next row gives captures under its names.
  var header: [Text] = []
  var when: Condition?
  /// The captures are figures that are stated for each value of this, and add up.
  var key: Term?
  var captures: [(name: Int, term: Term)] = []
}

/// Several rows, one head: cells left empty take the value above while another column stays the
/// same.
struct FillDown: Sendable {
  var columns: [Int]
  var whileSame: Int?
}

/// One kind of record a row can give.
struct RecordBlock: Sendable {
  let feed: Feed
  var when: Condition?
  /// Only for rows that no block before it takes.
  var isOtherwise = false
  /// One term per canonical column that is set; `shop_id` and `updated_at` go to the head.
  var terms: [(column: String, term: Term)] = []
  var combine: Combine?
  var share: Share?

  /// A value of several rows that each of them states as a whole (an order's total on each of its
  /// lines) is shared out among them.
  struct Share: Sendable {
    var by: [String]
    var column: String
    /// The shares are in proportion to this number of the row.
    var weight: Term
  }

  /// Rows of one key make one record.
  struct Combine: Sendable {
    var by: [String]
    var sum: [String]
    /// Sums that are taken without their sign.
    var absolute: [String] = []
  }
}

/// A figure of the file about itself, and how it is counted from the rows.
struct ControlRule: Sendable {
  let name: String
  let expected: Term
  /// Nil: rows are counted.
  var sum: Term?
  var when: Condition?
  /// The file states the figure for each value of this (a currency).
  var by: Term?
  /// With such a row the figure is not compared.
  var unless: Condition?
}

/// A value that every whole file of the source states: without it the file is cut off.
struct RequiredRule: Sendable {
  let name: String
  let capture: Int
  /// Only of a file that states this value.
  var given: Int?
}

/// What ties a source's files to each other.
struct ChainRule: Sendable {
  enum Kind: Sendable {
    /// Counts up by one from file to file.
    case number(Term)
    /// A balance that the next row or file begins with.
    case balance(before: Term, after: Term)
  }

  let name: String
  let kind: Kind
  /// The account, where one file has rows of several.
  var by: Term?
  var when: Condition?
}

/// How records stand in an XML file.
struct XMLShape: Sendable {
  /// The element around a run of records with values of its own (a statement); several spellings.
  var groups: [[Text]] = []
  var record: [[Text]] = []
  var parts: [Text]?
  /// A record is split into its parts where their amounts add up to its own.
  var split: (part: Term, whole: Term)?
  var balance: BalanceRule?
}

/// Opening balance + what was booked = closing balance.
struct BalanceRule: Sendable {
  var element: [Text]
  var type: [Text]
  var opening: [Text]
  var closing: [Text]
  var amount: [Text]
  var currency: [Text]
  var indicator: [Text]
  var debit: Text
  var day: [[Text]]
  var booked: Term
  var bookedCurrency: Term
  var label: Term
  /// The name under which a statement's balances tie it to the next one.
  var chain: String?
  var chainWhen: Condition?
}
