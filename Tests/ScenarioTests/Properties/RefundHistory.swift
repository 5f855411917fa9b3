import Foundation

/// A made-up fortnight of refunds: what happens, when its files arrive, and a provider that carries
/// out what it is told and reports late. The same for the same seed and the same batches.
struct RefundHistory {
  static let days = 6...16
  static let people = """
    roles:
      all:
        actions: [accept, resend, compensate, set_amount, reopen, revoke, withdraw]
    people:
      - {name: Wang, roles: [all]}
    """
  static let sources = "- id: pay\n  feed: settlements\n  lag_days: 4\n"
  private static let headers = [
    "orders": "order_id,line_no,sku,quantity,unit_price,ordered_at,paid_amount,delivered_at,"
      + "payment_ref,payment_channel,updated_at",
    "cases": "case_id,order_id,kind,reason,applied_at,line_no,quantity,description,evidence,"
      + "withdrawn_at,updated_at",
    "reviews": "case_id,reviewed_at,verdict,reviewer,approved_amount",
    "settlements": "txn_id,type,amount,settled_at,account_id,order_id,refund_ref,payment_ref,"
      + "channel,status,updated_at",
    "decisions": "decision_id,exception_id,version,action,decided_by,decided_at,target,amount,"
      + "note,until,approved_by,revokes",
  ]

  struct Delivery {
    let day: Int
    let feed: String
    let cells: [String]
  }

  private var waiting: [Delivery] = []
  private(set) var dice: Dice
  private var transaction = 0
  private var decision = 0
  private(set) var provider = Provider()
  /// Cents that each case could bring at most.
  private(set) var worth: [String: Int] = [:]

  init(seed: UInt64, orders: Int) {
    dice = Dice(seed: seed)
    for number in 1...orders { begin(number) }
  }

  // MARK: what happens

  private mutating func begin(_ number: Int) {
    let (order, id, day) = ("SO\(100 + number)", "RC\(100 + number)", 6 + dice.below(4))
    let cents = 1000 + dice.below(20_000)
    worth[id] = cents
    add(5 + dice.below(3), "orders", orderRow(order, cents, number))
    if dice.chance(8) { add(5, "orders", orderRow("SX\(number)", cents, number)) }
    pay(order, cents, number)
    var row = caseRow(id, order, day)
    add(day + dice.below(3), "cases", row)
    if dice.chance(20) {
      let from = day + 1 + dice.below(4)
      (row[9], row[10]) = (time(from, 9), time(from, 10))
      add(from + dice.below(3), "cases", row)
      if dice.chance(50) {
        (row[9], row[10]) = ("", time(from + 2, 10))
        add(from + 2, "cases", row)
      }
    } else if dice.chance(10) {
      (row[1], row[10]) = ("SX\(number)", time(day + 2, 10))
      add(5, "orders", orderRow("SX\(number)", cents, number))
      add(day + 2, "cases", row)
    }
    if dice.chance(20) {
      let on = day + 1 + dice.below(3)
      add(on + dice.below(2), "reviews", [id, time(on, 9), "approved", "Li", money(cents / 2)])
      if dice.chance(70) { growOn(on + 1 + dice.below(4), id, cents) }
    }
    if dice.chance(25) {
      let on = day + dice.below(4)
      let part = dice.chance(50) ? cents : cents / 3
      let status = dice.pick(["succeeded", "succeeded", "failed", "initiated"])
      refund(on, part, order, id, ["MCH1", "PAY\(number)", "wechat"], status)
    }
  }

  /// More is approved once or twice, as when goods come in parts; now and then less again.
  private mutating func growOn(_ day: Int, _ id: String, _ cents: Int) {
    for (step, share) in [(0, 3), (1, dice.chance(80) ? 4 : 1)] where step == 0 || dice.chance(60) {
      let on = day + 2 * step
      add(
        on + dice.below(2), "reviews",
        [id, time(on, 9), "approved", "Li", money(cents * share / 4)])
    }
  }

  private func orderRow(_ order: String, _ cents: Int, _ number: Int) -> [String] {
    [
      order, "1", "SKU-1", "1", money(cents), time(1, 9), money(cents), time(4, 15),
      "PAY\(number)", "wechat", time(4, 18),
    ]
  }

  private func caseRow(_ id: String, _ order: String, _ day: Int) -> [String] {
    [
      id, order, "refund_only", "damaged", time(day, 10), "1", "1", "it broke", "photo.jpg", "",
      time(day, 10),
    ]
  }

  private mutating func pay(_ order: String, _ cents: Int, _ number: Int) {
    let card = dice.chance(30) ? cents / 3 : 0
    for (share, account, channel) in [(cents - card, "MCH1", "wechat"), (card, "MCH2", "card")]
    where share > 0 {
      transaction += 1
      var row = [
        "TX\(transaction)", "payment", money(share), time(1, 11), account, order, "",
        "PAY\(number)", channel, "", time(1, 12),
      ]
      add(5 + dice.below(5), "settlements", row)
      guard dice.chance(10) else { continue }
      (row[5], row[10]) = ("SO\(101 + dice.below(number))", time(1, 10))
      add(5 + dice.below(3), "settlements", row)
    }
  }

  private mutating func refund(
    _ day: Int, _ cents: Int, _ order: String, _ reference: String, _ means: [String],
    _ status: String
  ) {
    transaction += 1
    let namesPaymentAlone = dice.chance(20)
    add(
      day + dice.below(4), "settlements",
      [
        "TX\(transaction)", "refund", money(cents), time(day, 11), means[0],
        dice.chance(50) && !namesPaymentAlone ? order : "", namesPaymentAlone ? "" : reference,
        means[1], means[2], status, time(day, 12),
      ])
  }

