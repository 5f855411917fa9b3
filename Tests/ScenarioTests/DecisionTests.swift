import Foundation
import Testing

/// `backhaul decide` and `backhaul withdraw` (X5).
@Suite struct DecisionTests {
  private let exception = "bkqryrdnbzwzmbn"

  /// RC101 is owed 9.00 more on 10 March.
  private func shop(_ body: (GeneratedWorkspace) throws -> Void) throws {
    let workspace = try GeneratedWorkspace()
    defer { workspace.remove() }
    let files = [
      "people.yaml": """
      roles:
        clerk: {actions: [accept, note], approval_above: {CNY: "8.00"}}
        chief: {actions: [accept, revoke, match, withdraw, write_off]}
      people:
        - {name: Li Na, roles: [clerk]}
        - {name: Wang Fang, roles: [chief]}
      """,
      "inbox/orders.csv": """
      order_id,line_no,sku,quantity,unit_price,ordered_at,paid_amount,delivered_at
      SO1001,1,MUG-2,1,129.00,2026-03-01 09:00,129.00,2026-03-04 15:00
      """,
      "inbox/cases.csv": """
      case_id,order_id,kind,reason,applied_at,line_no,quantity,description,evidence
      RC101,SO1001,refund_only,damaged,2026-03-06 10:00,1,1,arrived broken,photo-1.jpg
      """,
      "inbox/settlements.csv": """
      txn_id,type,amount,settled_at,order_id,refund_ref
      P1001,payment,129.00,2026-03-01 09:01,SO1001,
      """,
      "inbox/refunds.csv": """
      txn_id,type,amount,settled_at,order_id,refund_ref
      RF101,refund,120.00,2026-03-07 11:00,SO1001,RC101
      """,
    ]
    for (name, text) in files {
      try (text + "\n").write(
        toFile: workspace.root + "/" + name, atomically: true, encoding: .utf8)
    }
    try workspace.run(10)
    try body(workspace)
  }

  private func call(
    _ workspace: GeneratedWorkspace, _ command: String, _ more: [String]
  ) throws -> Backhaul.Ending {
    try Backhaul.run([command, workspace.root] + more, scratch: workspace.scratch)
  }

  private func exceptions(_ workspace: GeneratedWorkspace, _ day: Int) -> [[String]] {
    Table(workspace.output(day, "exceptions.csv") ?? "")
      .project(["code", "status", "version", "decision", "decided_by", "note"]) ?? []
  }

  /// `--version` is the exception's behind `decide`, and the program's by itself.
  @Test func theProgramStillSaysItsVersion() throws {
    let ending = try Backhaul.run(["--version"], scratch: FileManager.default.temporaryDirectory)
    #expect(ending.code == 0 && ending.output.contains("."), "\(ending.output)")
  }

  @Test func aDecisionOutsideTheRightsIsNotRecorded() throws {
    try shop { workspace in
      for (arguments, code, words) in [
        ([exception, "--accept", "--by", "Li Na"], 1, "needs the approval of a second person"),
        (
          [exception, "--accept", "--by", "Li Na", "--approved-by", "Li Na"], 1, "is never the one"
        ),
        ([exception, "--accept", "--by", "Ghost"], 1, "people.yaml does not name this person"),
        ([exception, "--match", "--target", "RF9", "--by", "Wang Fang"], 1, "target is not known"),
        ([exception, "--accept", "--by", "Wang Fang", "--version", "4"], 1, "another version"),
        ([exception, "--accept", "--version", "1"], 2, "--by"),
        ([exception, "--match", "--by", "Wang Fang"], 2, "--match needs --target"),
        ([exception, "--by", "Wang Fang"], 2, "say what is decided"),
        (["nobody", "--accept", "--by", "Wang Fang"], 2, "no exception has this id"),
      ] {
        let ending = try call(workspace, "decide", arguments)
        #expect(ending.code == Int32(code), "\(arguments): \(ending.errors)")
        #expect(ending.errors.contains(words), "\(arguments): \(ending.errors)")
      }
      #expect(workspace.files(below: "inbox").isEmpty)
    }
  }

