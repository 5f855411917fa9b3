import Foundation
import Testing

/// Orders whose rows come in on any of three evenings, in any order: parcels and charges before
/// what names them, cases that were entered for another order first, rows that are exported again;
/// refunds that name a payment alone, and payments that were given to another order first.
private struct ScatteredShop {
  static let days = 3
  private(set) var rows: [GeneratedShop.Row] = []
  private var dice: Dice
  private let count: Int

  init(seed: UInt64, orders: Int) {
    dice = Dice(seed: seed)
    count = orders
    for number in 1...orders { addOrder(number) }
  }

  private mutating func add(_ feed: String, _ cells: [String]) {
    let day = 1 + dice.below(Self.days)
    rows.append(GeneratedShop.Row(feed: feed, day: day, cells: cells))
    if dice.chance(20) {
      let again = day + dice.below(Self.days - day + 1)
      rows.append(GeneratedShop.Row(feed: feed, day: again, cells: cells))
    }
  }

  private mutating func addOrder(_ number: Int) {
    let order = "SO\(number)"
    add(
      "orders",
      [
        order, "1", "MUG", "2", "50.00", "2026-02-20 09:00", "100.00", "2026-02-22 15:00",
        "PAY\(number)", "", "2026-02-22 16:00",
      ])
    let payment = addPayment(number, order)
    addParcel("OUT\(number)", "outbound", order)
    for turn in 0..<dice.below(3) {
      addCase("RC\(number)-\(turn)", "\(number)-\(turn)", order, paidBy: payment)
    }
  }

  private mutating func movement(
    _ id: String, _ type: String, _ amount: String, _ order: String, _ case: String,
    _ payment: String, _ version: String = "12:00"
  ) {
    add(
      "settlements",
      [
        id, type, amount, "2026-03-01 10:00", order, `case`, payment, "", "2026-03-01 \(version)",
      ])
  }

  /// - Returns: what the payment may be called.
  private mutating func addPayment(_ number: Int, _ order: String) -> String {
    let (id, isOwn) = ("TX\(number)", dice.chance(50))
    guard isOwn else {
      movement(id, "payment", "100.00", dice.pick([order, ""]), "", "PAY\(number)")
      return "PAY\(number)"
    }
    // The order does not know the reference.
    let reference = "pi_\(number)"
    let before = dice.pick([reference, "px_\(number)"])
    if dice.chance(50) {
      movement(id, "payment", "100.00", "SO\(1 + dice.below(count))", "", before, "11:00")
    }
    if dice.chance(10) {
      movement(id + "-2", "payment", "5.00", "SO\(1 + dice.below(count))", "", reference)
    }
    movement(id, "payment", "100.00", order, "", reference)
    let name = dice.pick([reference, "PI \(number)", id, before])
    if dice.chance(15) { movement("CB\(number)", "chargeback", "30.00", "", "", name) }
    return name
  }

  /// The bank has the case in either of two fields, the provider a number of its own; either may
  /// return the refund by any of its names.
  private mutating func addReturned(_ name: String, _ case: String, _ order: String) {
    let isOfBank = dice.chance(60)
    let other = dice.pick(["E2E" + name, order, "E2E"])
    let names =
      !isOfBank ? [order, "re_" + name] : dice.chance(50) ? [`case`, other] : [other, `case`]
    func row(_ id: String, _ hour: String, _ names: [String], _ status: String) -> [String] {
      [
        id, "refund", "50.00", "2026-03-01 \(hour):00", names[0], names[1], status,
        isOfBank ? "bank" : "trade",
      ]
    }
    add("bank", row("B" + name, "10", names, "succeeded"))
    guard dice.chance(60) else { return }
    let known =
      isOfBank
      ? dice.pick([
        names, [names[0], names[0]], [names[1], names[1]], ["", names[1]], ["", ""],
      ]) : dice.pick([names, ["", names[1]], ["", `case`]])
    add("bank", row("RB" + name, "12", known, "reversed"))
  }

  /// Its later rows may leave out what it is about.
  private mutating func addParcel(_ waybill: String, _ direction: String, _ reference: String) {
    for (step, status) in ["picked_up", "in_transit", "delivered"].enumerated() {
      add(
        "parcels",
        [
          waybill, "SF", direction, status, dice.chance(70) ? reference : "",
          "2026-02-2\(4 + step) 09:00", "2026-02-24 09:00", "700", "Z1",
        ])
    }
    for type in ["freight", "packaging"] where dice.chance(60) {
      add("charges", ["SF", "INV", type, "12.00", waybill, "2026-02-28 09:00", "700", "Z1"])
    }
  }

