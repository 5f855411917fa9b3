public enum ExceptionStatus: UInt8, Vocabulary {
  case new, open, changed, reopened, resolved, decided
}

/// An exception as the ledger remembers it: its life, and the content last reported.
public struct ExceptionLife: Sendable, Equatable {
  /// The finding's identity: the same trouble, the same exception, whatever its code.
  public var identity: UInt64
  public var version: Int
  public var status: ExceptionStatus
  /// The day the trouble broke.
  public var openedOn: Day
  public var firstSeenOn: Day
  /// The business date on which it was found to be gone.
  public var closedOn: Day?
  /// Hash of what is reported of it besides its age.
  public var digest: UInt64

  public init(
    identity: UInt64, version: Int, status: ExceptionStatus, openedOn: Day, firstSeenOn: Day,
    closedOn: Day?, digest: UInt64
  ) {
    self.identity = identity
    self.version = version
    self.status = status
    self.openedOn = openedOn
    self.firstSeenOn = firstSeenOn
    self.closedOn = closedOn
    self.digest = digest
  }

  /// The life of a finding on a business date, given its life before that date (nil: never seen).
  ///
  /// - Parameter digest: the finding's.
  public static func after(
    _ before: ExceptionLife?, found finding: borrowing Finding, digest: UInt64, on day: Day
  ) -> ExceptionLife {
    if finding.isOver { return over(before, finding, digest: digest, on: day) }
    return after(
      before, identity: finding.identity, openedOn: finding.openedOn, digest: digest, on: day)
  }

  /// The same of trouble that is not over, without a look at the finding itself.
  public static func after(
    _ before: ExceptionLife?, identity: UInt64, openedOn: Day, digest: UInt64, on day: Day
  ) -> ExceptionLife {
    guard var life = before else {
      return ExceptionLife(
        identity: identity, version: 1, status: .new, openedOn: openedOn,
        firstSeenOn: day, closedOn: nil, digest: digest)
    }
    if life.closedOn != nil {
      life.status = .reopened
      life.version += 1
      life.openedOn = openedOn
    } else {
      life.status = life.digest == digest ? .open : .changed
      if life.digest != digest { life.version += 1 }
      life.openedOn = min(life.openedOn, openedOn)
    }
    life.closedOn = nil
    life.digest = digest
    return life
  }

  /// The life of a finding that tells of trouble which is over; `before` is not closed.
  static func over(
    _ before: ExceptionLife?, _ finding: borrowing Finding, digest: UInt64, on day: Day
  ) -> ExceptionLife {
    var life =
      before
      ?? ExceptionLife(
        identity: finding.identity, version: 0, status: .new, openedOn: finding.openedOn,
        firstSeenOn: day, closedOn: nil, digest: digest)
    life.openedOn = min(life.openedOn, finding.openedOn)
    life.digest = digest
    return .resolved(life, on: day)
  }

  /// The life of a finding that a person is done with; nil where that was so before.
  /// - Parameter isNew: the decision is of this date.
  public static func decided(
    _ before: ExceptionLife?, found finding: borrowing Finding, digest: UInt64, isNew: Bool,
    on day: Day
  ) -> ExceptionLife? {
    if let before, before.status == .decided, !isNew { return nil }
    var life = after(before, found: finding, digest: digest, on: day)
    if life.status == .new || life.status == .open { life.version += 1 }
    life.status = .decided
    life.closedOn = day
    return life
  }

  /// The life of an exception whose trouble is gone on a business date: of itself, or because a
  /// person's decision took it away.
  public static func resolved(
    _ before: ExceptionLife, byDecision: Bool = false, on day: Day
  ) -> ExceptionLife {
    var life = before
    life.status = byDecision ? .decided : .resolved
    life.version += 1
    life.closedOn = day
    return life
  }
}

extension Finding {
  /// Changes when the exception says something else (not when the policy lists its shop elsewhere).
  public var digest: UInt64 {
    var bytes: [UInt8] = []
    return digest(using: &bytes)
  }

  /// The same, made in room that is used again.
  public func digest(using bytes: inout [UInt8]) -> UInt64 {
    bytes.removeAll(keepingCapacity: true)
    append(shop: 0, openedOn: Day(number: 0), to: &bytes)
    return bytes.withUnsafeBytes { StableHash.of(Text($0)) }
  }
}

extension ExceptionStatus {
  /// Whether someone still has to act.
  public var isOpen: Bool { self != .resolved && self != .decided }
}
