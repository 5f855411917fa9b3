/// A table of the file contract as it must come out. Columns may be added behind these, never
/// renamed or moved.
struct ContractTable: Sendable {
  enum Kind: Sendable {
    /// What came from outside, or a sentence: never anything a spreadsheet would run.
    case text
    /// A word of the program's own, a date, a currency, an id: ordered by its bytes.
    case word
    /// Money or a whole number: ordered by its value, empty first.
    case number
  }

  let file: String
  let columns: [(name: String, kind: Kind)]

  /// `a text, b number`.
  private init(_ file: String, _ columns: String) {
    self.file = file
    self.columns = columns.split(separator: ",").map { entry in
      let parts = entry.split { " \n".contains($0) }
      let kind: Kind = parts.count == 1 ? .text : parts[1] == "n" ? .number : .word
      return (String(parts[0]), kind)
    }
  }

  /// The same columns in another file.
  func named(_ file: String) -> ContractTable { ContractTable(file: file, columns: columns) }

  private init(file: String, columns: [(name: String, kind: Kind)]) {
    self.file = file
    self.columns = columns
  }

  /// Those that every date has.
  static let all = [
    intake, rejects, cases, exceptions, matches, pending, feeSettlement, carrierStatement, opening,
    journal,
    lawReport, feeDisputes, causes, drivers, customerScores, riskRegister, suggestions,
  ]

  static let causes = ContractTable(
    "causes.csv",
    """
    currency w, rank n, reason w, family w, cases n, units n, refunds n, freight n, cost n,
    share_pct n, sold_lines n, rate_pct n, rate_before_pct n
    """)
  static let drivers = ContractTable(
    "drivers.csv",
    """
    rank n, dimension w, value, cause w, ground w, since w, cases n, base n, rate_pct n,
    compared_cases n, compared_base n, compared_rate_pct n, expected n, excess n, excess_cost n,
    currency w, q_millionths n, reflects n, explanation
    """)
  static let customerScores = ContractTable(
    "customer_scores.csv",
    """
    rank n, customer_id, score n, advice w, orders n, cases n, orders_with_case n, rate_pct n,
    rate_low_pct n, usual_rate_pct n, sold n, cost n, kept n, currency w, first_case w, last_case w,
    reasons
    """)
  static let riskRegister = ContractTable(
    "risk_register.csv",
    """
    rank n, risk_id, family w, kind w, subject, probability n, impact n, score n, grade w, change w,
    loss n, currency w, count n, base n, expected n, first_seen w, owner w, due_on w, evidence,
    response
    """)
  static let suggestions = ContractTable(
    "suggestions.csv", "rank n, ground w, cost n, currency w, suggestion, figures")

  static let journal = ContractTable(
    "journal.csv",
    """
    entry_id w, entity, posting_date w, event_date w, account w, debit n, credit n, currency w,
    case_id, order_id, source, reverses w
    """)
  static let intake = ContractTable(
    "intake.csv",
    """
    file, sha256 w, shop_id, feed w, profile, status w, period_from w, period_to w, read n,
    accepted n, duplicate n, superseded n, rejected n, filtered n, control_total, control_found
    """)
  static let rejects = ContractTable(
    "rejects.csv", "file, line n, field, code w, reason, record, corrections")
  static let cases = ContractTable(
    "cases.csv",
    """
    shop_id, case_id, order_id, line_no n, kind w, reason w, stage w, verdict w, verdict_reasons,
    expected_refund n, actual_refund n, refund_status w, parcel_status w, freight_bearer w,
    freight_cost n, currency w, next_step w, due_on w, law_deadline w, executor w,
    refund_basis w, repricing_difference n
    """)
  static let exceptions = ContractTable(
    "exceptions.csv",
    """
    exception_id w, version n, code w, severity w, owner w, status w, subject, shop_id, case_id,
    order_id, waybill, txn_id, expected n, actual n, difference n, currency w, opened_on w,
    due_on w, age_days n, cause_group, suggested_action, explanation, assignee, decision w,
    decision_amount n, target, decided_by, note
    """)
  static let matches = ContractTable(
    "matches.csv",
    """
    expectation_id w, kind w, shop_id, case_id, order_id, evidence_feed w, evidence_id,
    expected n, actual n, currency w, pass w, tolerance_used n, matched_on
    """)
  static let pending = ContractTable(
    "pending.csv",
    """
    subject, shop_id, case_id, order_id, waybill, expectation w, amount n, currency w, breaks_on w,
    waiting_for, owner w
    """)
  static let feeSettlement = ContractTable(
    "fee_settlement.csv",
    """
    waybill, carrier, invoice_no, direction w, case_id, chargeable_weight_g n, expected_fee n,
    billed_fee n, variance n, packaging_fee n, surcharge n, terms w, bearer w, borne_fee n,
    payable n, recovered n, currency w, written_off n
    """)
  static let carrierStatement = ContractTable(
    "carrier_statement.csv",
    """
    carrier, invoice_no, statement_total n, currency w, direction w, bearer w, parcels n, billed n,
    expected n, disputed n, payable n
    """)
  static let feeDisputes = ContractTable(
    "fee_disputes.csv",
    """
    carrier, invoice_no, waybill, charge_type w, check w, billed n, expected n, recoverable n,
    currency w, claim_deadline w, shop_id, case_id, order_id, exception_id w
    """)
  static let opening = ContractTable(
    "opening.csv",
    "shop_id, feed w, evidence_id, order_id, reference, amount n, currency w, happened_on w")
  static let lawReport = ContractTable(
    "law_report.csv", "shop_id, clause, policy, law, article, valid_from w, verdict w")
}

/// Words of the file contract that the checks themselves go by.
enum Words {
  /// Expectations of money, and whether it is money of a case (else of the order).
  static let moneyKinds: [String: Bool] = [
    "payment": false, "refund": true, "freight_refund": true, "difference_payment": true,
    "difference_refund": true, "compensation": true, "shipping_refund": true,
    "freight_payment": true, "freight_back": true,
  ]

  /// Exceptions that stand for an expectation of money which is still open: expected less found is
  /// what is open of it. Other codes are about movements, or say the same in other words.
  static let codesOfOpenMoney: Set<String> = [
    "REFUND_MISSING", "REFUND_SHORT", "REFUND_OVER", "REFUND_FAILED", "REFUND_CURRENCY",
    "FREIGHT_REFUND_MISSING", "PAYMENT_MISSING", "PAYMENT_MISMATCH", "DIFFERENCE_UNPAID",
    "AMBIGUOUS", "SEARCH_LIMIT",
  ]

  /// What a carrier charged.
  static func isAboutCharge(_ code: String) -> Bool { code.hasPrefix("FEE_") }

  /// Exceptions that may be over when they are first told of.
  static let codesOfPastTrouble: Set<String> = [
    "REVIEW_OVERDUE", "TICKET_BREACHED", "LAW_REFUND_OVERDUE",
  ]
  /// Decisions of people that give money up; the column decision_amount has how much.
  static let decisionsToGiveUp: Set<String> = ["accept", "write_off"]

  static let statuses: Set<String> = [
    "new", "open", "changed", "reopened", "resolved", "decided",
  ]
  static let closedStatuses: Set<String> = ["resolved", "decided"]

  static let families: [String: String] = [
    "damaged": "quality", "defective": "quality", "missing_parts": "quality",
    "not_as_described": "quality", "wrong_item": "quality", "size": "fit", "colour": "fit",
    "style": "fit", "no_longer_needed": "no_reason", "safety": "special", "unlawful": "special",
    "lost": "transport", "late": "transport", "transit_damage": "transport",
  ]
}
