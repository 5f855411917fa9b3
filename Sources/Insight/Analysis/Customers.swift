public import Returns

/// A customer who returns more than others, with everything that the score rests on (R9.4). A score
/// refuses nothing: a person looks, and a right by law outranks it.
public struct CustomerScore: Sendable {
  public enum Advice: UInt8, Vocabulary { case none, review, hold }

  public struct Reason: Sendable, Equatable {
    public enum Kind: UInt8, Vocabulary {
      case highRate, veryHighRate, manyCases, veryManyCases, manyInWeek, beyondChance
      case deniedDelivery, goodsRejected, shortQuantity, lightParcel, chargeback, wholeOrder,
        lastDay
      case swappedGoods, weightDiffers, trackingClash, reasonChanged, insuranceGain
    }
    public let kind: Kind
    public let count: Int
    public let points: Int
  }

  /// The same id is another person in another shop.
  public let shop: Text
  public let customerID: Text
  public let score: Int
  public let advice: Advice
  public let orders: Int
  public let cases: Int
  /// Orders with a case, however many cases each has.
  public let returned: Int
  /// Of orders with a case to orders.
  public let rate: WilsonInterval
  /// Orders with a case of all customers together among 10,000 orders: what is usual.
  public let usualRate: Int64
  public let reasons: [Reason]
  /// By currency, the workspace's own first, then by code; nothing is converted or added up.
  public let money: [CustomerMoney]
  public let firstCase: Day
  public let lastCase: Day
}

extension CustomerScore {
  /// Of the first currency.
  public var sold: Int64 { money.first?.sold ?? 0 }
  public var cost: Int64 { money.first?.cost ?? 0 }
  public var kept: Int64 { money.first?.kept ?? 0 }
  public var currency: Currency { money.first?.currency ?? .none }
}

/// What was paid for all orders of a customer, and the refunds and freight of the cases; minor
/// units of one currency.
public struct CustomerMoney: Sendable, Equatable {
  public let currency: Currency
  public fileprivate(set) var sold: Int64
  public fileprivate(set) var cost: Int64
  /// By whether more was kept than it cost: a customer who returns much may be a good one.
  public var kept: Int64 { sold &- cost }
}

/// A year of the customers who applied for anything.
public struct CustomerYear: Sendable {
  struct Customer: Sendable {
    var shop = Text()
    var name = Text()
    var orders: Int64 = 0
    var cases: Int64 = 0
    /// Cases of an order that has one already.
    var repeated: Int64 = 0
    /// By the codes of currencies.
    var money: [CustomerMoney] = []
    /// By sign and day.
    var signs = [[Day: Int64]](repeating: [:], count: AbuseSign.allCases.count)
    /// Returns by the day of their application.
    var days: [Day: Int64] = [:]

    var returns: Int64 { days.values.reduce(0, +) }
    var returned: Int64 { cases - repeated }

    mutating func add(sold: Int64 = 0, cost: Int64 = 0, _ currency: Currency) {
      let place = money.firstIndex { $0.currency >= currency } ?? money.count
      if place == money.count || money[place].currency != currency {
        money.insert(CustomerMoney(currency: currency, sold: 0, cost: 0), at: place)
      }
      money[place].sold &+= sold
      money[place].cost &+= cost
    }

    /// - Parameter home: comes first.
    func money(home: Currency) -> [CustomerMoney] {
      let own = money.filter { $0.sold != 0 || $0.cost != 0 }
      return own.filter { $0.currency == home } + own.filter { $0.currency != home }
    }
  }

  let days: ClosedRange<Day>
  private let shops: [Text]
  let home: Currency
  private(set) var customers: [UInt64: Customer] = [:]
  private var allOrders: Int64 = 0
  private var allReturned: Int64 = 0

  /// - Parameters:
  ///   - days: the year up to the business date.
  ///   - shops: ids of all shops; a customer's number in the figures tells which is his.
  ///   - home: the workspace's own currency.
  public init(days: ClosedRange<Day>, shops: [Text] = [], home: Currency = .none) {
    self.days = days
    self.home = home
    self.shops = shops
  }

  /// First all pages of cases.
  public mutating func addCases(_ page: Text, on date: Day) {
    FigurePages.forEachCell(page, of: .customer, on: date) { key, name, numbers in
      guard days.contains(key.day) else { return }
      var customer = customers[key.value] ?? Customer()
      if customer.name.isEmpty {
        customer.name = name
        customer.shop =
          shops.first { FigureTally.customer(name, shop: $0) == key.value } ?? Text()
      }
      if key.measure == .claimed {
        customer.cases += numbers.count
        customer.add(cost: numbers.amount &+ numbers.cost, key.currency)
        customer.days[key.day, default: 0] += numbers.count
        allReturned += numbers.count
      } else if key.measure == .repeated {
        customer.repeated += numbers.cost
        // What was sent back of an order on one day is one return, however many cases it has.
        customer.days[key.day, default: 0] -= numbers.count
        allReturned -= numbers.cost
      } else if key.measure == .signs, customer.signs.indices.contains(Int(key.detail)) {
        customer.signs[Int(key.detail)][key.day, default: 0] += numbers.count
      }
      customers[key.value] = customer
    }
  }