  /// A refund that names no order lies by itself; matched by a person it goes to the exception's.
  /// One of another order stays there.
  @Test func aMovementOfNoOrderCanBeMatched() throws {
    try shop { workspace in
      try
        ("""
      txn_id,type,amount,settled_at,order_id,refund_ref
      RX,refund,9.00,2026-03-08 11:00,,
      RO,refund,9.00,2026-03-08 11:00,SO1002,
      P1002,payment,50.00,2026-03-01 09:01,SO1002,
      """ + "\n").write(
        toFile: workspace.root + "/inbox/more.csv", atomically: true, encoding: .utf8)
      try
        ("""
      order_id,line_no,sku,quantity,unit_price,ordered_at,paid_amount,delivered_at
      SO1002,1,MUG-2,1,50.00,2026-03-01 09:00,50.00,2026-03-04 15:00
      """ + "\n").write(
        toFile: workspace.root + "/inbox/other.csv", atomically: true, encoding: .utf8)
      try workspace.run(10)
      let other = try call(
        workspace, "decide", [exception, "--match", "--target", "RO", "--by", "Wang Fang"])
      #expect(other.code == 1 && other.errors.contains("target is not known"), "\(other.errors)")
      let matched = try call(
        workspace, "decide", [exception, "--match", "--target", "RX", "--by", "Wang Fang"])
      #expect(matched.code == 0, "\(matched.errors)")
      try workspace.run(11)
      let row = try #require(exceptions(workspace, 11).first { $0[0] == "REFUND_SHORT" })
      #expect(row[1] == "decided" && row[3] == "match", "\(row)")
    }
  }

