import Insight
import Returns

/// Customers' cases: where they stand, whom to answer, what to ask for, what to send.
let servicePage = ReportPage(
  name: "service", title: Labels.serviceTitle, shortTitle: Labels.service,
  about: Labels.serviceAbout, owners: [.service],
  instructions: [.notice, .surveyRequest, .orderUpdate, .exchangeShipment],
  trends: [
    Trend(figure: "open_cases", title: Labels.openCaseTrend),
    Trend(figure: "exceptions_service", title: Labels.serviceTrend),
  ],
  cards: { report in
    func count(_ codes: ExceptionCode...) -> Int {
      report.figures.exceptions { codes.contains($0) }.count
    }
    func rows(_ kind: InstructionKind) -> Int {
      report.batches.filter { $0.kind == kind }.reduce(0) { $0 + $1.rows }
    }
    return [
      report.countCard(
        Labels.openCases, report.figures.openCaseCount, trend: "open_cases", link: "#stages"),
      report.countCard(
        Labels.reviewsOverdue, count(.reviewOverdue), link: "#exceptions", isBad: true),
      report.countCard(Labels.materialMissing, count(.caseIncomplete), link: "#exceptions"),
      report.countCard(Labels.ticketsDue, count(.ticketDue), link: "#exceptions"),
      report.countCard(
        Labels.ticketsBreached, count(.ticketBreached), link: "#exceptions", isBad: true),
      report.countCard(
        Labels.exchangesDue,
        AgeBand.allCases.reduce(0) { $0 + report.work.cases(.exchangeDue, $1) }, link: "#stages"),
      report.countCard(
        Labels.decisionsRefused, count(.decisionRefused), link: "finance.html#exceptions",
        isBad: true),
      report.countCard(Labels.noticesToSend, rows(.notice), link: "#release"),
      report.countCard(Labels.surveysToSend, rows(.surveyRequest), link: "#release"),
    ]
  },
  sections: [
    { $0.casesByStage }, { $0.stepsByDue }, { $0.casesToHandle }, { $0.exceptionList([.service]) },
    { $0.agesByOwner([.service]) }, { $0.ticketsAndReviewsPending }, { $0.stepsByHours },
    { $0.satisfactionByGroup }, { $0.callList }, { $0.casesByReason },
  ])

extension DayReport {
  var casesByStage: PageSection {
    let bars = Stage.allCases.map { stage -> StackedBars.Bar in
      let counts = AgeBand.allCases.map { work.cases(stage, $0) }
      return StackedBars.Bar(
        label: Labels.stage(stage).in(language), values: counts.map(Double.init),
        shown: language.number(counts.reduce(0, +)), parts: counts.map(language.number))
    }.filter { $0.values.contains { $0 > 0 } }
    guard !bars.isEmpty else { return nothing("stages", Labels.casesByStage) }
    let chart = StackedBars(
      title: Labels.casesByStage, description: Labels.stagesLead, label: Labels.stage,
      parts: AgeBand.allCases.map { Labels.band($0, language) }, bars: bars)
    return PageSection(
      id: "stages", title: Labels.casesByStage,
      body: chart.figure(language, isOnlyOne: true).markup(id: "stages-chart", language),
      note: rest(0, "cases.csv"))
  }

  /// What has to be done next, and by when.
  var stepsByDue: PageSection {
    let steps = NextStep.allCases.filter { step in
      step != .none && DueBand.allCases.contains { work.cases(step, $0) > 0 }
    }
    let columns =
      [PageColumn<NextStep>(Labels.nextStep, .prose) { .string(Labels.step($0).in(language)) }]
      + DueBand.allCases.map { band in
        PageColumn(Labels.band(band), .number) { .count(work.cases($0, band)) }
      } + [
        PageColumn(Labels.total, .number) { step in
          .count(DueBand.allCases.reduce(0) { $0 + work.cases(step, $1) })
        }
      ]
    return section("steps", PageTable(Labels.stepsByDue, columns, steps), file: "cases.csv")
  }

  /// Cases that wait for service, the first to fall due first.
  var casesToHandle: PageSection {
    let rows = cases.service.rows
    let table = PageTable(
      Labels.casesToHandle,
      [
        PageColumn(Labels.caseID, .prose) { .text($0.caseID) },
        PageColumn(Labels.order, .prose) { .text($0.orderID) },
        PageColumn(Labels.reason) { .string(Labels.reason($0.reason).in(language)) },
        PageColumn(Labels.stage) { .string(Labels.stage($0.stage).in(language)) },
        PageColumn(Labels.nextStep) { .string(Labels.step($0.nextStep).in(language)) },
        PageColumn(Labels.due) { Cell($0.dueOn) },
        PageColumn(Labels.applied) { Cell($0.appliedOn) },
      ], Array(rows.prefix(listedRows)))
    return section(
      "to-handle", table, further: cases.service.count - min(rows.count, listedRows),
      file: "cases.csv")
  }

  /// What service owes and is not late with.
  var ticketsAndReviewsPending: PageSection {
    let groups = work.pendingGroups.filter { $0.group.owner == .service }
    let table = PageTable(
      Labels.servicePending,
      [
        PageColumn(Labels.expectedThing, .prose) {
          .string(Labels.expectation($0.group.kind).in(language))
        },
        PageColumn(Labels.waitingFor, .prose) { .text($0.group.waitingFor) },
        PageColumn(Labels.count, .number) { .count($0.tally.count) },
      ], groups)
    return section("pending", table, file: "pending.csv")
  }
}
