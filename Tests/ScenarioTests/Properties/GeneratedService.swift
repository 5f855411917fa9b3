import Foundation

/// Stock movements and tickets of a made-up shop: made from its rows with dice of their own.
struct GeneratedService {
  private(set) var rows: [GeneratedShop.Row] = []
  private var dice: Dice

  init(_ shop: [GeneratedShop.Row], seed: UInt64) {
    dice = Dice(seed: seed &+ 0x5E41CE)
    let cases = shop.filter { $0.feed == "cases" }.reduce(into: [String: String]()) {
      $0[$1.cells[1]] = $1.cells[0]
    }
    for row in shop where row.feed == "inspections" { book(row) }
    var asked: Set<String> = []
    for row in shop where row.feed == "orders" && asked.insert(row.cells[0]).inserted {
      if dice.chance(25) { ask(row.cells[0], cases[row.cells[0]], row.day) }
    }
  }

  private func time(_ day: Int, _ hour: Int) -> String {
    "2026-03-\(day < 10 ? "0" : "")\(day) \(hour < 10 ? "0" : "")\(hour):00"
  }

  private mutating func add(_ feed: String, _ day: Int, _ cells: [String]) {
    rows.append(GeneratedShop.Row(feed: feed, day: day, cells: cells))
  }

  /// Mostly all of what was inspected; sometimes less, more, in two parts or not at all.
  private mutating func book(_ inspection: GeneratedShop.Row) {
    let id = inspection.cells[0]
    guard let quantity = Int(inspection.cells[3]), dice.chance(85),
      let number = Int(id.filter(\.isNumber)).map({ $0 - 500 })
    else { return }
    let sku = dice.chance(95) ? "SKU-\(number % 7)" : "SKU-X"
    var parts = [quantity]
    if dice.chance(10) { parts = [quantity + dice.below(2), dice.below(2)] }
    for (index, part) in parts.enumerated() where part > 0 {
      let day = inspection.day + dice.below(4)
      let kind = dice.chance(90) ? "restock" : "scrap"
      add("stock", day, ["M\(id)-\(index)", sku, "\(part)", time(day, 14), kind, id])
    }
  }

  /// About the case, the order or neither; some find their order only with the answer.
  private mutating func ask(_ order: String, _ caseID: String?, _ day: Int) {
    let openedOn = day + dice.below(4)
    let kind = dice.pick(["quality", "size_colour", "service", "logistics"])
    let opened = ["T\(order)", kind, time(openedOn, 10)]
    let names = dice.pick([[caseID ?? "", ""], ["", order], ["", ""]])
    add("tickets", openedOn, opened + names + ["", "", time(openedOn, 10)])
    guard dice.chance(75) else { return }
    let day = openedOn + dice.below(6)
    let told = dice.chance(90) ? time(day, 17) : ""
    add(
      "tickets", day,
      opened + (dice.chance(30) ? [names[0], order] : names) + [time(day, 16), told, time(day, 18)])
  }
}
