import Insight
import Returns

/// Which way expected money goes.
enum MoneyFlow: UInt8 {
  case fromCustomers, toCustomers, fromOthers

  init(_ kind: ExpectationKind) {
    switch kind.evidenceType {
    case .payment: self = .fromCustomers
    case .refund: self = .toCustomers
    default: self = .fromOthers
    }
  }

  var words: Worded {
    switch self {
    case .fromCustomers: Worded("From customers", "客户付款")
    case .toCustomers: Worded("To customers", "退给客户")
    case .fromOthers: Worded("From carriers, insurers", "承运商与保险方")
    }
  }
}

extension DayReport {
  /// What became of expected money. What is unproven has a column where there is any.
  func moneyColumns<Row>(
    _ currency: @escaping (Row) -> Currency, _ figures: @escaping (Row) -> DayFigures.MoneyFigures
  ) -> [PageColumn<Row>] {
    func column(
      _ label: Worded, _ figure: @escaping (DayFigures.MoneyFigures) -> Int128
    ) -> PageColumn<Row> {
      PageColumn(label, .number) { .total(figure(figures($0)), currency($0)) }
    }
    let isUnproven = self.figures.moneyByKind.contains { $0.figures.unproven != 0 }
    return [
      column(Labels.expected, \.expected), column(Labels.matched, \.matched),
      column(Labels.notDue, \.notDue),
    ] + (isUnproven ? [column(Labels.unprovenMoney, \.unproven)] : []) + [
      column(Labels.writtenOff, \.writtenOff), column(Labels.missing, \.missing),
    ]
  }
}
