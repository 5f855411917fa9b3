import Insight
import Returns

/// Parcels, carriers and the warehouse: what is on its way or lost, what carriers owe and are owed.
let logisticsPage = ReportPage(
  name: "logistics", title: Labels.logisticsTitle, shortTitle: Labels.logistics,
  about: Labels.logisticsAbout, owners: [.logistics, .warehouse],
  instructions: [.carrierBooking, .exchangeShipment, .carrierClaim],
  trends: [
    Trend(figure: "exceptions_logistics", title: Labels.logisticsExceptions),
    Trend(figure: "exceptions_warehouse", title: Labels.warehouseExceptions),
    Trend(figure: KeyFigure.inDispute, title: Labels.disputedTrend, isMoney: true),
  ],
  cards: { report in
    let parcels = report.parcelCount { _ in true }
    return [
      report.countCard(Labels.returnsUnderWay, parcels, link: "#parcels"),
      report.countCard(
        Labels.parcelsInTrouble,
        report.figures.exceptions { parcelTroubles.contains($0) }.count, link: "#carriers",
        isBad: true),
      report.exceptionCard(
        [.logistics], Labels.logisticsExceptions, link: "#exceptions"),
      report.exceptionCard(
        [.warehouse], Labels.warehouseExceptions, link: "#exceptions"),
      report.countCard(
        Labels.waybillsToBook,
        report.batches.filter { $0.kind == .carrierBooking }.reduce(0) { $0 + $1.rows },
        link: "#release"),
      report.freightCard(Labels.freightBilled, \.billed, link: "#statement"),
      report.disputeCard(link: "#disputes"),
      report.moneyCard(Labels.claimsOpen, report.claims.amounts.sorted, link: "#claims"),
    ]
  },
  sections: [
    { $0.parcelsByState }, { $0.troubleByCarrier }, { $0.claimList }, { $0.feeAudit },
    { $0.disputeList }, { $0.exceptionList([.logistics, .warehouse]) },
    { $0.agesByOwner([.logistics, .warehouse]) }, { $0.goodsUnderWay }, { $0.statement },
    { $0.freightByCurrency },
  ])

/// What can go wrong with a parcel on its way.
private let parcelTroubles: [ExceptionCode] = [
  .parcelLate, .parcelLost, .parcelDamaged, .parcelMisrouted,
]

extension DayReport {
  func parcelCount(_ isCounted: (ParcelState) -> Bool) -> Int {
    ParcelState.allCases.filter { $0 != .none && isCounted($0) }
      .reduce(0) { sum, state in
        AgeBand.allCases.reduce(sum) { $0 + work.parcels(state, $1) }
      }
  }

  /// Parcels of open cases.
  var parcelsByState: PageSection {
    let bars = ParcelState.allCases.filter { $0 != .none }.map { state -> StackedBars.Bar in
      let counts = AgeBand.allCases.map { work.parcels(state, $0) }
      return StackedBars.Bar(
        label: Labels.parcel(state).in(language), values: counts.map(Double.init),
        shown: language.number(counts.reduce(0, +)), parts: counts.map(language.number))
    }.filter { $0.values.contains { $0 > 0 } }
    guard !bars.isEmpty else { return nothing("parcels", Labels.parcelsByState) }
    let chart = StackedBars(
      title: Labels.parcelsByState, description: Labels.parcelsLead, label: Labels.status,
      parts: AgeBand.allCases.map { Labels.band($0, language) }, bars: bars)
    return PageSection(
      id: "parcels", title: Labels.parcelsByState,
      body: chart.figure(language, isOnlyOne: true).markup(id: "parcels-chart", language),
      note: rest(0, "cases.csv"))
  }

