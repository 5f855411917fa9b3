import Foundation
import Testing

/// No refund is instructed twice, in any order of late files, repeated runs, failures and kills.
/// Told from the batches alone.
@Suite struct InstructionTests {
  @Test func noRefundIsInstructedTwice() throws {
    var issued = 0
    let seeds = histories(3, soak: 40)
    for seed in seeds {
      var evenings = try Evenings(seed: seed)
      defer { evenings.workspace.remove() }
      for day in RefundHistory.days { try evenings.play(day) }
      issued += RefundRow.all(in: evenings.workspace).count
      let ending = try Backhaul.run(
        ["verify", evenings.workspace.root], scratch: evenings.workspace.scratch)
      #expect(ending.code == 0, "seed \(seed): \(ending.output)")
    }
    #expect(issued > (seeds.count > 1 ? 20 : 0))
  }

  /// A rehearsal shows what would leave and keeps nothing.
  @Test func aRehearsalIssuesNothing() throws {
    var history = RefundHistory(seed: 4, orders: 12)
    let workspace = try GeneratedWorkspace()
    defer { workspace.remove() }
    try history.deliver(upTo: 8, percent: 100, into: workspace)
    let out = workspace.scratch.appending(path: "rehearsal").path
    try workspace.run(8, ["--dry-run", "--out", out])
    let shown = GeneratedWorkspace.files(below: out)["refund_instructions-01.csv"]
    #expect(RefundRow.all(in: workspace).isEmpty)
    try workspace.run(8)
    #expect(shown != nil)
    #expect(workspace.files(below: "out/2026-03-08")["refund_instructions-01.csv"] == shown)
  }

  /// A later run of the date adds a batch for what is new and leaves the earlier one as it was.
  @Test func aLaterRunOfTheDateAddsABatch() throws {
    var history = RefundHistory(seed: 4, orders: 12)
    let workspace = try GeneratedWorkspace()
    defer { workspace.remove() }
    try history.deliver(upTo: 8, percent: 60, into: workspace)
    try workspace.run(8)
    let first = try #require(workspace.output(8, "refund_instructions-01.csv"))
    try history.deliver(upTo: 8, percent: 100, into: workspace)
    try workspace.run(8)
    let second = try #require(workspace.output(8, "refund_instructions-02.csv"))
    #expect(workspace.output(8, "refund_instructions-01.csv") == first)
    try workspace.run(8)
    #expect(workspace.output(8, "refund_instructions-01.csv") == first)
    #expect(workspace.output(8, "refund_instructions-02.csv") == second)
    #expect(workspace.output(8, "refund_instructions-03.csv") == nil)
  }
}

/// Plays the evenings of a history and holds every batch to what must be true of it.
private struct Evenings {
  let workspace: GeneratedWorkspace
  private let seed: UInt64
  private var history: RefundHistory
  private var batches: [String: Data] = [:]
  private var known: Set<String> = []

  init(seed: UInt64) throws {
    self.seed = seed
    history = RefundHistory(seed: seed, orders: 16)
    workspace = try GeneratedWorkspace()
    for (name, text) in [
      ("people.yaml", RefundHistory.people), ("sources.yaml", RefundHistory.sources),
    ] {
      try text.write(toFile: workspace.root + "/" + name, atomically: true, encoding: .utf8)
    }
  }

  /// Some of the day's files, a run that may be killed; the others, a run; perhaps once more.
  mutating func play(_ day: Int) throws {
    if history.chance(15) { try withdrawAFile() }
    let isParted = history.chance(40)
    try history.deliver(upTo: day, percent: isParted ? 50 : 100, into: workspace)
    if history.chance(30) {
      let moment = history.below(1000)
      try workspace.run(day, killAfter: Double(moment * moment) / 1e6)
      check(day, isWhole: false)
    }
    try run(day)
    if isParted {
      try history.deliver(upTo: day, percent: 100, into: workspace)
      try run(day)
    }
    if history.chance(30) {
      let before = batches
      try run(day)
      #expect(batches == before, "seed \(seed): a run of \(day) March again issued something")
    }
    history.carryOut(RefundRow.all(in: workspace), on: day)
    for (id, sent) in history.provider.sent where sent > history.worth[id] ?? 0 {
      let rows = RefundRow.all(in: workspace).filter { $0.caseID == id }.map(\.words)
      Issue.record(
        "seed \(seed), \(day) March: \(id) was sent \(sent) cents\n\(rows.joined(separator: "\n"))")
    }
    history.decide(on: Table(workspace.output(day, "exceptions.csv") ?? ""), after: day)
  }

