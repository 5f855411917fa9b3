public import Returns

/// How a run ended; `open` while it goes on, or where it was killed.
public enum RunStatus: UInt8, Vocabulary { case open, complete, incomplete, failed, interrupted }

/// One run of the program over one business date. Times are texts of the caller's: the ledger knows
/// no clock.
public struct RunRow: Equatable, Sendable {
  /// Ascending from 1, in the order of the runs.
  public var number: Int
  public var day: Day
  public var startedAt: String
  public var finishedAt: String?
  public var status: RunStatus
  public var toolVersion: String
  /// Of the manifest written last; nil until the run is published.
  public var manifestSHA256: String?
  /// Its facts and what follows from them are in the ledger.
  public var isStored: Bool
  /// The files of its day in `out/` are complete.
  public var isPublished: Bool
}

extension LedgerReader {
  /// The greatest business date that a run has stored; nil in a new ledger. A run killed before it
  /// stored its day does not count.
  public var lastDay: Day? {
    get throws {
      try statement("SELECT max(day) FROM run WHERE stored = 1").first { $0.optionalDay() } ?? nil
    }
  }

  public var lastRun: RunRow? { get throws { try runs(limit: 1).first } }

  /// The newest run that was begun and never finished: it goes on in another process, or was
  /// killed.
  public var unfinishedRun: RunRow? {
    get throws {
      try list(
        statement(
          """
          SELECT * FROM run WHERE status = 'open' ORDER BY number DESC LIMIT 1
          """)
      ).first
    }
  }

  /// The latest runs, newest first.
  public func runs(limit: Int) throws -> [RunRow] {
    let query = try statement(
      """
      SELECT * FROM run ORDER BY number DESC LIMIT ?
      """)
    query.add(limit)
    return try list(query)
  }

  private func list(_ query: Statement) throws -> [RunRow] {
    var rows: [RunRow] = []
    try query.forEach { columns in
      rows.append(
        RunRow(
          number: columns.int(), day: columns.day(), startedAt: columns.string(),
          finishedAt: columns.optionalString(),
          status: try columns.required(RunStatus.self, path: path), toolVersion: columns.string(),
          manifestSHA256: columns.optionalString(), isStored: columns.bool(),
          isPublished: columns.bool()))
    }
    return rows
  }
}

extension LedgerWriter {
  /// Opens a run's row. In a transaction of its own it is what a killed run leaves behind for the
  /// next to see.
  ///
  /// - Returns: the run's number.
  public func beginRun(day: Day, startedAt: String, toolVersion: String) throws -> Int {
    let last = try statement("SELECT max(number) FROM run").first { $0.int() } ?? 0
    let insert = try statement(
      "INSERT INTO run (number, day, started_at, status, tool_version) VALUES (?, ?, ?, 'open', ?)")
    insert.add(last + 1)
    insert.add(day)
    insert.add(startedAt)
    insert.add(toolVersion)
    try insert.run()
    return last + 1
  }

  /// Closes a run's row: the own one, or one that a killed run left open.
  public func finishRun(
    _ number: Int, finishedAt: String, status: RunStatus, manifestSHA256: String? = nil,
    isPublished: Bool = false
  ) throws {
    let update = try statement(
      """
      UPDATE run SET finished_at = ?, status = ?, manifest_sha256 = ?, published = ?
      WHERE number = ?
      """)
    update.add(finishedAt)
    update.add(word: status)
    update.add(manifestSHA256)
    update.add(isPublished)
    update.add(number)
    try update.run()
    if isPublished { try markFacts(ofRun: number) }
  }

  /// Keeps with the totals of a run's day which page of facts is the last one by now: a report of
  /// the day, as known then, passes over pages that later runs put in the place of earlier ones.
  private func markFacts(ofRun number: Int) throws {
    let mark = try statement(
      """
      INSERT OR REPLACE INTO total (day, name, currency, amount)
      SELECT day, 'ledger:facts', '', (SELECT coalesce(max(number), 0) FROM dossier_directory)
      FROM run WHERE number = ?
      """)
    mark.add(number)
    try mark.run()
  }

  /// Takes back all that earlier runs derived of `day`, reopens what closed on it, and marks `run`
  /// as the one that stores it. Facts, files, rejects, routes, instructions and decisions received
  /// on the day stay.
  ///
  /// After it the ledger says of the days before `day` exactly what it said before the day's first
  /// run.
  /// - Throws: `LedgerError.dayGoesBack` for a day before the last one stored.
  public func resetDay(_ day: Day, run: Int) throws {
    if let last = try lastDay, day < last {
      throw LedgerError.dayGoesBack(path: path, day: day.string, lastDay: last.string)
    }
    try settle()
    for step in try [
      statement("DELETE FROM dossier_directory WHERE part = 1 AND day = ?"),
      statement("DELETE FROM dossier_block WHERE part = 1 AND day = ?"),
      statement("DELETE FROM open_dossiers WHERE day = ?"),
      statement("DELETE FROM exception_page WHERE day = ?"),
      statement("DELETE FROM open_exceptions WHERE day = ?"),
      statement("DELETE FROM case_page WHERE day = ?"),
      statement("DELETE FROM decision_state WHERE day = ?"),
      statement("DELETE FROM total WHERE day = ?"),
      statement("DELETE FROM coverage WHERE day = ?"),
      statement("DELETE FROM set_aside_source WHERE day = ?"),
      statement("DELETE FROM set_aside_shop WHERE day = ?"),
      statement("DELETE FROM set_aside WHERE day = ?"),
      statement("DELETE FROM output WHERE day = ?"),
      statement("DELETE FROM figure_page WHERE day = ?"),
      statement("DELETE FROM metric WHERE day = ?"),
      statement("DELETE FROM risk_entry WHERE day = ?"),
    ] {
      step.add(day)
      try step.run()
    }
    let mark = try statement("UPDATE run SET stored = 1 WHERE number = ? AND day = ?")
    mark.add(run)
    mark.add(day)
    try mark.run()
  }
}
