import Foundation
import Testing

@Suite struct RerunTests {
  /// X2: twice on one date changes no byte; the same export adds nothing, an overlapping one only
  /// what is new.
  @Test func runningAgainChangesNothing() throws {
    let shop = GeneratedShop(seed: 5, orders: 100)
    let workspace = try GeneratedWorkspace()
    defer { workspace.remove() }
    try workspace.deliver(shop.rows)
    try workspace.run(20)
    let first = workspace.files(below: "out")
    try workspace.run(20)
    #expect(workspace.files(below: "out") == first)

    try workspace.deliver(shop.rows)
    try workspace.run(21)
    #expect(figures(workspace, 21, "accepted") == 0)
    #expect(figures(workspace, 21, "superseded") == 0)
    #expect(figures(workspace, 21, "duplicate") == shop.rows.count)

    var overlapping = Array(shop.rows.filter { $0.feed == "settlements" }.prefix(20))
    let fresh = ["TX99999", "payment", "1.00", "2026-03-19 10:00", "SO1001", "", "", "", ""]
    overlapping.append(GeneratedShop.Row(feed: "settlements", day: 19, cells: fresh))
    try workspace.deliver(overlapping)
    try workspace.run(22)
    #expect(figures(workspace, 22, "accepted") == 1)
    #expect(figures(workspace, 22, "duplicate") == 20)
  }

  private func figures(_ workspace: GeneratedWorkspace, _ day: Int, _ column: String) -> Int {
    let table = Table(workspace.output(day, "intake.csv") ?? "")
    return (table.project([column]) ?? []).reduce(0) { $0 + (Int($1[0]) ?? 0) }
  }

  /// X2: a run killed at any moment is finished by the next one, with the result of one never
  /// killed.
  @Test func killedRunsAreFinishedByTheNext() throws {
    let shop = GeneratedShop(seed: 9, orders: 150)
    let calm = try GeneratedWorkspace()
    defer { calm.remove() }
    try calm.deliver(shop.rows)
    let start = Date()
    try calm.run(20)
    let length = Date().timeIntervalSince(start)
    let (out, archive) = (calm.files(below: "out"), calm.files(below: "archive"))

    var dice = Dice(seed: 4711)
    var killed = 0
    for round in 1...rounds(20, soak: 100) {
      let workspace = try GeneratedWorkspace()
      defer { workspace.remove() }
      try workspace.deliver(shop.rows)
      // Half of the kills fall into the last third, where the day is stored and published.
      let share = round.isMultiple(of: 2) ? dice.below(1000) : 650 + dice.below(350)
      let ending = try workspace.run(20, killAfter: length * Double(share) / 1000)
      if ending.code > 128 { killed += 1 }
      try workspace.run(20)
      #expect(workspace.files(below: "out") == out, "kill \(round) at \(share)/1000")
      #expect(workspace.files(below: "archive") == archive, "kill \(round) at \(share)/1000")
      #expect(workspace.files(below: "inbox").isEmpty)
    }
    #expect(killed > 0)
  }

  /// A second run at the same time is kept out and told who holds the workspace.
  @Test func twoRunsAtOnceAreOne() throws {
    let shop = GeneratedShop(seed: 3, orders: 20)
    let workspace = try GeneratedWorkspace()
    defer { workspace.remove() }
    try workspace.deliver(shop.rows)
    let lock = open(workspace.root + "/.backhaul.lock", O_RDWR | O_CREAT, 0o600)
    defer { close(lock) }
    #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
    let ending = try workspace.run(20)
    #expect(ending.code == 4)
    #expect(ending.errors.contains("error:"))
  }
}