  private mutating func run(_ day: Int) throws {
    let ending = try workspace.run(day)
    #expect([0, 1, 3].contains(ending.code), "seed \(seed): \(ending.errors)")
    check(day, isWhole: true)
  }

  private mutating func withdrawAFile() throws {
    let files = workspace.files(below: "archive").keys.filter { $0.contains("/settlements-") }
    guard !files.isEmpty else { return }
    let name = files.sorted()[history.below(files.count)].split(separator: "/").last ?? ""
    _ = try Backhaul.run(
      ["withdraw", workspace.root, String(name), "--by", "Wang", "--note", "wrong file"],
      scratch: workspace.scratch)
  }

  /// - Parameter isWhole: the files of the date are those of one finished run.
  private mutating func check(_ day: Int, isWhole: Bool) {
    let files = workspace.files(below: "out").filter { $0.key.contains("/refund_instructions-") }
    for (name, bytes) in batches {
      #expect(files[name] == bytes, "seed \(seed): \(name) was changed")
    }
    batches = files
    let rows = RefundRow.all(in: workspace)
    checkLives(rows, day)
    if isWhole { checkAmounts(rows, day) }
  }

  /// Ids are unique, a row ends once, and of one refund no rows are open for more than the case
  /// could ever bring: two for one payment only where together they are what is owed.
  private func checkLives(_ rows: [RefundRow], _ day: Int) {
    #expect(Set(rows.map(\.id)).count == rows.count, "seed \(seed): an id left twice by \(day)")
    let ends = rows.map(\.replaces).filter { !$0.isEmpty }
    #expect(Set(ends).count == ends.count, "seed \(seed): a row ended twice by \(day)")
    #expect(Set(ends).isSubset(of: rows.map(\.id)), "seed \(seed): what never left was ended")
    let ended = Set(ends)
    let open = rows.filter { $0.action != "cancel" && !ended.contains($0.id) && !isOver($0) }
    for (refund, live) in Dictionary(grouping: open, by: { "\($0.caseID) \($0.part)" }) {
      let sum = live.reduce(0) { $0 + $1.cents }
      let most = history.worth[live[0].caseID] ?? 0
      #expect(sum <= most, "seed \(seed), \(day) March: \(refund) is open for \(sum) of \(most)")
    }
  }

  /// What the provider has failed at, it does not try again.
  private func isOver(_ row: RefundRow) -> Bool { history.provider.failed.contains(row.id) }

  /// What leaves and what was paid is never more than what is expected, nor what leaves and what is
  /// under way beside it.
  private mutating func checkAmounts(_ rows: [RefundRow], _ day: Int) {
    let new = rows.filter { !known.contains($0.id) && $0.action != "cancel" }
    known.formUnion(rows.map(\.id))
    let cases = Table(workspace.output(day, "cases.csv") ?? "")
    let money = cases.project(["case_id", "expected_refund", "actual_refund"]) ?? []
    for (id, sent) in Dictionary(grouping: new, by: \.caseID) {
      guard let row = money.first(where: { $0[0] == id }) else {
        Issue.record("seed \(seed), \(day) March: \(id) is instructed and not among the cases")
        continue
      }
      let cents = row.dropFirst().map { Int($0.replacing(".", with: "")) ?? 0 }
      let sum = sent.reduce(0) { $0 + $1.cents } + cents[1]
      #expect(
        sum <= cents[0], "seed \(seed), \(day) March: \(id) \(sum) of \(cents[0]) cents")
      let ended = Set(rows.map(\.replaces))
      let open = rows.filter { $0.caseID == id && $0.action != "cancel" && !isOver($0) }
      let live = open.filter { !ended.contains($0.id) }.reduce(0) { $0 + $1.cents }
      #expect(
        live <= cents[0], "seed \(seed), \(day) March: \(id) \(live) of \(cents[0]) is open")
    }
  }
}
