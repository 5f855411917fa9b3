/// Decides the orders on which nothing is out of the ordinary straight from their records: paid to
/// the cent under the order's own number, sent once and delivered, freight billed as agreed, no
/// case. Three of four orders of a day are such; to lay out a desk for them is most of a run's
/// work.
///
/// It says no to whatever it is not sure of, and `reconcile` judges that. Where it says yes,
/// `reconcile` comes to the same outcome (`PlainJudgeTests` and the property tests hold the two
/// together), so nothing but speed depends on it.
///
/// A class, so that whoever holds one does not copy its lists to look at them.
public final class PlainJudge {
  private let circumstances: Circumstances
  private let endOfDay: [Instant]
  private let isPlainShop: [Bool]
  /// The terms leave freight without a case to the merchant, and only what varies is listed.
  private let areFeesPlain: Bool
  /// A parcel that is not billed yet is watched until it is (FEE_UNBILLED).
  private let areBillsAwaited: Bool
  private let agreesAllSurcharges: Bool
  /// Of each shop of the policy, so that none of it is copied for a parcel.
  private let currencies: [Currency]
  private let run: Int
  private var rates: PlainRates
  private let arena: Arena
  private var seen = PlainRecords()
  private var lastInvoice = Text()

  // What the last order judged came to.
  /// The order's payment.
  public private(set) var match: Match
  public private(set) var expectation: ExpectationState
  /// Amount of the movement that paid it.
  public private(set) var evidence: EvidenceAmount
  /// Freight as agreed, one line a waybill; none of them is listed.
  public private(set) var fees: [FeeLine] = []

  /// A movement of money, and how much of it was matched.
  public struct EvidenceAmount: Sendable {
    public let txnID: Text
    public let currency: Currency
    public let amount: Int64
  }

  /// - Parameters:
  ///   - endOfDay: first instant after the business date, per policy shop.
  ///   - run: only records of this run are taken.
  ///   - arena: where the texts of matches go; records need not outlive the call.
  public init(_ circumstances: Circumstances, endOfDay: [Instant], run: Int, arena: Arena) {
    self.circumstances = circumstances
    self.endOfDay = endOfDay
    self.run = run
    self.arena = arena
    let policy = circumstances.policy
    areBillsAwaited = !policy.fees.billingDays.isEmpty
    agreesAllSurcharges = policy.fees.agreesAllSurcharges
    currencies = policy.shops.map(\.currency)
    areFeesPlain =
      policy.overrides.isEmpty && policy.terms.outboundFreightBearer == .merchant
      && !policy.rateCards.isEmpty && !policy.fees.listsAllLines
    // What comes late is claimed where a carrier guarantees its time: that takes a desk.
    let guaranteesTime = policy.carriers.contains { $0.guaranteesTime }
    isPlainShop = policy.shops.indices.map { shop in
      circumstances.delivers(.settlements, shop) && circumstances.openingDay(shop) == nil
        && !guaranteesTime
    }
    rates = PlainRates(policy.rateCards)
    match = Match(
      expectationID: 0, kind: .payment, shop: 0, caseID: Text(), orderID: Text(),
      evidenceFeed: .settlements, evidenceID: Text(), expected: 0, actual: 0, currency: .none,
      pass: .exact, matchedOn: "")
    expectation = ExpectationState(
      id: 0, kind: .payment, currency: .none, expected: 0, matched: 0)
    evidence = EvidenceAmount(txnID: Text(), currency: .none, amount: 0)
  }

  /// - Parameters:
  ///   - records: all that is known of one dossier.
  ///   - shop: the dossier's, as a place in the policy.
  /// - Returns: whether the order is plain; only then does the outcome stand.
  public func judge(_ records: UnsafeBufferPointer<Record>, shop: Int) -> Bool {
    guard isPlainShop[shop], records.count >= 2, records.count <= PlainRecords.most else {
      return false
    }
    seen.clear()
    for record in records {
      guard record.head.run == run, seen.add(record.head), take(record, shop)
      else { return false }
    }
    guard let payment = seen.payment, seen.isPaid else { return false }
    fees.removeAll(keepingCapacity: true)
    for index in seen.parcels.indices {
      guard addFee(seen.parcels[index], shop) else { return false }
    }
    let order = arena.copy(seen.orderID)
    let id = circumstances.identity("payment", shop: shop, order)
    let transaction = arena.copy(payment.txnID)
    match = Match(
      expectationID: id, kind: .payment, shop: shop, caseID: Text(), orderID: order,
      evidenceFeed: .settlements, evidenceID: transaction, expected: seen.amount,
      actual: seen.amount, currency: seen.currency, pass: .exact,
      matchedOn: ReferenceField.orderID.withAmount)
    match.evidenceAmount = seen.amount
    expectation = ExpectationState(
      id: id, kind: .payment, currency: seen.currency, expected: seen.amount, matched: seen.amount)
    evidence = EvidenceAmount(txnID: transaction, currency: seen.currency, amount: seen.amount)
    return true
  }

