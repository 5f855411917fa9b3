public import Insight
import Returns

/// A suggestion at its place in the list.
public struct SuggestionRow: Sendable {
  public let rank: Int
  public let suggestion: Suggestion
}

/// `suggestions.csv`: what the figures advise, with the figures that say so (R7.3).
public let suggestionsTable = TableKind<SuggestionRow>(
  "suggestions",
  [
    TableColumn("rank") { row, _ in .count(row.rank) },
    TableColumn("ground") { row, _ in .string(row.suggestion.ground.name) },
    TableColumn("cost") { row, _ in
      row.suggestion.currency == .none
        ? .empty : .amount(row.suggestion.cost, row.suggestion.currency)
    },
    TableColumn("currency") { row, _ in .currency(row.suggestion.currency) },
    TableColumn("suggestion") { row, context in
      .string(InsightWording.advice(row.suggestion.ground).in(context.language))
    },
    TableColumn("figures") { row, context in
      .string(InsightWording.figures(row.suggestion.ground, context))
    },
  ])

extension Suggestion.Ground {
  var name: String {
    switch self {
    case .driver(let driver): driver.dimension.name
    case .customer: "customer"
    case .association: "association"
    case .slow: "service"
    case .dissatisfied, .reasonsDiffer: "satisfaction"
    }
  }
}
