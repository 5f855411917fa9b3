public import Returns

/// What became of a file of the inbox.
public enum IntakeStatus: UInt8, Vocabulary { case taken, held, refused, withdrawn }

/// One file, or one member of an archive that holds a feed.
public struct IntakeRow: Sendable {
  /// Path below the inbox, with `!entry` for a member.
  public var file: String
  /// 64 hexadecimal digits, of the file as delivered.
  public var sha256: String
  public var shopID: Text
  public var feed: Feed?
  public var profile: String
  public var status: IntakeStatus
  public var periodFrom: Day?
  public var periodTo: Day?
  public var read = 0
  public var accepted = 0
  public var duplicate = 0
  public var superseded = 0
  public var rejected = 0
  public var filtered = 0
  /// The file's own totals, and what was found instead: `rows 3; refund 0.02`.
  public var controlTotal = ""
  public var controlFound = ""
  /// Why it was held or refused; shown on the page, no column of the CSV.
  public var reason = ""

  public init(
    file: String, sha256: String, shopID: Text, feed: Feed?, profile: String, status: IntakeStatus,
    periodFrom: Day? = nil, periodTo: Day? = nil
  ) {
    self.file = file
    self.sha256 = sha256
    self.shopID = shopID
    self.feed = feed
    self.profile = profile
    self.status = status
    self.periodFrom = periodFrom
    self.periodTo = periodTo
  }

  /// Rows read that no counter explains; the proof wants 0.
  public var residual: Int { read - accepted - duplicate - superseded - rejected - filtered }

  /// It has rows, and none of them could be taken.
  var isRejectedWhole: Bool { status == .taken && rejected > 0 && rejected == read - filtered }
}

private let statusWords = Words<IntakeStatus>()

/// `intake.csv`: every file of the day and what became of its rows.
public let intakeTable = TableKind<IntakeRow>(
  "intake",
  [
    TableColumn("file") { row, _ in .string(row.file) },
    TableColumn("sha256") { row, _ in .string(row.sha256) },
    TableColumn("shop_id") { row, _ in .text(row.shopID) },
    TableColumn("feed") { row, _ in row.feed.map(feedWord) ?? .empty },
    TableColumn("profile") { row, _ in .string(row.profile) },
    TableColumn("status") { row, _ in statusWords[row.status] },
    TableColumn("period_from") { row, _ in Cell(row.periodFrom) },
    TableColumn("period_to") { row, _ in Cell(row.periodTo) },
    TableColumn("read") { row, _ in .count(row.read) },
    TableColumn("accepted") { row, _ in .count(row.accepted) },
    TableColumn("duplicate") { row, _ in .count(row.duplicate) },
    TableColumn("superseded") { row, _ in .count(row.superseded) },
    TableColumn("rejected") { row, _ in .count(row.rejected) },
    TableColumn("filtered") { row, _ in .count(row.filtered) },
    TableColumn("control_total") { row, _ in .string(row.controlTotal) },
    TableColumn("control_found") { row, _ in .string(row.controlFound) },
  ])
