import Insight
import Returns

/// Money: what is missing, what carriers bill, what the date's files brought.
let financePage = ReportPage(
  name: "finance", title: Labels.financeTitle, shortTitle: Labels.finance,
  about: Labels.financeAbout, owners: [.finance, .compliance],
  instructions: [.refund, .carrierClaim, .supplierClaim],
  trends: [
    Trend(figure: "at_stake", title: Labels.atStakeOfAll, isMoney: true),
    Trend(figure: "refund_missing", title: Labels.missingTrend, isMoney: true),
    Trend(figure: "open_exceptions", title: Labels.openOfAll),
    Trend(figure: "new_exceptions", title: Labels.newOfAll),
  ],
  cards: { report in
    [
      report.refundCard(Labels.refundsExpected, \.expected, link: "#money"),
      report.refundCard(Labels.refundsPaid, \.matched, link: "#money"),
      report.refundCard(Labels.refundsPending, \.notDue, link: "#pending"),
    ] + report.unprovenCard + [
      report.refundCard(
        Labels.refundsMissing, \.missing, trend: "refund_missing", link: "#exceptions",
        isBad: true),
      report.freightCard(Labels.freightBilled, \.billed, link: "#statement"),
      report.freightCard(Labels.freightPayable, \.payable, link: "#statement"),
      report.disputeCard(link: "logistics.html#disputes"),
      report.freightCard(Labels.freightRecovered, \.recovered, link: "fee_settlement.csv"),
      report.exceptionCard([.finance, .compliance], link: "#exceptions"),
      report.countCard(
        Labels.openCases, report.figures.openCaseCount, trend: "open_cases", link: "#cases"),
    ]
  },
  sections: [
    { $0.setAsideFiles }, { $0.moneyByKind }, { $0.refundsDue },
    { $0.exceptionList([.finance, .compliance]) },
    { $0.agesByOwner([.finance, .compliance]) }, { $0.pendingByDay }, { $0.statement },
    { $0.casesByReason }, { $0.filesTaken }, { $0.proofTable },
  ])

extension DayReport {
  var setAsideFiles: PageSection {
    let rows = intake.filter { $0.status == .held || $0.status == .refused }
    return section(
      "set-aside",
      PageTable(
        Labels.refusedFiles,
        [
          PageColumn(Labels.file, .prose) { .string($0.file) },
          PageColumn(Labels.status) { .string(Labels.word($0.status.name, language)) },
          PageColumn(Labels.reason, .sentence) { .string($0.reason) },
          PageColumn(Labels.controlTotal, .prose) {
            .string(Labels.control($0.controlTotal, language))
          },
          PageColumn(Labels.controlFound, .prose) {
            .string(Labels.control($0.controlFound, language))
          },
        ], intakeTable.sorted(rows, context)), file: "intake.csv")
  }

  var moneyByKind: PageSection {
    let table = PageTable(
      Labels.money,
      [
        PageColumn(Labels.kind) { .string(Labels.expectation($0.group.kind).in(language)) },
        PageColumn(Labels.count, .number) { .count($0.figures.count) },
      ] + moneyColumns({ $0.group.currency }, { $0.figures }), figures.moneyByKind)
    return section("money", table, lead: Labels.moneyLead.in(language), file: "summary.json")
  }

  /// Cases whose next step is a refund, the first to fall due first.
  var refundsDue: PageSection {
    let rows = cases.finance.rows
    let table = PageTable(
      Labels.refundsDue,
      [
        PageColumn(Labels.caseID, .prose) { .text($0.caseID) },
        PageColumn(Labels.order, .prose) { .text($0.orderID) },
        PageColumn(Labels.reason) { .string(Labels.reason($0.reason).in(language)) },
        PageColumn(Labels.expected, .number) { .amount($0.expectedRefund, $0.currency) },
        PageColumn(Labels.paid, .number) { .amount($0.actualRefund, $0.currency) },
        PageColumn(Labels.due) { Cell($0.dueOn) },
        PageColumn(Labels.lawDeadline) { Cell($0.lawDeadline) },
      ], Array(rows.prefix(shortList)))
    return section(
      "refunds-due", table, further: cases.finance.count - min(rows.count, shortList),
      file: "cases.csv")
  }

  var pendingByDay: PageSection {
    let rows = figures.pendingByDay
    let table = PageTable(
      Labels.pending,
      [
        PageColumn(Labels.breaksOn) { .day($0.day) },
        PageColumn(Labels.count, .number) { .count($0.tally.count) },
        PageColumn(Labels.amount, .number) { .string(language.money($0.tally.amounts)) },
      ], Array(rows.prefix(listedRows)))
    return section(
      "pending", table, lead: Labels.pendingLead.in(language),
      further: max(0, rows.count - listedRows), file: "pending.csv")
  }