  /// A row a carrier, a column a trouble.
  var troubleByCarrier: PageSection {
    let codes = parcelTroubles
    let groups = exceptionFigures.byCarrier
    var carriers: [Text] = []
    for entry in groups where carriers.last != entry.group.carrier {
      carriers.append(entry.group.carrier)
    }
    func count(_ carrier: Text, _ code: ExceptionCode) -> Int {
      groups.first { $0.group.carrier == carrier && $0.group.code == code }?.tally.count ?? 0
    }
    let columns =
      [PageColumn<Text>(Labels.carrier, .prose) { .text($0) }]
      + codes.map { code in
        PageColumn(
          Worded(Wording.title(code, .english), Wording.title(code, .chinese)), .number
        ) { .count(count($0, code)) }
      } + [
        PageColumn(Labels.total, .number) { carrier in
          .count(codes.reduce(0) { $0 + count(carrier, $1) })
        }
      ]
    return section(
      "carriers", PageTable(Labels.troubleByCarrier, columns, Array(carriers.prefix(listedRows))),
      lead: Labels.troubleLead.in(language), further: max(0, carriers.count - listedRows),
      file: "exceptions.csv")
  }

  /// What was asked of carriers and is not settled, the oldest first.
  var claimList: PageSection {
    let table = PageTable(
      Labels.claims,
      [
        PageColumn(Labels.claim, .prose) { claim, _ in "<code>\(claim.id)</code>" },
        PageColumn(Labels.carrier) { .string($0.counterparty) },
        PageColumn(Labels.waybill, .prose) { .string($0.waybill) },
        PageColumn(Labels.ground) { .string(Labels.ground($0.ground, language)) },
        PageColumn(Labels.amount, .number) { .amount($0.amount, $0.currency) },
        PageColumn(Labels.issuedOn) { .day($0.issuedOn) },
        PageColumn(Labels.claimDeadline) { claim in
          Day(iso: claim.deadline).map { .day($0) } ?? .string(claim.deadline)
        },
        PageColumn(Labels.status) {
          .string(Labels.instructionState($0.state).in(language))
        },
      ], Array(claims.oldest.prefix(listedRows)))
    // No file has the claims of all dates: each is in the batch of the date that issued it.
    let files = batches.filter { $0.kind == .carrierClaim }.map(\.file)
    var result = section("claims", table, lead: Labels.claimsLead.in(language), file: "")
    let further = claims.count - min(claims.oldest.count, listedRows)
    result.note = [further > 0 ? Labels.furtherClaims(further, language) : "", issued(files)]
      .filter { !$0.isEmpty }.joined(" ")
    return result
  }

  private func issued(_ files: [String]) -> Markup {
    guard !files.isEmpty else { return "" }
    let links = files.map { "<a href=\"\($0)\">\($0)</a>" as Markup }.joined(" · ")
    return "\(Labels.issuedToday.in(language))\(links)"
  }

  /// What the audit found, by carrier and check.
  var feeAudit: PageSection {
    let groups = work.disputesByCheck
    let table = PageTable(
      Labels.feeAudit,
      [
        PageColumn(Labels.carrier, .prose) { .text($0.group.carrier) },
        PageColumn(Labels.check) { entry in
          .string("\(entry.group.check.name) \(Labels.check(entry.group.check).in(language))")
        },
        PageColumn(Labels.charges, .number) { .count($0.tally.count) },
        PageColumn(Labels.recoverable, .number) { .string(language.money($0.tally.amounts)) },
      ], groups.map { (group: $0.group, tally: $0.tally) })
    var result = section("audit", table, file: "fee_disputes.csv")
    let charts = auditCharts(groups)
    if !charts.isEmpty { result.body = "<div class=\"pair\">\(result.body)\(charts)</div>\n" }
    return result
  }

