import Foundation
import Logging

/// The run's log: what it does, step by step, on standard error. Results never go through it.
let runLog = Logger(label: "backhaul")

/// Sets where the log goes, once, before the first run.
/// - Parameter isVerbose: steps too; else warnings and errors alone.
public func startLog(isVerbose: Bool) {
  LoggingSystem.bootstrap { label in
    var handler = StreamLogHandler.standardError(label: label)
    handler.logLevel = isVerbose ? .info : .warning
    return handler
  }
}

/// What a part of a run takes, for the log alone: no file ever says it.
struct WorkClock {
  private let start = Self.now

  /// Seconds on the wall, and of all threads on the processors: `0.410 s, 0.702 s CPU`.
  func log(_ part: String) {
    let now = Self.now
    let words = String(
      format: "%.3f s, %.3f s CPU", now.wall - start.wall, now.processor - start.processor)
    runLog.info("\(part): \(words)")
  }

  private static var now: (wall: Double, processor: Double) {
    (seconds(CLOCK_MONOTONIC), seconds(CLOCK_PROCESS_CPUTIME_ID))
  }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
