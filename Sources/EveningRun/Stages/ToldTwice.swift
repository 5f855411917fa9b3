import Returns

/// Money that two open exceptions tell of: a refund that is missing and that the law wants paid by
/// now is one amount.
extension JudgedExceptions {
  private struct Case: Hashable {
    let dossier: UInt64
    let caseID: Text
  }

  /// Open breaches of the law, by identity, whose money an open exception of the same case tells as
  /// missing already.
  /// - Parameter isTold: whether a code tells what another, a law's, is about.
  func toldTwice(_ isTold: (ExceptionCode, _ by: ExceptionCode) -> Bool) -> Set<UInt64> {
    var breaches: [Case: [Int]] = [:]
    for index in indices where isOpen(index) {
      let finding = finding(index)
      guard finding.pointee.code.owner == .compliance, !finding.pointee.caseID.isEmpty else {
        continue
      }
      let own = Case(dossier: finding.pointee.dossier, caseID: finding.pointee.caseID)
      breaches[own, default: []].append(index)
    }
    guard !breaches.isEmpty else { return [] }
    let codes = ExceptionCode.allCases.filter { code in
      ExceptionCode.allCases.contains { isTold($0, code) }
    }
    var told: Set<UInt64> = []
    for index in indices where isOpen(index) {
      let finding = finding(index)
      guard codes.contains(finding.pointee.code) else { continue }
      let own = Case(dossier: finding.pointee.dossier, caseID: finding.pointee.caseID)
      for breach in breaches[own] ?? []
      where isTold(self.finding(breach).pointee.code, finding.pointee.code) {
        told.insert(life(breach).identity)
      }
    }
    return told
  }

  private func isOpen(_ index: Int) -> Bool { life(index).status.isOpen }
}

extension ExceptionCode {
  /// Whether the money that a breach of the law is about is open under this code already.
  func tellsMoney(of breach: ExceptionCode) -> Bool {
    switch (breach, self) {
    case (.lawRefundOverdue, .refundMissing), (.lawRefundOverdue, .refundShort),
      (.lawRefundOverdue, .refundFailed), (.lawRefundOverdue, .ambiguous),
      (.lawRefundOverdue, .searchLimit), (.lawFreight, .freightRefundMissing):
      true
    default: false
    }
  }
}