  /// The costliest checks, a chart a currency, that of the workspace first: amounts of two
  /// currencies stand on no axis together. One bar alone compares nothing.
  private func auditCharts(
    _ groups: [(group: WorkFigures.DisputeGroup, tally: Tally)]
  ) -> Markup {
    let home = context.currency
    let currencies = work.recoverable.sorted.map(\.currency)
    var charts: Markup = ""
    for currency in currencies.filter({ $0 == home }) + currencies.filter({ $0 != home }) {
      let bars = groups.map { (group: $0.group, amount: $0.tally.amounts[currency]) }
        .filter { $0.amount > 0 }.sorted { $0.amount > $1.amount }.prefix(8).map { entry in
          BarChart.Bar(
            label: "\(entry.group.carrier.string) · "
              + Labels.check(entry.group.check).in(language),
            value: Double(entry.amount), shown: language.money(entry.amount, currency))
        }
      guard bars.count > 1 else { continue }
      let unit = language.unit(currency)
      let chart = BarChart(
        title: Worded(unit, unit), description: Labels.feeAuditLead,
        heads: (Labels.check, Labels.recoverable), bars: bars)
      charts += chart.figure(language).markup(id: "audit-\(currency.string)", language)
    }
    return charts
  }

  /// Charges that can be had back, the first to lapse first.
  var disputeList: PageSection {
    let table = PageTable(
      Labels.disputes,
      [
        PageColumn(Labels.waybill, .prose) { .text($0.waybill) },
        PageColumn(Labels.carrier) { .text($0.carrier) },
        PageColumn(Labels.invoice, .prose) { .text($0.invoiceNo.asInvoice) },
        PageColumn(Labels.check) { .string(Labels.check($0.check).in(language)) },
        PageColumn(Labels.billed, .number) { .amount($0.billed, $0.currency) },
        PageColumn(Labels.expected, .number) { .amount($0.expected, $0.currency) },
        PageColumn(Labels.recoverable, .number) { .amount($0.recoverable, $0.currency) },
        PageColumn(Labels.claimDeadline) { Cell($0.claimUntil) },
      ], Array(disputes.prefix(listedRows)))
    return section(
      "disputes", table, lead: Labels.disputesLead.in(language),
      further: disputeCount - min(disputes.count, listedRows), file: "fee_disputes.csv")
  }

  /// Cases whose next step is a parcel's or the warehouse's.
  var goodsUnderWay: PageSection {
    let rows = cases.logistics.rows
    let table = PageTable(
      Labels.goodsUnderWay,
      [
        PageColumn(Labels.caseID, .prose) { .text($0.caseID) },
        PageColumn(Labels.order, .prose) { .text($0.orderID) },
        PageColumn(Labels.parcel) { .string(Labels.parcel($0.parcelStatus).in(language)) },
        PageColumn(Labels.nextStep) { .string(Labels.step($0.nextStep).in(language)) },
        PageColumn(Labels.due) { Cell($0.dueOn) },
      ], Array(rows.prefix(listedRows)))
    return section(
      "under-way", table, further: cases.logistics.count - min(rows.count, listedRows),
      file: "cases.csv")
  }

  var freightByCurrency: PageSection {
    func money(
      _ label: Worded, _ figure: KeyPath<DayFigures.FreightFigures, Int128>
    ) -> PageColumn<(currency: Currency, figures: DayFigures.FreightFigures)> {
      PageColumn(label, .number) { .total($0.figures[keyPath: figure], $0.currency) }
    }
    let table = PageTable(
      Labels.freightTitle,
      [
        PageColumn(Labels.currency) { .string(language.unit($0.currency)) },
        PageColumn(Labels.parcels, .number) { .count($0.figures.positions) },
        money(Labels.billed, \.billed), money(Labels.freightExpected, \.expected),
        money(Labels.disputed, \.disputed), money(Labels.payable, \.payable),
        money(Labels.recovered, \.recovered),
      ], figures.freightByCurrency)
    return section(
      "freight", table, lead: Labels.freightLead.in(language), file: "fee_settlement.csv")
  }
}

extension Day {
  /// `2026-11-22`.
  init?(iso text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2] else {
      return nil
    }
    self.init(year: year, month: month, day: day)
  }
}
