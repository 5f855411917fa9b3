import Foundation

/// A made-up shop's rows over some days of March 2026: every kind of case and of trouble, small
/// enough for a test, the same for the same seed.
struct GeneratedShop {
  struct Row {
    let feed: String
    /// The day of March on which an export brings it.
    let day: Int
    let cells: [String]
  }

  static let headers: [String: String] = [
    "orders": "order_id,line_no,sku,quantity,unit_price,ordered_at,paid_amount,delivered_at,"
      + "payment_ref,payment_channel,updated_at",
    "cases": "case_id,order_id,kind,reason,applied_at,line_no,quantity,description,evidence,"
      + "return_waybill,exchange_sku,exchange_unit_price,return_freight_paid,updated_at",
    "parcels": "waybill,carrier,direction,status,reference,status_at,picked_up_at,weight_g,zone",
    "charges": "carrier,invoice_no,charge_type,amount,waybill,billed_at,billed_weight_g,zone",
    "inspections": "case_id,inspected_at,result,quantity,line_no",
    "stock": "movement_id,sku,quantity,moved_at,kind,case_id",
    "tickets": "ticket_id,class,opened_at,case_id,order_id,resolved_at,result_told_at,updated_at",
    "settlements": "txn_id,type,amount,settled_at,order_id,refund_ref,payment_ref,channel,"
      + "updated_at",
  ]

  /// The settlements as the bank tells them.
  static let bank = "txn_id,type,amount,settled_at,order_id,refund_ref,status,view"

  static let rates = """
    carrier,zone,valid_from,valid_to,first_weight_g,first_fee,step_weight_g,step_fee,\
    volumetric_divisor,packaging_fee,currency
    SF,*,2026-01-01,2026-12-31,1000,12.00,1000,2.00,0,1.00,CNY

    """

  private(set) var rows: [Row] = []
  private var dice: Dice
  private var transaction = 0

  init(seed: UInt64, orders: Int) {
    dice = Dice(seed: seed)
    for number in 1...orders { addOrder(number) }
    rows += GeneratedService(rows, seed: seed).rows
  }

  private func money(_ cents: Int) -> String {
    "\(cents / 100)." + (cents % 100 < 10 ? "0" : "") + "\(cents % 100)"
  }

  private func time(_ day: Int, _ hour: Int) -> String {
    "2026-03-\(day < 10 ? "0" : "")\(day) \(hour < 10 ? "0" : "")\(hour):00"
  }

  private mutating func add(_ feed: String, _ day: Int, _ cells: [String]) {
    rows.append(Row(feed: feed, day: day, cells: cells))
  }

  private mutating func addOrder(_ number: Int) {
    let order = "SO\(1000 + number)"
    let day = 1 + dice.below(4)
    let quantity = 1 + dice.below(3)
    let price = 100 * (10 + dice.below(200))
    let paid = quantity * price - (dice.chance(30) ? 333 : 0)
    let version = time(day + 2, 6)
    let line = [
      order, "1", "SKU-\(number % 7)", "\(quantity)", money(price), time(day, 9), money(paid),
      time(day + 2, 15), "PAY\(number)", "wechat",
    ]
    add("orders", day + 2, line + [version])
    if dice.chance(4) {
      var corrected = line
      corrected[6] = money(paid + 100)
      add("orders", day + 3, corrected + [time(day + 3, 6)])
    }
    if !dice.chance(4) { pay("payment", paid, day, order, "", number) }
    addParcel("OUT\(number)", "outbound", order, day)
    if dice.chance(45) { addCase(number, order, quantity, price, paid, day + 3) }
  }

  private mutating func pay(
    _ type: String, _ cents: Int, _ day: Int, _ order: String, _ reference: String, _ number: Int
  ) {
    transaction += 1
    let channel = dice.chance(3) ? "alipay" : "wechat"
    add(
      "settlements", day + dice.below(2),
      [
        "TX\(10_000 + transaction)", type, money(cents), time(day, 11), order, reference,
        dice.chance(50) ? "PAY\(number)" : "", channel, time(day, 12),
      ])
  }

  private mutating func addParcel(
    _ waybill: String, _ direction: String, _ reference: String, _ day: Int
  ) {
    let weight = 300 + dice.below(3000)
    let start = ["SF", direction]
    func event(_ status: String, _ on: Int, _ hour: Int) -> [String] {
      [waybill] + start + [status, reference, time(on, hour), time(day, 18), "\(weight)", "Z1"]
    }
    add("parcels", day + 1, event("picked_up", day, 18))
    let fate = dice.below(20)
    if fate == 0 {
      add("parcels", day + 2, event("lost", day + 2, 10))
    } else if fate > 1 {
      add("parcels", day + 2, event("delivered", day + 2, 10))
    }
    let steps = max(0, (weight - 1) / 1000)
    let fee = 1200 + 200 * steps + (dice.chance(10) ? 150 : 0)
    let invoice = "INV-\(day + 3)"
    add(
      "charges", day + 3,
      ["SF", invoice, "freight", money(fee), waybill, time(day + 3, 8), "\(weight)", "Z1"])
  }

  private mutating func addCase(
    _ number: Int, _ order: String, _ quantity: Int, _ price: Int, _ paid: Int, _ day: Int
  ) {
    let id = dice.chance(2) ? "RC-\(500 + number)" : "RC\(500 + number)"
    let kind = dice.pick(["return", "return", "refund_only", "exchange"])
    let reason = dice.pick(["damaged", "size", "no_longer_needed", "defective", "late"])
    let asked = dice.chance(5) ? quantity + 1 : 1 + dice.below(quantity)
    let waybill = kind == "refund_only" ? "" : "RET\(number)"
    let isExchange = kind == "exchange"
    add(
      "cases", day,
      [
        id, dice.chance(3) ? "SO9\(number)" : order, kind, reason, time(day, 10), "1", "\(asked)",
        "it broke", dice.chance(80) ? "photo.jpg" : "", waybill, isExchange ? "SKU-X" : "",
        isExchange ? money(price + dice.pick([-500, 0, 500])) : "",
        dice.chance(20) ? "9.00" : "", time(day, 12),
      ])
    if !waybill.isEmpty, dice.chance(85) {
      addParcel(waybill, "return", dice.chance(90) ? id : "", day + 1)
      if dice.chance(80) {
        let result = dice.chance(92) ? "accepted" : "rejected"
        add("inspections", day + 4, [id, time(day + 4, 9), result, "\(min(asked, quantity))", "1"])
      }
    }
    if kind != "exchange" { refund(id, order, asked * paid / quantity, day + 4, number) }
  }

  private mutating func refund(
    _ id: String, _ order: String, _ cents: Int, _ day: Int, _ number: Int
  ) {
    let reference = dice.pick([id, id, id, id, id.lowercased(), "", "RC-\(9000 + number)"])
    switch dice.below(12) {
    case 0: break
    case 1: pay("refund", max(1, cents - 100), day, order, reference, number)
    case 2:
      pay("refund", cents, day, order, reference, number)
      pay("refund", cents, day, order, reference, number)
    case 3:
      pay("refund", cents / 3, day, order, reference, number)
      pay("refund", cents - cents / 3, day, order, reference, number)
    case 4: pay("refund", cents, day, "", id, number)
    case 5: pay("refund", cents, day, "", "", number)
    default: pay("refund", cents, day, order, reference, number)
    }
  }
}
