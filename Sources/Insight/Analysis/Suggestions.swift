public import Returns

/// What the figures advise, with the figures that say so (R7.3, R8.3).
public struct Suggestion: Sendable {
  public enum Ground: Sendable {
    case driver(Driver)
    case customer(CustomerScore)
    /// Of a test that found something, the cell that drives it most.
    case association(Association, Association.Cell)
    case slow(ServiceFigure)
    case dissatisfied(SatisfactionRow, SurveyQuestion)
    /// Customers see the reason otherwise than the case has it.
    case reasonsDiffer(SatisfactionRow)
  }

  public let ground: Ground
  /// What it is about, minor units of `currency`; 0 where no money is counted.
  public let cost: Int64
  public let currency: Currency
}

extension DayInsight {
  /// Residuals from here on drive a table.
  private static let residualLeast = 3.0
  /// Fewer answers say nothing.
  private static let answersLeast = 30

  /// The dearest first, of the workspace's own currency before others; what no money is counted of
  /// comes last.
  public var suggestions: [Suggestion] {
    var list = drivers.filter { $0.reflects == nil }.map {
      Suggestion(ground: .driver($0), cost: $0.cost, currency: $0.currency)
    }
    list += customers.filter { $0.advice != .none }.map { customer in
      Suggestion(
        ground: .customer(customer), cost: customer.excessCost, currency: customer.currency)
    }
    list.sort {
      if $0.currency != $1.currency { return $0.currency.precedes($1.currency, home: currency) }
      return $0.cost > $1.cost
    }
    func add(_ ground: Suggestion.Ground) {
      list.append(Suggestion(ground: ground, cost: 0, currency: .none))
    }
    for association in associations where association.isFound {
      let strongest = association.cells.max { $0.residual < $1.residual }
      if let strongest, strongest.residual >= Self.residualLeast {
        add(.association(association, strongest))
      }
    }
    for figure in service where figure.breaches > 0 { add(.slow(figure)) }
    if let all = satisfaction.first(where: { $0.dimension == .all }) {
      for question in SurveyQuestion.allCases {
        let top = all.top(question)
        if top.trials >= Self.answersLeast, top.high < 0.7 { add(.dissatisfied(all, question)) }
      }
      if all.reasonsGiven >= Self.answersLeast, all.reasonsDiffering * 4 >= all.reasonsGiven {
        add(.reasonsDiffer(all))
      }
    }
    return list
  }
}

extension CustomerScore {
  /// What the cases of the orders beyond the usual ones cost.
  public var excessCost: Int64 {
    let usual = Int128(usualRate) * Int128(orders)
    let beyond = max(0, Int128(returned) * 10_000 - usual)
    guard returned > 0 else { return 0 }
    return Int64(clamping: Int128(cost) * beyond / (Int128(returned) * 10_000))
  }
}
