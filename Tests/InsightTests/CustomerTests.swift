import Returns
import Testing

@testable import Insight

/// Scores of customers, and the pages they are read from (R9.4).
@Suite struct CustomerTests {
  private static let day = Day(number: 20_000)

  private struct Buyer {
    let name: Text
    let orders: Int
    let cases: Int
    /// Of the cases, those of an order that has one already.
    var repeated = 0
    var signs: [AbuseSign: Int] = [:]
    var daysBetweenSigns = 0
  }

  /// A year in which buyers had their cases a week apart.
  private func scores(_ buyers: [Buyer], _ terms: AbuseTerms = AbuseTerms()) -> [CustomerScore] {
    year(of: buyers).scores(terms)
  }

  private func year(of buyers: [Buyer]) -> CustomerYear {
    let tally = FigureTally(Arena())
    for buyer in buyers {
      let value = FigureTally.value(.customer, buyer.name)
      for number in 0..<buyer.orders {
        tally.add(
          CustomerSale(
            customer: value, day: Self.day + -number, orders: 1, amount: 10_000))
      }
      for number in 0..<buyer.cases {
        tally.add(
          CellKey(.customer, value, .claimed, currency: .cny, on: Self.day + -7 * number),
          buyer.name, CellNumbers(count: 1, units: 1, amount: 8_000, cost: 500))
      }
      if buyer.repeated > 0 {
        tally.add(
          CellKey(.customer, value, .repeated, currency: .cny, on: Self.day), buyer.name,
          CellNumbers(cost: Int64(buyer.repeated)))
      }
      for (sign, count) in buyer.signs {
        for number in 0..<count {
          tally.add(
            CellKey(
              .customer, value, .signs, detail: UInt16(sign.rawValue),
              on: Self.day + -number * buyer.daysBetweenSigns),
            buyer.name, CellNumbers(count: 1))
        }
      }
    }
    var year = CustomerYear(days: Self.day.window(365))
    let pages = storedPages([tally], on: Self.day)
    for page in pages where page.part == Int(Dimension.customer.rawValue) {
      page.bytes.withUnsafeBytes { year.addCases(Text(copying: $0), on: Self.day) }
    }
    for page in pages where page.part == FigurePages.sales {
      page.bytes.withUnsafeBytes { year.addSales(Text($0), on: Self.day) }
    }
    return year
  }

  private var others: [Buyer] {
    (0..<200).map { Buyer(name: Text("O\($0)"), orders: 5, cases: $0 % 5 == 0 ? 1 : 0) }
  }

  @Test func whoSendsMostBackIsLookedAt() throws {
    let found = scores(others + [Buyer(name: "C1", orders: 20, cases: 14)])
    let first = try #require(found.first)
    #expect(found.count == 1 && first.customerID == "C1")
    #expect(first.score == 75 && first.advice == .review)
    #expect(first.reasons.map(\.kind) == [.veryHighRate, .veryManyCases, .beyondChance])
    #expect(first.sold == 200_000 && first.cost == 14 * 8_500 && first.kept == 81_000)
  }

  /// Who sends most back may buy most: they are called, and their advice is told.
  @Test func aScoreTakesNobodyOffTheCallList() throws {
    let buyers = others + [Buyer(name: "C1", orders: 20, cases: 14)]
    let year = year(of: buyers)
    let calls = year.callList(year.scores(AbuseTerms())).rows
    let first = try #require(calls.first)
    #expect(first.customerID == "C1" && first.advice == .review && first.sold == 200_000)
    #expect(calls.count == 41 && calls.dropFirst().allSatisfy { $0.advice == .none })
  }

  @Test func fewOrdersSayNothing() {
    #expect(scores(others + [Buyer(name: "C1", orders: 2, cases: 2)]).isEmpty)
  }

  /// Four cases of one order are one order that came back.
  @Test func ordersAreCountedAndNotCases() throws {
    let found = scores(
      others + [
        Buyer(name: "C1", orders: 4, cases: 4, repeated: 3),
        Buyer(name: "C2", orders: 5, cases: 2), Buyer(name: "C3", orders: 6, cases: 2),
      ])
    #expect(!found.contains { $0.customerID == "C1" })
    let second = try #require(found.first { $0.customerID == "C2" })
    #expect(second.returned == 2 && second.reasons.map(\.kind) == [.highRate])
    #expect(!found.contains { $0.customerID == "C3" })
  }

