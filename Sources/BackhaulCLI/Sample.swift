public import ArgumentParser
import EveningRun
public import Sample

struct Sample: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a sample workspace of any size, with every kind of trouble in it.",
    discussion: """
      Three shops in three currencies, with settings, rate cards and an inbox that holds the files \
      of every day. About one order in eight has a case. The same arguments give the same bytes \
      on any machine. From \(SampleRequest.completeOrders) orders and \
      \(SampleRequest.completeDays) days on, every exception code but those of claims, \
      statements, unbilled freight and missing payouts shows on the last business date, \
      whether the history is run at once or day by day. One bill is held on purpose, so the run \
      ends with 3.

        backhaul sample shop --orders 2000 --days 30 --seed 1
        backhaul run shop --as-of 2026-03-31

      Exit codes: 0; 2 wrong usage, or the folder is not empty.
      """)

  @Argument(help: "The folder to make; it is empty or not there.")
  var workspace: String

  @Option(help: "Orders over the whole history.")
  var orders: Int

  @Option(help: "Business dates of the history.")
  var days: Int

  @Option(help: "Another seed gives another history of the same kind.")
  var seed: UInt64

  @Option(help: "The first business date, YYYY-MM-DD.")
  var start = SampleRequest.defaultStart

  @Option(help: "How the feeds are written: csv or xml.")
  var format: SampleRequest.Format = .csv

  @Flag(help: "Print what was made as JSON.")
  var json = false

  func validate() throws { _ = try request() }

  func run() throws {
    let request = try request()
    let made = try reporting { try make(request) }
    show(request, made)
  }

  private func make(_ request: SampleRequest) throws -> SampleSummary {
    do {
      let made = try writeSample(request, at: workspace)
      // Adds what the sample leaves out; its backhaul.yaml comes last and makes it a workspace.
      _ = try makeWorkspace(at: workspace)
      return made
    } catch let error as SampleError {
      throw RunFailure.configuration([error.description])
    }
  }

  private func request() throws -> SampleRequest {
    do {
      return try SampleRequest(
        orders: orders, days: days, seed: seed, start: start, format: format)
    } catch {
      throw ValidationError(error.description)
    }
  }

  private func show(_ request: SampleRequest, _ made: SampleSummary) {
    let next = "backhaul run \(workspace) --as-of \(request.lastDay)"
    if json {
      Console.print(json: [
        "workspace": workspace, "first_day": request.firstDay, "last_day": request.lastDay,
        "orders": made.orders, "cases": made.cases, "rows": made.rows, "files": made.files,
        "next": next,
      ])
      return
    }
    Console.print(
      "Made \(workspace): \(made.orders) orders, \(made.cases) cases, \(made.rows) rows in "
        + "\(made.files) files")
    Console.print("Business dates: \(request.firstDay) to \(request.lastDay)")
    if !request.isComplete {
      Console.note(
        "from \(SampleRequest.completeOrders) orders and \(SampleRequest.completeDays) days on, "
          + "every kind of trouble occurs")
    }
    Console.print("Next: \(next)")
  }
}

extension SampleRequest.Format: ExpressibleByArgument {}
