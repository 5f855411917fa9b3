/// A step in the life of a case that its facts give a time for, on one of three tracks (domain.md
/// section 2): approval, reception, money. Raw values are stored: append, never renumber.
public enum LifeStep: UInt8, Vocabulary {
  // Before the case.
  case ordered, received
  // Approval.
  case applied, approved, refused, converted, withdrawn
  // Reception.
  case pickedUp, lost, arrived, inspected, accepted, sentBack
  // Money, and the goods in its place.
  case refunded, shipped, replaced
}

extension LifeStep {
  var bit: UInt16 { 1 << UInt16(rawValue) }
}

/// When a case took each step: the first and the last time, in seconds. A step whose time no fact
/// gives is not there, and clashes with nothing.
struct CaseLife {
  private var firsts: InlineArray<16, Int64> = InlineArray(repeating: .max)
  private var lasts: InlineArray<16, Int64> = InlineArray(repeating: .min)
  /// A bit each.
  private var taken: UInt16 = 0

  mutating func take(_ step: LifeStep, at time: Instant?) {
    guard let time else { return }
    let place = Int(step.rawValue)
    taken |= step.bit
    firsts[place] = min(firsts[place], time.seconds)
    lasts[place] = max(lasts[place], time.seconds)
  }

  /// Whether the times of the two steps go against the line. A step that is not there is first at
  /// the end of time, and last before its beginning: it breaks none.
  @inline(__always)
  func breaks(_ rule: LifeRule) -> Bool {
    guard taken & rule.taken == rule.taken else { return false }
    let (step, other) = (Int(rule.step.rawValue), Int(rule.other.rawValue))
    switch rule.order {
    case .notBefore: return firsts[step] < firsts[other] && firsts[other] != .max
    case .notAfter: return lasts[step] > firsts[other]
    case .needs: return firsts[step] != .max && firsts[other] == .max
    }
  }

  func first(_ step: LifeStep) -> Instant? {
    let seconds = firsts[Int(step.rawValue)]
    return seconds == .max ? nil : Instant(seconds: seconds)
  }

  func last(_ step: LifeStep) -> Instant? {
    let seconds = lasts[Int(step.rawValue)]
    return seconds == .min ? nil : Instant(seconds: seconds)
  }
}
