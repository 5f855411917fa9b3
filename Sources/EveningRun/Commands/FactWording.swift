import Reports
import Returns

/// A record's columns in words: personal data masked, times in the shop's zone, amounts in the
/// record's currency (the shop's where it states none).
struct FactWording {
  let zone: Zone
  let shopCurrency: Currency

  init(_ zone: Zone, _ shopCurrency: Currency) {
    self.zone = zone
    self.shopCurrency = shopCurrency
  }

  /// `column=value` pairs.
  func words(_ record: Record) -> String {
    values(record).map { "\($0.name)=\($0.value)" }.joined(separator: " ")
  }

  /// What the columns of a superseded version became: `unit_price: 45.00 became 55.00`.
  func changes(from older: Record, to newer: Record) -> String {
    let (before, after) = (values(older), values(newer))
    let names = older.head.feed.schema.columns.map(\.name)
    return names.compactMap { name in
      let old = before.first { $0.name == name }?.value
      let new = after.first { $0.name == name }?.value
      return old == new ? nil : "\(name): \(old ?? "empty") became \(new ?? "empty")"
    }.joined(separator: "; ")
  }

  /// The columns that are not empty, in the feed's order.
  func values(_ record: Record) -> AnswerSection.Row {
    var columns = record.columns
    let values = record.head.feed.schema.columns.map { ($0, columns.value($0.type)) }
    let currency = self.currency(of: record)
    return values.compactMap { column, value in
      word(column, value, currency).map { (column.name, $0) }
    }
  }

  func currency(of record: Record) -> Currency {
    var columns = record.columns
    for column in record.head.feed.schema.columns {
      let value = columns.value(column.type)
      if column.type == .currency, case .number(let code) = value {
        return Currency(code: UInt16(truncatingIfNeeded: code))
      }
    }
    return shopCurrency
  }

  private func word(_ column: Column, _ value: ColumnValue, _ currency: Currency) -> String? {
    switch (value, column.type) {
    case (.absent, _): nil
    case (.text(let text), _): masked(column.name, text.string)
    case (.number(let number), .time): zone.string(Instant(seconds: number))
    case (.number(let number), .amount): Amount.string(number, currency)
    case (.number(let number), .choice(let names)):
      names.indices.contains(Int(number)) ? names[Int(number)] : "?"
    case (.number(let number), .flag): number == 1 ? "yes" : "no"
    case (.number, .currency): currency.string
    case (.number(let number), _): "\(number)"
    }
  }

  private func masked(_ column: String, _ text: String) -> String {
    switch column {
    case "contact_name": Masking.name(text)
    case "contact_phone": Masking.phone(text)
    case "contact_address": Masking.address(text)
    case "description", "comment": Masking.freeText(text)
    default: text
    }
  }
}
