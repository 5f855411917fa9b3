extension People {
  /// Why a person may not decide so; nil: the person may.
  ///
  /// A deputy has the rights of those he or she stands in for. Of several roles the one that asks
  /// for least counts.
  /// - Parameter amount: what is at stake, minor units; nil where no money is.
  public func refusal(
    of decision: Decision, code: ExceptionCode, shop: Int, amount: Int64?, currency: Currency
  ) -> DecisionRefusal? {
    guard let person = persons.first(where: { $0.name == decision.decidedBy }) else {
      return .unknownPerson
    }
    let stake = Stake(
      action: decision.action, code: code, shop: shop, amount: amount, currency: currency)
    let rights = roles(of: person).map { $0.right(to: stake) }
    guard let best = rights.min(by: { $0.rank < $1.rank }) else { return .action }
    if case .none(let refusal) = best { return refusal }
    let approver = decision.approvedBy
    if approver.isEmpty { return best == .withApproval ? .needsApproval : nil }
    if approver == person.name { return .selfApproved }
    return areTwo(person.name, approver, stake) ? nil : .approver
  }

  /// Whether two people may decide so, each by a right of another one: a person and the deputy who
  /// stands in for that very person are one.
  fileprivate func areTwo(_ proposer: String, _ approver: String, _ stake: Stake) -> Bool {
    let (first, second) = (holders(of: proposer, stake), holders(of: approver, stake))
    return !first.isEmpty && !second.isEmpty && first.union(second).count > 1
  }

  /// Whose right a person can decide by: the person's own, or that of those stood in for.
  private func holders(of name: String, _ stake: Stake) -> Set<String> {
    guard persons.contains(where: { $0.name == name }) else { return [] }
    let holders = persons.filter { holder in
      (holder.name == name || holder.deputies.contains(name))
        && roles.contains {
          holder.roles.contains($0.name) && $0.right(to: stake).rank < Right.mayNot
        }
    }
    return Set(holders.map(\.name))
  }

  /// Whether one of two who decided the same seconds the other.
  /// - Parameter amount: as for `refusal`.
  func isSecond(
    _ name: String, to decision: Decision, code: ExceptionCode, shop: Int, amount: Int64?,
    currency: Currency
  ) -> Bool {
    let stake = Stake(
      action: decision.action, code: code, shop: shop, amount: amount, currency: currency)
    return name != decision.decidedBy && areTwo(decision.decidedBy, name, stake)
  }

  private func roles(of person: Person) -> [Role] {
    let standsFor = persons.filter { $0.deputies.contains(person.name) }
    let names = Set(([person] + standsFor).flatMap(\.roles))
    return roles.filter { names.contains($0.name) }
  }

  /// Whether a person may take a file out of the books, as a deputy perhaps.
  public func mayWithdraw(_ name: String) -> Bool {
    guard let person = persons.first(where: { $0.name == name }) else { return false }
    return roles(of: person).contains(where: \.mayWithdraw)
  }
}

/// What a decision is about.
private struct Stake {
  let action: DecisionAction
  let code: ExceptionCode
  let shop: Int
  let amount: Int64?
  let currency: Currency
}

private enum Right: Equatable {
  case alone, withApproval
  case none(DecisionRefusal)

  /// From here on there is no right.
  static let mayNot = 2

  /// The less a person lacks, the nearer: what is reported is what is lacking last.
  var rank: Int {
    switch self {
    case .alone: 0
    case .withApproval: 1
    case .none(.limit): Self.mayNot
    case .none(.shop): Self.mayNot + 1
    case .none(.code): Self.mayNot + 2
    case .none: Self.mayNot + 3
    }
  }
}

extension People.Role {
  fileprivate func right(to stake: Stake) -> Right {
    guard actions.contains(stake.action) else { return .none(.action) }
    if let codes, !codes.contains(stake.code) { return .none(.code) }
    if let shops, !shops.contains(stake.shop) { return .none(.shop) }
    guard let amount = stake.amount, stake.currency != .none else { return .alone }
    if let limits, amount > limits[stake.currency] ?? 0 { return .none(.limit) }
    if let above = approvalAbove[stake.currency], amount > above { return .withApproval }
    return .alone
  }
}
