public import Insight
public import Returns

/// A page stays readable: what is beyond stands in the CSV.
public let listedRows = 500

/// All that the pages of a date say. Rows may come in any order.
public struct DayReport: Sendable {
  public var context: ReportContext
  public var figures: DayFigures
  public var proof: ProofResult
  /// Of all open exceptions.
  public var exceptionFigures = ExceptionFigures()
  /// The most urgent of each owner, the most urgent first.
  public var exceptions: [ExceptionRow] {
    didSet { exceptions.sort(by: ExceptionRow.isMoreUrgent(home: context.currency)) }
  }
  public var work = WorkFigures()
  public var cases = CaseLists()
  /// The first to lapse of what carriers are to pay back.
  public var disputes: [FeeDispute] = []
  public var disputeCount = 0
  public var intake: [IntakeRow]
  public var statements: [StatementRow]
  public var batches: [BatchSummary] = []
  /// Shops that do not deliver all that could be proof.
  public var undelivered: [UndeliveredFeeds] = []
  public var claims = OpenClaims()
  public var history = FigureHistory()
  /// What the figures of all dates say; nil: nobody looked.
  public var insight: DayInsight?
  /// The days that a report of a week or a month is about; nil: the date alone.
  public var period: ReportPeriod?

  public init(
    context: ReportContext, figures: DayFigures, proof: ProofResult, exceptions: [ExceptionRow],
    intake: [IntakeRow], statements: [StatementRow]
  ) {
    self.context = context
    self.figures = figures
    self.proof = proof
    self.exceptions = exceptions.sorted(by: ExceptionRow.isMoreUrgent(home: context.currency))
    self.intake = intake
    self.statements = statements
  }

  var language: ReportLanguage { context.language }
  var day: Day { context.day }
}

/// Feeds that a shop does not deliver: what only they could prove is not expected of it.
public struct UndeliveredFeeds: Sendable {
  public let shop: Text
  public let feeds: [Feed]

  public init(shop: Text, feeds: [Feed]) {
    self.shop = shop
    self.feeds = feeds
  }
}

/// Days from one to another, both counted.
public struct ReportPeriod: Sendable, Equatable {
  public enum Kind: Sendable { case week, month }
  public let kind: Kind
  public let first: Day
  public let last: Day
  /// Its last date is shown as known now; the dates before as known on their evenings.
  public let knowsLaterFacts: Bool

  public init(_ kind: Kind, first: Day, last: Day, knowsLaterFacts: Bool = false) {
    self.kind = kind
    self.first = first
    self.last = last
    self.knowsLaterFacts = knowsLaterFacts
  }
}

/// A batch of the date, ready to be released.
public struct BatchSummary: Sendable {
  public let kind: InstructionKind
  /// With extension.
  public let file: String
  public let rows: Int
  public let totals: [AmountTotal]

  public init(_ kind: InstructionKind, file: String, rows: Int, totals: [AmountTotal]) {
    self.kind = kind
    self.file = file
    self.rows = rows
    self.totals = totals
  }
}

/// What carriers were asked for and have not settled, of all dates.
public struct OpenClaims: Sendable {
  public var count = 0
  public var amounts = Amounts()
  /// At most `listedRows` of them.
  public var oldest: [ClaimSummary] = []

  public init() {}
}

/// A claim on a carrier or a supplier that is not settled.
public struct ClaimSummary: Sendable {
  public let id: String
  public let counterparty: String
  public let waybill: String
  public let caseID: String
  /// A word of the file contract: `parcel_lost`, `FA03`.
  public let ground: String
  public let amount: Int64
  public let currency: Currency
  public let issuedOn: Day
  public let deadline: String
  public let state: InstructionState

  public init(
    id: String, counterparty: String, waybill: String, caseID: String, ground: String,
    amount: Int64, currency: Currency, issuedOn: Day, deadline: String, state: InstructionState
  ) {
    self.id = id
    self.counterparty = counterparty
    self.waybill = waybill
    self.caseID = caseID
    self.ground = ground
    self.amount = amount
    self.currency = currency
    self.issuedOn = issuedOn
    self.deadline = deadline
    self.state = state
  }
}
