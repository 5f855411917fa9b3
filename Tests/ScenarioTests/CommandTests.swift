import Foundation
import Testing

/// What the commands besides `run` answer on a small shop.
@Suite struct CommandTests {
  private func shop(_ body: (GeneratedWorkspace) throws -> Void) throws {
    let workspace = try GeneratedWorkspace()
    defer { workspace.remove() }
    let files = [
      "orders.csv": """
      order_id,line_no,sku,quantity,unit_price,ordered_at,paid_amount,delivered_at
      SO1001,1,MUG,1,129.00,2026-03-01 09:00,129.00,2026-03-02 15:00
      """,
      "cases.csv": """
      case_id,order_id,kind,reason,applied_at,line_no,description,evidence,contact_phone,\
      return_waybill
      RC102,SO1001,return,damaged,2026-03-03 10:00,1,broken,p.jpg,13800138000,SF0001
      """,
      "parcels.csv": """
      waybill,carrier,direction,status,reference,status_at
      SF0001,SF,return,delivered,RC102,2026-03-05 10:00
      """,
      "settlements.csv": """
      txn_id,type,amount,settled_at,order_id,refund_ref
      P1001,payment,129.00,2026-03-01 09:01,SO1001,
      RF101,refund,120.00,2026-03-06 11:00,SO1001,RC120
      """,
    ]
    for (name, text) in files {
      try (text + "\n").write(
        toFile: workspace.root + "/inbox/" + name, atomically: true, encoding: .utf8)
    }
    try workspace.run(12)
    try body(workspace)
  }

  @Test func explainTellsFactsChecksMatchesAndNearMisses() throws {
    try shop { workspace in
      for id in ["RC102", "SO1001", "SF0001", "RF101", "P1001"] {
        let answer = try Backhaul.run(["explain", workspace.root, id], scratch: workspace.scratch)
        #expect(answer.code == 0, "\(id): \(answer.errors)")
        for piece in [
          "cases.csv:2", "settlements.csv:3", "in_time             pass", "order_id, amount",
          "REFUND_MISSING", "refund_ref: RC102 vs RC120",
        ] {
          #expect(answer.output.contains(piece), "\(id) lacks \(piece)\n\(answer.output)")
        }
        #expect(!answer.output.contains("13800138000"), "personal data is masked")
      }
      let unknown = try Backhaul.run(
        ["explain", workspace.root, "NO1"], scratch: workspace.scratch)
      #expect(unknown.code == 2)
      #expect(unknown.errors.contains("NO1: no order, case, waybill"))
      // As a table shows an id that a spreadsheet would run.
      let quoted = try Backhaul.run(
        ["explain", workspace.root, "'RC102"], scratch: workspace.scratch)
      #expect(quoted.code == 0, "\(quoted.errors)")
    }
  }

  /// What was in dispute at noon and is settled in the evening leaves no file behind.
  @Test func aSecondRunOfADateRemovesFilesThatHoldNoMore() throws {
    try shop { workspace in
      let folder = workspace.root + "/out/2026-03-12"
      func charge(_ file: String, _ number: String, _ amount: String, creditOf: String = "") throws
      {
        let text = """
          carrier,invoice_no,charge_type,amount,waybill,billed_at,credit_of
          SF,\(number),freight,\(amount),NO1,2026-03-10 09:00,\(creditOf)

          """
        try text.write(
          toFile: workspace.root + "/inbox/" + file, atomically: true, encoding: .utf8)
        try workspace.run(12)
      }
      try charge("bill.csv", "I1", "12.00")
      #expect(FileManager.default.fileExists(atPath: folder + "/fee_disputes-SF.csv"))
      try charge("credit.csv", "I2", "-12.00", creditOf: "I1")
      #expect(!FileManager.default.fileExists(atPath: folder + "/fee_disputes-SF.csv"))
      let answer = try Backhaul.run(["verify", workspace.root], scratch: workspace.scratch)
      #expect(answer.code == 0, "\(answer.output)")
    }
  }

