internal import Returns
internal import Yams

extension Setting {
  /// The value's own text, whatever YAML makes of it (`NO` is a word here, `1.10` keeps its zero).
  var word: String? {
    guard !isNothing, case .scalar(let scalar) = node else { return nil }
    return scalar.string
  }

  /// A text that is not empty and holds no control characters.
  func text(_ problems: inout Problems) -> String? {
    let isPrintable = word?.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 } ?? false
    guard let word, !word.isEmpty, isPrintable else {
      expected("a text on one line", &problems)
      return nil
    }
    return word
  }

  /// A whole number in a range.
  func count(_ range: ClosedRange<Int>, of unit: String, _ problems: inout Problems) -> Int? {
    guard let count = word.flatMap(wholeNumber), range.contains(count) else {
      expected(
        "a whole number of \(unit) from \(range.lowerBound) to \(range.upperBound)", &problems)
      return nil
    }
    return count
  }

  func flag(_ problems: inout Problems) -> Bool? {
    switch word?.lowercased() {
    case "yes", "on", "true": return true
    case "no", "off", "false": return false
    default:
      expected("yes or no", &problems)
      return nil
    }
  }

  /// One of a list of words, exactly as they are written.
  func choice<Value>(_ words: [(String, Value)], _ problems: inout Problems) -> Value? {
    if let value = words.first(where: { $0.0 == word })?.1 { return value }
    let names = words.map(\.0)
    let near = word.flatMap { nearName(to: $0, among: names) }
    let hint = near.map { "; did you mean \(quoted($0))?" } ?? ""
    let legal = names.count > 1 ? "one of \(names.joined(separator: ", "))" : names.joined()
    expected(legal + hint, &problems)
    return nil
  }

  func choice<Value: Vocabulary>(_ type: Value.Type, _ problems: inout Problems) -> Value? {
    choice(Value.allCases.map { ($0.name, $0) }, &problems)
  }

  /// An amount that is not negative, in minor units. Read from the text, never through binary
  /// fractions.
  func amount(_ currency: Currency, _ problems: inout Problems) -> Int64? {
    if let word, let amount = minorUnits(word, decimals: currency.decimals) { return amount }
    expected("an amount in \(currency.string), for example \(quoted(currency.sample))", &problems)
    return nil
  }

  /// Amounts per currency: `{CNY: "500.00"}`.
  func amounts(_ problems: inout Problems) -> [Currency: Int64] {
    var amounts: [Currency: Int64] = [:]
    for entry in entries(&problems) ?? [] {
      guard let currency = Currency(entry.key) else {
        problems.add(
          "\(quoted(entry.key)) is not a currency; expected an ISO 4217 code, for example CNY",
          at: entry.keyPlace)
        continue
      }
      amounts[currency] = entry.amount(currency, &problems)
    }
    return amounts
  }

  func day(_ problems: inout Problems) -> Day? {
    if let day = word.flatMap(calendarDay) { return day }
    expected("a date, for example 2026-11-01", &problems)
    return nil
  }

  func currency(_ problems: inout Problems) -> Currency? {
    if let currency = word.flatMap({ Currency($0) }) { return currency }
    expected("an ISO 4217 currency code, for example CNY", &problems)
    return nil
  }

  func zone(_ problems: inout Problems) -> Zone? {
    if let zone = word.flatMap(Returns.Zone.init(iana:)) { return zone }
    let hint = word.flatMap(nearZone).map { "; did you mean \(quoted($0))?" } ?? ""
    expected("an IANA time zone, for example Asia/Shanghai\(hint)", &problems)
    return nil
  }

  /// A list of words, each of which must be one of the known ones; a single word counts as a list
  /// of one.
  func choices<Value>(
    _ what: String, _ words: [(String, Value)], _ problems: inout Problems
  ) -> [Value] {
    var values: [Value] = []
    let items = word == nil ? items(of: what + "s", &problems) ?? [] : [self]
    for item in items {
      guard let name = item.text(&problems) else { continue }
      if let value = words.first(where: { $0.0 == name })?.1 {
        values.append(value)
      } else {
        problems.add(unknown(what, name, known: words.map(\.0)), at: item.place)
      }
    }
    return values
  }

  /// A list of texts.
  func texts(_ what: String, _ problems: inout Problems) -> [String] {
    (items(of: what, &problems) ?? []).compactMap { $0.text(&problems) }
  }
}

extension Currency {
  /// An amount as it is written in this currency: `12.00`.
  var sample: String { decimals == 0 ? "12" : "12." + String(repeating: "0", count: decimals) }
}

/// Digits only, without sign; nil beyond fifteen of them.
func wholeNumber(_ text: String) -> Int? {
  guard (1...15).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else {
    return nil
  }
  return Int(text)
}

/// A plain decimal that is not negative, times 10 to the power of `decimals`. Zeros beyond them are
/// fine, other digits are not; nil beyond `amountLimit`.
public func minorUnits(_ text: String, decimals: Int) -> Int64? {
  let parts = text.split(separator: ".", omittingEmptySubsequences: false)
  guard parts.count <= 2, let whole = wholeNumber(String(parts[0])) else { return nil }
  let fraction = parts.count == 2 ? parts[1] : ""
  guard parts.count == 1 || wholeNumber(String(fraction)) != nil else { return nil }
  guard fraction.dropFirst(decimals).allSatisfy({ $0 == "0" }) else { return nil }
  var units = Int64(whole)
  for position in 0..<decimals {
    let digits = fraction.utf8.dropFirst(position)
    let (next, overflow) = units.multipliedReportingOverflow(by: 10)
    if overflow { return nil }
    units = next + Int64(digits.first ?? 48) - 48
  }
  return units <= amountLimit ? units : nil
}

/// `2026-11-22`.
func calendarDay(_ text: String) -> Day? {
  let parts = text.split(separator: "-", omittingEmptySubsequences: false)
  guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2 else {
    return nil
  }
  let numbers = parts.compactMap { wholeNumber(String($0)) }
  guard numbers.count == 3 else { return nil }
  return Day(year: numbers[0], month: numbers[1], day: numbers[2])
}
