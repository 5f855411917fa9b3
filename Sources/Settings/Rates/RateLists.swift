internal import Returns

/// Columns whose cells are lists: entries between semicolons, each a name and a value with a colon
/// between.
extension RateColumn {
  /// `1000:1000;10000:100;*:500`: up to 1 kg in whole kilograms, up to 10 kg in steps of 100 g,
  /// above in steps of 500 g (domain.md 3d).
  static let rounding = RateColumn(
    name: "rounding", isRequired: false, mayBeEmpty: true,
    legal: { _ in
      "ranges of grams with their steps, rising, for example 1000:1000;10000:100;*:500"
    },
    read: { cell, rate in
      guard let bands = roundingBands(cell) else { return false }
      rate.rounding = FixedList(bands)
      return true
    })

  /// `carton:1.50;bag:0.40`: unit prices in the row's currency.
  static let packagingList = RateColumn(
    name: "packaging_list", isRequired: false, mayBeEmpty: true,
    legal: { "items with their unit prices in \($0.string), for example carton:\($0.sample)" },
    read: { cell, rate in
      guard let prices = packagingPrices(cell, rate.currency) else { return false }
      rate.packagingList = FixedList(prices)
      return true
    })
}

private func entries(_ cell: String) -> [(name: String, value: String)]? {
  var entries: [(String, String)] = []
  for entry in cell.split(separator: ";", omittingEmptySubsequences: false) {
    let parts = entry.split(separator: ":", omittingEmptySubsequences: false).map(trimmed)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
    entries.append((parts[0], parts[1]))
  }
  return entries
}

private func trimmed(_ part: Substring) -> String {
  var part = part
  while part.first == " " { part.removeFirst() }
  while part.last == " " { part.removeLast() }
  return String(part)
}

private func roundingBands(_ cell: String) -> [RoundingBand]? {
  var bands: [RoundingBand] = []
  for (limit, step) in entries(cell) ?? [] {
    let upTo = limit == "*" ? Int64.max : wholeNumber(limit).map { Int64($0) }
    guard let upTo, let step = wholeNumber(step), (1...100_000_000).contains(step),
      upTo > bands.last?.upToGrams ?? 0
    else { return nil }
    bands.append(RoundingBand(upToGrams: upTo, stepGrams: Int64(step)))
  }
  return bands.isEmpty ? nil : bands
}

private func packagingPrices(_ cell: String, _ currency: Currency) -> [PackagingPrice]? {
  var prices: [PackagingPrice] = []
  for (item, price) in entries(cell) ?? [] {
    guard let amount = minorUnits(price, decimals: currency.decimals),
      item.unicodeScalars.allSatisfy({ $0.value >= 32 }),
      !prices.contains(where: { $0.item == Text(item) })
    else { return nil }
    prices.append(PackagingPrice(item: Text(item), unitPrice: amount))
  }
  return prices.isEmpty ? nil : prices
}