  /// A run that was killed has left no manifest to name what it wrote. What a person laid into the
  /// folder stays.
  @Test func sheetsOfRejectsThatAreNoMoreGoEvenWithoutAManifest() throws {
    try shop { workspace in
      let folder = workspace.root + "/out/2026-03-12/"
      let files = FileManager.default
      let text = """
        order_id,line_no,sku,quantity,unit_price,ordered_at,paid_amount
        SO9,1,MUG,x,129.00,2026-03-01 09:00,129.00

        """
      try text.write(
        toFile: workspace.root + "/inbox/bad.csv", atomically: true, encoding: .utf8)
      try workspace.run(12)
      #expect(files.fileExists(atPath: folder + "rejects-01.csv"))
      for name in ["rejects-02.csv", "rejects-113.csv", "fee_disputes-SF.csv", "rejects-mine.csv"] {
        try text.write(toFile: folder + name, atomically: true, encoding: .utf8)
      }
      try files.removeItem(atPath: folder + "manifest.json")
      try workspace.run(12)
      let names = try files.contentsOfDirectory(atPath: folder)
      #expect(
        names.filter { $0.hasPrefix("rejects-") || $0.hasPrefix("fee_disputes-") }.sorted()
          == ["rejects-01.csv", "rejects-mine.csv"])
    }
  }

  @Test func everyAnswerIsAlsoJSON() throws {
    try shop { workspace in
      let bill = workspace.root + "/archive/2026-03-12/settlements.csv"
      let calls = [
        ["explain", workspace.root, "RC102", "--json"], ["status", workspace.root, "--json"],
        ["check", bill, "--json"], ["run", workspace.root, "--as-of", "2026-03-12", "--json"],
      ]
      for call in calls {
        let answer = try Backhaul.run(call, scratch: workspace.scratch)
        let object = try? JSONSerialization.jsonObject(with: Data(answer.output.utf8))
        #expect(object != nil, "\(call): \(answer.output)")
      }
    }
  }

  @Test func checkNamesFeedRowsAndRejects() throws {
    try shop { workspace in
      let path = workspace.scratch.appending(path: "bad.csv").path
      try "txn_id,type,amount,settled_at\nT1,refund,12.5o,2026-03-01 10:00\n".write(
        toFile: path, atomically: true, encoding: .utf8)
      let answer = try Backhaul.run(["check", path], scratch: workspace.scratch)
      #expect(answer.code == 3)
      for piece in ["feed settlements", "rejected 1", "bad.csv:2", "BAD_AMOUNT"] {
        #expect(answer.output.contains(piece), "\(answer.output)")
      }
    }
  }

  @Test func wrongUsageEndsWithTwo() throws {
    let scratch = FileManager.default.temporaryDirectory
    #expect(try Backhaul.run(["run"], scratch: scratch).code == 2)
    #expect(try Backhaul.run(["frob"], scratch: scratch).code == 2)
    #expect(try Backhaul.run(["--help"], scratch: scratch).code == 0)
  }

  /// A rehearsal leaves ledger and inbox as they are.
  @Test func aDryRunKeepsNothing() throws {
    let workspace = try GeneratedWorkspace()
    defer { workspace.remove() }
    try workspace.deliver(GeneratedShop(seed: 1, orders: 20).rows)
    let inbox = workspace.files(below: "inbox")
    let target = workspace.scratch.appending(path: "rehearsal").path
    let ending = try workspace.run(20, ["--dry-run", "--out", target])
    #expect(ending.code <= 1)
    #expect(workspace.files(below: "inbox") == inbox)
    #expect(!FileManager.default.fileExists(atPath: workspace.root + "/ledger.sqlite"))
    #expect(FileManager.default.fileExists(atPath: target + "/manifest.json"))
    try workspace.run(20)
    let real = workspace.files(below: "out/2026-03-20")
    let rehearsed = GeneratedWorkspace.files(below: target)
    #expect(rehearsed.keys.sorted() == real.keys.sorted())
    for (name, bytes) in rehearsed { #expect(bytes == real[name], "\(name)") }
    func text(_ name: String) -> String {
      String(decoding: rehearsed[name] ?? Data(), as: UTF8.self)
    }
    let claims = Table(text("carrier_claims-01.csv")).project(["claim_id"]) ?? []
    #expect(!claims.isEmpty && claims.allSatisfy { text("logistics.html").contains($0[0]) })
  }

  /// Not a byte of the books changes in a rehearsal of their last date or of a later one, and books
  /// that may only be read can be rehearsed with.
  @Test func aDryRunChangesNoByte() throws {
    let workspace = try GeneratedWorkspace()
    defer { workspace.remove() }
    try workspace.deliver(GeneratedShop(seed: 1, orders: 20).rows)
    try workspace.run(20)
    let books = workspace.files(below: "")
    for (name, day) in [("again", 20), ("later", 21)] {
      let target = workspace.scratch.appending(path: name).path
      #expect(try workspace.run(day, ["--dry-run", "--out", target]).code <= 1)
      #expect(workspace.files(below: "") == books)
      #expect(try FileManager.default.contentsOfDirectory(atPath: target).contains("manifest.json"))
    }
    let real = workspace.files(below: "out/2026-03-20")
    #expect(
      GeneratedWorkspace.files(below: workspace.scratch.appending(path: "again").path) == real)
  }
}
