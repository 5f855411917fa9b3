import ArgumentParser
import EveningRun

struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Render the reports of any past day, week or month again.",
    discussion: """
      As known then: from what had come by that date. As known now: with all facts that have come \
      since, as far as they had happened by then; what was decided and issued later is left out. \
      Of a week or a month that is so for its last business date; the days before it stand as each \
      was known on its evening. Today's settings hold. Ledger, inbox and results stay as they are; \
      the files are written below reports/ in the workspace, or to --out.

        backhaul report shop                       # the last business date
        backhaul report shop --period 2026-W47     # also 2026-11-22, 2026-11
        backhaul report shop --day 2026-11-22
        backhaul report shop --month 2026-11-01 --known now --lang zh

      Exit codes: 0; 2 wrong usage or configuration, or nothing was run then; 5 internal failure.
      """)

  @Argument(help: "The workspace's folder.")
  var workspace: String

  @Option(help: "A day, week or month: 2026-11-22, 2026-W47, 2026-11. Default: the last date.")
  var period: String?

  @Option(help: "This business date, YYYY-MM-DD.")
  var day: String?

  @Option(help: "The week of this day, from Monday: its last business date, and the days before.")
  var week: String?

  @Option(help: "The month of this day: its last business date, and the days before.")
  var month: String?

  @Option(help: "then or now.")
  var known: Knowledge = .then

  @Option(help: "en or zh. Default: the workspace's language.")
  var lang: Language?

  @Option(help: "The folder to write to. Default: below reports/ in the workspace.")
  var out: String?

  @Option(help: "Threads to use. Default: one per core.")
  var threads: Int?

  @Flag(help: "Print what was written as JSON.")
  var json = false

  enum Knowledge: String, ExpressibleByArgument, CaseIterable { case then, now }
  enum Language: String, ExpressibleByArgument, CaseIterable { case en, zh }

  func validate() throws {
    let dates = [day, week, month].compactMap(\.self)
    guard dates.count + (period == nil ? 0 : 1) <= 1 else {
      throw ValidationError("name one of --period, --day, --week and --month")
    }
    if let date = dates.first, !isBusinessDate(date) {
      throw ValidationError("\(date): not a date; write YYYY-MM-DD, as 2026-11-22")
    }
    if let period, ReportOrder.period(named: period) == nil {
      throw ValidationError(
        "--period \(period): no such day, week or month; write 2026-11-22, 2026-W47 or 2026-11")
    }
  }

  /// A day of what is asked for, empty for the last one, and its length.
  private var asked: (date: String, span: ReportOrder.Span) {
    if let week { return (week, .week) }
    if let month { return (month, .month) }
    return period.flatMap(ReportOrder.period) ?? (day ?? "", .day)
  }

  func run() throws {
    startLog(isVerbose: false)
    let order = ReportOrder(
      workspace: workspace, date: asked.date, span: asked.span, knowsLaterFacts: known == .now,
      language: lang.map { $0 == .zh ? "zh-Hans" : "en" }, folder: out,
      threads: threads ?? Console.coreCount)
    let rendered = try reporting { try report(order) }
    if json {
      Console.print(json: [
        "day": rendered.day, "folder": rendered.folder, "files": rendered.files,
      ])
      return
    }
    Console.print("\(rendered.day), as known \(known.rawValue)")
    for page in rendered.files where page.hasSuffix(".html") || page.hasSuffix(".xlsx") {
      Console.print("  \(rendered.folder)/\(page)")
    }
  }
}
