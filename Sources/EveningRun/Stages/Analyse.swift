import Insight
import LedgerStore
import Returns

/// What the figures say on the date: kept first, then looked at with all those before (R7 to R10).
func analyse(
  _ tallies: inout [FigureTally], _ counting: Counting, _ day: ClosedDay, _ evening: Evening,
  _ writer: LedgerWriter
) throws -> DayInsight {
  let pages = figurePages(tallies, evening)
  let removals = FigureTally.removals(of: tallies)
  // What has become pages makes room for what is looked up.
  tallies = []
  let history = try keepFigures(pages, counting, evening, writer)
  let customers = try customerYear(pages, evening, writer)
  let (earlier, known) = try earlierDates(evening.day, writer)
  let insight = DayInsight(
    history, customers, day.openExceptions, earlier, known, removals: removals,
    policy: evening.policy)
  if !evening.isRehearsal { try keep(insight, evening.day, writer) }
  return insight
}

/// Every page that holds anything.
private func figurePages(
  _ tallies: [FigureTally], _ evening: Evening
) -> [(part: Int, bytes: [UInt8])] {
  let (slices, day) = (FigurePages.slices, evening.day)
  let made = Slots<[UInt8]>(count: slices.count)
  Crew(threads: evening.order.threads).work(
    slices.indices.map { index in
      // All of customers' orders is one slice, and the largest.
      Crew.Task(weight: slices[index].part == FigurePages.sales ? 1 : 0) {
        made.set(index, FigurePages.bytes(slices[index], of: tallies, on: day))
      }
    })
  var pages: [(part: Int, bytes: [UInt8])] = []
  for index in slices.indices {
    let bytes = made.take(index)
    if pages.last?.part == slices[index].part {
      pages[pages.count - 1].bytes += bytes
    } else {
      pages.append((slices[index].part, bytes))
    }
  }
  return pages.filter { !$0.bytes.isEmpty }
}

/// What the business dates before measured, and the risk register as the last of them left it.
private func earlierDates(
  _ day: Day, _ reader: LedgerReader
) throws -> (MetricHistory, [KnownRisk]) {
  var earlier = MetricHistory()
  for row in try reader.metrics(from: day + (1 - FigureReach.days), before: day) {
    if let metric = DayMetric(name: row.name) { earlier.add(metric, row.amount, on: row.day) }
  }
  return (earlier, try reader.risks(before: day))
}

private func keep(_ insight: DayInsight, _ day: Day, _ writer: LedgerWriter) throws {
  for metric in DayMetric.allCases {
    if let value = insight.metrics[metric] {
      try writer.putMetric(metric.name, value, day: day)
    }
  }
  for risk in insight.risks {
    try writer.putRisk(
      KnownRisk(
        id: risk.id, firstDay: risk.firstDay, probability: risk.probability, impact: risk.impact,
        loss: risk.loss, currency: risk.currency), day: day)
  }
}

/// A year of the customers who applied for anything.
private func customerYear(
  _ pages: [(part: Int, bytes: [UInt8])], _ evening: Evening, _ reader: LedgerReader
) throws -> CustomerYear {
  let day = evening.day
  let first = day + (1 - FigureReach.customerDays)
  var year = CustomerYear(
    days: first...day, shops: evening.policy.shops.map(\.id), home: evening.policy.currency)
  let (cases, sales) = (Int(Dimension.customer.rawValue), FigurePages.sales)
  let stored = try reader.figurePages(from: first, before: day, parts: [cases, sales])
  for page in stored where page.part == cases { year.addCases(page.cells, on: page.day) }
  for page in pages where page.part == cases {
    year.addCases(Text(copying: page.bytes), on: day)
  }
  for page in stored where page.part == sales { year.addSales(page.cells, on: page.day) }
  for page in pages where page.part == sales {
    page.bytes.withUnsafeBytes { year.addSales(Text($0), on: day) }
  }
  return year
}

extension Text {
  fileprivate init(copying bytes: [UInt8]) {
    self = bytes.withUnsafeBytes { Text(copying: $0) }
  }
}

extension ClosedDay {
  /// What is open at the end of the date, by code.
  fileprivate var openExceptions: OpenExceptions {
    var open = OpenExceptions()
    let told = exceptions.toldTwice { breach, code in
      breach == .lawRefundOverdue && (code == .refundMissing || code == .refundShort)
    }
    for index in exceptions.indices where exceptions.life(index).status.isOpen {
      let finding = exceptions.finding(index)
      open.add(
        finding.pointee.code, finding.pointee.cause,
        Finding.difference(
          finding.pointee.expected, finding.pointee.actual, givenUp: finding.pointee.givenUp),
        finding.pointee.currency, isToldTwice: told.contains(finding.pointee.identity))
    }
    return open
  }
}
