/// What becomes of a table when a copy of the ledger is taken back to a date (`?1`).
struct PastTable: Sendable {
  let name: String
  /// Known then: what came later, or was derived or done later, is gone.
  var then: [StaticString] = []
  /// Known now: what came later counts as received on the date.
  var now: [StaticString] = []

  init(_ name: String, then: [StaticString] = [], now: [StaticString] = []) {
    (self.name, self.then, self.now) = (name, then, now)
  }

  /// What is derived, decided or issued goes either way.
  init(_ name: String, _ both: StaticString...) {
    (self.name, then, now) = (name, both, both)
  }

  /// Withdrawals that no run has carried out.
  static let waiting: [StaticString] = [
    """
    DELETE FROM withdrawal_dossier WHERE file IN (SELECT file FROM withdrawal WHERE day IS NULL)
    """,
    "DELETE FROM withdrawal WHERE day IS NULL",
  ]

  /// Every table of the ledger, those that name others before these. A test wants all of them here,
  /// so that a new one cannot be forgotten.
  static let all: [PastTable] =
    received + derived + setAside + withdrawn + ofFiles + [
      PastTable(
        "file", then: ["DELETE FROM file WHERE day > ?1"],
        now: ["UPDATE file SET day = ?1 WHERE day > ?1"]),
      PastTable(
        "run", then: ["DELETE FROM run WHERE day > ?1"],
        now: ["UPDATE run SET day = ?1 WHERE day > ?1"]),
      PastTable("setting", then: []), PastTable("shop", then: []),
      // `SealKeeper` takes it along.
      PastTable("seal", then: []),
    ]

  /// Of a date's dossiers a later run may have stored anew what they had received: without what it
  /// took out, or what has found its order. `markFacts` says where such pages begin.
  private static let received = [
    PastTable(
      "dossier_directory",
      then: [
        """
        DELETE FROM dossier_directory WHERE part = 0 AND number > (
          SELECT amount FROM total WHERE day = ?1 AND name = 'ledger:facts')
        """, "DELETE FROM dossier_directory WHERE day > ?1",
      ],
      now: [
        "DELETE FROM dossier_directory WHERE part = 1 AND day > ?1",
        "UPDATE dossier_directory SET day = ?1 WHERE day > ?1",
      ]),
    PastTable(
      "dossier_block", then: ["DELETE FROM dossier_block WHERE day > ?1"],
      now: [
        "DELETE FROM dossier_block WHERE part = 1 AND day > ?1",
        "UPDATE dossier_block SET day = ?1 WHERE day > ?1",
      ]),
    PastTable(
      "route_page", then: ["DELETE FROM route_page WHERE day > ?1"],
      now: ["UPDATE route_page SET day = ?1 WHERE day > ?1"]),
  ]

  private static let derived = [
    PastTable("open_dossiers", "DELETE FROM open_dossiers WHERE day > ?1"),
    PastTable("exception_page", "DELETE FROM exception_page WHERE day > ?1"),
    PastTable("open_exceptions", "DELETE FROM open_exceptions WHERE day > ?1"),
    PastTable("case_page", "DELETE FROM case_page WHERE day > ?1"),
    PastTable(
      "decision_state", "DELETE FROM decision_state WHERE day > ?1",
      """
      DELETE FROM decision_state WHERE decision_id IN (
        SELECT decision_id FROM decision WHERE day > ?1)
      """),
    PastTable("decision", "DELETE FROM decision WHERE day > ?1"),
    PastTable("total", "DELETE FROM total WHERE day > ?1"),
    // What has come since may reach further on the date itself.
    PastTable(
      "coverage", then: ["DELETE FROM coverage WHERE day > ?1"],
      now: ["DELETE FROM coverage WHERE day >= ?1"]),
    PastTable("output", "DELETE FROM output WHERE day > ?1"),
    PastTable("figure_page", "DELETE FROM figure_page WHERE day > ?1"),
    PastTable("metric", "DELETE FROM metric WHERE day > ?1"),
    PastTable("risk_entry", "DELETE FROM risk_entry WHERE day > ?1"),
    PastTable("allotted_waybill", "DELETE FROM allotted_waybill WHERE day > ?1"),
    PastTable(
      "instruction", "DELETE FROM instruction WHERE day > ?1",
      "UPDATE instruction SET closed_on = NULL, state = 'issued' WHERE closed_on > ?1"),
    PastTable("instruction_batch", "DELETE FROM instruction_batch WHERE day > ?1"),
  ]

  /// Of what the date left in the inbox, known now, that which came in later is in the books.
  private static let setAside = [
    PastTable(
      "set_aside_source", then: ["DELETE FROM set_aside_source WHERE day > ?1"],
      now: [
        """
        DELETE FROM set_aside_source WHERE day > ?1 OR (day, position) IN (
          SELECT aside.day, position FROM set_aside AS aside JOIN file ON file.day > ?1
            AND file.member = aside.member
            AND (file.path = aside.path OR file.sha256 = aside.sha256))
        """
      ]),
    PastTable(
      "set_aside_shop", then: ["DELETE FROM set_aside_shop WHERE day > ?1"],
      now: [
        """
        DELETE FROM set_aside_shop WHERE day > ?1 OR (day, position) IN (
          SELECT aside.day, position FROM set_aside AS aside JOIN file ON file.day > ?1
            AND file.member = aside.member
            AND (file.path = aside.path OR file.sha256 = aside.sha256))
        """
      ]),
    PastTable(
      "set_aside", then: ["DELETE FROM set_aside WHERE day > ?1"],
      now: [
        """
        DELETE FROM set_aside WHERE day > ?1 OR EXISTS (
          SELECT 1 FROM file WHERE file.day > ?1 AND file.member = set_aside.member
            AND (file.path = set_aside.path OR file.sha256 = set_aside.sha256))
        """
      ]),
  ]

  /// A file that was taken out later was there; known now, it should not have come.
  private static let withdrawn = [
    PastTable(
      "withdrawal_dossier",
      then: [
        """
        DELETE FROM withdrawal_dossier WHERE file IN (SELECT file FROM withdrawal WHERE day > ?1)
        """
      ]),
    PastTable(
      "withdrawal",
      then: [
        """
        UPDATE file SET status = 'taken' WHERE number IN (
          SELECT file FROM withdrawal WHERE day > ?1)
        """, "DELETE FROM withdrawal WHERE day > ?1",
      ],
      now: ["UPDATE withdrawal SET day = ?1 WHERE day > ?1"]),
  ]

  private static let ofFiles = [
    PastTable(
      "reject",
      then: ["DELETE FROM reject WHERE file IN (SELECT number FROM file WHERE day > ?1)"]),
    PastTable(
      "correction_row",
      then: ["DELETE FROM correction_row WHERE file IN (SELECT number FROM file WHERE day > ?1)"]),
    PastTable(
      "correction_head",
      then: ["DELETE FROM correction_head WHERE file IN (SELECT number FROM file WHERE day > ?1)"]),
    PastTable(
      "chain_link",
      then: ["DELETE FROM chain_link WHERE file IN (SELECT number FROM file WHERE day > ?1)"]),
    PastTable(
      "chain_begin",
      then: ["DELETE FROM chain_begin WHERE file IN (SELECT number FROM file WHERE day > ?1)"]),
    PastTable(
      "file_cover",
      then: ["DELETE FROM file_cover WHERE file IN (SELECT number FROM file WHERE day > ?1)"]),
  ]
}
