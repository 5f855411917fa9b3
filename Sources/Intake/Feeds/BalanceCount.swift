import Returns

/// A statement's proof: opening balance + what was booked = closing balance, in one currency.
struct BalanceCount {
  enum Result {
    case total(ControlTotal)
    case notice(String)
  }

  private struct Balance {
    let amount: Exact
    let currency: Text
    let places: Int
  }

  private let rule: BalanceRule
  private let slot: Int
  private var opening: Balance?
  private var closing: Balance?
  private var booked = Exact(units: 0)
  private var currencies: Set<String> = []
  private var unreadable = 0

  /// - Parameter slot: the first of the slots that hold type, amount, currency, indicator and day.
  init(_ rule: BalanceRule, slot: Int) {
    self.rule = rule
    self.slot = slot
  }

  mutating func clear() { self = BalanceCount(rule, slot: slot) }

  /// - Returns: the closing balance's day, up to which the statement is complete.
  mutating func take(_ slots: [Text]) -> Text? {
    let type = slots[slot]
    let text = slots[slot + 1]
    guard var amount = try? Exact(text) else { return nil }
    if slots[slot + 3] == rule.debit { amount = -amount }
    let point = text.bytes.firstIndex(of: 0x2E)
    let balance = Balance(
      amount: amount, currency: Text(copying: slots[slot + 2].bytes),
      places: point.map { min(Exact.places, text.count - $0 - 1) } ?? 0)
    if rule.opening.contains(type), opening == nil { opening = balance }
    guard rule.closing.contains(type) else { return nil }
    closing = balance
    let day = slots[slot + 4]
    return day.slice(0, min(10, day.count))
  }

  mutating func count(_ evaluator: Evaluator) {
    do throws(ValueProblem) {
      guard let value = try evaluator.exact(rule.booked, decimals: 2) else { return }
      booked = booked + value
      currencies.insert(try evaluator.text(rule.bookedCurrency).string)
    } catch {
      unreadable += 1
    }
  }

  /// Opening and closing balance, in one currency.
  var ends: (opening: Exact, closing: Exact, currency: String)? {
    guard let opening, let closing, opening.currency == closing.currency else { return nil }
    return (opening.amount, closing.amount, opening.currency.string)
  }

  func label(_ evaluator: Evaluator) -> String {
    let text = try? evaluator.text(rule.label)
    return text.map { "statement \($0.string)" } ?? ""
  }

  func result(_ label: String) -> Result {
    guard let opening, let closing else {
      let lack =
        self.opening == nil
        ? (self.closing == nil ? "balances" : "opening balance") : "closing balance"
      return .notice("\(label): no \(lack), so that it is whole is not proven")
    }
    let all = currencies.union([opening.currency.string, closing.currency.string])
    guard all.count == 1 else {
      let names = all.sorted().joined(separator: ", ")
      return .notice(
        "\(label): balances and entries are in several currencies (\(names)) and cannot be compared"
      )
    }
    let found = opening.amount + booked
    let places = max(opening.places, closing.places)
    let note = unreadable > 0 ? " (\(unreadable) amounts not readable)" : ""
    return .total(
      ControlTotal(
        name: "\(label): closing balance", expected: closing.amount.string(decimals: places),
        found: found.string(decimals: places) + note,
        agrees: found == closing.amount && unreadable == 0))
  }
}
