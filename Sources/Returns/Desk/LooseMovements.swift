/// Refunds and chargebacks that lie with no order, by the payment that they name: several orders
/// were paid with it. Until a person has said whose such money is, none of these pays its customer
/// once more (R5.1).
public struct LooseMovements: Sendable {
  private var byPayment: [UInt64: [Record]] = [:]

  public init() {}

  /// Takes what went out or is under way, and copies it.
  ///
  /// - Parameter shop: position in the policy.
  public mutating func add(_ record: Record, shop: Int) {
    let row = Self.row(record)
    let isPaid = row.status == .succeeded || row.status == .initiated
    guard row.type == .refund || row.type == .chargeback, isPaid, !row.paymentRef.isEmpty
    else { return }
    let copy = Record(record, in: Text(copying: record.whole.bytes))
    byPayment[Self.key(row.paymentRef, shop), default: []].append(copy)
  }

  var isEmpty: Bool { byPayment.isEmpty }

  /// Those that name one of some payments, however either spells it; in the order of their numbers.
  func rows(of payments: [Text], shop: Int) -> [Settlement] {
    Set(payments.filter { !$0.isEmpty }.map { Self.key($0, shop) })
      .flatMap { byPayment[$0] ?? [] }.map(Self.row)
      .sorted { ($0.txnID, $0.accountID) < ($1.txnID, $1.accountID) }
  }

  private static func row(_ record: Record) -> Settlement {
    var columns = record.columns
    return Settlement(&columns, source: record.head.source)
  }

  private static func key(_ payment: Text, _ shop: Int) -> UInt64 {
    var hash = StableHash(seed: UInt64(shop))
    NormalisedKey(payment, prefixes: []).bytes.withUnsafeBytes { hash.combine($0) }
    return hash.value
  }
}

extension Desk {
  /// Sets `looseMoney`, when the order's payments are known.
  func findLooseMoney() {
    let loose = circumstances.looseMovements
    if loose.isEmpty { return }
    let paid = views.payments.map { dossier.settlements[$0].paymentRef }
    looseMoney = loose.rows(of: dossier.lines.map(\.paymentRef) + paid, shop: shop)
  }

  var looseRefund: Text? { looseMoney.first { $0.type == .refund }?.txnID }
  var looseChargebacks: [Settlement] { looseMoney.filter { $0.type == .chargeback } }

  /// The bank took back money of the order's payment, this order's or another's.
  func findings(ofLooseChargebacks file: CaseFile) -> [Finding] {
    looseChargebacks.map { row in
      let id = circumstances.identity(
        "loose chargeback", shop: shop, row.txnID, dossier.orderID, row.lineNo ?? -1)
      var finding = finding(
        .chargebackOnCase, id, subject: row.txnID, openedOn: day(row.settledAt))
      finding.txnID = row.txnID
      finding.caseID = file.caseID
      (finding.expected, finding.actual, finding.currency) = (0, row.amount, row.currency)
      finding.notes = [.sharedPayment(row.paymentRef)]
      return finding
    }
  }

  /// Says where people look why a refund does not leave.
  func noteLoose(in outcome: inout Outcome) {
    guard let refund = looseRefund else { return }
    for place in outcome.findings.indices {
      switch outcome.findings[place].code {
      case .refundMissing, .refundShort, .freightRefundMissing, .lawRefundOverdue:
        outcome.findings[place].notes.append(.looseRefund(refund))
      default: break
      }
    }
  }
}