  /// The provider carries out what has left, on the day after; its bill comes up to three days
  /// late.
  mutating func carryOut(_ rows: [RefundRow], on day: Int) {
    for row in provider.take(rows) {
      let fate = dice.below(10)
      guard fate > 0 else { continue }
      let reference = dice.chance(60) ? row.id : row.caseID
      if fate > 2 { provider.execute(row) } else { provider.failed.insert(row.id) }
      refund(
        day + 1, row.cents, row.orderID, reference, [row.account, row.payment, row.channel],
        fate > 2 ? "succeeded" : "failed")
    }
  }

  /// People want failed refunds sent again, some twice, and some that have not failed.
  mutating func decide(on exceptions: Table, after day: Int) {
    for row in exceptions.project(["exception_id", "version", "code", "status"]) ?? []
    where !["resolved", "decided"].contains(row[3]) {
      let chance = row[2] == "REFUND_FAILED" ? 70 : row[2] == "REFUND_MISSING" ? 20 : 0
      for _ in 0..<(dice.chance(chance) ? 1 + dice.below(2) : 0) {
        decision += 1
        add(
          day + 1, "decisions",
          [
            "D\(decision)", row[0], row[1], "resend", "Wang", time(day + 1, 9), "", "", "again", "",
            "", "",
          ])
      }
    }
  }

  // MARK: files

  private mutating func add(_ day: Int, _ feed: String, _ cells: [String]) {
    waiting.append(Delivery(day: day, feed: feed, cells: cells))
  }

  /// Writes a part of what has arrived by a day into the inbox.
  mutating func deliver(
    upTo day: Int, percent: Int, into workspace: GeneratedWorkspace
  ) throws {
    var rest: [Delivery] = []
    var files: [String: [String]] = [:]
    for delivery in waiting {
      guard delivery.day <= day, dice.chance(percent) else {
        rest.append(delivery)
        continue
      }
      files[delivery.feed, default: []].append(delivery.cells.joined(separator: ","))
    }
    waiting = rest
    for feed in files.keys.sorted() {
      var lines = files[feed] ?? []
      lines.shuffle(using: &dice)
      let text = ([Self.headers[feed] ?? ""] + lines).joined(separator: "\n") + "\n"
      try text.write(
        toFile: workspace.root + "/inbox/\(feed)-\(day)-\(dice.below(1_000_000_000)).csv",
        atomically: true, encoding: .utf8)
    }
  }

  mutating func below(_ limit: Int) -> Int { dice.below(limit) }
  mutating func chance(_ percent: Int) -> Bool { dice.chance(percent) }

  private func money(_ cents: Int) -> String {
    "\(cents / 100)." + (cents % 100 < 10 ? "0" : "") + "\(cents % 100)"
  }

  private func time(_ day: Int, _ hour: Int) -> String {
    "2026-03-\(day < 10 ? "0" : "")\(day) \(hour < 10 ? "0" : "")\(hour):00"
  }
}

/// A row of refund_instructions-NN.csv.
struct RefundRow {
  let id: String
  let batch: String
  let attempt: String
  let replaces: String
  let caseID: String
  let orderID: String
  let account: String
  let payment: String
  let channel: String
  let part: String
  let cents: Int
  let action: String

  var words: String {
    "\(batch) \(action) \(id.suffix(4)) attempt \(attempt) for \(replaces.suffix(4)): \(cents) to "
      + "\(account) \(payment) \(channel)"
  }

  /// Every row of every batch of a workspace, in the order in which they left.
  static func all(in workspace: GeneratedWorkspace) -> [RefundRow] {
    let files = workspace.files(below: "out").filter { $0.key.contains("/refund_instructions-") }
    return files.keys.sorted().flatMap { name -> [RefundRow] in
      let table = Table(String(decoding: files[name] ?? Data(), as: UTF8.self))
      let rows = table.project([
        "instruction_id", "batch_id", "attempt", "replaces", "case_id", "order_id", "account_id",
        "payment_ref", "channel", "part", "amount", "action",
      ])
      return (rows ?? []).map { cells in
        RefundRow(
          id: cells[0], batch: cells[1], attempt: cells[2], replaces: cells[3], caseID: cells[4],
          orderID: cells[5], account: cells[6], payment: cells[7], channel: cells[8],
          part: cells[9], cents: Int(cells[10].replacing(".", with: "")) ?? 0, action: cells[11])
      }
    }
  }
}

/// Whoever sends the money: once for every id, and not where it has sent what a row takes the place
/// of.
struct Provider {
  private var seen: [String: RefundRow] = [:]
  private var ended: Set<String> = []
  private var executed: Set<String> = []
  /// Rows that did not work, and are over by that.
  var failed: Set<String> = []
  /// Cents sent, by case.
  private(set) var sent: [String: Int] = [:]

  /// The rows that are to be carried out of those that are new.
  mutating func take(_ rows: [RefundRow]) -> [RefundRow] {
    let new = rows.filter { seen[$0.id] == nil }
    for row in new {
      seen[row.id] = row
      if !row.replaces.isEmpty { ended.insert(row.replaces) }
    }
    return new.filter { row in
      row.action != "cancel" && !ended.contains(row.id) && !hasSent(row.replaces)
    }
  }

  private func hasSent(_ id: String) -> Bool {
    guard !id.isEmpty else { return false }
    return executed.contains(id) || hasSent(seen[id]?.replaces ?? "")
  }

  mutating func execute(_ row: RefundRow) {
    executed.insert(row.id)
    sent[row.caseID, default: 0] += row.cents
  }
}
