import Reports
import Returns
import Testing

struct TableTests {
  /// The file contract: columns may be added at the end, never renamed or moved.
  static let contract: [(name: String, columns: String)] = [
    (
      "intake",
      "file, sha256, shop_id, feed, profile, status, period_from, period_to, read, accepted, "
        + "duplicate, "
        + "superseded, rejected, filtered, control_total, control_found"
    ),
    ("rejects", "file, line, field, code, reason, record, corrections"),
    (
      "cases",
      "shop_id, case_id, order_id, line_no, kind, reason, stage, verdict, verdict_reasons, "
        + "expected_refund, actual_refund, refund_status, parcel_status, freight_bearer, "
        + "freight_cost, "
        + "currency, next_step, due_on, law_deadline, executor, "
        + "refund_basis, repricing_difference"
    ),
    (
      "exceptions",
      "exception_id, version, code, severity, owner, status, subject, shop_id, case_id, order_id, "
        + "waybill, txn_id, expected, actual, difference, currency, opened_on, due_on, age_days, "
        + "cause_group, suggested_action, explanation, assignee, decision, decision_amount, "
        + "target, "
        + "decided_by, note"
    ),
    (
      "matches",
      "expectation_id, kind, shop_id, case_id, order_id, evidence_feed, evidence_id, expected, "
        + "actual, "
        + "currency, pass, tolerance_used, matched_on, evidence_amount"
    ),
    (
      "pending",
      "subject, shop_id, case_id, order_id, waybill, expectation, amount, currency, breaks_on, "
        + "waiting_for, owner"
    ),
    (
      "fee_settlement",
      "waybill, carrier, invoice_no, direction, case_id, chargeable_weight_g, expected_fee, "
        + "billed_fee, "
        + "variance, packaging_fee, surcharge, terms, bearer, borne_fee, payable, recovered, "
        + "currency, written_off"
    ),
    (
      "carrier_statement",
      "carrier, invoice_no, statement_total, currency, direction, bearer, parcels, billed, "
        + "expected, "
        + "disputed, payable"
    ),
    (
      "opening",
      "shop_id, feed, evidence_id, order_id, reference, amount, currency, happened_on"
    ),
    (
      "journal",
      "entry_id, entity, posting_date, event_date, account, debit, credit, currency, case_id, "
        + "order_id, source, reverses"
    ),
    ("law_report", "shop_id, clause, policy, law, article, valid_from, verdict"),
    (
      "fee_disputes",
      "carrier, invoice_no, waybill, charge_type, check, billed, expected, recoverable, currency, "
        + "claim_deadline, shop_id, case_id, order_id, exception_id"
    ),
  ]

  @Test func everyTableHasTheColumnsOfTheContract() {
    #expect(allTables.map(\.name) == Self.contract.map(\.name))
    for (table, contract) in zip(allTables, Self.contract) {
      #expect(table.columns.joined(separator: ", ") == contract.columns)
    }
  }

  private func line<Row>(_ kind: TableKind<Row>, _ row: Row) -> String {
    string(kind.csvRows([row], SampleDay.context()))
  }

