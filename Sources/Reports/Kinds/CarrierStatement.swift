public import Returns

/// What a carrier billed on one invoice for one direction and bearer, and what of it is to be paid.
/// Minor units of
/// `currency`; sums over many positions.
public struct StatementRow: Sendable, Equatable {
  public var carrier: Text
  public var invoiceNo: Text
  /// Of the whole invoice, the same on each of its rows.
  public var statementTotal: Int128
  public var currency: Currency
  public var direction: Direction
  public var bearer: Bearer
  public var parcels: Int
  public var billed: Int128
  public var expected: Int128
  public var disputed: Int128
  public var payable: Int128

  public init(
    carrier: Text, invoiceNo: Text, statementTotal: Int128, currency: Currency,
    direction: Direction, bearer: Bearer, parcels: Int, billed: Int128, expected: Int128,
    disputed: Int128, payable: Int128
  ) {
    self.carrier = carrier
    self.invoiceNo = invoiceNo
    self.statementTotal = statementTotal
    self.currency = currency
    self.direction = direction
    self.bearer = bearer
    self.parcels = parcels
    self.billed = billed
    self.expected = expected
    self.disputed = disputed
    self.payable = payable
  }
}

/// `carrier_statement.csv`: per invoice, what was billed, expected, disputed and is payable.
public let carrierStatementTable = TableKind<StatementRow>(
  "carrier_statement",
  [
    TableColumn("carrier") { row, _ in .text(row.carrier) },
    TableColumn("invoice_no") { row, _ in .text(row.invoiceNo.asInvoice) },
    TableColumn("statement_total") { row, _ in .total(row.statementTotal, row.currency) },
    TableColumn("currency") { row, _ in .currency(row.currency) },
    TableColumn("direction") { row, _ in directionWords[row.direction] },
    TableColumn("bearer") { row, _ in bearerWords[row.bearer] },
    TableColumn("parcels") { row, _ in .count(row.parcels) },
    TableColumn("billed") { row, _ in .total(row.billed, row.currency) },
    TableColumn("expected") { row, _ in .total(row.expected, row.currency) },
    TableColumn("disputed") { row, _ in .total(row.disputed, row.currency) },
    TableColumn("payable") { row, _ in .total(row.payable, row.currency) },
  ])