  private mutating func addCase(
    _ id: String, _ name: String, _ order: String, paidBy payment: String
  ) {
    let isExchange = dice.chance(40)
    let waybill = dice.chance(50) ? "RET" + name : ""
    func row(_ order: String, _ hour: String) -> [String] {
      [
        id, order, isExchange ? "exchange" : "return", "damaged", "2026-02-23 10:00", "1", "1",
        "it broke at \(hour)", "photo.jpg", waybill, isExchange ? "MUG-2" : "",
        isExchange ? "50.00" : "", "", "2026-02-23 \(hour):00",
      ]
    }
    if dice.chance(40) {
      add("cases", row(dice.pick(["SO\(1 + dice.below(count))", "SO9\(name)"]), "11"))
    }
    add("cases", row(order, "12"))
    addParcel("RET" + name, "return", id)
    add("inspections", [id, "2026-02-28 10:00", "accepted", "1", "1"])
    if isExchange {
      addParcel("EX" + name, "outbound", id)
    } else if dice.chance(30) {
      addReturned(name, id, order)
    } else if dice.chance(60) {
      movement("R" + name, "refund", "50.00", "", id, dice.pick(["", payment]))
    } else if dice.chance(70) {
      movement("R" + name, "refund", "50.00", "", "", payment)
    } else {
      for part in ["20.00", "30.00"] {
        movement("R\(name)-\(part)", "refund", part, "", "", payment)
      }
    }
  }
}

@Suite struct RoutingTests {
  /// Every record is where it would be had all come at once, on the evening on which that can be
  /// known: so the same is open and awaited, and the figures are the same, however often a date is
  /// run.
  @Test func recordsFindTheirOrderOnWhicheverEveningTheyCome() throws {
    var codes: Set<String> = []
    for seed in 1...UInt64(rounds(5, soak: 60)) {
      let shop = ScatteredShop(seed: seed, orders: 6)
      let scattered = try GeneratedWorkspace()
      defer { scattered.remove() }
      for day in 1...ScatteredShop.days {
        let today = shop.rows.filter { $0.day == day }
        try scattered.deliver(today, pieces: 2, dice: Dice(seed: seed))
        for _ in 0...(seed.isMultiple(of: 2) ? 1 : 0) {
          #expect(try scattered.run(day).code <= 1)
        }
        let atOnce = try GeneratedWorkspace()
        defer { atOnce.remove() }
        try atOnce.deliver(shop.rows.filter { $0.day <= day })
        #expect(try atOnce.run(day).code <= 1)
        for table in [open(scattered, day), awaited(scattered, day)] {
          codes.formUnion(table.map { $0[0] })
        }
        let opened = open(scattered, day).symmetricDifference(open(atOnce, day))
        #expect(opened.isEmpty, "seed \(seed), day \(day)")
        let pending = awaited(scattered, day).symmetricDifference(awaited(atOnce, day))
        #expect(pending.isEmpty, "seed \(seed), day \(day)")
        for table in ["causes", "descriptive", "trends", "service_figures"] {
          let (here, there) = (
            scattered.output(day, table + ".csv"), atOnce.output(day, table + ".csv")
          )
          #expect(here == there, "seed \(seed), day \(day), \(table)")
        }
      }
    }
    let wanted = [
      "PARCEL_ORPHAN", "FEE_ORPHAN", "REFUND_ORPHAN", "REFUND_RETURNED", "REFUND_FAILED",
    ]
    #expect(codes.isSuperset(of: wanted), "\(codes)")
  }

  /// What is found open, but for the versions of rows: in one run two may be a conflict that in two
  /// are a revision.
  private func open(_ workspace: GeneratedWorkspace, _ day: Int) -> Set<[String]> {
    let columns = [
      "code", "subject", "case_id", "order_id", "waybill", "txn_id", "expected", "actual", "status",
    ]
    let rows = Table(workspace.output(day, "exceptions.csv") ?? "").project(columns) ?? []
    return Set(
      rows.filter { $0[8] != "resolved" && $0[0] != "REVISED" && $0[0] != "FEED_CONFLICT" }
        .map { Array($0.dropLast()) })
  }

  private func awaited(_ workspace: GeneratedWorkspace, _ day: Int) -> Set<[String]> {
    let columns = ["subject", "case_id", "order_id", "waybill", "expectation", "amount"]
    return Set(Table(workspace.output(day, "pending.csv") ?? "").project(columns) ?? [])
  }
}