  @Test func aRowOfEachKind() {
    #expect(
      line(intakeTable, SampleDay.intake[0])
        == "alipay/2026-11-22.zip!明细.csv,\(String(repeating: "a1", count: 32)),main,settlements,"
        + "alipay-merchant,taken,2026-11-22,2026-11-22,1204,1198,4,0,1,1,rows 1204; refund "
        + "35120.10,"
        + "rows 1204; refund 35120.10\n")
    #expect(
      line(casesTable, SampleDay.caseResult)
        == "main,RC102,SO77,1,return,defective,refund_due,approved,"
        + "in_time:fail;material_complete:unknown,129.00,0.00,missing,delivered,merchant,12.00,CNY,"
        + "pay_refund,2026-11-19,2026-11-23,shop,paid,\n")
    #expect(
      line(matchesTable, SampleDay.match)
        == "\(publicID(42)),refund,main,RC1,SO1,settlements,R-1,129.00,129.00,CNY,exact,0.00,"
        + "\"refund_ref, amount\",129.00\n")
    #expect(
      line(pendingTable, SampleDay.pending[1])
        == "RC111,main,RC111,SO111,SF0009,inspection,,,2026-11-23,,warehouse\n")
    #expect(
      line(feeSettlementTable, SampleDay.feeLine)
        == "SF0001,SF,INV-11,return,RC104,1400,12.00,17.00,5.00,2.00,0.00,account,carrier,14.00,"
        + "14.00,14.00,CNY,0.00\n")
    #expect(
      line(carrierStatementTable, SampleDay.statements[0])
        == "SF,INV-11,8120.00,CNY,return,merchant,310,4120.00,4095.00,25.00,4095.00\n")
  }

  @Test func anExceptionRow() {
    var row = SampleDay.exceptions[2]
    row.decision = .writeOff
    row.decisionAmount = 12_900
    row.decidedBy = "li.wei"
    #expect(
      line(exceptionsTable, row)
        == "\(publicID(0x1234_5678_9ABC_DEF0)),1,REFUND_MISSING,error,finance,changed,RC102,"
        + "main,RC102,"
        + "SO77,,,129.00,0.00,-129.00,CNY,2026-11-20,2026-11-19,2,REFUND_MISSING,\"Ask the payment "
        + "provider whether the refund was sent; if it was not, pay 129.00 CNY.\",A refund of "
        + "129.00 CNY "
        + "for case RC102 of order SO77 was due by 2026-11-19; none was found. Nearest is R-77 "
        + "(refund_ref: RC102 vs RC120).,,write_off,129.00,,li.wei,\n")
  }

  @Test func quantitiesHaveNoDecimals() {
    var finding = Finding(
      .goodsQuantity, identity: 1, subject: "RC1", shop: 0, openedOn: SampleDay.day)
    finding.expected = 3
    finding.actual = 2
    let row = ExceptionRow(
      finding: finding, exceptionID: "x", version: 1, status: .new, ageDays: 0)
    #expect(line(exceptionsTable, row).contains(",3,2,-1,,2026-11-22,"))
  }

  @Test func aProposedVerdictIsNoVerdictYet() {
    var result = SampleDay.caseResult
    result.isProposed = true
    result.isPlatformExecuted = true
    let text = line(casesTable, result)
    #expect(text.contains(",refund_due,proposed,"))
    #expect(text.hasSuffix(",platform,paid,\n"))
  }

  @Test func theOrderOfRowsInMemoryDoesNotShow() {
    var random = Generator(state: 7)
    let context = SampleDay.context()
    let rows = (0..<400).map { index in
      Match(
        expectationID: UInt64(index % 37) &* 0x9E37_79B9_7F4A_7C15, kind: .refund, shop: index % 2,
        caseID: Text("C\(index % 5)"), orderID: Text("O\(index % 3)"), evidenceFeed: .settlements,
        evidenceID: Text("T\(index % 11)"), expected: Int64(index % 4), actual: 1, currency: .cny,
        pass: .exact, matchedOn: "order_id")
    }
    let expected = matchesTable.csv(matchesTable.sorted(rows, context), context)
    for _ in 0..<5 {
      let shuffled = rows.shuffled(using: &random)
      #expect(matchesTable.csv(matchesTable.sorted(shuffled, context), context) == expected)
    }
    let ids = string(expected).split(separator: "\n").dropFirst().map { $0.prefix(15) }
    #expect(ids == ids.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }

  @Test func numbersSortAsNumbersAndEmptyCellsFirst() {
    var rows = [10, 9, 100].map { line in
      RejectRow(file: "a.csv", line: line, field: "", code: "", reason: "", record: "")
    }
    rows.append(RejectRow(file: "B.csv", line: 1, field: "", code: "", reason: "", record: ""))
    let sorted = rejectsTable.sorted(rows, SampleDay.context())
    #expect(sorted.map(\.line) == [1, 9, 10, 100])
  }

  @Test func jsonHasMinorUnitsAndNulls() {
    let text = string(pendingTable.json([SampleDay.pending[0]], SampleDay.context()))
    #expect(
      text == """
        [
          {"subject": "RC110", "shop_id": "main", "case_id": "RC110", "order_id": "SO110", \
        "waybill": "", "expectation": "refund", "amount": 9900, "currency": "CNY", \
        "breaks_on": "2026-11-24", "waiting_for": "alipay", "owner": "finance"}
        ]

        """)
    #expect(string(pendingTable.json([], SampleDay.context())) == "[]\n")
    #expect(string(pendingTable.json([SampleDay.pending[1]], SampleDay.context())).contains("null"))
  }
}

/// A seeded generator, so that a failure comes back.
struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
