/// What many plain orders come to together, so that a day's sums are touched once for all of them.
public struct PlainSums {
  /// Payments made and met, of one currency.
  public struct Payments {
    public let currency: Currency
    public fileprivate(set) var count = 0
    public fileprivate(set) var amount: Int64 = 0
  }

  /// Freight as agreed, of one invoice.
  public struct Freight {
    /// The sums of its positions.
    public fileprivate(set) var line: FeeLine
    public fileprivate(set) var positions = 0
  }

  public private(set) var payments: [Payments] = []
  public private(set) var freight: [Freight] = []
  private var last = 0

  public init() {}

  /// Adds the payment of a plain order. Sums stay far from the ends of 64 bits: an amount is at
  /// most 10^15, and they are taken down after some ten thousand orders.
  mutating func add(_ state: ExpectationState) {
    let index = payments.firstIndex { $0.currency == state.currency } ?? payments.count
    if index == payments.count { payments.append(Payments(currency: state.currency)) }
    payments[index].count += 1
    payments[index].amount += state.expected
  }

  /// Adds a line of its freight.
  mutating func add(_ line: FeeLine) {
    if last >= freight.count || !freight[last].line.isOnInvoice(of: line) {
      last = freight.firstIndex { $0.line.isOnInvoice(of: line) } ?? freight.count
      if last == freight.count {
        var sum = line
        sum.expectedFee = 0
        (sum.billedFee, sum.packagingFee, sum.surcharge, sum.payable) = (0, 0, 0, 0)
        freight.append(Freight(line: sum))
      }
    }
    freight[last].positions += 1
    freight[last].line.expectedFee = (freight[last].line.expectedFee ?? 0) + (line.expectedFee ?? 0)
    freight[last].line.billedFee += line.billedFee
    freight[last].line.packagingFee += line.packagingFee
    freight[last].line.surcharge += line.surcharge
    freight[last].line.payable += line.payable
  }

  /// Whether so many invoices have come together that looking for one is dear.
  public var isWide: Bool { freight.count > 200 }
}

extension FeeLine {
  /// Plain lines of one invoice differ in nothing but their parcel and amounts.
  fileprivate func isOnInvoice(of other: FeeLine) -> Bool {
    carrier == other.carrier && invoiceNo == other.invoiceNo && currency == other.currency
      && shop == other.shop
  }
}
