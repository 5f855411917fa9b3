import Insight
import Reports
import Returns

/// A small day with a bit of everything, for pages and files.
enum SampleDay {
  static let day = Day(year: 2026, month: 11, day: 22)!
  static let shops: [Text] = ["main", "outlet <b>"]

  static func context(_ language: ReportLanguage = .english) -> ReportContext {
    ReportContext(day: day, shopNames: shops, language: language)
  }

  static var refundMissing: Finding {
    var finding = Finding(
      .refundMissing, identity: 0x1234_5678_9ABC_DEF0, subject: "RC102", shop: 0,
      openedOn: day + -2)
    finding.caseID = "RC102"
    finding.orderID = "SO77"
    finding.expected = 12_900
    finding.actual = 0
    finding.currency = .cny
    finding.dueOn = day + -3
    finding.notes = [
      .nearest(id: "R-77", field: "refund_ref", expected: "RC102", found: "RC120")
    ]
    return finding
  }

  static var feeWeight: Finding {
    var finding = Finding(
      .feeWeight, identity: 77, subject: "SF0001", shop: 0, openedOn: day + -9)
    finding.waybill = "SF0001"
    finding.caseID = "RC104"
    finding.expected = 1_200
    finding.actual = 1_700
    finding.currency = .cny
    finding.cause = "carrier:SF weight"
    finding.notes = [.weight(billedGrams: 3_000, agreedGrams: 1_400)]
    return finding
  }

  static var ambiguous: Finding {
    var finding = Finding(.ambiguous, identity: 78, subject: "R-91", shop: 1, openedOn: day)
    finding.txnID = "R-91"
    finding.actual = 4_500_000
    finding.currency = Currency("USD")!
    finding.notes = [.rival(id: "RC201"), .rival(id: "RC202")]
    return finding
  }

  static var caseIncomplete: Finding {
    var finding = Finding(.caseIncomplete, identity: 79, subject: "RC300", shop: 0, openedOn: day)
    finding.caseID = "RC300"
    finding.orderID = "SO301"
    finding.notes = [.missing("description"), .missing("evidence")]
    return finding
  }

  static var exceptions: [ExceptionRow] {
    let findings: [(Finding, ExceptionStatus, Int)] = [
      (caseIncomplete, .new, 0), (feeWeight, .open, 9), (refundMissing, .changed, 2),
      (ambiguous, .new, 0),
    ]
    return findings.map { finding, status, age in
      ExceptionRow(
        finding: finding, exceptionID: publicID(finding.identity), version: 1, status: status,
        ageDays: age)
    }
  }

  static var intake: [IntakeRow] {
    var settlement = IntakeRow(
      file: "alipay/2026-11-22.zip!明细.csv", sha256: String(repeating: "a1", count: 32),
      shopID: "main", feed: .settlements, profile: "alipay-merchant", status: .taken,
      periodFrom: day, periodTo: day)
    settlement.read = 1_204
    settlement.accepted = 1_198
    settlement.duplicate = 4
    settlement.rejected = 1
    settlement.filtered = 1
    settlement.controlTotal = "rows 1204; refund 35120.10"
    settlement.controlFound = "rows 1204; refund 35120.10"
    var held = IntakeRow(
      file: "sf/statement.csv", sha256: String(repeating: "b2", count: 32), shopID: "main",
      feed: .charges, profile: "sf-monthly", status: .held)
    held.controlTotal = "total 8120.00"
    held.controlFound = "total 8020.00"
    held.reason = "the rows add up to 8020.00, the trailer states 8120.00"
    var refused = IntakeRow(
      file: "<img src=x onerror=alert(1)>.csv", sha256: String(repeating: "c3", count: 32),
      shopID: "", feed: nil, profile: "", status: .refused)
    refused.reason = "no feed has this header"
    return [settlement, held, refused]
  }

  static var statements: [StatementRow] {
    [
      StatementRow(
        carrier: "SF", invoiceNo: "INV-11", statementTotal: 812_000, currency: .cny,
        direction: .return, bearer: .merchant, parcels: 310, billed: 412_000, expected: 409_500,
        disputed: 2_500, payable: 409_500),
      StatementRow(
        carrier: "SF", invoiceNo: "INV-11", statementTotal: 812_000, currency: .cny,
        direction: .outbound, bearer: .merchant, parcels: 640, billed: 400_000,
        expected: 400_000, disputed: 0, payable: 400_000),
    ]
  }

