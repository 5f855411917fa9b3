import Insight
import Returns

/// A headline figure: a label and one value a line, for instance one per currency.
struct Card {
  let label: Worded
  let values: [String]
  /// `bad` where it wants attention, else empty: a class of the style sheet.
  let tone: String
}

extension FinanceReport {
  var cards: [Card] {
    [
      Card(label: Labels.openCases, values: ["\(figures.openCaseCount)"], tone: ""),
      exceptionCard,
      refundCard(Labels.refundsExpected, \.expected),
      refundCard(Labels.refundsPaid, \.matched),
      refundCard(Labels.refundsPending, \.pending),
      refundCard(Labels.refundsMissing, \.missing, isBad: true),
      freightCard(Labels.freightBilled, \.billed),
      freightCard(Labels.freightPayable, \.payable),
      freightCard(Labels.freightDisputed, \.disputed, isBad: true),
      freightCard(Labels.freightRecovered, \.recovered),
    ]
  }

  private var exceptionCard: Card {
    let language = context.language
    let errorCount = figures.exceptions { $0.severity == .error }.count
    let newCount = figures.exceptionCount(.new)
    return Card(
      label: Labels.openExceptions,
      values: [
        "\(figures.openExceptionCount)",
        "\(errorCount) \(Labels.errors.in(language))",
        "\(newCount) \(Labels.newToday.in(language))",
      ],
      tone: errorCount > 0 ? "bad" : "")
  }

  private func refundCard(
    _ label: Worded, _ figure: KeyPath<DayFigures.MoneyFigures, Int128>, isBad: Bool = false
  ) -> Card {
    moneyCard(
      label, figures.refundsByCurrency.map { ($0.currency, $0.figures[keyPath: figure]) },
      isBad: isBad)
  }

  private func freightCard(
    _ label: Worded, _ figure: KeyPath<DayFigures.FreightFigures, Int128>, isBad: Bool = false
  ) -> Card {
    moneyCard(
      label, figures.freightByCurrency.map { ($0.currency, $0.figures[keyPath: figure]) },
      isBad: isBad)
  }

  private func moneyCard(
    _ label: Worded, _ amounts: [(currency: Currency, amount: Int128)], isBad: Bool
  ) -> Card {
    Card(
      label: label,
      values: amounts.isEmpty ? ["0"] : amounts.map { worded($0.amount, $0.currency) },
      tone: isBad && amounts.contains { $0.amount != 0 } ? "bad" : "")
  }
}

/// `1,234.00 CNY`.
func worded(_ amount: Int128, _ currency: Currency) -> String {
  PlainText.grouped(amount, currency) + " " + currency.string
}

/// `1,234.00 CNY, 5.00 USD`.
func worded(_ amounts: Amounts) -> String {
  amounts.sorted.map { worded($0.amount, $0.currency) }.joined(separator: ", ")
}