  /// The decision waits in the inbox; the run of the same date carries it out, and a second one
  /// changes nothing. Then it is taken back.
  @Test func aDecisionIsCarriedOutByTheNextRun() throws {
    try shop { workspace in
      let decided = try call(
        workspace, "decide",
        [
          exception, "--accept", "--by", "Li Na", "--approved-by", "Wang Fang", "--note",
          "a \"b\",",
        ])
      #expect(decided.code == 0, "\(decided.errors)")
      let waiting = workspace.files(below: "inbox/decisions").keys.sorted()
      #expect(waiting.count == 1)
      #expect(try workspace.run(10).code == 0)
      let row = ["REFUND_SHORT", "decided", "2", "accept", "Li Na", "a \"b\","]
      #expect(exceptions(workspace, 10) == [row])
      let first = workspace.files(below: "out")
      try workspace.run(10)
      #expect(workspace.files(below: "out") == first)

      let id = String((waiting.first ?? "").dropLast(4))
      #expect(
        try call(
          workspace, "decide", [exception, "--revoke", "--target", id, "--by", "Wang Fang"]
        ).code == 0)
      #expect(try workspace.run(11).code == 1)
      #expect(exceptions(workspace, 11) == [["REFUND_SHORT", "reopened", "3", "", "", ""]])
      let told = try call(workspace, "explain", [exception])
      #expect(told.output.contains("revoked"), "\(told.output)")
      let proof = try call(workspace, "verify", [])
      #expect(proof.code == 0, "\(proof.output)")
    }
  }

  /// Given up in part, and as much again in the same words a day later: it is another decision.
  @Test func whatIsDecidedAgainIsAnotherDecision() throws {
    try shop { workspace in
      for day in [10, 11] {
        for _ in 1...2 {
          let decided = try call(
            workspace, "decide",
            [
              exception, "--write-off", "--amount", "2.00", "--by", "Wang Fang", "--note", "a part",
            ])
          #expect(decided.code == 0, "\(decided.errors)")
        }
        #expect(workspace.files(below: "inbox/decisions").count == 1)
        try workspace.run(day)
        #expect(exceptions(workspace, day).map { $0[0] } == ["REFUND_SHORT"])
      }
      let left = try call(workspace, "explain", [exception])
      #expect(left.output.contains("5.00"), "\(left.output)")
    }
  }

  /// The refunds were another shop's: taken out, the refund is missing whole. A second run and the
  /// file dropped in again are what they should be.
  @Test func aFileIsTakenOutAgain() throws {
    try shop { workspace in
      let refused = try call(
        workspace, "withdraw", ["refunds.csv", "--by", "Ghost", "--note", "x"])
      #expect(refused.code == 2 && refused.errors.contains("people.yaml"))
      let barred = try call(
        workspace, "withdraw", ["refunds.csv", "--by", "Li Na", "--note", "x"])
      #expect(barred.code == 2 && barred.errors.contains("names the action 'withdraw'"))
      let unknown = try call(
        workspace, "withdraw", ["no.csv", "--by", "Wang Fang", "--note", "x"])
      #expect(unknown.code == 2 && unknown.errors.contains("no file of this name"))
      let noted = try call(
        workspace, "withdraw", ["refunds.csv", "--by", "Wang Fang", "--note", "another shop's"])
      #expect(noted.code == 0 && noted.output.contains("refunds.csv of 2026-03-10, 1 rows"))
      let twice = try call(
        workspace, "withdraw", ["refunds.csv", "--by", "Wang Fang", "--note", "x"])
      #expect(twice.code == 2 && twice.errors.contains("withdrawn already"))

      let ending = try workspace.run(11)
      #expect(ending.code == 1 && ending.errors.contains("is withdrawn: 1 facts"))
      #expect(
        exceptions(workspace, 11).map { $0.prefix(3) } == [["REFUND_MISSING", "changed", "2"]])
      let intake = Table(workspace.output(11, "intake.csv") ?? "")
      #expect(intake.project(["file", "status", "read"]) == [["refunds.csv", "withdrawn", "0"]])
      let first = workspace.files(below: "out/2026-03-11")
      try workspace.run(11)
      #expect(workspace.files(below: "out/2026-03-11") == first)

      try FileManager.default.copyItem(
        atPath: workspace.root + "/archive/2026-03-10/refunds.csv",
        toPath: workspace.root + "/inbox/refunds.csv")
      try workspace.run(12)
      #expect(exceptions(workspace, 12).map { $0.prefix(3) } == [["REFUND_SHORT", "changed", "3"]])
      let proof = try call(workspace, "verify", [])
      #expect(proof.code == 0, "\(proof.output)")
    }
  }

  /// What was withdrawn later was known then: the date before says the same in another language,
  /// whatever rejected rows and decisions came in since.
  @Test func aPastDayKnowsWhatWasWithdrawnLater() throws {
    try shop { workspace in
      for file in ["refunds.csv", "settlements.csv"] {
        #expect(
          try call(workspace, "withdraw", [file, "--by", "Wang Fang", "--note", "x"]).code == 0)
      }
      try """
      txn_id,type,amount,settled_at,order_id,refund_ref
      RF102,refund,much,2026-03-11 11:00,SO1001,RC101

      """.write(
        toFile: workspace.root + "/inbox/late.csv", atomically: true, encoding: .utf8)
      try workspace.run(11)
      #expect(exceptions(workspace, 11).map { $0[0] } == ["REFUND_MISSING", "PAYMENT_MISSING"])
      let out = workspace.root + "-then"
      let ending = try call(
        workspace, "report", ["--day", "2026-03-10", "--lang", "zh", "--out", out])
      defer { try? FileManager.default.removeItem(atPath: out) }
      #expect(ending.code == 0, "\(ending.errors)")
      for name in ["matches", "pending", "intake", "cases"] {
        let then = try String(contentsOfFile: "\(out)/\(name).csv", encoding: .utf8)
        #expect(then == workspace.output(10, name + ".csv"), "\(name)")
      }
      let table = Table(try String(contentsOfFile: out + "/exceptions.csv", encoding: .utf8))
      #expect(table.project(["code", "actual"]) == [["REFUND_SHORT", "120.00"]])
      let now = try call(
        workspace, "report", ["--day", "2026-03-10", "--known", "now", "--out", out])
      #expect(now.code == 0, "\(now.errors)")
      let known = Table(try String(contentsOfFile: out + "/intake.csv", encoding: .utf8))
      #expect(
        known.project(["file", "status"])?.contains(["refunds.csv", "withdrawn"]) == true)
    }
  }

  /// All that was known of the order came with one file.
  @Test func aWithdrawnOrderLeavesAClosedProof() throws {
    try shop { workspace in
      for file in ["orders.csv", "cases.csv", "settlements.csv", "refunds.csv"] {
        #expect(
          try call(workspace, "withdraw", [file, "--by", "Wang Fang", "--note", "test data"]).code
            == 0)
      }
      #expect(try workspace.run(11).code == 0)
      #expect(exceptions(workspace, 11).map { $0.prefix(2) } == [["REFUND_SHORT", "resolved"]])
      let first = workspace.files(below: "out/2026-03-11")
      try workspace.run(11)
      #expect(workspace.files(below: "out/2026-03-11") == first)
      let proof = try call(workspace, "verify", [])
      #expect(proof.code == 0, "\(proof.output)")
    }
  }
}
