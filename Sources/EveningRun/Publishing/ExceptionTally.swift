import Insight
import Reports
import Returns
import Synchronization

/// What the pages and the run's result say of all exceptions together.
struct ExceptionTally: Sendable {
  private(set) var figures = DayFigures()
  private(set) var details = ExceptionFigures()
  private(set) var urgent: UrgentExceptions
  /// Not seen before, or seen again.
  private(set) var new = 0
  private(set) var newErrors = 0
  /// Errors that a person put off: they are open, and do not count for the exit code.
  private(set) var snoozedErrors = 0

  /// - Parameter home: the workspace's own currency.
  init(home: Currency) { urgent = UrgentExceptions(home: home) }

  mutating func add(
    _ finding: UnsafePointer<Finding>, _ life: ExceptionLife, on day: Day, place: Int,
    isSnoozed: Bool = false, isToldTwice: Bool = false
  ) {
    let difference = Finding.difference(
      finding.pointee.expected, finding.pointee.actual, givenUp: finding.pointee.givenUp)
    figures.addException(
      finding.pointee.code, life.status, difference, finding.pointee.currency,
      isToldTwice: isToldTwice)
    guard life.status.isOpen else { return }
    let isNew = life.status == .new || life.status == .reopened
    details.add(finding, difference, openedOn: life.openedOn, isNew: isNew, on: day)
    urgent.add(finding, difference, ageDays: max(0, day - life.openedOn), place: place)
    if isSnoozed {
      if finding.pointee.code.severity == .error { snoozedErrors += 1 }
      return
    }
    guard isNew else { return }
    new += 1
    if finding.pointee.code.severity == .error { newErrors += 1 }
  }

  mutating func merge(_ other: ExceptionTally) {
    figures.merge(other.figures)
    details.merge(other.details)
    urgent.merge(other.urgent)
    new += other.new
    newErrors += other.newErrors
    snoozedErrors += other.snoozedErrors
  }

  func open(_ severity: Severity) -> Int { figures.exceptions { $0.severity == severity }.count }
}

/// Tallies of the threads that render exceptions: each takes one, adds a range and gives it back.
final class ExceptionTallies: Sendable {
  private let home: Currency
  private let idle = Mutex<[ExceptionTally]>([])

  init(home: Currency) { self.home = home }

  func add(_ body: (inout ExceptionTally) -> Void) {
    var tally = idle.withLock { $0.popLast() } ?? ExceptionTally(home: home)
    body(&tally)
    idle.withLock { $0.append(tally) }
  }

  var sum: ExceptionTally {
    idle.withLock { tallies in
      tallies.reduce(into: ExceptionTally(home: home)) { $0.merge($1) }
    }
  }
}
