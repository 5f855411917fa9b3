import Foundation
import Testing

/// Decisions of people are facts: the order in which they come, and how often a date is run,
/// changes nothing (X2, X5).
@Suite struct DecisionOrderTests {
  private static let people = """
    roles:
      all:
        actions: [accept, write_off, match, unmatch, set_amount, reship, compensate, resend, note,
          assign, snooze, reopen, revoke]
        limits: {CNY: "300.00"}
        approval_above: {CNY: "200.00"}
    people:
      - {name: Wang, roles: [all]}
      - {name: Li, roles: [all]}
    """
  private static let header =
    "decision_id,exception_id,version,action,decided_by,decided_at,target,amount,note,until,"
    + "approved_by,revokes"

  @Test func orderAndRepetitionDecideNothing() throws {
    let shop = GeneratedShop(seed: 11, orders: 120)
    let rows = try decisions(on: shop)
    let once = try closed(shop, [rows])
    #expect(once["2026-03-21/exceptions.csv"].map { !$0.isEmpty } == true)
    var dice = Dice(seed: 99)
    for round in 1...3 {
      var shuffled = rows
      shuffled.shuffle(using: &dice)
      // The same in several runs of the date, some rows twice.
      let cut = 1 + dice.below(shuffled.count - 1)
      let parts = [Array(shuffled[..<cut]), Array(shuffled[(cut / 2)...])]
      let again = try closed(shop, parts)
      for name in ["exceptions", "matches", "cases", "pending"] {
        for date in ["2026-03-21", "2026-03-22"] {
          #expect(
            again["\(date)/\(name).csv"] == once["\(date)/\(name).csv"],
            "\(name) of \(date), round \(round)")
        }
      }
    }
  }

  /// Runs 20 March, then 21 March with each part of the decisions in a run of its own, each run
  /// twice, then 22 March.
  private func closed(_ shop: GeneratedShop, _ parts: [[String]]) throws -> [String: Data] {
    let workspace = try start(shop)
    defer { workspace.remove() }
    for (number, part) in parts.enumerated() {
      let text = ([Self.header] + part).joined(separator: "\n") + "\n"
      try text.write(
        toFile: workspace.root + "/inbox/decisions-\(number).csv", atomically: true,
        encoding: .utf8)
      try workspace.run(21)
    }
    let first = workspace.files(below: "out/2026-03-21")
    try workspace.run(21)
    #expect(workspace.files(below: "out/2026-03-21") == first)
    try workspace.run(22)
    let ending = try Backhaul.run(["verify", workspace.root], scratch: workspace.scratch)
    #expect(ending.code == 0, "\(ending.output)")
    return workspace.files(below: "out")
  }

  private func start(_ shop: GeneratedShop) throws -> GeneratedWorkspace {
    let workspace = try GeneratedWorkspace()
    try Self.people.write(
      toFile: workspace.root + "/people.yaml", atomically: true, encoding: .utf8)
    try workspace.deliver(shop.rows)
    try workspace.run(20)
    return workspace
  }

  /// One or two decisions on every exception of 20 March, of every kind, good and bad.
  private func decisions(on shop: GeneratedShop) throws -> [String] {
    let workspace = try start(shop)
    defer { workspace.remove() }
    let table = Table(workspace.output(20, "exceptions.csv") ?? "")
    let found = table.project(["exception_id", "txn_id", "difference"]) ?? []
    let movements = found.map { $0[1] }.filter { !$0.isEmpty }
    #expect(found.count > 20)
    var dice = Dice(seed: 5)
    let actions = [
      "accept", "write_off", "match", "unmatch", "set_amount", "reship", "compensate", "resend",
      "note", "assign", "snooze",
    ]
    var rows: [String] = []
    for (number, exception) in found.enumerated() {
      for turn in 0..<1 + dice.below(2) {
        let action = actions[dice.below(actions.count)]
        let target =
          action == "assign"
          ? "Li" : movements.isEmpty ? "" : movements[dice.below(movements.count)]
        let amount = action == "write_off" ? "1.00" : action == "set_amount" ? "90.00" : "5.00"
        let hasAmount = ["write_off", "set_amount", "compensate"].contains(action)
        rows.append(
          [
            "D\(number)-\(turn)", exception[0], dice.below(8) == 0 ? "3" : "1", action,
            dice.below(2) == 0 ? "Wang" : "Li", "2026-03-21 1\(turn):\(10 + number % 50)",
            ["match", "unmatch", "assign"].contains(action) ? target : "",
            hasAmount ? amount : "", "note \(number)", action == "snooze" ? "2026-03-25" : "",
            dice.below(3) == 0 ? "Li" : "", "",
          ].joined(separator: ","))
        if dice.below(4) == 0 {
          rows.append(
            "R\(number)-\(turn),\(exception[0]),1,revoke,Wang,2026-03-21 18:00,,,,,,"
              + "D\(number)-\(turn)"
          )
        }
      }
    }
    return rows
  }
}
