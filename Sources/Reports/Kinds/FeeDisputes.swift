public import Returns

private let typeWords = Words<ChargeType>()

/// `fee_disputes.csv`: what can be had back from each carrier, charge by charge, with the check
/// that found it and the last day it can be claimed. All that is open, not only what is new.
public let feeDisputesTable = TableKind<FeeDispute>(
  "fee_disputes",
  order: .texts { [$0.pointee.carrier, $0.pointee.invoiceNo.asInvoice, $0.pointee.waybill] },
  [
    TableColumn("carrier") { row, _ in .text(row.carrier) },
    TableColumn("invoice_no") { row, _ in .text(row.invoiceNo.asInvoice) },
    TableColumn("waybill") { row, _ in .text(row.waybill) },
    TableColumn("charge_type") { row, _ in typeWords[row.type] },
    TableColumn("check") { row, _ in .text(checkNames[Int(row.check.rawValue)]) },
    TableColumn("billed") { row, _ in .amount(row.billed, row.currency) },
    TableColumn("expected") { row, _ in .amount(row.expected, row.currency) },
    TableColumn("recoverable") { row, _ in .amount(row.recoverable, row.currency) },
    TableColumn("currency") { row, _ in .currency(row.currency) },
    TableColumn("claim_deadline") { row, _ in Cell(row.claimUntil) },
    TableColumn("shop_id") { row, context in context.shopID(row.shop) },
    TableColumn("case_id") { row, _ in .text(row.caseID) },
    TableColumn("order_id") { row, _ in .text(row.orderID) },
    TableColumn("exception_id") { row, _ in
      row.identity == 0 ? .empty : .text(Text(publicID(row.identity)))
    },
  ])

private let checkNames = FeeCheck.allCases.map { Text($0.name) }

/// The disputes as they are printed: all of them in one file, and each carrier's in a file of its
/// own to be sent to it.
public struct DisputeFiles: Sendable {
  /// `fee_disputes.csv`.
  public let all: TableSheet
  public let totals: [AmountTotal]
  /// By the bytes of their codes.
  public let carriers: [CarrierDisputes]
  /// Carriers whose disputes stand in the file of all only.
  public let unlisted: Int

  /// A code per carrier is a handful; hundreds of them are a column read wrongly, and would be as
  /// many files.
  public static let mostCarriers = 200

  /// - Parameter digest: SHA-256 in hexadecimal digits.
  public init(
    _ rows: TableRows<FeeDispute>, _ context: ReportContext, _ options: TableOptions,
    digest: ([UInt8]) -> String
  ) {
    let kind = feeDisputesTable
    let entries = kind.order(rows, context)
    all = kind.sheet(kind.name, 0..<entries.count, of: entries, rows, context, options)
    totals = recoverable(entries[...])
    var parts: [Range<Int>] = []
    for place in entries.indices {
      if let last = parts.last, carrier(entries[last.lowerBound]) == carrier(entries[place]) {
        parts[parts.count - 1] = last.lowerBound..<place + 1
      } else {
        parts.append(place..<place + 1)
      }
    }
    unlisted = max(0, parts.count - Self.mostCarriers)
    if unlisted > 0 {
      let largest = parts.sorted { ($1.count, $0.lowerBound) < ($0.count, $1.lowerBound) }
      parts = largest.prefix(Self.mostCarriers).sorted { $0.lowerBound < $1.lowerBound }
    }
    carriers = parts.map { part in
      let code = carrier(entries[part.lowerBound])
      let name = "\(kind.name)-\(carrierFileNamePart(code, digest: digest))"
      return CarrierDisputes(
        carrier: code, sheet: kind.sheet(name, part, of: entries, rows, context, options),
        totals: recoverable(entries[part]))
    }
  }
}

/// `fee_disputes-SF.csv`: what can be had back from one carrier.
public struct CarrierDisputes: Sendable {
  public let carrier: Text
  public let sheet: TableSheet
  /// What is recoverable.
  public let totals: [AmountTotal]

  static func write(_ json: inout JSONDocument, _ disputes: CarrierDisputes) {
    json.field("carrier", disputes.carrier.string)
    json.field("file", disputes.sheet.name)
    json.field("rows", disputes.sheet.rowCount)
    json.list("amounts", disputes.totals, AmountTotal.write)
  }
}

private func carrier(_ entry: KeyedIndex) -> Text {
  UnsafePointer<FeeDispute>(entry).pointee.carrier
}

/// By currency.
private func recoverable(_ entries: ArraySlice<KeyedIndex>) -> [AmountTotal] {
  var sums: [Currency: Int128] = [:]
  for entry in entries {
    let row = UnsafePointer<FeeDispute>(entry)
    sums[row.pointee.currency, default: 0] += Int128(row.pointee.recoverable)
  }
  return sums.sorted { $0.key < $1.key }.map { AmountTotal(currency: $0.key, amount: $0.value) }
}
