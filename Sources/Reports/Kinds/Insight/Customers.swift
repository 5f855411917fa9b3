public import Insight
import Returns

private let adviceWords = Words<CustomerScore.Advice>()

/// `customer_scores.csv`: customers who return more than others, with what the score is made of
/// (R9.4). No row refuses anything.
public let customerScoresTable = TableKind<CustomerScore>(
  "customer_scores",
  [
    TableColumn("customer_id") { row, context in
      .string(context.masked(row.customerID))
    },
    TableColumn("score") { row, _ in .count(row.score) },
    TableColumn("advice") { row, _ in adviceWords[row.advice] },
    TableColumn("orders") { row, _ in .count(row.orders) },
    TableColumn("cases") { row, _ in .count(row.cases) },
    TableColumn("rate_pct") { row, _ in .percent(row.rate.share) },
    TableColumn("rate_low_pct") { row, _ in .percent(row.rate.low) },
    TableColumn("usual_rate_pct") { row, _ in .percent(row.usualRate) },
    TableColumn("sold") { row, _ in .amount(row.sold, row.currency) },
    TableColumn("cost") { row, _ in .amount(row.cost, row.currency) },
    TableColumn("kept") { row, _ in .amount(row.kept, row.currency) },
    TableColumn("currency") { row, _ in .currency(row.currency) },
    TableColumn("first_case") { row, _ in .day(row.firstCase) },
    TableColumn("last_case") { row, _ in .day(row.lastCase) },
    TableColumn("reasons") { row, context in
      .string(InsightWording.reasons(row, context.language))
    },
  ])

/// A call at its place in the list.
public struct CallLine: Sendable {
  public let rank: Int
  public let call: CallRow

  public static func rows(_ calls: [CallRow]) -> [CallLine] {
    calls.enumerated().map { CallLine(rank: $0.offset + 1, call: $0.element) }
  }
}

/// `call_list.csv`: key customers who applied for something in the last two weeks, to be called and
/// asked how it went (R7.1).
public let callListTable = TableKind<CallLine>(
  "call_list",
  [
    TableColumn("rank") { row, _ in .count(row.rank) },
    TableColumn("customer_id") { row, context in .string(context.masked(row.call.customerID)) },
    TableColumn("orders") { row, _ in .count(row.call.orders) },
    TableColumn("sold") { row, _ in .amount(row.call.sold, row.call.currency) },
    TableColumn("cases") { row, _ in .count(row.call.cases) },
    TableColumn("cost") { row, _ in .amount(row.call.cost, row.call.currency) },
    TableColumn("currency") { row, _ in .currency(row.call.currency) },
    TableColumn("last_case") { row, _ in .day(row.call.lastCase) },
  ])

extension ReportContext {
  /// An id that may be a phone number or a mail address is masked like one.
  func masked(_ id: Text) -> String {
    masksPersonalData ? Masking.freeText(id.string) : id.string
  }
}