  /// Two parcels denied within 90 days speak for themselves; once a year anybody's may be lost.
  @Test func signsNeedNoShare() {
    let found = scores(
      others + [
        Buyer(
          name: "C1", orders: 20, cases: 2, signs: [.deniedDelivery: 2], daysBetweenSigns: 89),
        Buyer(
          name: "C2", orders: 20, cases: 2, signs: [.deniedDelivery: 2], daysBetweenSigns: 90),
      ])
    #expect(found.map(\.customerID) == ["C1"] && found.first?.score == 20)
  }

  @Test func chanceIsNoReason() {
    // Three of six would be by chance where four of ten orders come back anyway.
    let many = (0..<50).map { Buyer(name: Text("O\($0)"), orders: 10, cases: 4) }
    let found = scores(many + [Buyer(name: "C1", orders: 6, cases: 3)])
    #expect(!found.contains { $0.customerID == "C1" })
  }

  /// Eleven of twenty speak for themselves among thousands of customers, three of five do not.
  @Test func manyOrdersProveMoreThanFew() throws {
    let many = (0..<2000).map { Buyer(name: Text("O\($0)"), orders: 5, cases: $0 % 3 == 0 ? 1 : 0) }
    let found = scores(
      many + [Buyer(name: "C1", orders: 20, cases: 11), Buyer(name: "C2", orders: 5, cases: 3)])
    func score(_ id: Text) throws -> CustomerScore {
      try #require(found.first { $0.customerID == id })
    }
    #expect(try score("C1").advice == .none && score("C1").score == 60)
    #expect(try score("C1").reasons.map(\.kind) == [.highRate, .veryManyCases, .beyondChance])
    #expect(try score("C2").reasons.map(\.kind) == [.veryHighRate])
  }

  @Test func signsAddUpAndNeverBeyondAHundred() throws {
    let signs: [AbuseSign: Int] = [
      .deniedDelivery: 2, .goodsRejected: 3, .lightParcel: 1, .chargeback: 1, .wholeOrder: 3,
    ]
    let found = scores(others + [Buyer(name: "C1", orders: 20, cases: 14, signs: signs)])
    let first = try #require(found.first)
    #expect(first.score == 100 && first.advice == .hold)
    #expect(first.reasons.reduce(0) { $0 + $1.points } > 100)
  }

  /// One cell a customer, and what was sold to him in each currency.
  private func year(
    _ customers: [(shop: Text, id: Text, cost: Int64, Currency)],
    _ sales: [(shop: Text, id: Text, sold: Int64, Currency)], home: Currency
  ) -> CustomerYear {
    let tally = FigureTally(Arena())
    for (shop, id, cost, currency) in customers {
      let value = FigureTally.customer(id, shop: shop)
      tally.add(
        CellKey(.customer, value, .claimed, currency: currency, on: Self.day), id,
        CellNumbers(count: 1, units: 1, amount: cost))
      tally.add(
        CellKey(
          .customer, value, .signs, detail: UInt16(AbuseSign.chargeback.rawValue), on: Self.day),
        id, CellNumbers(count: 1))
    }
    for (shop, id, sold, currency) in sales {
      tally.add(
        CustomerSale(
          customer: FigureTally.customer(id, shop: shop), day: Self.day, orders: 1, amount: sold,
          currency: currency))
    }
    var year = CustomerYear(days: Self.day.window(365), shops: ["a", "b"], home: home)
    let pages = storedPages([tally], on: Self.day)
    for page in pages where page.part == Int(Dimension.customer.rawValue) {
      page.bytes.withUnsafeBytes { year.addCases(Text(copying: $0), on: Self.day) }
    }
    for page in pages where page.part == FigurePages.sales {
      page.bytes.withUnsafeBytes { year.addSales(Text($0), on: Self.day) }
    }
    return year
  }

  @Test func currenciesAreNotAddedUp() throws {
    let yen = try #require(Currency("JPY"))
    let year = year(
      [("a", "C1", 30_000, yen), ("a", "C1", 10_000, .cny)],
      [("a", "C1", 30_000, yen), ("a", "C1", 25_000, .cny)], home: yen)
    let score = try #require(year.scores(AbuseTerms()).first)
    #expect(score.currency == yen && score.sold == 30_000 && score.cost == 30_000)
    #expect(score.money.map(\.currency) == [yen, .cny] && score.money[1].kept == 15_000)
  }

