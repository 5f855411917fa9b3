import Foundation
import Testing

/// Notices, survey requests, order updates and bookings leave exactly once, whatever comes late,
/// runs again or is killed. Told from the batches alone.
@Suite struct OutgoingTests {
  private static let days = 6...15

  @Test func everythingLeavesOnce() throws {
    var (told, booked) = (0, 0)
    for seed in 1...UInt64(rounds(2, soak: 40)) {
      let workspace = try GeneratedWorkspace()
      defer { workspace.remove() }
      try Self.settings.write(
        toFile: workspace.root + "/policy/carriers.yaml", atomically: true, encoding: .utf8)
      try play(workspace, seed)
      let outgoing = Outgoing(workspace)
      outgoing.check(seed)
      told += outgoing.notices.count
      booked += outgoing.bookings.count
      let ending = try Backhaul.run(["verify", workspace.root], scratch: workspace.scratch)
      #expect(ending.code == 0, "seed \(seed): \(ending.output)")
    }
    #expect(told > 40)
    #expect(booked > 5)
  }

  private static let settings = """
    booking_carrier: SF
    carriers:
      SF:
        waybills: {from: WB0001, to: WB0400}
    """

  /// Rows come up to three days late; runs are killed, and made again.
  private func play(_ workspace: GeneratedWorkspace, _ seed: UInt64) throws {
    var dice = Dice(seed: seed &+ 77)
    var waiting = GeneratedShop(seed: seed, orders: 30).rows.map { row in
      GeneratedShop.Row(
        feed: row.feed, day: row.day + dice.below(4), cells: Self.withoutWaybill(row, &dice))
    }
    var sent: Set<String> = []
    for day in Self.days {
      waiting += parcels(under: Outgoing(workspace), on: day, &sent, &dice)
      try workspace.deliver(waiting.filter { $0.day <= day }, dice: dice)
      waiting.removeAll { $0.day <= day }
      if dice.chance(30) {
        let moment = dice.below(900)
        try workspace.run(day, killAfter: Double(moment * moment) / 1e6)
      }
      let ending = try workspace.run(day)
      #expect([0, 1, 3].contains(ending.code), "seed \(seed), \(day) March: \(ending.errors)")
      if dice.chance(40) {
        let before = workspace.files(below: "out")
        try workspace.run(day)
        let after = workspace.files(below: "out")
        let changed = Set(before.keys).union(after.keys).filter {
          before[$0] != after[$0] && !$0.hasSuffix("manifest.json")
        }
        #expect(changed.isEmpty, "seed \(seed): a run of \(day) March again changed \(changed)")
      }
    }
  }

  /// Two of three customers have no waybill of their own yet.
  private static func withoutWaybill(_ row: GeneratedShop.Row, _ dice: inout Dice) -> [String] {
    guard row.feed == "cases", dice.chance(66) else { return row.cells }
    var cells = row.cells
    cells[9] = ""
    return cells
  }

  /// The carrier takes what was booked, and names nothing but the number it was given.
  private func parcels(
    under outgoing: Outgoing, on day: Int, _ sent: inout Set<String>, _ dice: inout Dice
  ) -> [GeneratedShop.Row] {
    outgoing.bookings.compactMap { booking in
      guard booking.action != "cancel", !booking.waybill.isEmpty, dice.chance(50),
        sent.insert(booking.waybill).inserted
      else { return nil }
      let date = "2026-03-\(day < 10 ? "0" : "")\(day) 05:00"
      return GeneratedShop.Row(
        feed: "parcels", day: day + dice.below(2),
        cells: [booking.waybill, "SF", "return", "picked_up", "", date, date, "900", "Z1"])
    }
  }
}

/// Every row of every batch of a workspace, in the order in which they left.
private struct Outgoing {
  struct Booking {
    let id: String
    let waybill: String
    let caseID: String
    let action: String
    let replaces: String
  }

  let notices: [[String]]
  let surveys: [[String]]
  let updates: [[String]]
  let bookings: [Booking]
  private let orphans: Set<String>

  init(_ workspace: GeneratedWorkspace) {
    let files = workspace.files(below: "out")
    func rows(_ kind: String, _ columns: [String]) -> [[String]] {
      files.keys.filter { $0.contains("/\(kind)-") }.sorted().flatMap { name in
        Table(String(decoding: files[name] ?? Data(), as: UTF8.self)).project(columns) ?? []
      }
    }
    notices = rows("notices", ["notice_id", "case_id", "kind", "text"])
    surveys = rows("survey_requests", ["notice_id", "case_id"])
    updates = rows(
      "order_updates", ["order_id", "line_no", "case_id", "old_status", "new_status"])
    bookings = rows(
      "carrier_bookings", ["instruction_id", "waybill", "case_id", "action", "replaces"]
    ).map { Booking(id: $0[0], waybill: $0[1], caseID: $0[2], action: $0[3], replaces: $0[4]) }
    let last = files.keys.filter { $0.hasSuffix("/exceptions.csv") }.max() ?? ""
    let open = Table(String(decoding: files[last] ?? Data(), as: UTF8.self))
    orphans = Set(
      (open.project(["code", "waybill"]) ?? []).filter { $0[0] == "PARCEL_ORPHAN" }.map { $0[1] })
  }

  func check(_ seed: UInt64) {
    checkOnce(notices.map { $0[0] }, "notice", seed)
    checkOnce(surveys.map { $0[1] }, "survey of a case", seed)
    for kind in ["arrival", "replacement_shipped"] {
      checkOnce(notices.filter { $0[2] == kind }.map { $0[1] }, "\(kind) of a case", seed)
    }
    for kind in ["parcel_late", "parcel_lost", "parcel_damaged"] {
      checkOnce(notices.filter { $0[2] == kind }.map { $0[3] }, kind, seed)
    }
    checkUpdates(seed)
    checkBookings(seed)
  }

  private func checkOnce(_ names: [String], _ what: String, _ seed: UInt64) {
    let twice = Dictionary(grouping: names, by: \.self).filter { $0.value.count > 1 }.keys.sorted()
    #expect(twice.isEmpty, "seed \(seed): \(what) left twice: \(twice)")
  }

  /// Each update goes on from the one before it.
  private func checkUpdates(_ seed: UInt64) {
    var status: [String: String] = [:]
    for row in updates {
      let line = row[0...2].joined(separator: " ")
      #expect(row[3] == status[line] ?? "", "seed \(seed): \(line) was \(status[line] ?? "none")")
      #expect(row[3] != row[4], "seed \(seed): \(line) did not change")
      status[line] = row[4]
    }
  }

  /// A number is given once, a case has one open booking, and a parcel under a number of ours is
  /// nobody's orphan.
  private func checkBookings(_ seed: UInt64) {
    let given = bookings.filter { $0.action != "cancel" }
    checkOnce(given.map(\.waybill).filter { !$0.isEmpty }, "waybill", seed)
    let ended = Set(bookings.map(\.replaces))
    checkOnce(
      given.filter { !ended.contains($0.id) }.map(\.caseID), "open booking of a case", seed)
    let lost = given.map(\.waybill).filter(orphans.contains)
    #expect(lost.isEmpty, "seed \(seed): \(lost) are orphans")
  }
}