  static var caseResult: CaseResult {
    var result = CaseResult()
    result.caseID = "RC102"
    result.orderID = "SO77"
    result.lineNo = 1
    result.reason = .defective
    result.stage = .refundDue
    result.verdict = .approved
    result.checks = [
      CheckResult(.orderKnown, .pass), CheckResult(.inTime, .fail),
      CheckResult(.materialComplete, .unknown),
    ]
    result.expectedRefund = 12_900
    result.refundStatus = .missing
    result.parcelStatus = .delivered
    result.freightBearer = .merchant
    result.freightCost = 1_200
    result.currency = .cny
    result.nextStep = .payRefund
    result.dueOn = day + -3
    result.lawDeadline = day + 1
    return result
  }

  static var feeLine: FeeLine {
    var line = FeeLine()
    line.waybill = "SF0001"
    line.carrier = "SF"
    line.invoiceNo = "INV-11"
    line.direction = .return
    line.caseID = "RC104"
    line.chargeableWeightGrams = 1_400
    line.expectedFee = 1_200
    line.billedFee = 1_700
    line.packagingFee = 200
    line.payable = 1_400
    line.bearer = .carrier
    line.recovered = 1_400
    line.currency = .cny
    return line
  }

  static var pending: [Pending] {
    [
      Pending(
        id: 5, kind: .refund, subject: "RC110", shop: 0, caseID: "RC110", orderID: "SO110",
        amount: 9_900, currency: .cny, breaksOn: day + 2, waitingFor: "alipay", owner: .finance),
      Pending(
        id: 6, kind: .inspection, subject: "RC111", shop: 0, caseID: "RC111", orderID: "SO111",
        waybill: "SF0009", amount: nil, currency: .none, breaksOn: day + 1, waitingFor: "",
        owner: .warehouse),
    ]
  }

  static var match: Match {
    var match = Match(
      expectationID: 42, kind: .refund, shop: 0, caseID: "RC1", orderID: "SO1",
      evidenceFeed: .settlements, evidenceID: "R-1", expected: 12_900, actual: 12_900,
      currency: .cny, pass: .exact, matchedOn: "refund_ref, amount")
    match.evidenceAmount = 12_900
    return match
  }

  static var figures: DayFigures {
    var figures = DayFigures()
    for row in exceptions { figures.add(row.finding, status: row.status) }
    figures.add(caseResult)
    figures.add(feeLine)
    for item in pending { figures.add(item) }
    let states: [(ExpectationKind, Currency, Int64, Int64)] = [
      (.payment, .cny, 99_000_000, 99_000_000), (.refund, .cny, 3_522_800, 3_500_000),
      (.freightRefund, .cny, 1_200, 1_200), (.refund, Currency("JPY")!, 12_000, 12_000),
    ]
    for (index, (kind, currency, expected, matched)) in states.enumerated() {
      figures.add(
        ExpectationState(
          id: UInt64(index), kind: kind, currency: currency, expected: expected, matched: matched))
    }
    return figures
  }

  static func proof(openAfter: Int64 = 22_800) -> ProofResult {
    var input = ProofInput()
    input.feeds = [
      FeedCount(
        feed: .settlements, read: 1_204, accepted: 1_198, duplicate: 4, superseded: 0, rejected: 1,
        filtered: 1)
    ]
    input.expectations = [
      ExpectationMovement(
        kind: .refund, currency: .cny, openBefore: 10_000, newlyExpected: 3_512_800,
        matched: 3_500_000, writtenOff: 0, revised: 0, openAfter: openAfter)
    ]
    input.matches = [MatchTotal(kind: .refund, currency: .cny, rows: 312, actual: 3_500_000)]
    return prove(input)
  }

  static func report(_ language: ReportLanguage, proof: ProofResult? = nil) -> DayReport {
    var report = DayReport(
      context: context(language), figures: figures, proof: proof ?? self.proof(),
      exceptions: exceptions, intake: intake, statements: statements)
    for row in exceptions {
      withUnsafePointer(to: row.finding) { finding in
        report.exceptionFigures.add(
          finding, row.finding.difference, openedOn: row.finding.openedOn,
          isNew: row.status == .new, on: day)
      }
    }
    return report
  }

  static func page(_ name: String, _ report: DayReport) throws -> String {
    let page = reportPages.first { $0.name == name }!
    return string(page.html(report, try PageTemplates()))
  }
}

func string(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
