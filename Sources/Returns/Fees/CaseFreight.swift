/// What the parcels of one case cost and who bears it: the proof's balance per case (design:
/// section 5).
public struct CaseFreight: Sendable, Equatable {
  public let caseID: Text
  public let currency: Currency
  /// Billed by the carriers less what is disputed, minor units.
  public let cost: Int64
  /// Payable by bearer, in the order of `Bearer`.
  public let borne: [Int64]

  public func borne(by bearer: Bearer) -> Int64 { borne[Int(bearer.rawValue)] }

  /// Cost that nobody bears; 0 in a sound run.
  public var residual: Int64 { FeeSum.adding(cost, -borne.reduce(0, FeeSum.adding)) }

  /// The cases among a dossier's lines, sorted by case_id and currency. Parcels without a case are
  /// left out.
  public static func balances(_ lines: [FeeLine]) -> [CaseFreight] {
    let sorted = lines.filter { !$0.caseID.isEmpty }.sorted { a, b in
      a.caseID == b.caseID ? a.currency < b.currency : a.caseID < b.caseID
    }
    var balances: [CaseFreight] = []
    var start = 0
    while start < sorted.count {
      var end = start
      var cost: Int64 = 0
      var borne = [Int64](repeating: 0, count: Bearer.allCases.count)
      let first = sorted[start]
      while end < sorted.count {
        let line = sorted[end]
        guard line.caseID == first.caseID, line.currency == first.currency else { break }
        cost = FeeSum.adding(cost, FeeSum.adding(line.billedTotal, -line.disputed))
        let bearer = Int(line.bearer.rawValue)
        borne[bearer] = FeeSum.adding(borne[bearer], line.payable)
        end += 1
      }
      balances.append(
        CaseFreight(caseID: first.caseID, currency: first.currency, cost: cost, borne: borne))
      start = end
    }
    return balances
  }
}