  /// Adds what the last order judged came to.
  public func add(to sums: inout PlainSums) {
    sums.add(expectation)
    for index in fees.indices { sums.add(fees[index]) }
  }

  /// What `writeState` takes at most.
  public var mostOfState: Int {
    var most =
      RecordWriter.mostOfNumber + ExpectationState.mostBytes + 16 + ClosingState.mostOfShop
    for index in fees.indices { most += 8 + fees[index].carriageEntry.mostBytes }
    return most
  }

  /// What the ledger keeps of the last order judged, as `ClosingState` writes it; the records must
  /// still be there.
  /// - Parameter shop: its shop's number in the ledger.
  public func writeState(to bytes: inout RecordWriter, shop: Int) {
    bytes.varint(1)
    expectation.write(to: &bytes)
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: fees.count + 1) { marks in
      marks[0] = match.mark
      for index in fees.indices {
        let mark = fees[index].mark
        var place = index + 1
        while place > 0, mark < marks[place - 1] {
          marks[place] = marks[place - 1]
          place -= 1
        }
        marks[place] = mark
      }
      for mark in marks { bytes.word(mark) }
    }
    var isFirst = true
    for index in fees.indices {
      let entry = fees[index].carriageEntry
      guard entry.amount != 0 else { continue }
      if isFirst { ClosingState.endMarks(&bytes) }
      isFirst = false
      entry.write(to: &bytes)
    }
    if !isFirst { ClosingState.endJournal(&bytes, shop) }
  }

  private func take(_ record: Record, _ shop: Int) -> Bool {
    var columns = record.columns
    switch record.head.feed {
    case .orders: return seen.takeLine(&columns, before: endOfDay[shop])
    case .settlements: return seen.takeMovement(&columns, before: endOfDay[shop])
    case .parcels: return seen.takeParcel(&columns, before: endOfDay[shop])
    default: return false
    }
  }

  /// Settles the freight of a parcel that states its fees.
  private func addFee(_ parcel: ParcelFees, _ shop: Int) -> Bool {
    if parcel.freight == nil, parcel.packaging == nil, parcel.surcharge == nil {
      return !areBillsAwaited || circumstances.policy.fees.billingDays(parcel.carrier) == nil
    }
    guard areFeesPlain, let freight = parcel.freight, let grams = parcel.grams, !parcel.hasVolume,
      parcel.terms == .account, !parcel.waybill.isEmpty,
      let moment = parcel.pickedUpAt ?? parcel.statusAt ?? parcel.billedAt,
      let place = rates.place(parcel.carrier, parcel.zone, on: circumstances.day(moment, shop))
    else { return false }
    let currency = parcel.currency == .none ? currencies[shop] : parcel.currency
    // Looked at where it is: a rate is wide.
    let all = rates.cards.rates
    let charged = all[place].rounding.isEmpty ? grams : all[place].rounded(grams)
    guard all[place].currency == currency || all[place].currency == .none,
      all[place].lateBasisPoints == 0,
      all[place].freight(grams: charged, direction: .outbound) == freight
    else { return false }
    let (packaging, surcharge) = (parcel.packaging ?? 0, parcel.surcharge ?? 0)
    guard agreesAllSurcharges || (packaging == 0 && surcharge == 0) else { return false }
    var line = FeeLine()
    line.waybill = parcel.waybill
    line.carrier = all[place].carrier
    line.invoiceNo = invoice(parcel.invoiceNo)
    line.shop = shop
    line.chargeableWeightGrams = charged
    line.expectedFee = freight
    line.billedFee = freight
    line.packagingFee = packaging
    line.surcharge = surcharge
    line.bearer = .merchant
    line.payable = line.billedTotal
    line.currency = currency
    self.fees.append(line)
    return true
  }

  private func invoice(_ number: Text) -> Text {
    if number == ParcelFees.noInvoice { return ParcelFees.noInvoice }
    if number != lastInvoice { lastInvoice = arena.copy(number) }
    return lastInvoice
  }
}
