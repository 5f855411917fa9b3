import Reports
import Returns

/// What a run is asked to do.
public struct RunOrder: Sendable {
  public var workspace: String
  /// `YYYY-MM-DD`; nil: today in the workspace's zone, before noon yesterday.
  public var asOf: String?
  /// A rehearsal writes here and leaves ledger and inbox untouched.
  public var rehearsalFolder: String?
  public var threads: Int
  /// Megabytes of records kept in memory; what is more waits in a temporary file. nil: all stay.
  public var memoryLimit: Int?
  /// The clock, seconds since 1970, read once at the edge: it picks the default date and dates the
  /// run's row, nothing else.
  public var now: Int64
  public var progress: @Sendable (RunProgress) -> Void
  /// Of the reports, instead of the workspace's: `en` or `zh-Hans`.
  public var language: String?
  /// A report of a week or a month is about these days.
  var period: ReportPeriod?

  public init(
    workspace: String, asOf: String? = nil, rehearsalFolder: String? = nil, threads: Int = 2,
    memoryLimit: Int? = nil, now: Int64,
    progress: @escaping @Sendable (RunProgress) -> Void = { _ in }
  ) {
    self.workspace = workspace
    self.asOf = asOf
    self.rehearsalFolder = rehearsalFolder
    self.threads = threads
    self.memoryLimit = memoryLimit
    self.now = now
    self.progress = progress
  }
}

/// What a run is doing, for a progress bar.
public enum RunProgress: Sendable {
  case reading(file: String)
  case routing
  case judging(done: Int, of: Int)
  case storing
  case publishing(file: String)
}

/// What a run found.
public struct RunResult: Sendable {
  /// The business date, `YYYY-MM-DD`.
  public var day: String
  public var folder: String
  public var proofCloses: Bool
  public var filesTaken = 0
  /// Files refused or held, each with its reason.
  public var filesSetAside: [(path: String, reason: String)] = []
  public var rowsRejected = 0
  public var casesReported = 0
  /// Batches of instructions in the date's folder, and their rows.
  public var batches: [(file: String, rows: Int)] = []
  public var newExceptions = 0
  /// Open exceptions by severity.
  public var openErrors = 0
  public var openWarnings = 0
  public var openNotes = 0
  public var newErrors = 0
  public var notices: [String] = []
  public var summaryJSON: [UInt8] = []
}

/// Why there was no run. Each case has its exit code (design: section 3).
public enum RunFailure: Error, Sendable {
  case configuration([String])
  case locked(String)
  case dateGoesBack(String)
  case broken(String)
  /// Records could not be put aside: where, and why.
  case spill(String, String)

  public var exitCode: Int32 {
    switch self {
    case .configuration, .dateGoesBack: 2
    case .locked: 4
    case .broken, .spill: 5
    }
  }

  public var messages: [String] {
    switch self {
    case .configuration(let list): list
    case .locked(let message), .dateGoesBack(let message), .broken(let message): [message]
    case .spill(let place, let reason):
      [
        "\(place): records that memory has no room for cannot be kept there: \(reason). "
          + "Make room on that disk, or raise --memory-limit."
      ]
    }
  }
}

public enum FailOn: String, Sendable, CaseIterable { case new, any, none }

extension RunResult {
  /// 6 the proof does not close, 3 files were refused or held, 1 errors are open, else 0.
  public func exitCode(failOn: FailOn) -> Int32 {
    if !proofCloses { return 6 }
    if !filesSetAside.isEmpty { return 3 }
    switch failOn {
    case .any: return openErrors > 0 ? 1 : 0
    case .new: return newErrors > 0 ? 1 : 0
    case .none: return 0
    }
  }
}

/// `2026-11-22`: exactly this form, and a day that exists.
public func isBusinessDate(_ text: String) -> Bool { Day(iso: text) != nil }

extension Day {
  init?(iso text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2],
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }
}
