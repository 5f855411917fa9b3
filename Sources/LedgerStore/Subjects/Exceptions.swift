public import Returns

/// One exception as it stood at the end of a business date; a day on which nothing of it changed
/// needs no row. Amounts in minor units of `currency`.
public struct ExceptionRow: Equatable, Sendable {
  public var id: Text
  public var day: Day
  /// From 1; a decision names the version it was taken on.
  public var version = 1
  public var code: ExceptionCode
  public var severity: Severity
  public var owner: Owner
  /// `new`, `open`, `changed`, `reopened`, `resolved`, `decided`.
  public var status: Text
  public var subject = Text()
  public var shopID = Text()
  public var caseID = Text()
  public var orderID = Text()
  public var waybill = Text()
  public var txnID = Text()
  public var expected: Int64?
  public var actual: Int64?
  public var difference: Int64?
  public var currency = Currency.none
  /// The day the trouble broke.
  public var openedOn: Day
  /// The business date that saw it first.
  public var firstSeenOn: Day
  public var dueOn: Day?
  /// The business date that closed it; nil while it is open.
  public var closedOn: Day?
  /// The dossier it came from.
  public var orderKey: UInt64 = 0
  /// Of all that makes a new version.
  public var digest: UInt64 = 0
  /// The whole row in a form of the caller's.
  public var row = Text()

  /// An exception seen first on `day`, with the owner and severity of its code.
  public init(id: Text, day: Day, code: ExceptionCode, status: Text, openedOn: Day) {
    self.id = id
    self.day = day
    self.code = code
    severity = code.severity
    owner = code.owner
    self.status = status
    self.openedOn = openedOn
    firstSeenOn = day
  }
}

extension LedgerReader {
  /// Every exception that was open at the end of the last day before `day`, as it stood then, by
  /// id.
  public func exceptions(openBefore day: Day) throws -> [ExceptionRow] {
    try settle()
    var rows = try exceptions(at: openExceptionPlaces(before: day))
    // As they were stored, as a rule.
    if !zip(rows, rows.dropFirst()).allSatisfy({ $0.id < $1.id }) { rows.sort { $0.id < $1.id } }
    return rows
  }

  /// All versions of an exception, oldest first.
  public func exceptionHistory(_ id: Text) throws -> [ExceptionRow] {
    try settle()
    guard let key = ExceptionKey(id) else { return [] }
    let query = try statement(
      "SELECT number, day, digest, directory, content FROM exception_page ORDER BY day, number")
    var rows: [ExceptionRow] = []
    try forEachException(ofPages: query, of: key) { rows.append($0) }
    return rows
  }

  /// The latest version of every exception of an order, open or closed, by id. Walks all versions:
  /// for one question, not for a run.
  public func exceptions(shopID: Text, orderID: Text) throws -> [ExceptionRow] {
    try settle()
    let query = try statement(
      "SELECT number, day, digest, directory, content FROM exception_page ORDER BY day, number")
    var latest: [Text: ExceptionRow] = [:]
    try forEachException(ofPages: query) { row in
      let isOfOrder = row.orderID == orderID && row.shopID == shopID
      if isOfOrder || latest[row.id] != nil { latest[row.id] = isOfOrder ? row : nil }
    }
    return latest.values.sorted { $0.id < $1.id }
  }

  /// The latest version before `day` of each of these exceptions that has one, open or closed: to
  /// reopen one.
  public func latestExceptions(_ ids: [Text], before day: Day) throws -> [ExceptionRow] {
    try settle()
    let wanted = ids.compactMap { ExceptionKey($0) }
    let keys = Set(wanted).sorted()
    let latest = try latestExceptionPlaces(keys, before: day)
    let places = latest.compactMap(\.self).sorted()
    let rows = zip(places, try exceptions(at: places))
    let found = Dictionary(rows.map { ($0, $1) }) { one, _ in one }
    let placeOfKey = Dictionary(uniqueKeysWithValues: zip(keys, latest))
    return wanted.compactMap { placeOfKey[$0].flatMap(\.self).flatMap { found[$0] } }
  }

  /// Whether any exception has a version before `day`.
  public func hasExceptions(before day: Day) throws -> Bool {
    try settle()
    let query = try statement("SELECT 1 FROM exception_page WHERE day < ? LIMIT 1")
    query.add(day)
    return try query.first({ _ in true }) ?? false
  }

  /// The versions that a business date gave, by id: opened, changed and closed on it.
  public func exceptions(day: Day) throws -> [ExceptionRow] {
    try settle()
    let query = try statement(
      """
      SELECT number, day, digest, directory, content FROM exception_page WHERE day = ?
      ORDER BY number
      """)
    query.add(day)
    var rows: [ExceptionRow] = []
    try forEachException(ofPages: query) { rows.append($0) }
    return rows.sorted { $0.id < $1.id }
  }
}