  /// One number is two people in two shops, each with the own shop.
  @Test func customersKnowTheirShop() {
    let year = year(
      [("a", "C1", 100, .cny), ("b", "C1", 100, .cny)],
      [("a", "C1", 100, .cny), ("b", "C1", 100, .cny)], home: .cny)
    #expect(year.scores(AbuseTerms()).map(\.shop) == ["a", "b"])
    #expect(year.callList([]).rows.map(\.shop) == ["a", "b"])
  }

  /// Buyers of one shop, though their currency comes first, keep nobody of another shop away.
  @Test func everyShopHasItsCalls() throws {
    let yen = try #require(Currency("JPY"))
    let buyers: [(Text, Text, Int64, Currency)] = [
      ("a", "C1", 300, .cny), ("a", "C2", 200, .cny), ("a", "C3", 100, .cny),
      ("b", "C4", 900, yen), ("b", "C5", 800, yen),
    ]
    let year = year(buyers, buyers, home: .cny)
    let calls = year.callList([], perShop: 2)
    #expect(calls.rows.map(\.customerID) == ["C1", "C2", "C4", "C5"] && calls.leftOut == 1)
    #expect(year.callList([], perShop: 3).leftOut == 0)
  }

  /// Pages of before name no currency: the amount is of that of the customer's cases.
  @Test func pagesOfBeforeAreRead() {
    var bytes: [UInt8] = []
    RecordCoding.appendVarint(77, to: &bytes)
    RecordCoding.appendZigzag(-3, to: &bytes)
    RecordCoding.appendZigzag(2, to: &bytes)
    RecordCoding.appendZigzag(5_000, to: &bytes)
    var sales: [CustomerSale] = []
    bytes.withUnsafeBytes { bytes in
      FigurePages.forEachSale(Text(bytes), on: Self.day) { sales.append($0) }
    }
    #expect(
      sales == [CustomerSale(customer: 77, day: Self.day + -3, orders: 2, amount: 5_000)])
  }

  @Test func pagesGiveBackWhatWasCounted() {
    let tally = FigureTally(Arena())
    let names: [Text] = ["b", "a", "", "长"]
    var wanted: [String: Int64] = [:]
    for (place, name) in names.enumerated() {
      for day in 0..<5 {
        let key = CellKey(
          .category, FigureTally.value(.category, name), .claimed, detail: UInt16(place),
          currency: .cny, on: Self.day + -day)
        let numbers = CellNumbers(
          count: Int64(place + 1), units: -Int64(day), amount: 1 << 40, cost: 7)
        tally.add(key, name, numbers)
        tally.add(key, name, numbers)
        wanted["\(name) \(day)"] = 2 * Int64(place + 1)
      }
    }
    // What adds up to nothing is not kept.
    let gone = CellKey(.category, FigureTally.value(.category, "gone"), .sold, on: Self.day)
    tally.add(gone, "gone", CellNumbers(count: 1))
    tally.add(gone, "gone", CellNumbers(count: -1))
    var found: [String: Int64] = [:]
    for page in storedPages([tally], on: Self.day) {
      page.bytes.withUnsafeBytes { bytes in
        FigurePages.forEachCell(Text(bytes), of: .category, on: Self.day) { key, name, numbers in
          found["\(name) \(Self.day - key.day)"] = numbers.count
        }
      }
    }
    #expect(found == wanted)
  }

  @Test func workersCountsMergeInAnyOrder() {
    func tally(_ from: Int) -> FigureTally {
      let tally = FigureTally(Arena())
      for number in from..<(from + 3000) {
        let name = Text("S\(number % 4096)")
        tally.add(
          CellKey(.sku, FigureTally.value(.sku, name), .sold, on: Self.day), name,
          CellNumbers(count: 1))
        tally.add(
          CustomerSale(customer: UInt64(number % 7), day: Self.day, orders: 1, amount: 5))
      }
      return tally
    }
    func pages(_ first: Int, _ second: Int) -> [[UInt8]] {
      storedPages([tally(first), tally(second)], on: Self.day).map(\.bytes)
    }
    #expect(pages(0, 2000) == pages(2000, 0))
  }
}
