public import ArgumentParser
public import EveningRun

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run the evening: read the inbox, reconcile, settle, publish.",
    discussion: """
      Exit codes: 0 clean; 1 exceptions of severity error are open (see --fail-on); 2 wrong usage \
      or configuration; 3 files were refused or held; 4 another run holds the workspace; \
      5 internal \
      failure; 6 the proof does not close; 130 and 143 \
      stopped by Ctrl-C or a signal. Running again for the same date changes nothing; a run \
      that was killed is finished by the next one.
      """)

  @Argument(help: "The workspace's folder.")
  var workspace: String

  @Option(
    help: "Business date YYYY-MM-DD. Default: today in the workspace's zone, before noon yesterday."
  )
  var asOf: String?

  @Flag(help: "Rehearse: leave ledger and inbox as they are, and write to --out.")
  var dryRun = false

  @Option(help: "Folder for the files of a --dry-run.")
  var out: String?

  @Option(help: "When open exceptions make the exit code 1: new, any or none.")
  var failOn: FailOn = .any

  @Option(help: "Threads to use. Default: one per core. The result is the same with any number.")
  var threads: Int?

  @Option(
    help: """
      Megabytes of the day's records to keep in memory while they wait for judgement; what is more \
      waits in a temporary file, in --out or the workspace. Default: all of them. The result is \
      the same.
      """)
  var memoryLimit: Int?

  @Flag(help: "Print the summary as JSON on standard output.")
  var json = false

  @Flag(name: .shortAndLong, help: "Print nothing but errors.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Log every step on standard error.")
  var verbose = false

  func validate() throws {
    if dryRun != (out != nil) {
      throw ValidationError(
        "--dry-run and --out PATH go together: a rehearsal needs a folder to write to")
    }
    if let memoryLimit, memoryLimit < 0 {
      throw ValidationError("--memory-limit \(memoryLimit): 0 or more megabytes")
    }
    if let threads, threads < 1 { throw ValidationError("--threads \(threads): at least 1") }
    if let asOf, !isBusinessDate(asOf) {
      throw ValidationError("--as-of \(asOf): not a date; write YYYY-MM-DD, as 2026-11-22")
    }
  }

  func run() throws {
    Console.sayWhenStopped()
    startLog(isVerbose: verbose)
    let meter = ProgressMeter(isOn: !quiet && !verbose)
    let order = RunOrder(
      workspace: workspace, asOf: asOf, rehearsalFolder: out,
      threads: threads ?? Console.coreCount, memoryLimit: memoryLimit,
      now: Console.now, progress: meter.show)
    let result = try reporting { try runEvening(order) }
    meter.clear()
    if json {
      Console.print(bytes: result.summaryJSON)
    } else if !quiet {
      for line in RunSummary(result).lines { Console.print(line) }
    }
    for (path, reason) in result.filesSetAside { Console.warn("\(path): \(reason)") }
    if !quiet { for notice in result.notices { Console.note(notice) } }
    let code = result.exitCode(failOn: failOn)
    if code != 0 { throw ExitCode(code) }
  }
}

extension FailOn: ExpressibleByArgument {}
