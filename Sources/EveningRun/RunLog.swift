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
