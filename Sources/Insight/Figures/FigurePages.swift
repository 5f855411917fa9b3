public import Returns

/// The figures of a business date as bytes, a page a dimension: what the ledger keeps.
///
///     page     values to the end: name u64, text, number of cells, the cells
///     cell     day (zigzag, from the page's date), measure, detail, currency, and the four numbers
///     sales    a zero, then: customer (varint, from the one before), day likewise, currency (its
///              bits that differ from the one before), orders, amount
///
/// Values ascend by their names, the cells of a value by day, measure, detail and currency; cells
/// of nothing are left out. The same figures have the same bytes.
public enum FigurePages {
  /// The page of customers' orders stands behind those of the dimensions.
  public static let sales = 255

  /// A page, or a part of one that can be made beside the others: its values' names begin with
  /// the bits of `number`.
  public struct Slice: Sendable {
    public let part: Int
    fileprivate let number: UInt64
    fileprivate let bits: UInt64

    fileprivate func has(_ value: UInt64) -> Bool { bits == 0 || value >> (64 - bits) == number }
  }

  /// All pages in the order of their parts, those of many values in slices: the bytes of a page are
  /// those of its slices one after the other. The page of sales is whole, as a customer's name is
  /// told from the one before.
  public static var slices: [Slice] {
    (Dimension.allCases.map { Int($0.rawValue) } + [sales]).flatMap { part in
      let isWide = Dimension(rawValue: UInt8(part)).map { !$0.isNarrow } ?? false
      let bits: UInt64 = isWide ? 3 : 0
      return (0..<(1 << bits)).map { Slice(part: part, number: $0, bits: bits) }
    }
  }

  /// The bytes of a slice of what several workers counted; empty: there is nothing on it.
  public static func bytes(_ slice: Slice, of tallies: [FigureTally], on day: Day) -> [UInt8] {
    guard slice.part != sales else { return page(of: merged(tallies), on: day) }
    let part = slice.part
    let sorted = places(slice, tallies)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(sorted.count * 24)
    var cells: [FigureCell] = []
    var start = 0
    while start < sorted.count {
      let value = sorted[start].value
      let names = tallies[Int(sorted[start].tally)].names
      cells.removeAll(keepingCapacity: true)
      while start < sorted.count, sorted[start].value == value {
        cells.append(tallies[Int(sorted[start].tally)].tables[part].cells[Int(sorted[start].index)])
        start += 1
      }
      let text = names[cells[0].name]
      addUp(&cells)
      append(cells, on: day, text, to: &bytes)
    }
    return bytes
  }

  /// Where a cell stands: 16 bytes, so that many are sorted by what is mostly different.
  private struct Place {
    let value: UInt64
    let tally: Int32
    let index: Int32
  }

  /// The places of all cells by value.
  private static func places(_ slice: Slice, _ tallies: [FigureTally]) -> [Place] {
    var places: [Place] = []
    for (number, tally) in tallies.enumerated() {
      let cells = tally.tables[slice.part].cells
      for index in cells.indices where slice.has(cells[index].key.value) {
        places.append(
          Place(value: cells[index].key.value, tally: Int32(number), index: Int32(index)))
      }
    }
    places.sort { $0.value < $1.value }
    return places
  }

  /// Puts the cells of a value in their order, each key once, what comes to nothing left out.
  private static func addUp(_ cells: inout [FigureCell]) {
    if cells.count > 1 { cells.sort { $0.key.precedes($1.key) } }
    var kept = 0
    for cell in cells {
      if kept > 0, cells[kept - 1].key == cell.key {
        cells[kept - 1].numbers += cell.numbers
      } else {
        cells[kept] = cell
        kept += 1
      }
    }
    cells.removeLast(cells.count - kept)
    cells.removeAll { $0.numbers == .zero }
  }

  private static func append(
    _ cells: [FigureCell], on day: Day, _ text: Text, to bytes: inout [UInt8]
  ) {
    guard let first = cells.first else { return }
    append(first.key.value, to: &bytes)
    RecordCoding.appendVarint(UInt64(text.count), to: &bytes)
    bytes.append(contentsOf: text.bytes)
    RecordCoding.appendVarint(UInt64(cells.count), to: &bytes)
    for cell in cells { append(cell.key, cell.numbers, on: day, to: &bytes) }
  }

  private static func append(
    _ key: CellKey, _ numbers: CellNumbers, on day: Day, to bytes: inout [UInt8]
  ) {
    RecordCoding.appendZigzag(Int64(key.day - day), to: &bytes)
    bytes.append(key.measure.rawValue)
    RecordCoding.appendVarint(UInt64(key.detail), to: &bytes)
    RecordCoding.appendVarint(UInt64(key.currency.code), to: &bytes)
    RecordCoding.appendZigzag(numbers.count, to: &bytes)
    RecordCoding.appendZigzag(numbers.units, to: &bytes)
    RecordCoding.appendZigzag(numbers.amount, to: &bytes)
    RecordCoding.appendZigzag(numbers.cost, to: &bytes)
  }

  private static func append(_ word: UInt64, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// By customer and day, what adds up to nothing left out.
  private static func merged(_ tallies: [FigureTally]) -> [CustomerSale] {
    let sorted = tallies.flatMap(\.customerSales)
      .sorted {
        if $0.customer != $1.customer { return $0.customer < $1.customer }
        return $0.day != $1.day ? $0.day < $1.day : $0.currency < $1.currency
      }
    var merged: [CustomerSale] = []
    for sale in sorted {
      if let last = merged.last, last.customer == sale.customer, last.day == sale.day,
        last.currency == sale.currency
      {
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
    guard !sales.isEmpty else { return bytes }
    bytes.reserveCapacity(sales.count * 11)
    RecordCoding.appendVarint(0, to: &bytes)
    var (last, lastCode): (UInt64, UInt16) = (0, 0)
    for sale in sales {
      RecordCoding.appendVarint(sale.customer &- last, to: &bytes)
      last = sale.customer
      RecordCoding.appendZigzag(Int64(sale.day - day), to: &bytes)
      RecordCoding.appendVarint(UInt64(sale.currency.code ^ lastCode), to: &bytes)
      lastCode = sale.currency.code
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
    var (customer, code): (UInt64, UInt16) = (0, 0)
    // A page of before begins with a customer, whose number is not 0, and names no currency.
    var namesCurrency = false
    while reader.position < start + page.count {
      let step = reader.varint()
      if customer == 0, step == 0 {
        namesCurrency = true
        continue
      }
      customer &+= step
      let date = day + Int(reader.zigzag())
      if namesCurrency { code ^= UInt16(truncatingIfNeeded: reader.varint()) }
      body(
        CustomerSale(
          customer: customer, day: date, orders: Int32(truncatingIfNeeded: reader.zigzag()),
          amount: reader.zigzag(), currency: Currency(code: code)))
    }
  }
}
