import Insight
import Returns

extension DayReport {
  /// Refund money by currency.
  func refundCard(
    _ label: Worded, _ figure: KeyPath<DayFigures.MoneyFigures, Int128>, trend: String = "",
    link: String, isBad: Bool = false
  ) -> Card {
    moneyCard(
      label, figures.refundsByCurrency.map { ($0.currency, $0.figures[keyPath: figure]) },
      trend: trend, link: link, isBad: isBad)
  }

  /// Refunds whose day is past and whose source is late; none where there are none.
  var unprovenCard: [Card] {
    guard figures.refundsByCurrency.contains(where: { $0.figures.unproven != 0 }) else { return [] }
    return [refundCard(Labels.refundsUnproven, \.unproven, link: "#pending")]
  }

  /// Freight by currency.
  func freightCard(
    _ label: Worded, _ figure: KeyPath<DayFigures.FreightFigures, Int128>, trend: String = "",
    link: String, isBad: Bool = false
  ) -> Card {
    moneyCard(
      label, figures.freightByCurrency.map { ($0.currency, $0.figures[keyPath: figure]) },
      trend: trend, link: link, isBad: isBad)
  }

  /// All that is in dispute with carriers, new or not.
  func disputeCard(link: String) -> Card {
    moneyCard(
      Labels.freightDisputed, work.recoverable.sorted, trend: KeyFigure.inDispute, link: link,
      isBad: true)
  }

  func moneyCard(
    _ label: Worded, _ amounts: [(currency: Currency, amount: Int128)], trend: String = "",
    link: String, isBad: Bool = false
  ) -> Card {
    let shown = amounts.filter { $0.amount != 0 }
    return Card(
      label: label,
      values: shown.isEmpty
        ? [language.money(0, context.currency)]
        : shown.map { language.money($0.amount, $0.currency) },
      tone: isBad && amounts.contains { $0.amount != 0 } ? "bad" : "", link: link,
      spark: trend.isEmpty ? "" : spark(trend, amounts.first?.currency ?? .none))
  }

  func countCard(
    _ label: Worded, _ count: Int, more: [String] = [], trend: String = "", link: String,
    isBad: Bool = false
  ) -> Card {
    Card(
      label: label, values: [language.number(count)] + more,
      tone: isBad && count > 0 ? "bad" : "", link: link, spark: trend.isEmpty ? "" : spark(trend))
  }

  /// How many exceptions are open, and how many of them are grave and new.
  func exceptionCard(
    _ owners: [Owner], _ label: Worded = Labels.openExceptions, link: String
  ) -> Card {
    let open = figures.exceptions { owners.contains($0.owner) }.count
    let errors = figures.exceptions { owners.contains($0.owner) && $0.severity == .error }.count
    let isAll = owners.count == Owner.allCases.count
    let trend = isAll ? "open_exceptions" : owners.count == 1 ? "exceptions_\(owners[0].name)" : ""
    return Card(
      label: label, values: [language.number(open), Labels.graveCount(errors, language)],
      tone: errors > 0 ? "bad" : "", link: link, spark: trend.isEmpty ? "" : spark(trend))
  }
}