  /// Then all pages of orders: of customers without a case only their number counts.
  public mutating func addSales(_ page: Text, on date: Day) {
    FigurePages.forEachSale(page, on: date) { sale in
      guard days.contains(sale.day) else { return }
      allOrders += Int64(sale.orders)
      guard let place = customers.index(forKey: sale.customer) else { return }
      customers.values[place].orders += Int64(sale.orders)
      // A page of before does not say of which currency it is: that of the first case.
      let unsaid = sale.currency == .none ? customers.values[place].money.first?.currency : nil
      customers.values[place].add(sold: sale.amount, unsaid ?? sale.currency)
    }
  }

  /// Those with a score above 0, the highest first.
  public func scores(_ terms: AbuseTerms) -> [CustomerScore] {
    let usual = Decimals.ratio(Int128(allReturned), Int128(allOrders), places: 4)
    return customers.values.compactMap { score($0, terms, usual) }
      .sorted {
        if $0.score != $1.score { return $0.score > $1.score }
        if $0.currency != $1.currency { return $0.currency.precedes($1.currency, home: home) }
        if $0.cost != $1.cost { return $0.cost > $1.cost }
        return $0.customerID != $1.customerID
          ? $0.customerID < $1.customerID : $0.shop < $1.shop
      }
  }

  /// So many orders with a case would hardly happen to any of as many customers as there are orders
  /// if all sent back the usual share: Bonferroni's bound, at most once in a hundred.
  private func isBeyondChance(_ customer: Customer) -> Bool {
    let chance = BinomialTail.atLeast(
      Int(customer.returned), of: Int(customer.orders),
      each: Double(allReturned) / Double(max(1, allOrders)))
    return chance * Double(allOrders) <= 0.01
  }

  private func score(
    _ customer: Customer, _ terms: AbuseTerms, _ usual: Int64
  ) -> CustomerScore? {
    let reasons = customer.reasons(terms, usual, isBeyondChance: isBeyondChance(customer))
    guard !reasons.isEmpty else { return nil }
    let score = min(100, reasons.reduce(0) { $0 + $1.points })
    let applied = customer.days.filter { $0.value > 0 }.keys.sorted()
    return CustomerScore(
      shop: customer.shop, customerID: customer.name, score: score,
      advice: score >= terms.holdScore ? .hold : score >= terms.reviewScore ? .review : .none,
      orders: Int(customer.orders), cases: Int(customer.cases), returned: Int(customer.returned),
      rate: WilsonInterval(Int(customer.returned), of: Int(customer.orders)), usualRate: usual,
      reasons: reasons, money: customer.money(home: home),
      firstCase: applied.first ?? days.lowerBound, lastCase: applied.last ?? days.upperBound)
  }
}

extension CustomerYear.Customer {
  func reasons(
    _ terms: AbuseTerms, _ usual: Int64, isBeyondChance: Bool
  ) -> [CustomerScore.Reason] {
    typealias Kind = CustomerScore.Reason.Kind
    var reasons: [CustomerScore.Reason] = []
    func add(_ kind: Kind, _ count: Int64, _ points: Int) {
      reasons.append(CustomerScore.Reason(kind: kind, count: Int(count), points: points))
    }
    // A rate that chance makes of the usual one says nothing, however high it looks; and of few
    // orders none does.
    let rate = WilsonInterval(Int(returned), of: Int(orders))
    if orders >= Int64(terms.orderLeast), returns >= Int64(terms.caseLeast),
      Decimals.scaled(rate.low, places: 4) > usual
    {
      if returned * 100 >= orders * Int64(terms.highRatePercent) {
        add(.veryHighRate, returned, terms.highRatePoints)
      } else if returned * 100 >= orders * Int64(terms.ratePercent) {
        add(.highRate, returned, terms.ratePoints)
      }
      if returns >= Int64(terms.highCountLeast) {
        add(.veryManyCases, returns, terms.highCountPoints)
      } else if returns >= Int64(terms.countLeast) {
        add(.manyCases, returns, terms.countPoints)
      }
      let week = Self.most(days, within: 7)
      if week >= Int64(terms.weekLeast) { add(.manyInWeek, week, terms.weekPoints) }
      if isBeyondChance { add(.beyondChance, returned, terms.beyondChancePoints) }
    }
    for sign in AbuseSign.allCases {
      let (place, kind) = (
        Int(sign.rawValue), Kind(rawValue: Kind.deniedDelivery.rawValue + sign.rawValue)
      )
      guard let kind, terms.signs.indices.contains(place) else { continue }
      let seen =
        sign == .deniedDelivery
        ? Self.most(signs[place], within: terms.deniedDays) : signs[place].values.reduce(0, +)
      if seen >= Int64(terms.signs[place].least) { add(kind, seen, terms.signs[place].points) }
    }
    return reasons
  }

  /// The most of some days in a row.
  private static func most(_ counts: [Day: Int64], within days: Int) -> Int64 {
    counts.keys.map { last in
      counts.reduce(0) { $1.key <= last && last - $1.key < days ? $0 + $1.value : $0 }
    }.max() ?? 0
  }
}
