import Foundation

/// Sixty days of a shop in which nothing stands out, or one thing that was planted: what analysis
/// has to find, and the quiet it has to keep.
struct PlantedShop {
  enum Plant: String, CaseIterable {
    case none
    /// From day 20 on the goods of supplier S2 fail five times as often.
    case supplier
    /// The same, while seven of ten of its goods are one article: not the article's fault.
    case mixedSupplier
    /// From day 20 on that one article fails, and no other of the supplier.
    case article
    /// From day 20 on carrier YTO loses twice as many parcels.
    case carrier
    /// Customer C77 sends seven of ten orders back.
    case customer
  }

  static let days = 60
  static let start = 20
  static let ordersPerDay = 200
  private static let suppliers = ["S1", "S2", "S3", "S4", "S5", "S6"]
  private static let carriers = ["SF", "YTO", "ZTO"]
  private static let regions = ["Zhejiang", "Jiangsu", "Guangdong", "Sichuan", "Hebei"]

  private let plant: Plant
  private var dice: Dice
  private var orders = [
    "order_id,line_no,sku,quantity,unit_price,ordered_at,currency,paid_amount,"
      + "category,supplier_id,customer_id,delivered_at,region"
  ]
  private var cases = ["case_id,order_id,line_no,kind,reason,applied_at,quantity,channel"]
  private var parcels = ["waybill,carrier,direction,status,reference,status_at,picked_up_at"]
  private var settlements = ["txn_id,type,amount,settled_at,order_id,currency"]

  init(_ plant: Plant, seed: UInt64) {
    self.plant = plant
    dice = Dice(seed: seed &* 1_000_003)
    for day in 0..<Self.days {
      // A week has its own shape.
      let count = Self.ordersPerDay * [100, 90, 85, 95, 105, 120, 105][day % 7] / 100
      for number in 0..<count { order(day, number) }
    }
  }

  /// A day of the history: 2026-03-01 is day 0.
  static func date(_ day: Int) -> String {
    let (month, rest) = day < 31 ? (3, day) : day < 61 ? (4, day - 31) : (5, day - 61)
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "2026-\(two(month))-\(two(rest + 1))"
  }

  static var lastDay: String { date(days - 1) }
  static var plantDay: String { date(start) }

  private mutating func order(_ day: Int, _ number: Int) {
    let id = "O\(day)N\(number)"
    let isPlanted = day >= Self.start
    let place = dice.below(Self.suppliers.count)
    let supplier = Self.suppliers[place]
    let isMixed = plant == .mixedSupplier || plant == .article
    let sku = "\(supplier)A\(isMixed ? max(0, dice.below(10) - 6) : dice.below(4))"
    let carrier = dice.pick(Self.carriers)
    // Every third day the customer of the plant buys something.
    let isOften = day % 3 == 0 && number == 0
    let customer = isOften ? "C77" : "C\(1000 + dice.below(2500))"
    let price = 40 + dice.below(160)
    let (ordered, delivered) = (Self.date(day), day + 3)
    let category = ["shoes", "home"][place % 2]
    let receipt = delivered < Self.days ? Self.date(delivered) + "T15:00:00" : ""
    orders.append(
      "\(id),1,\(sku),1,\(price).00,\(ordered)T10:00:00,CNY,\(price).00,\(category),\(supplier),"
        + "\(customer),\(receipt),\(dice.pick(Self.regions))")
    settlements.append("P\(id),payment,\(price).00,\(ordered)T10:01:00,\(id),CNY")
    let lossPerMille = plant == .carrier && carrier == "YTO" && isPlanted ? 60 : 30
    if perMille(lossPerMille) {
      parcel(id, carrier, "lost", day, at: day + 5)
      apply(id, "refund_only", "lost", day + 6)
      return
    }
    parcel(id, carrier, "delivered", day, at: delivered)
    let isDefective =
      switch plant {
      case .supplier, .mixedSupplier: supplier == "S2" && isPlanted
      case .article: sku == "S2A0" && isPlanted
      default: false
      }
    let defectPerMille = isDefective ? 100 : 20
    // The planted customer changes its mind.
    let isReturned = plant == .customer && isOften && perMille(700)
    if isReturned || perMille(25) {
      apply(id, "return", "no_longer_needed", delivered + 1)
    } else if perMille(defectPerMille) {
      apply(id, "return", "defective", delivered + 1 + dice.below(3))
    } else if perMille(30) {
      apply(id, "return", "size", delivered + 1 + dice.below(3))
    }
  }

  private mutating func perMille(_ share: Int) -> Bool { dice.below(1000) < share }

  private mutating func parcel(
    _ order: String, _ carrier: String, _ status: String, _ day: Int, at seen: Int
  ) {
    guard seen < Self.days else { return }
    parcels.append(
      "W\(order),\(carrier),outbound,\(status),\(order),\(Self.date(seen))T15:00:00,"
        + "\(Self.date(day))T18:00:00")
  }

  private mutating func apply(_ order: String, _ kind: String, _ reason: String, _ day: Int) {
    guard day < Self.days else { return }
    cases.append(
      "R\(order),\(order),1,\(kind),\(reason),\(Self.date(day))T12:00:00,1,self_service")
  }

  /// Everything in one evening.
  func deliver(to root: String) throws {
    let files = [
      "orders": orders, "cases": cases, "parcels": parcels, "settlements": settlements,
    ]
    for (name, lines) in files {
      try (lines.joined(separator: "\n") + "\n")
        .write(toFile: "\(root)/inbox/\(name).csv", atomically: true, encoding: .utf8)
    }
  }
}
