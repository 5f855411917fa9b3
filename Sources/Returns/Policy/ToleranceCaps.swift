/// How much tolerances may take as settled in all (design: section 6). nil: as much as they say.
public struct ToleranceCaps: Sendable {
  /// Of one refund, or of the charges of one waybill on one invoice.
  public var line: CapAmounts?
  /// Of one carrier, or one account that refunds move through, in one run.
  public var counterparty: CapAmounts?
  public var run: CapAmounts?

  public init() {}

  /// Whether it takes all of a run's uses together to tell which of them are within the caps.
  public var needsCensus: Bool { counterparty != nil || run != nil }

  /// Which uses the caps have no room for. The smallest go first, and among equals the smaller
  /// identity, so that neither the order of dossiers nor threads decide.
  ///
  /// - Parameters:
  ///   - uses: all that the tolerances would take today.
  ///   - isSettled: taken by an earlier run already; it uses no room again.
  ///   - isRefused: refused by an earlier run, and therefore now.
  /// - Returns: identities, ascending.
  public func refused(
    _ uses: [ToleranceUse], isSettled: (ToleranceUse) -> Bool,
    isRefused: (ToleranceUse) -> Bool
  ) -> [UInt64] {
    var refused: [UInt64] = []
    var spent: [Currency: Int64] = [:]
    var spentWith: [Counterparty: Int64] = [:]
    let sorted = uses.sorted { ($0.amount, $0.identity) < ($1.amount, $1.identity) }
    for use in sorted where !isSettled(use) {
      let other = Counterparty(name: use.counterparty, currency: use.currency)
      let sum = MinorUnits.sum(spent[use.currency] ?? 0, use.amount) ?? .max
      let sumWith = MinorUnits.sum(spentWith[other] ?? 0, use.amount) ?? .max
      let isWithin =
        sum <= run?[use.currency] ?? .max && sumWith <= counterparty?[use.currency] ?? .max
      guard isWithin, !isRefused(use) else {
        refused.append(use.identity)
        continue
      }
      spent[use.currency] = sum
      spentWith[other] = sumWith
    }
    return refused.sorted()
  }

  private struct Counterparty: Hashable {
    let name: Text
    let currency: Currency
  }
}

/// An amount for each currency that is named; nothing in any other.
public struct CapAmounts: Sendable, Equatable {
  private let amounts: FixedList<Amount>

  private struct Amount: Sendable, Equatable {
    let currency: Currency
    let amount: Int64
  }

  public init(_ amounts: [Currency: Int64]) {
    self.amounts = FixedList(
      amounts.sorted { $0.key < $1.key }.map { Amount(currency: $0.key, amount: $0.value) })
  }

  /// Minor units.
  public subscript(currency: Currency) -> Int64 {
    amounts.first { $0.currency == currency }?.amount ?? 0
  }
}
