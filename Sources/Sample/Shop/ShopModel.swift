/// A shop of the sample: who sells what to whom, in which money, by which ways.
final class ShopModel: Sendable {
  let id: String
  let platform: String
  let entity: String
  let currency: String
  /// Digits after the point of an amount.
  let decimals: Int
  let zone: String
  let clock: ShopClock
  let lawPack: String
  /// Whose working days the service desk keeps; nil: as the law pack has it.
  let calendar: String?
  /// Of a thousand orders.
  let share: Int
  /// Money goes back on approval, before the goods are here.
  let refundsOnApproval: Bool
  let orderPrefix: String
  let casePrefix: String
  /// Providers of payments; each delivers its own bill.
  let channels: [String]
  /// Currency of a refund that went wrong.
  let foreignCurrency: String
  let carriers: [CarrierModel]
  let regions: [Region]
  let articles: [Article]
  let people: People

  init(
    id: String, platform: String, entity: String, money: (currency: String, decimals: Int),
    zone: String, clock: ShopClock, lawPack: String, calendar: String? = nil, share: Int,
    refundsOnApproval: Bool,
    prefixes: (order: String, parcelCase: String), channels: [String], foreignCurrency: String,
    carriers: [CarrierModel], regions: [Region], articles: [Article], people: People
  ) {
    self.id = id
    self.platform = platform
    self.entity = entity
    currency = money.currency
    decimals = money.decimals
    self.zone = zone
    self.clock = clock
    self.lawPack = lawPack
    self.calendar = calendar
    self.share = share
    self.refundsOnApproval = refundsOnApproval
    orderPrefix = prefixes.order
    casePrefix = prefixes.parcelCase
    self.channels = channels
    self.foreignCurrency = foreignCurrency
    self.carriers = carriers
    self.regions = regions
    self.articles = articles
    self.people = people
  }

  static let all: [ShopModel] = [hangzhou, berlin, tokyo]

  /// A sum that people notice, in the smallest parts of the currency: 1.00 CNY, 1.00 EUR, 100 JPY.
  var unit: Int { 100 }
}

/// A part of the country and how far it is: an index into a carrier's zones.
struct Region: Sendable {
  let name: String
  let distance: Int
  let weight: Int
}

/// Something on sale.
struct Article: Sendable {
  let sku: String
  let name: String
  let category: Category
  let supplier: String
  /// In the smallest parts of the shop's currency.
  let price: Int
  let grams: Int
  let weight: Int
  /// Of a thousand orders that begin with it, how many lead to a case.
  let returnsPerMille: Int
  var isExcluded = false
}

/// Names, streets and words of customers, in the shop's language.
struct People: Sendable {
  let names: [String]
  let streets: [String]
  let phonePrefix: String
  /// What is said of broken goods, of goods that do not fit, and in answers to questions.
  let complaints: [String]
  let wishes: [String]
  let comments: [String]
  let reviewers: [String]
}
