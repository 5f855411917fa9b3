public import Returns

/// A key customer who is to be called.
public struct CallRow: Sendable {
  public let shop: Text
  public let customerID: Text
  public let orders: Int
  public let cases: Int
  /// By currency, as of scores.
  public let money: [CustomerMoney]
  public let lastCase: Day
  /// Of the score: whoever calls should know that somebody is to look at the history first.
  public let advice: CustomerScore.Advice

  public init(
    shop: Text, customerID: Text, orders: Int, cases: Int, money: [CustomerMoney], lastCase: Day,
    advice: CustomerScore.Advice = .none
  ) {
    self.shop = shop
    self.customerID = customerID
    self.orders = orders
    self.cases = cases
    self.money = money
    self.lastCase = lastCase
    self.advice = advice
  }

  /// Of the first currency.
  public var sold: Int64 { money.first?.sold ?? 0 }
  public var cost: Int64 { money.first?.cost ?? 0 }
  public var currency: Currency { money.first?.currency ?? .none }
}

/// Whom to call and ask how it went: customers who buy most and applied for something in the last
/// two weeks (R7.1). Who sends much back may be the best customer, so a score takes nobody out.
public struct CallList: Sendable {
  /// Nobody calls more; another shop's customers are called by another shop.
  public static let perShop = 50

  public let rows: [CallRow]
  /// Those of the same weeks who buy less.
  public let leftOut: Int

  public init(_ rows: [CallRow] = [], leftOut: Int = 0) {
    self.rows = rows
    self.leftOut = leftOut
  }
}

extension CustomerYear {
  public func callList(_ scores: [CustomerScore], perShop: Int = CallList.perShop) -> CallList {
    let advised = Dictionary(
      scores.map { ([$0.shop, $0.customerID], $0.advice) }, uniquingKeysWith: { first, _ in first })
    let recent = customers.values.compactMap { customer -> CallRow? in
      let last = customer.days.filter { $0.value > 0 }.keys.max()
      guard let last, days.upperBound - last < 14, customer.orders > 0
      else { return nil }
      return CallRow(
        shop: customer.shop, customerID: customer.name, orders: Int(customer.orders),
        cases: Int(customer.cases), money: customer.money(home: home), lastCase: last,
        advice: advised[[customer.shop, customer.name]] ?? .none)
    }.sorted {
      if $0.currency != $1.currency { return $0.currency.precedes($1.currency, home: home) }
      if $0.sold != $1.sold { return $0.sold > $1.sold }
      return $0.customerID != $1.customerID ? $0.customerID < $1.customerID : $0.shop < $1.shop
    }
    var listed: [Text: Int] = [:]
    let rows = recent.filter { row in
      listed[row.shop, default: 0] += 1
      return listed[row.shop, default: 0] <= perShop
    }
    return CallList(rows, leftOut: recent.count - rows.count)
  }
}
