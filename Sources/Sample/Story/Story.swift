/// One order and all that follows from it: first told as it should go, then, for some, with a
/// trouble in it. The feeds write what is dated within the history.
struct Story {
  let shop: ShopModel
  let number: Int
  /// Gaps are as short as can be, so that a trouble that is planted shows within two weeks.
  let isBrisk: Bool
  var stream: RandomStream

  let orderID: String
  let orderedAt: Moment
  var customer: Customer
  var region: Region
  var channel: String
  var lines: [OrderLinePlan] = []
  var shippingPaid = 0
  /// Later versions of order lines, beside the first export on the order's day.
  var versions: [OrderVersion] = []
  var deliveredAt: Moment?
  var movements: [Movement] = []
  var parcels: [Parcel] = []
  /// Charges that belong to no parcel of the story.
  var looseCharges: [Charge] = []
  var applications: [Application] = []
  var materials: [Material] = []
  var reviews: [Review] = []
  var inspections: [Inspection] = []
  var surveys: [Survey] = []
  var tickets: [Ticket] = []
  /// Goods that came in or left are not booked.
  var forgetsRestock = false
  var forgetsIssue = false
  var decisions: [PlannedDecision] = []
  private var issued = 0

  init(
    shop: ShopModel, number: Int, day: Int, seed: UInt64, customers: Int, isBrisk: Bool
  ) {
    self.shop = shop
    self.number = number
    self.isBrisk = isBrisk
    var stream = RandomStream(seed: seed, .story, number)
    orderID = "\(shop.orderPrefix)\(10_000_000 + number)"
    orderedAt = Moment(day: day, minute: stream.within(420...1320))
    customer = Customer(number: stream.below(customers), seed: seed, shop: shop)
    region = stream.pick(shop.regions) { $0.weight }
    channel = shop.channels[stream.chance(perMille: 640) ? 0 : 1]
    self.stream = stream
  }

  var paid: Int { lines.reduce(shippingPaid) { $0 + $1.paid } }
  var paymentRef: String { "PAY\(20_000_000 + number)" }

  /// Up to `most` days, none where the story is brisk.
  mutating func gap(_ most: Int) -> Int { isBrisk ? 0 : stream.below(most + 1) }

  /// A number of this order's own, for its cases, parcels and transactions.
  mutating func issue() -> Int {
    issued += 1
    return (10_000_000 + number) * 100 + issued
  }

  /// Some time of a day, after what happened before on it.
  mutating func time(_ day: Int, after earlier: Moment) -> Moment {
    let first = day == earlier.day ? earlier.minute + 1 : 480
    return Moment(day: day, minute: min(first + stream.below(max(1, 1370 - first) / 2 + 1), 1379))
  }
}

struct OrderLinePlan {
  let article: Article
  var quantity: Int
  var unitPrice: Int
  var discount: Int
  var campaign: String
  var isExcluded: Bool
  var paid: Int { unitPrice * quantity - discount }

  init(_ article: Article, quantity: Int, discount: Int = 0, campaign: String = "") {
    self.article = article
    self.quantity = quantity
    unitPrice = article.price
    self.discount = discount
    self.campaign = campaign
    isExcluded = article.isExcluded
  }

  /// What a part of the line was paid for, rounded half up.
  func paid(for part: Int) -> Int { (2 * paid * part + quantity) / (2 * quantity) }
}

/// An order line exported again: with its delivery, corrected, unchanged, or by another system.
struct OrderVersion {
  /// The day of the export; the first export is on the order's day.
  let day: Int
  let line: Int
  var unitPrice: Int
  var deliveredAt: Moment?
  /// The source's own time of this version; nil where the source gives none.
  var stamp: Moment?
  var isSecondSystem = false
}

/// Money that moved, as a provider's bill tells it.
struct Movement {
  var txnID: String
  var type: String
  var amount: Int
  var at: Moment
  var orderID = ""
  var reference = ""
  var paymentRef = ""
  var currency: String
  /// The provider whose bill it is in.
  var channel: String
  var status = "succeeded"
  /// In the provider's own bill with totals, which is cut short (`Trouble.controlTotal`).
  var isInShortBill = false
}

struct Parcel {
  struct Event {
    let status: String
    let at: Moment
  }
  let waybill: String
  let carrier: Int
  let direction: String
  var reference: String
  var events: [Event] = []
  var promisedDay: Int
  let grams: Int
  /// Millimetres; nil where nobody measured it.
  var sides: (length: Int, width: Int, height: Int)?
  /// Position among the carrier's prices.
  let zone: Int
  /// A zone that the price list does not know.
  var unknownZone: String?
  var charges: [Charge] = []

  var pickedUpAt: Moment? { events.first { $0.status == "picked_up" }?.at }
  var volume: Int { sides.map { $0.length * $0.width * $0.height } ?? 0 }
}

struct Charge {
  var carrier: Int
  var waybill: String
  var type: String
  var amount: Int
  /// The invoice of that day; one a carrier and day.
  var day: Int
  var billedGrams: Int
  var zone: String
}

struct Application {
  var caseID: String
  var orderID: String
  var kind: String
  var reason: String
  var at: Moment
  /// Position among the order's lines.
  var line: Int
  var quantity: Int
  var channel: String
  var description = ""
  var evidence = ""
  var freightPaid: Int?
  var exchangeSKU = ""
  var exchangePrice: Int?
  var withdrawnAt: Moment?
}

struct Material {
  let caseID: String
  let at: Moment
  let type: String
  let reference: String
}

struct Review {
  let caseID: String
  let at: Moment
  let verdict: String
  let reviewer: String
  let reason: String
}

struct Inspection {
  let caseID: String
  var at: Moment
  let receivedAt: Moment?
  let waybill: String
  var isAccepted = true
  var quantity: Int
  var condition = "intact"
}

struct Survey {
  let caseID: String
  let at: Moment
  let marks: [Int]
  let reason: String
  let comment: String
}
