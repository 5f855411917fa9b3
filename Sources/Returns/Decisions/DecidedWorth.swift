/// What a decision moves or gives up, in money: what people's limits and second approvers are for
/// (people.yaml).
extension DecisionReview {
  /// Minor units of the decision's currency; nil where it is about no money.
  ///
  /// Of an amount that is set, what changes by it. What the person gave up or promised about the
  /// exception before counts too: a sum in parts is the sum.
  func worth(of decision: Decision, _ amount: Int64?, _ stakes: DecisionStake) -> Int64? {
    guard decision.action.isAboutMoney else { return nil }
    let own =
      switch decision.action {
      case .setAmount: amount.map { grounds.change(to: $0, decision.exception) ?? $0 }
      case .reship: stakes.goodsWorth ?? stakes.shortfall
      case .resend: stakes.failedAmount ?? stakes.shortfall
      default: amount ?? stakes.shortfall
      }
    guard let own else { return nil }
    return FeeSum.adding(own, before(decision))
  }

  /// What stands by the same person on the same exception.
  private func before(_ decision: Decision) -> Int64 {
    var sum: Int64 = 0
    var changed: Int64 = 0
    for earlier in judged
    where earlier.decision.exception == decision.exception
      && earlier.decision.decidedBy == decision.decidedBy
    {
      guard case .inForce(_, let amount?) = earlier.standing else { continue }
      switch earlier.decision.action {
      case .writeOff, .accept, .compensate: sum = FeeSum.adding(sum, amount)
      // The last one holds; another one to come is in its place.
      case .setAmount where decision.action != .setAmount:
        changed = grounds.change(to: amount, decision.exception) ?? amount
      default: break
      }
    }
    return FeeSum.adding(sum, changed)
  }
}

extension DecisionStake {
  /// All that is amiss by the exception.
  var shortfall: Int64? { finding.shortfall }

  /// What was paid for the goods that a case's `reship` sends again, or what the article it is
  /// exchanged for costs; nil where its order is not known.
  var goodsWorth: Int64? {
    guard let dossier else { return nil }
    var sum: Int64?
    for application in dossier.cases where application.caseID == finding.caseID {
      for line in dossier.lines
      where application.lineNo == nil || application.lineNo == line.lineNo {
        let units = application.lineNo == nil ? line.quantity : application.quantity
        sum = FeeSum.adding(sum ?? 0, Self.worth(of: units, line, application))
      }
    }
    return sum
  }

  private static func worth(
    of units: Int64, _ line: OrderLine, _ application: CaseLine
  ) -> Int64 {
    if application.kind == .exchange, let price = application.exchangeUnitPrice {
      return product(price, units)
    }
    guard let paid = line.paidAmount, line.quantity > 0 else {
      return product(line.unitPrice, units)
    }
    return MinorUnits.proportion(paid, units, line.quantity) ?? .max
  }

  private static func product(_ price: Int64, _ units: Int64) -> Int64 {
    let (value, isTooBig) = price.multipliedReportingOverflow(by: units)
    return isTooBig ? .max : value
  }
}
