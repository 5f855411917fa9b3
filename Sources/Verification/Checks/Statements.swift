extension Check {
  /// The rows of a carrier's invoice add up to it, and to the positions it is made of.
  static let statements = Check(
    "statements", "each carrier's invoice is the sum of its lines, and these of its positions"
  ) { evening, findings in
    let table = try evening.run.table(.carrierStatement)
    let place = try table.columns("billed", "payable", "disputed", "parcels", "statement_total")
    let names = try table.columns("carrier", "invoice_no", "currency", "direction", "bearer")
    var positions = try ListedPositions(evening.run).sums
    var invoices: [Invoice: (total: Int128, sum: Int128, line: Int)] = [:]
    try table.forEachRow { row in
      let line = { evening.run.place("carrier_statement.csv", line: row.line) }
      let amounts = place.map { row[$0].amount?.minor ?? 0 }
      let billed = amounts[0]
      findings.compare("\(line()) disputed", found: amounts[2], expected: billed - amounts[1])
      let key = PositionKey(row, names)
      var invoice = invoices[key.invoice] ?? (amounts[4], 0, row.line)
      findings.compare("\(line()) statement_total", found: amounts[4], expected: invoice.total)
      invoice.sum += billed
      invoices[key.invoice] = invoice
      let listed = positions.removeValue(forKey: key) ?? ListedPositions.Sum()
      listed.compare(
        ListedPositions.Sum(parcels: amounts[3], billed: billed, payable: amounts[1]),
        isWhole: key.direction != "outbound", line(), &findings)
    }
    for invoice in invoices.values.sorted(by: { $0.line < $1.line }) {
      findings.compare(
        evening.run.place("carrier_statement.csv", line: invoice.line) + " statement_total",
        found: invoice.total, expected: invoice.sum)
    }
    for key in positions.keys.sorted(by: { $0.words < $1.words }) {
      findings.fault(
        evening.run.place("carrier_statement.csv"), found: "no row of \(key.words)",
        expected: "one, because fee_settlement.csv has positions of it", advice: .recomputed)
    }
    findings.compare(
      evening.run.place("proof.json") + " statements.checked",
      found: try evening.run.proof().statements.checked, expected: invoices.count)
  }
}

private struct Invoice: Hashable {
  let carrier: String
  let number: String
  let currency: String
}

private struct PositionKey: Hashable {
  let invoice: Invoice
  let direction: String
  let bearer: String

  /// - Parameter place: of carrier, invoice, currency, direction and bearer.
  init(_ row: CSVRow, _ place: [Int]) {
    invoice = Invoice(
      carrier: row[place[0]].string, number: row[place[1]].string,
      currency: row[place[2]].string)
    direction = row[place[3]].string
    bearer = row[place[4]].string
  }

  var words: String {
    "\(invoice.carrier) \(invoice.number) \(invoice.currency) \(direction) \(bearer)"
  }
}

/// The positions of fee_settlement.csv, added up as the carriers' statements are.
private struct ListedPositions {
  struct Sum {
    var parcels: Int128 = 0
    var billed: Int128 = 0
    var payable: Int128 = 0

    /// - Parameter isWhole: every position is listed; of outbound parcels only those with a
    ///   variance are.
    func compare(_ stated: Sum, isWhole: Bool, _ line: String, _ findings: inout Findings) {
      guard isWhole else {
        guard parcels > stated.parcels else { return }
        return findings.fault(
          "\(line) parcels", found: "\(stated.parcels)",
          expected: "at least \(parcels), listed in fee_settlement.csv", advice: .recomputed)
      }
      findings.compare("\(line) parcels", found: stated.parcels, expected: parcels)
      findings.compare("\(line) billed", found: stated.billed, expected: billed)
      findings.compare("\(line) payable", found: stated.payable, expected: payable)
    }
  }

  private(set) var sums: [PositionKey: Sum] = [:]

  init(_ run: RunFiles) throws {
    let table = try run.table(.feeSettlement)
    let names = try table.columns("carrier", "invoice_no", "currency", "direction", "bearer")
    let place = try table.columns(
      "billed_fee", "packaging_fee", "surcharge", "payable", "waybill")
    try table.forEachRow { row in
      let amounts = place.prefix(4).map { row[$0].amount?.minor ?? 0 }
      let key = PositionKey(row, names)
      var sum = sums[key] ?? Sum()
      sum.billed += amounts[0] + amounts[1] + amounts[2]
      sum.payable += amounts[3]
      if !row[place[4]].isEmpty { sum.parcels += 1 }
      sums[key] = sum
    }
  }
}
