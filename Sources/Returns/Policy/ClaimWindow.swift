/// Within how many days a carrier takes a claim, and what they count from (domain.md 3f: sources
/// disagree on both, so they are data).
public struct ClaimWindow: Sendable, Equatable {
  public enum Start: UInt8, Vocabulary {
    /// The day of the bill, of the pick-up, of the delivery; the day the parcel was due; the day it
    /// counts as lost, or the damage was reported.
    case billing, shipping, delivery, due, trouble
  }

  /// Calendar days; nil: without limit.
  public var days: Int?
  public var from: Start

  public init(_ days: Int?, from: Start) {
    self.days = days
    self.from = from
  }

  /// The last day on which the carrier takes a claim.
  /// - Parameter start: the day it counts from; nil where nothing says.
  func deadline(_ start: (Start) -> Day?) -> Day? {
    guard let days else { return nil }
    return start(from).map { $0 + days }
  }
}

/// The windows of a carrier by what a claim is for. Every claim and every dispute has its last day
/// from here.
public struct ClaimWindows: Sendable, Equatable {
  /// What came after its day (FA10).
  public var late = ClaimWindow(15, from: .due)
  /// What was lost or damaged: its goods and its freight (FA11).
  public var lost = ClaimWindow(30, from: .trouble)
  public var damaged = ClaimWindow(15, from: .trouble)
  /// Charges above what is owed, where their check has no window of its own.
  public var charge = ClaimWindow(90, from: .billing)
  public var checks = FixedList<OfCheck>()

  public struct OfCheck: Sendable, Equatable {
    public let check: FeeCheck
    public let window: ClaimWindow

    public init(_ check: FeeCheck, _ window: ClaimWindow) {
      self.check = check
      self.window = window
    }
  }

  public init() {}

  func window(_ check: FeeCheck, isDamaged: Bool) -> ClaimWindow {
    switch check {
    case .late: late
    case .lost: isDamaged ? damaged : lost
    default: checks.first { $0.check == check }?.window ?? charge
    }
  }

  /// What is agreed with carriers that have no terms of their own.
  static let usual = ClaimWindows()
}
