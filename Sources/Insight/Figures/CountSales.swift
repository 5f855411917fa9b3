public import Returns

/// By which qualities of people figures are told apart: a bit a dimension.
public struct FigureTerms: Sendable, Equatable {
  public var countsGender: Bool
  public var countsAge: Bool

  public init(countsGender: Bool = false, countsAge: Bool = false) {
    self.countsGender = countsGender
    self.countsAge = countsAge
  }

  /// As the ledger keeps it.
  public init(mask: Int64) {
    countsGender = mask & 1 != 0
    countsAge = mask & 2 != 0
  }

  public var mask: Int64 { (countsGender ? 1 : 0) | (countsAge ? 2 : 0) }
}

/// Counts what dossiers say into a worker's tally.
///
/// Counting is a pure function of a dossier's facts, its money expectations and its books, so that
/// what was counted of it on an earlier date can be taken off exactly: the figures of a date are
/// what its dossiers come to now, less what they came to at the closing before.
public final class FigureCounter {
  public let tally: FigureTally
  let circumstances: Circumstances
  private let shopNames: [Text]
  private let shopValues: [UInt64]
  private let nothing: UInt64
  /// By which qualities is counted now; another date's terms stand where its counting is undone.
  public var terms: FigureTerms
  /// Values of one case line, while they are looked at.
  var together: [(dimension: Dimension, value: UInt64, text: Text)] = []
  private var lines: [SoldLine] = []
  private var parcels: [CarriedParcel] = []

  public init(_ circumstances: Circumstances, _ terms: FigureTerms, arena: Arena) {
    self.circumstances = circumstances
    self.terms = terms
    tally = FigureTally(arena)
    shopNames = circumstances.policy.shops.map(\.id)
    shopValues = shopNames.map { FigureTally.value(.shop, $0) }
    nothing = FigureTally.value(.all, Text())
  }

  /// An order decided from its records: lines and delivered parcels, nothing else.
  public func addPlain(_ records: UnsafeBufferPointer<Record>, shop: Int) {
    lines.removeAll(keepingCapacity: true)
    parcels.removeAll(keepingCapacity: true)
    for record in records {
      var columns = record.columns
      switch record.head.feed {
      case .orders: lines.append(SoldLine(&columns))
      case .parcels: parcels.append(CarriedParcel(&columns))
      default: break
      }
    }
    if lines.count > 1 { lines.sort { $0.lineNo < $1.lineNo } }
    let order = CountedOrder(lines, parcels, shop, self)
    sell(lines, order, sign: 1)
    for index in parcels.indices { carry(parcels[index], shop, sign: 1) }
  }

  /// - Parameter sign: −1 takes off what was counted before.
  func sell(_ lines: [SoldLine], _ order: CountedOrder, sign: Int64) {
    for index in lines.indices {
      guard lines[index].quantity > 0 else {
        let line = lines[index]
        tally.add(FigureRemoval(.noQuantity, .orders, line.orderID, detail: line.sku), sign)
        continue
      }
      let numbers = CellNumbers(
        count: sign, units: sign &* lines[index].quantity, amount: sign &* lines[index].amount,
        cost: index == 0 ? sign : 0)
      // Lines are added to an order later; as a rule all are of one moment.
      let moment = lines[index].orderedAt
      let day =
        moment == lines[0].orderedAt ? order.day : circumstances.day(moment, order.shop)
      forEachValue(lines[index], order) { dimension, value, text in
        tally.add(
          CellKey(dimension, value, .sold, currency: order.currency, on: day), text, numbers)
      }
    }
    guard !order.customerID.isEmpty, !lines.isEmpty else { return }
    tally.add(
      CustomerSale(
        customer: order.customer, day: order.day, orders: Int32(truncatingIfNeeded: sign),
        amount: sign &* order.amount, currency: order.currency))
  }

