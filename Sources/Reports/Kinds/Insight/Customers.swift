public import Insight
import Returns

private let adviceWords = Words<CustomerScore.Advice>()

/// A score at its place in the list.
public struct CustomerRow: Sendable {
  public let rank: Int
  public let score: CustomerScore

  public static func rows(_ scores: [CustomerScore]) -> [CustomerRow] {
    scores.enumerated().map { CustomerRow(rank: $0.offset + 1, score: $0.element) }
  }
}

/// `customer_scores.csv`: customers who return more than others, with what the score is made of
/// (R9.4). No row refuses anything.
public let customerScoresTable = TableKind<CustomerRow>(
  "customer_scores",
  [
    TableColumn("rank") { row, _ in .count(row.rank) },
    TableColumn("customer_id") { row, context in
      .string(context.masked(row.score.customerID))
    },
    TableColumn("score") { row, _ in .count(row.score.score) },
    TableColumn("advice") { row, _ in adviceWords[row.score.advice] },
    TableColumn("orders") { row, _ in .count(row.score.orders) },
    TableColumn("cases") { row, _ in .count(row.score.cases) },
    TableColumn("orders_with_case") { row, _ in .count(row.score.returned) },
    TableColumn("rate_pct") { row, _ in
      row.score.orders > 0 ? .percent(row.score.rate.share) : .empty
    },
    TableColumn("rate_low_pct") { row, _ in
      row.score.orders > 0 ? .percent(row.score.rate.low) : .empty
    },
    TableColumn("usual_rate_pct") { row, _ in .percent(row.score.usualRate) },
    TableColumn("sold") { row, _ in .amount(row.score.sold, row.score.currency) },
    TableColumn("cost") { row, _ in .amount(row.score.cost, row.score.currency) },
    TableColumn("kept") { row, _ in .amount(row.score.kept, row.score.currency) },
    TableColumn("currency") { row, _ in .currency(row.score.currency) },
    TableColumn("first_case") { row, _ in .day(row.score.firstCase) },
    TableColumn("last_case") { row, _ in .day(row.score.lastCase) },
    TableColumn("reasons") { row, context in
      .string(InsightWording.reasons(row.score, context.language))
    },
    TableColumn("shop_id") { row, _ in .text(row.score.shop) },
    TableColumn("other_currencies") { row, context in
      .string(InsightWording.otherMoney(row.score.money, context.language))
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
    TableColumn("shop_id") { row, _ in .text(row.call.shop) },
    TableColumn("other_currencies") { row, context in
      .string(InsightWording.otherMoney(row.call.money, context.language))
    },
    TableColumn("advice") { row, _ in adviceWords[row.call.advice] },
  ])

extension ReportContext {
  /// A customer in a sentence or on a page: of several shops with the name of the shop.
  func customer(_ id: Text, of shop: Text) -> String {
    guard shopNames.count > 1, !shop.isEmpty else { return masked(id) }
    return language == .english ? "\(masked(id)) (\(shop))" : "\(masked(id))（\(shop)）"
  }

  /// A customer's id stays, for somebody has to find the customer by it; one that is a mobile
  /// number or a mail address is masked.
  func masked(_ id: Text) -> String {
    let id = id.string
    guard masksPersonalData else { return id }
    if let at = id.firstIndex(of: "@") { return Masking.name(String(id[..<at])) + id[at...] }
    let digits = id.filter { $0.isNumber }
    let isMobile = digits.count == id.count && id.count == 11 && id.hasPrefix("1")
    return isMobile || id.hasPrefix("+") ? Masking.phone(id) : id
  }
}
