import Foundation
import Testing

/// What `explain`, `status` and `withdraw` say of what has left: asked of the scenario
/// instructions/resend.
@Suite struct InstructionAnswerTests {
  private func play(through last: String, _ body: (Stage) throws -> Void) throws {
    let scenario = try #require(
      Scenario.all.first { $0.group == "instructions" && $0.name == "resend" })
    let stage = try Stage(scenario)
    defer { stage.remove() }
    for day in scenario.days where day <= last {
      _ = try stage.deliver(day)
      _ = try stage.run(day)
    }
    try body(stage)
  }

  private func ask(_ stage: Stage, _ arguments: [String]) throws -> Backhaul.Ending {
    try Backhaul.run(arguments, scratch: stage.scratch)
  }

  private func sections(_ stage: Stage, _ arguments: [String]) throws -> [String: [[String:
    String]]]
  {
    let ending = try ask(stage, arguments + ["--json"])
    #expect(ending.code == 0, "\(ending.errors)")
    let json = try JSONSerialization.jsonObject(with: Data(ending.output.utf8))
    // `explain` answers for every order that an id leads to.
    let first = (json as? [Any])?.first ?? json
    return try #require(first as? [String: [[String: String]]], "\(ending.output)")
  }

  /// By the case, and by the id of a row that has left.
  @Test(arguments: ["RC101", "rbkqryrdnbzwzmbnbb"])
  func explainShowsEveryAttempt(_ id: String) throws {
    try play(through: "2026-03-10") { stage in
      let rows = try sections(stage, ["explain", stage.workspace.path, id])["instructions"] ?? []
      let shown = rows.filter { $0["kind"] == "refund" }.map { row in
        ["attempt", "batch", "state", "replaces", "released_by"].map { row[$0] ?? "" }
      }
      #expect(
        shown == [
          ["1", "refund_instructions-2026-03-06-01", "failed", "", ""],
          [
            "2", "refund_instructions-2026-03-08-01", "failed", "rbkqryrdnbzwzmbnbb", "D1",
          ],
          ["3", "refund_instructions-2026-03-10-01", "issued", "rbkqryrdnbzwzmbnbc", "D2"],
        ])
    }
  }

  /// On the evening of a `resend` as on the day after: it was carried out.
  @Test(arguments: ["2026-03-08", "2026-03-09"])
  func explainShowsTheDecisionAsTheRunDid(_ day: String) throws {
    try play(through: day) { stage in
      let all = try sections(stage, ["explain", stage.workspace.path, "RC101"])
      let isRefused = all["exceptions"]?.contains { $0["code"] == "DECISION_REFUSED" }
      #expect(isRefused == false)
      // What it sent has failed the day after.
      let standing = day == "2026-03-08" ? "in force" : "lapsed"
      #expect(all["decisions"]?.map { $0["standing"] } == [standing])
    }
  }

  @Test func withdrawingDecisionsNamesThemAndWhatHasLeft() throws {
    try play(through: "2026-03-08") { stage in
      let ending = try ask(
        stage,
        ["withdraw", stage.workspace.path, "d.csv", "--by", "Wang Fang", "--note", "wrong"])
      #expect(ending.code == 0, "\(ending.errors)")
      #expect(
        ending.output.contains(
          "D1: resend of Wang Fang on bkqryrdnbzwzmbn (REFUND_FAILED, RC101), in force"),
        "\(ending.output)")
      #expect(
        ending.errors.contains(
          "rbkqryrdnbzwzmbnbc of refund_instructions-2026-03-08-01: case RC101, 129.00 CNY, "
            + "issued"),
        "\(ending.errors)")
    }
  }

  @Test func statusCountsWhatIsOpen() throws {
    try play(through: "2026-03-06") { stage in
      let rows = try sections(stage, ["status", stage.workspace.path])["open_instructions"]
      #expect(rows?.count == 1)
      #expect(rows?.first?["kind"] == "refund")
      #expect(rows?.first?["amount"] == "129.00 CNY")
      #expect(rows?.first?["oldest"] == "2026-03-06")
    }
  }

  @Test func withdrawingNamesWhatHasLeft() throws {
    try play(through: "2026-03-06") { stage in
      func withdraw(_ file: String) throws -> Backhaul.Ending {
        try ask(
          stage,
          ["withdraw", stage.workspace.path, file, "--by", "Wang Fang", "--note", "wrong"])
      }
      let ending = try withdraw("cases.csv")
      #expect(ending.code == 0, "\(ending.errors)")
      #expect(
        ending.errors.contains(
          "rbkqryrdnbzwzmbnbb of refund_instructions-2026-03-06-01: case RC101, 129.00 CNY, "
            + "issued"),
        "\(ending.errors)")
      _ = try stage.run("2026-03-07")
      let next = Table(
        String(
          decoding: stage.output("2026-03-07", "refund_instructions-01.csv") ?? Data(),
          as: UTF8.self))
      #expect(next.project(["action", "amount"]) == [["cancel", "0.00"]])
    }
  }

  /// The manifest has each batch with its rows and total, the summary what left on the date.
  @Test func manifestAndSummaryCountTheBatch() throws {
    try play(through: "2026-03-06") { stage in
      func object(_ name: String) throws -> [String: Any] {
        let data = try #require(stage.output("2026-03-06", name))
        return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
      }
      let outputs = try #require(try object("manifest.json")["outputs"] as? [[String: Any]])
      let batch = try #require(
        outputs.first { $0["path"] as? String == "refund_instructions-01.csv" })
      #expect(batch["rows"] as? Int == 1)
      let totals = batch["totals"] as? [[String: Any]]
      #expect(totals?.first?["currency"] as? String == "CNY")
      #expect(totals?.first?["amount"] as? Int == 12_900)
      let kinds = try #require(try object("summary.json")["instructions"] as? [[String: Any]])
      let refunds = kinds.filter { $0["kind"] as? String == "refund" }
      #expect(refunds.count == 1)
      #expect(refunds.first?["rows"] as? Int == 1 && refunds.first?["issue"] as? Int == 1)
    }
  }
}