  var statement: PageSection {
    let rows = carrierStatementTable.sorted(statements, context)
    let table = PageTable(
      Labels.statement,
      [
        PageColumn(Labels.carrier) { .text($0.carrier) },
        PageColumn(Labels.invoice, .prose) { .text($0.invoiceNo.asInvoice) },
        PageColumn(Labels.direction) { .string(Labels.word($0.direction.name, language)) },
        PageColumn(Labels.bearer) { .string(Labels.word($0.bearer.name, language)) },
        PageColumn(Labels.parcels, .number) { .count($0.parcels) },
        PageColumn(Labels.billed, .number) { .total($0.billed, $0.currency) },
        PageColumn(Labels.expected, .number) { .total($0.expected, $0.currency) },
        PageColumn(Labels.disputed, .number) { .total($0.disputed, $0.currency) },
        PageColumn(Labels.payable, .number) { .total($0.payable, $0.currency) },
      ], Array(rows.prefix(listedRows)))
    return section(
      "statement", table, further: max(0, rows.count - listedRows), file: "carrier_statement.csv")
  }

  var casesByReason: PageSection {
    let groups = CaseKind.allCases.flatMap { kind in
      ReasonFamily.allCases.map { (kind: kind, family: $0) }
    }.map { group in
      let count = { (isOpen: Bool) in
        figures.countCases {
          $0.kind == group.kind && $0.family == group.family && $0.isOpen == isOpen
        }
      }
      return (kind: group.kind, family: group.family, open: count(true), done: count(false))
    }.filter { $0.open + $0.done > 0 }
    var table = PageTable(
      Labels.casesByReason,
      [
        PageColumn(Labels.kind) { .string(Labels.word($0.kind.name, language)) },
        PageColumn(Labels.reason) { .string(Labels.word($0.family.name, language)) },
        PageColumn(Labels.open, .number) { .count($0.open) },
        PageColumn(Labels.done, .number) { .count($0.done) },
      ], groups)
    table.totals = [
      Markup(text: Labels.total.in(language)), "",
      Markup(text: language.number(groups.reduce(0) { $0 + $1.open })),
      Markup(text: language.number(groups.reduce(0) { $0 + $1.done })),
    ]
    return section("cases", table, file: "cases.csv")
  }

  var filesTaken: PageSection {
    let rows = intakeTable.sorted(
      intake.filter { $0.status == .taken || $0.status == .withdrawn }, context)
    func count(_ label: Worded, _ figure: KeyPath<IntakeRow, Int>) -> PageColumn<IntakeRow> {
      PageColumn(label, .number) { .count($0[keyPath: figure]) }
    }
    let table = PageTable(
      Labels.intake,
      [
        PageColumn(Labels.file, .prose) { .string($0.file) },
        PageColumn(Labels.feed) { row in
          .string(row.feed.map { Labels.word($0.name, language) } ?? "")
        },
        PageColumn(Labels.status) { .string(Labels.word($0.status.name, language)) },
        count(Labels.read, \.read), count(Labels.accepted, \.accepted),
        count(Labels.duplicate, \.duplicate), count(Labels.superseded, \.superseded),
        count(Labels.rejected, \.rejected), count(Labels.filtered, \.filtered),
      ], Array(rows.prefix(listedRows)))
    return section(
      "intake", table, further: max(0, rows.count - listedRows), file: "intake.csv", "rejects.csv")
  }

  /// The proof, as it is written in proof.json.
  var proofTable: PageSection {
    func money(
      _ label: Worded, _ figure: @escaping (ExpectationMovement) -> Int128
    ) -> PageColumn<ExpectationMovement> {
      PageColumn(label, .number) { .total(figure($0), $0.currency) }
    }
    let table = PageTable(
      Labels.proof,
      [
        PageColumn(Labels.kind) { .string(Labels.expectation($0.kind).in(language)) },
        money(Labels.openBefore) { Int128($0.openBefore) },
        money(Labels.newlyExpected) { Int128($0.newlyExpected) },
        money(Labels.matched) { Int128($0.matched) },
        money(Labels.writtenOff) { Int128($0.writtenOff) },
        money(Labels.revised) { Int128($0.revised) },
        money(Labels.openAfter) { Int128($0.openAfter) },
        money(Labels.residual) { $0.residual },
      ], proof.expectations)
    return section("proof", table, lead: Labels.proofLead.in(language), file: "proof.json")
  }
}

/// Lists that accompany a page.
let shortList = 100
