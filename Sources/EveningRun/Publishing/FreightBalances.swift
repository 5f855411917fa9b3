import Reports
import Returns

/// Every case's freight for the proof: what its parcels cost, and who bears it. Lines are brought
/// together by a hash of their case; what only shares the hash is told apart.
func addFreightBalances(
  of lines: TableRows<FeeLine>, to input: inout ProofInput, shopID: (Int) -> Text
) {
  var entries: [KeyedIndex] = []
  entries.reserveCapacity(lines.count)
  lines.forEach { line in
    guard !line.pointee.caseID.isEmpty else { return }
    let shop = UInt64(truncatingIfNeeded: line.pointee.shop)
    var hash = StableHash(seed: shop << 16 | UInt64(line.pointee.currency.code))
    hash.combine(line.pointee.caseID)
    entries.append(KeyedIndex(key: hash.value, index: Int(bitPattern: line)))
  }
  sortByKey(&entries)
  withExtendedLifetime(lines) {
    var start = 0
    while start < entries.count {
      var end = start + 1
      while end < entries.count, entries[end].key == entries[start].key { end += 1 }
      addBalances(of: entries[start..<end], to: &input, shopID)
      start = end
    }
  }
}

/// Lines of one hash: nearly always of one case.
private func addBalances(
  of entries: ArraySlice<KeyedIndex>, to input: inout ProofInput, _ shopID: (Int) -> Text
) {
  var rest = entries
  while let first = rest.first {
    let line = UnsafePointer<FeeLine>(first)
    var balance = FreightBalance()
    var others: [KeyedIndex] = []
    for entry in rest {
      let other = UnsafePointer<FeeLine>(entry)
      if other.pointee.isOfSameCase(as: line.pointee) {
        balance.add(other.pointee)
      } else {
        others.append(entry)
      }
    }
    input.add(balance.result(line.pointee, shopID: shopID(line.pointee.shop)))
    rest = others[...]
  }
}

extension FeeLine {
  fileprivate func isOfSameCase(as other: FeeLine) -> Bool {
    caseID == other.caseID && shop == other.shop && currency == other.currency
  }
}

private struct FreightBalance {
  private var cost: Int64 = 0
  private var premium: Int64 = 0
  private var borne = SIMD8<Int64>()

  mutating func add(_ line: FeeLine) {
    cost = Self.sum(cost, Self.sum(line.billedTotal, -line.disputed))
    let bearer = Int(line.bearer.rawValue)
    borne[bearer] = Self.sum(borne[bearer], line.payable)
    // The shop pays the premium.
    premium = Self.sum(premium, line.premium)
    borne[Int(Bearer.merchant.rawValue)] = Self.sum(
      borne[Int(Bearer.merchant.rawValue)], line.premium)
  }

  /// Bounded as the fees themselves are.
  private static func sum(_ a: Int64, _ b: Int64) -> Int64 {
    let limit: Int64 = 1_000_000_000_000_000_000
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? (b < 0 ? -limit : limit) : Swift.min(Swift.max(sum, -limit), limit)
  }

  func result(_ line: FeeLine, shopID: Text) -> Reports.CaseFreight {
    Reports.CaseFreight(
      shopID: shopID, caseID: line.caseID, currency: line.currency, carrierCost: cost,
      insurancePremium: premium, customer: borne(by: .customer), merchant: borne(by: .merchant),
      carrier: borne(by: .carrier), insurance: borne(by: .insurance),
      supplier: borne(by: .supplier))
  }

  private func borne(by bearer: Bearer) -> Int64 { borne[Int(bearer.rawValue)] }
}
