public import Returns

/// The figures of a business date as bytes, a page a dimension: what the ledger keeps.
///
///     page     values to the end: name u64, text, number of cells, the cells
///     cell     day (zigzag, from the page's date), measure, detail, currency, and the four numbers
///     sales    customer (varint, from the one before), day likewise, orders, amount
///
/// Values ascend by their names, the cells of a value by day, measure, detail and currency; cells
/// of nothing are left out. The same figures have the same bytes.
public enum FigurePages {
  /// The page of customers' orders stands behind those of the dimensions.
  public static let sales = 255

  /// Part number and bytes of every page that holds anything.
  public static func pages(of tally: FigureTally, on day: Day) -> [(part: Int, bytes: [UInt8])] {
    var places = [[Int]](repeating: [], count: Dimension.allCases.count)
    let (keys, numbers) = (tally.keys, tally.numbers)
    for index in keys.indices where numbers[index] != .zero {
      places[Int(keys[index].dimension.rawValue)].append(index)
    }
    var pages: [(part: Int, bytes: [UInt8])] = []
    for part in places.indices where !places[part].isEmpty {
      pages.append((part, page(of: places[part], tally, on: day)))
    }
    let sales = merged(tally.customerSales)
    if !sales.isEmpty { pages.append((self.sales, page(of: sales, on: day))) }
    return pages
  }

  private static func page(of places: [Int], _ tally: FigureTally, on day: Day) -> [UInt8] {
    let (keys, numbers) = (tally.keys, tally.numbers)
    let order = places.sorted { keys[$0].precedes(keys[$1]) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(order.count * 16)
    var start = 0
    while start < order.count {
      let value = keys[order[start]].value
      var end = start + 1
      while end < order.count, keys[order[end]].value == value { end += 1 }
      append(value, to: &bytes)
      let text = tally.names[value] ?? Text()
      RecordCoding.appendVarint(UInt64(text.count), to: &bytes)
      bytes.append(contentsOf: text.bytes)
      RecordCoding.appendVarint(UInt64(end - start), to: &bytes)
      for place in order[start..<end] {
        append(keys[place], numbers[place], on: day, to: &bytes)
      }
      start = end
    }
    return bytes
  }

  private static func append(
    _ key: CellKey, _ numbers: CellNumbers, on day: Day, to bytes: inout [UInt8]
  ) {
    RecordCoding.appendZigzag(Int64(key.day - day), to: &bytes)
    bytes.append(key.measure.rawValue)
    RecordCoding.appendVarint(UInt64(key.detail), to: &bytes)
    RecordCoding.appendVarint(UInt64(key.currency.code), to: &bytes)
    for number in [numbers.count, numbers.units, numbers.amount, numbers.cost] {
      RecordCoding.appendZigzag(number, to: &bytes)
    }
  }

  private static func append(_ word: UInt64, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// By customer and day, what adds up to nothing left out.
  private static func merged(_ sales: [CustomerSale]) -> [CustomerSale] {
    let sorted = sales.sorted { ($0.customer, $0.day) < ($1.customer, $1.day) }
    var merged: [CustomerSale] = []
    for sale in sorted {
      if let last = merged.last, last.customer == sale.customer, last.day == sale.day {
        merged[merged.count - 1].orders += sale.orders
        merged[merged.count - 1].amount &+= sale.amount
      } else {
        merged.append(sale)
      }
    }
    return merged.filter { $0.orders != 0 || $0.amount != 0 }
  }

  private static func page(of sales: [CustomerSale], on day: Day) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(sales.count * 10)
    var last: UInt64 = 0
    for sale in sales {
      RecordCoding.appendVarint(sale.customer &- last, to: &bytes)
      last = sale.customer
      RecordCoding.appendZigzag(Int64(sale.day - day), to: &bytes)
      RecordCoding.appendZigzag(Int64(sale.orders), to: &bytes)
      RecordCoding.appendZigzag(sale.amount, to: &bytes)
    }
    return bytes
  }

  /// Calls `body` with every cell of a dimension's page, and the text of its value.
  public static func forEachCell(
    _ page: Text, of dimension: Dimension, on day: Day, _ body: (CellKey, Text, CellNumbers) -> Void
  ) {
    guard let start = page.bytes.baseAddress else { return }
    var reader = ByteReader(start)
    while reader.position < start + page.count {
      let value = reader.word()
      let text = reader.text(Int(reader.varint()))
      for _ in 0..<reader.varint() {
        let date = day + Int(reader.zigzag())
        let measure = Measure(rawValue: reader.byte())
        let detail = UInt16(truncatingIfNeeded: reader.varint())
        let currency = Currency(code: UInt16(truncatingIfNeeded: reader.varint()))
        let numbers = CellNumbers(
          count: reader.zigzag(), units: reader.zigzag(), amount: reader.zigzag(),
          cost: reader.zigzag())
        // A measure of a newer program.
        guard let measure else { continue }
        body(
          CellKey(dimension, value, measure, detail: detail, currency: currency, on: date), text,
          numbers)
      }
    }
  }

  /// Calls `body` with the orders of every customer.
  public static func forEachSale(_ page: Text, on day: Day, _ body: (CustomerSale) -> Void) {
    guard let start = page.bytes.baseAddress else { return }
    var reader = ByteReader(start)
    var customer: UInt64 = 0
    while reader.position < start + page.count {
      customer &+= reader.varint()
      let date = day + Int(reader.zigzag())
      body(
        CustomerSale(
          customer: customer, day: date, orders: Int32(truncatingIfNeeded: reader.zigzag()),
          amount: reader.zigzag()))
    }
  }
}
