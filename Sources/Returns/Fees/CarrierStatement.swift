/// What each carrier's invoices come to after audit: the sums of carrier_statement.csv. Partial
/// statements merge in any order and grouping; sums are exact in 128 bits.
public struct CarrierStatement: Sendable {
  private var sums = Ledgers<Key, Sums>()
  private var charged = Ledgers<Invoice, Int128>()

  public init() {}

  /// One row of carrier_statement.csv. Amounts in minor units of `currency`.
  public struct Row: Sendable, Equatable {
    public let carrier: Text
    public let invoiceNo: Text
    /// All the carrier billed on the invoice, in this currency; the rows' `billed` add up to it.
    public let statementTotal: Int64
    public let currency: Currency
    public let direction: Direction
    public let bearer: Bearer
    /// Waybills; charges of the account count for none.
    public let parcels: Int
    public let billed: Int64
    /// Payable, and what the carrier billed too little of the freight.
    public let expected: Int64
    /// Billed and not payable on the invoice.
    public let disputed: Int64
    public let payable: Int64
  }

  /// An invoice whose lines do not add up to its charges: the proof of section 5 names it.
  public struct Residual: Sendable, Equatable {
    public let carrier: Text
    public let invoiceNo: Text
    public let currency: Currency
    /// Charges that came in less the sum of the statement's rows; 0 in a run that closes.
    public let amount: Int64
  }

  /// Adds what `settleFees` made of a dossier's charges.
  /// - Parameter currency: the shop's, for charges that name none.
  public mutating func add(_ lines: [FeeLine], charges: [Charge], currency: Currency) {
    for index in lines.indices {
      sums.update(Key(lines[index]), default: Sums()) { $0.add(lines[index]) }
    }
    // A dossier's charges are of one invoice, or two: their sums are looked up once.
    var start = 0
    while start < charges.count {
      let invoice = Invoice(charges[start], currency)
      var sum = Int128(charges[start].amount)
      var end = start + 1
      while end < charges.count, Invoice(charges[end], currency) == invoice {
        sum += Int128(charges[end].amount)
        end += 1
      }
      charged.update(invoice, default: 0) { $0 += sum }
      start = end
    }
  }

  /// Adds a line whose charges are what it bills, or the sums of several such lines of an invoice.
  public mutating func add(whole line: FeeLine, parcels: Int = 1) {
    let key = Key(line)
    sums.update(key, default: Sums()) { sum in
      sum.add(line)
      if !line.waybill.isEmpty { sum.parcels += parcels - 1 }
    }
    charged.update(key.invoice, default: 0) { $0 += Int128(line.billedTotal) }
  }

  public mutating func merge(_ other: CarrierStatement) {
    for (key, sum) in other.sums.entries {
      sums.update(key, default: Sums()) { $0 = $0.adding(sum) }
    }
    for (invoice, amount) in other.charged.entries {
      charged.update(invoice, default: 0) { $0 += amount }
    }
  }

  /// Sorted by carrier, invoice_no, currency, direction, bearer.
  public var rows: [Row] {
    sums.entries.map { key, sums in
      Row(
        carrier: key.invoice.carrier, invoiceNo: key.invoice.invoiceNo,
        statementTotal: Int64(clamping: charged.value(of: key.invoice) ?? 0),
        currency: key.invoice.currency,
        direction: key.direction, bearer: key.bearer, parcels: sums.parcels,
        billed: Int64(clamping: sums.billed), expected: Int64(clamping: sums.expected),
        disputed: Int64(clamping: sums.billed - sums.payable),
        payable: Int64(clamping: sums.payable))
    }.sorted { a, b in
      if a.carrier != b.carrier { return a.carrier < b.carrier }
      if a.invoiceNo != b.invoiceNo { return a.invoiceNo < b.invoiceNo }
      if a.currency != b.currency { return a.currency < b.currency }
      return (a.direction.rawValue, a.bearer.rawValue) < (b.direction.rawValue, b.bearer.rawValue)
    }
  }

  /// Invoices whose sums do not close, sorted; empty in a sound run.
  public var residuals: [Residual] {
    var rest = charged
    for (key, sums) in sums.entries { rest.update(key.invoice, default: 0) { $0 -= sums.billed } }
    return rest.entries.filter { $0.value != 0 }.map { invoice, amount in
      Residual(
        carrier: invoice.carrier, invoiceNo: invoice.invoiceNo, currency: invoice.currency,
        amount: Int64(clamping: amount))
    }.sorted { a, b in
      if a.carrier != b.carrier { return a.carrier < b.carrier }
      if a.invoiceNo != b.invoiceNo { return a.invoiceNo < b.invoiceNo }
      return a.currency < b.currency
    }
  }
}

extension CarrierStatement {
  private struct Invoice: StablyHashed {
    let carrier: Text
    let invoiceNo: Text
    let currency: Currency

    init(carrier: Text, invoiceNo: Text, currency: Currency) {
      self.carrier = carrier
      self.invoiceNo = invoiceNo
      self.currency = currency
    }

    init(_ charge: Charge, _ currency: Currency) {
      self.init(
        carrier: charge.carrier, invoiceNo: charge.invoiceNo,
        currency: charge.currency == .none ? currency : charge.currency)
    }

    var stableHash: UInt64 {
      var hash = StableHash(seed: UInt64(currency.code))
      hash.combine(carrier)
      hash.combine(invoiceNo)
      return hash.value
    }
  }

  private struct Key: StablyHashed {
    let invoice: Invoice
    let direction: Direction
    let bearer: Bearer

    init(_ line: FeeLine) {
      invoice = Invoice(carrier: line.carrier, invoiceNo: line.invoiceNo, currency: line.currency)
      direction = line.direction
      bearer = line.bearer
    }

    var stableHash: UInt64 {
      invoice.stableHash ^ (UInt64(direction.rawValue) << 3 | UInt64(bearer.rawValue)) &* 0x9E37
    }
  }

  private struct Sums {
    var parcels = 0
    var billed: Int128 = 0
    var expected: Int128 = 0
    var payable: Int128 = 0

    mutating func add(_ line: FeeLine) {
      if !line.waybill.isEmpty { parcels += 1 }
      let shortfall = max(0, -(line.variance ?? 0))
      billed += Int128(line.billedTotal)
      expected += Int128(line.payable) + (line.payable > 0 ? Int128(shortfall) : 0)
      payable += Int128(line.payable)
    }

    func adding(_ other: Sums) -> Sums {
      var sum = self
      sum.parcels += other.parcels
      sum.billed += other.billed
      sum.expected += other.expected
      sum.payable += other.payable
      return sum
    }
  }
}
