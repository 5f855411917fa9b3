/// Who competes with whom. Disputes that share a member are one.
struct Disputes: Sendable {
  struct Dispute: Sendable {
    var expectations: Set<Int> = []
    var evidence: Set<Int> = []
    /// The search gave up, so there may be more rivals than these.
    var reachedLimit = false
  }

  private var all: [Dispute] = []
  private var ofExpectation: [Int: Int] = [:]
  private var ofEvidence: [Int: Int] = [:]

  var isEmpty: Bool { all.isEmpty }

  func holds(expectation: Int) -> Bool { !all.isEmpty && ofExpectation[expectation] != nil }
  func holds(evidence: Int) -> Bool { !all.isEmpty && ofEvidence[evidence] != nil }
  func about(expectation: Int) -> Dispute? { ofExpectation[expectation].map { all[$0] } }
  func about(evidence: Int) -> Dispute? { ofEvidence[evidence].map { all[$0] } }

  mutating func add(_ expectations: [Int], _ evidence: [Int], reachedLimit: Bool) {
    var merged = Dispute(
      expectations: Set(expectations), evidence: Set(evidence), reachedLimit: reachedLimit)
    let touched = Set(expectations.compactMap { ofExpectation[$0] })
      .union(evidence.compactMap { ofEvidence[$0] })
    for number in touched {
      merged.expectations.formUnion(all[number].expectations)
      merged.evidence.formUnion(all[number].evidence)
      merged.reachedLimit = merged.reachedLimit || all[number].reachedLimit
    }
    // An absorbed dispute stays behind unreferenced; its members point to the merged one.
    for expectation in merged.expectations { ofExpectation[expectation] = all.count }
    for movement in merged.evidence { ofEvidence[movement] = all.count }
    all.append(merged)
  }
}
