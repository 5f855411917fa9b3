import Returns
import Testing

@testable import LedgerStore

@Suite("What people ask about")
struct SubjectTests {
  private let bench: Workbench
  private let ledger: Ledger
  private let digest = String(repeating: "ab", count: 32)

  init() throws {
    bench = try Workbench()
    ledger = try bench.ledger()
  }

  @Test func runsAreNumberedAndAnUnfinishedOneIsSeen() throws {
    #expect(try ledger.read { try $0.lastRun } == nil)
    #expect(try ledger.run(today) == 1)
    let killed = try ledger.transaction {
      try $0.beginRun(day: today + 1, startedAt: "later", toolVersion: "1.1")
    }
    #expect(killed == 2)
    try ledger.read { (reader) throws in
      #expect(try reader.lastDay == today)
      #expect(try reader.lastRun?.number == 2)
      let open = try reader.unfinishedRun
      #expect(
        open
          == RunRow(
            number: 2, day: today + 1, startedAt: "later", finishedAt: nil, status: .open,
            toolVersion: "1.1", manifestSHA256: nil, isStored: false, isPublished: false))
    }
    try ledger.transaction {
      try $0.finishRun(
        2, finishedAt: "end", status: .failed, manifestSHA256: digest, isPublished: true)
    }
    try ledger.read { (reader) throws in
      #expect(try reader.unfinishedRun == nil)
      #expect(try reader.runs(limit: 9).map(\.status) == [.failed, .complete])
      #expect(try reader.runs(limit: 1).first?.manifestSHA256 == digest)
      #expect(try reader.runs(limit: 1).first?.isPublished == true)
    }
  }

  @Test func shopsKeepTheirNumbers() throws {
    let numbers = try ledger.transaction { (writer) throws in
      try ["tmall", "shopify", "tmall"].map { try writer.addShop($0) }
    }
    #expect(numbers == [0, 1, 0])
    #expect(try ledger.read { try $0.shops() } == ["tmall", "shopify"])
    try ledger.transaction { try $0.setSetting("note", "a") }
    try ledger.transaction { try $0.setSetting("note", "b") }
    #expect(try ledger.read { try ($0.setting("note"), $0.setting("none")) } == ("b", nil))
  }

  @Test func aFileIsKnownByItsBytes() throws {
    var file = FileRow(number: 1, run: 1, day: today, path: "alipay/bill.zip")
    file.member = "明细.csv"
    file.sha256 = digest
    file.byteCount = 120
    file.shopID = "tmall"
    file.feed = "settlements"
    file.profile = "alipay"
    file.sourceID = "alipay-main"
    file.account = "2088"
    file.status = .held
    file.periodFrom = today + -1
    file.periodTo = today
    file.lastEventDay = today + -1
    file.exportedAt = Instant(seconds: 1_795_300_000)
    file.rowsRead = 21
    (file.accepted, file.duplicate, file.superseded) = (1, 2, 3)
    (file.rejected, file.filtered) = (4, 11)
    file.controlTotal = "refund 0.02"
    file.controlFound = "refund 0.03"
    file.hasSeveralFactsPerRow = true
    try ledger.run(today) { (writer, _) throws in
      #expect(try writer.nextFileNumber == 1)
      try writer.addFile(file)
      try writer.addFile(FileRow(number: 2, run: 1, day: today, path: "orders.csv"))
    }
    try ledger.read { (reader) throws in
      #expect(try reader.nextFileNumber == 3)
      #expect(try reader.files(day: today).first == file)
      #expect(try reader.knownFiles(sha256: digest) == [file])
      #expect(try reader.knownFiles(path: "alipay/bill.zip", sha256: digest) == [file])
      #expect(try reader.knownFiles(path: "other.zip", sha256: digest) == [])
      #expect(try reader.fileName(1) == "alipay/bill.zip!明细.csv")
      #expect(try reader.fileName(2) == "orders.csv")
      #expect(try reader.fileName(3) == nil)
    }
    file.status = .taken
    file.periodTo = nil
    try ledger.transaction { (writer) throws in
      try writer.updateFile(file)
      try writer.setArchived([2])
    }
    #expect(try ledger.read { try $0.unarchivedFiles() } == [file])
  }

  @Test func rejectsKeepTheOrderOfTheirFile() throws {
    func reject(_ file: Int, _ line: Int) -> RejectRow {
      RejectRow(
        file: file, line: line, field: "amount", code: "NOT_AN_AMOUNT", reason: "12,50",
        record: "a\tb")
    }
    try ledger.run(today) { (writer, run) throws in
      for number in [1, 2] {
        try writer.addFile(FileRow(number: number, run: run, day: today, path: "f\(number)"))
      }
      try writer.addRejects([reject(2, 9), reject(2, 9), reject(1, 4)])
      try writer.addRejects([reject(2, 3)])
    }
    #expect(
      try ledger.read { try $0.rejects(day: today) }
        == [reject(1, 4), reject(2, 9), reject(2, 9), reject(2, 3)])
    #expect(try ledger.read { try $0.rejects(day: today + 1) } == [])
  }

  @Test func anExceptionKeepsAllItsVersions() throws {
    var first = ExceptionRow(
      id: "x7", day: today, code: .refundMissing, status: "new", openedOn: today + -3)
    first.subject = "RC1"
    first.shopID = "tmall"
    first.caseID = "RC1"
    first.orderID = "T100"
    first.waybill = "SF1"
    first.txnID = "2026"
    (first.expected, first.actual, first.difference) = (12_900, nil, -12_900)
    first.currency = .cny
    first.dueOn = today + 2
    first.orderKey = .max
    first.digest = 1 << 63
    first.row = "all of it"
    var second = first
    (second.day, second.version) = (today + 1, 2)
    (second.code, second.status) = (.refundShort, "changed")
    var third = second
    (third.day, third.version, third.status, third.closedOn) = (today + 2, 3, "resolved", today + 2)
    for row in [first, second, third] {
      try ledger.run(row.day) { writer, _ in try writer.putException(row) }
    }
    try ledger.read { (reader) throws in
      #expect(try reader.exceptionHistory("x7") == [first, second, third])
      let open = try (0...3).map { try reader.exceptions(openBefore: today + $0) }
      #expect(open == [[], [first], [second], []])
      #expect(try reader.latestExceptions(["x7", "x8"], before: today + 9) == [third])
      #expect(try reader.exceptions(day: today + 1) == [second])
      let shown = try reader.statement(
        "SELECT code, severity, owner FROM exception_version"
      ).first { [$0.string(), $0.string(), $0.string()] }
      #expect(shown == ["REFUND_MISSING", "error", "finance"])
    }
    #expect(throws: LedgerError.self) { try ledger.transaction { try $0.putException(third) } }
  }

  @Test func aCaseIsKnownAsOfEveryDay() throws {
    var whole = CaseRow(shopID: "tmall", caseID: "RC1", lineNo: nil, day: today)
    whole.orderID = "T100"
    whole.expectedRefund = 12_900
    whole.currency = .cny
    var line = CaseRow(shopID: "tmall", caseID: "RC1", lineNo: 1, day: today + 1)
    (line.stage, line.verdict, line.refundStatus) = (.refundDue, .approved, .due)
    var later = whole
    (later.day, later.actualRefund, later.stage) = (today + 1, 12_900, .refunded)
    try ledger.run(today) { writer, _ in try writer.putCase(whole) }
    try ledger.run(today + 1) { (writer, _) throws in
      try writer.putCase(line)
      try writer.putCase(later)
    }
    try ledger.read { (reader) throws in
      #expect(try reader.cases(asOf: today + -1) == [])
      #expect(try reader.cases(asOf: today) == [whole])
      #expect(try reader.cases(asOf: today + 5) == [later, line])
      #expect(try reader.cases(day: today + 1) == [later, line])
      #expect(try reader.caseHistory("RC1") == [whole, later, line])
      let shown = try reader.statement(
        "SELECT as_of, stage FROM case_now WHERE line_no IS NULL"
      ).first { "\($0.string()) \($0.string())" }
      #expect(shown == "2026-11-23 refunded")
    }
  }

  @Test func theDeskIssuesOnceAndDecidesOnce() throws {
    let instruction = InstructionRow.sample(number: 1, on: today)
    var decision = DecisionRow(
      id: "d1", day: today, exceptionID: "x7", action: .writeOff, decidedBy: "lin",
      decidedAt: Instant(seconds: 1_795_300_000))
    (decision.version, decision.amount, decision.note) = (2, -500, "rounding")
    (decision.target, decision.approvedBy, decision.revokes) = ("T1", "wang", "d0")
    decision.until = Instant(seconds: 1_795_400_000)
    try ledger.run(today) { (writer, run) throws in
      try writer.addInstructionBatch(.sample(on: today, run: run))
      try writer.addInstruction(instruction)
      #expect(throws: (any Error).self) { try writer.addInstruction(instruction) }
      #expect(try writer.addDecision(decision))
      #expect(try !writer.addDecision(decision))
      for standing in [
        DecisionStanding.refused(.limit), .inForce(digest: .max, amount: -500),
      ] {
        try writer.putDecisionState(
          DecisionStateRow(decisionID: decision.id, day: today, standing: standing))
      }
      #expect(
        try writer.decisionStates(before: today + 1).map(\.standing)
          == [.inForce(digest: .max, amount: -500)])
    }
    try ledger.read { (reader) throws in
      #expect(try reader.instructions(day: today) == [instruction])
      #expect(try reader.instruction(instruction.issued.id.string) == instruction)
      #expect(try reader.instruction("i2") == nil)
      #expect(try reader.decisions(through: today) == [decision])
      #expect(try reader.decisions(through: today + -1) == [])
      #expect(try reader.decisionStates(before: today) == [])
    }
  }

  @Test func aFailedRowThatWasSentAgainIsNotOpenTwice() throws {
    var failed = InstructionRow.sample(number: 1, on: today)
    var again = InstructionRow.sample(number: 2, on: today)
    failed.issued.state = .failed
    let alone = InstructionRow.sample(number: 3, on: today)
    again.replaces = failed.issued.id.string
    try ledger.run(today) { (writer, run) throws in
      try writer.addInstructionBatch(.sample(on: today, run: run))
      for row in [failed, again, alone] { try writer.addInstruction(row) }
    }
    let open = [again.issued.id, alone.issued.id]
    try ledger.read { (reader) throws in
      #expect(try reader.openInstructions().map(\.issued.id) == open)
      #expect(try reader.openInstructions(.refund, limit: 9).map(\.issued.id) == open)
      #expect(try reader.openInstructionTotals().map(\.count) == [2])
      var shown: [String] = []
      try reader.statement("SELECT instruction_id FROM instruction_open ORDER BY 1")
        .forEach { shown.append($0.string()) }
      #expect(shown == open.map(\.string).sorted())
    }
  }

  @Test func closingsAreThoseOfTheLatestDayBefore() throws {
    let yen = Currency("JPY")!
    try ledger.run(today) { (writer, _) throws in
      try writer.putTotal(TotalRow(name: "refund", currency: yen, amount: 5), day: today)
      try writer.putTotal(TotalRow(name: "refund", currency: .cny, amount: 7), day: today)
      try writer.putTotal(TotalRow(name: "refund", currency: .cny, amount: 8), day: today)
      try writer.putCoverage(CoverageRow(sourceID: "a", through: today), day: today)
      try writer.putCoverage(CoverageRow(sourceID: "b", through: today + -1), day: today)
    }
    try ledger.run(today + 1) { (writer, _) throws in
      try writer.putCoverage(CoverageRow(sourceID: "a", through: today + 1), day: today + 1)
    }
    try ledger.read { (reader) throws in
      let totals = try reader.totals(before: today + 9)
      #expect(totals.map(\.amount) == [8, 5])
      #expect(totals.map(\.currency) == [.cny, yen])
      #expect(try reader.totals(day: today + 1) == [])
      #expect(try reader.totals(before: today) == [])
      #expect(
        try reader.coverage(before: today + 2).map(\.through) == [today + 1, today + -1])
      #expect(try reader.coverage(before: today + 1).map(\.through) == [today, today + -1])
    }
  }
}