  /// Calls `body` with every value that a line counts for, but the customer's.
  @inline(__always)
  func forEachValue(
    _ line: SoldLine, _ order: CountedOrder, _ body: (Dimension, UInt64, Text) -> Void
  ) {
    body(.all, nothing, Text())
    body(.shop, shopValues[order.shop], shopNames[order.shop])
    body(.category, FigureTally.value(.category, line.category), line.category)
    body(.sku, FigureTally.value(.sku, line.sku), line.sku)
    body(.supplier, FigureTally.value(.supplier, line.supplierID), line.supplierID)
    body(.region, FigureTally.value(.region, line.region), line.region)
    body(.carrier, order.carrierValue, order.carrier)
    if !line.promotionID.isEmpty {
      body(.promotion, FigureTally.value(.promotion, line.promotionID), line.promotionID)
    }
    if !line.campaign.isEmpty {
      body(.campaign, FigureTally.value(.campaign, line.campaign), line.campaign)
    }
    body(.orderValue, order.bandValue, order.bandText(in: tally))
    if terms.countsGender, !line.gender.isEmpty {
      body(.gender, FigureTally.value(.gender, line.gender), line.gender)
    }
    if terms.countsAge, let age = line.age {
      let band = BuyerAge.band(age)
      body(.age, UInt64(bitPattern: band) &+ 0xA6E0, BuyerAge.label(band))
    }
  }

  /// - Parameter lost: what it was worth, where it is lost.
  func carry(
    _ parcel: CarriedParcel, _ shop: Int, sign: Int64, lost: Int64 = 0,
    _ currency: Currency = .none
  ) {
    guard let begun = parcel.begunAt else { return }
    let day = circumstances.day(begun, shop)
    let value = FigureTally.value(.carrier, parcel.carrier)
    func count(_ fate: ParcelFate, _ currency: Currency = .none, _ amount: Int64 = 0) {
      let key = CellKey(
        .carrier, value, .parcels, detail: UInt16(fate.rawValue), currency: currency, on: day)
      tally.add(key, parcel.carrier, CellNumbers(count: sign, amount: sign &* amount))
    }
    count(.carried)
    if parcel.isLost { count(.lost, currency, lost) }
    if parcel.isDamaged { count(.damaged) }
    if parcel.isMisrouted { count(.misrouted) }
    guard let promised = parcel.promisedAt, let arrived = parcel.deliveredAt else { return }
    if circumstances.day(arrived, shop) > circumstances.day(promised, shop) { count(.late) }
  }
}

/// What the lines of an order share.
struct CountedOrder {
  let shop: Int
  /// Of its first line: what counts orders counts them here.
  let day: Day
  let currency: Currency
  let carrier: Text
  let carrierValue: UInt64
  let customerID: Text
  let customer: UInt64
  let bandValue: UInt64
  let amount: Int64
  private let band: Int64

  /// - Parameter lines: in the order of their numbers.
  init(
    _ lines: [SoldLine], _ parcels: [CarriedParcel], _ shop: Int, _ counter: FigureCounter
  ) {
    self.shop = shop
    let first = lines.first
    day = first.map { counter.circumstances.day($0.orderedAt, shop) } ?? Day(number: 0)
    currency =
      first.map {
        $0.currency == .none ? counter.circumstances.policy.shops[shop].currency : $0.currency
      }
      ?? .none
    customerID = first?.customerID ?? Text()
    // The same number is another person in another shop.
    customer = CountedOrder.customer(customerID, shop, counter)
    // Of several parcels the one with the first waybill, so that no order of rows matters.
    var carrying: CarriedParcel?
    for index in parcels.indices where parcels[index].direction == .outbound {
      if carrying.map({ parcels[index].waybill < $0.waybill }) ?? true { carrying = parcels[index] }
    }
    carrier = carrying?.carrier ?? Text()
    carrierValue = FigureTally.value(.carrier, carrier)
    amount = lines.reduce(0) { $0 &+ $1.amount }
    band = OrderValue.band(amount, currency)
    bandValue = UInt64(bitPattern: band) | UInt64(currency.code) << 48
  }

  private static func customer(_ id: Text, _ shop: Int, _ counter: FigureCounter) -> UInt64 {
    id.isEmpty
      ? 0 : FigureTally.customer(id, shop: counter.circumstances.policy.shops[shop].id)
  }

  /// Made once for a band.
  func bandText(in tally: FigureTally) -> Text {
    tally.names.text(of: FigureTally.nameHash(.orderValue, bandValue))
      ?? OrderValue.label(band, currency)
  }
}
