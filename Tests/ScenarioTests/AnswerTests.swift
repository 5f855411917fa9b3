import Foundation
import Testing

/// The whole answers of `explain`, `status` and `check` on a small shop, against the texts below
/// Tests/Answers, which are written anew where the scenarios' are.
@Suite struct AnswerTests {
  private static let texts = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Answers")

  /// A refund that names the wrong case, a corrected order, an unreadable row, a file nobody knows.
  private static let firstDay = [
    "orders.csv": """
    order_id,line_no,sku,quantity,unit_price,ordered_at,paid_amount,delivered_at
    SO1001,1,MUG,1,129.00,2026-03-01 09:00,129.00,2026-03-02 15:00
    SO1002,1,PEN,2,45.00,2026-03-05 09:00,90.00,
    """,
    "cases.csv": """
    case_id,order_id,kind,reason,applied_at,line_no,description,evidence,contact_name,\
    contact_phone,return_waybill
    RC102,SO1001,return,damaged,2026-03-03 10:00,1,broken,p.jpg,Zhang Wei,13800138000,SF0001
    """,
    "parcels.csv": """
    waybill,carrier,direction,status,reference,status_at,picked_up_at,weight_g,zone
    SF0001,SF,return,delivered,RC102,2026-03-05 10:00,2026-03-04 10:00,1200,1
    """,
    "charges.csv": """
    carrier,invoice_no,charge_type,amount,waybill,billed_weight_g,zone,billed_at
    SF,INV1,freight,14.00,SF0001,1200,1,2026-03-06 08:00
    """,
    "settlements.csv": """
    txn_id,type,amount,settled_at,order_id,refund_ref
    P1001,payment,129.00,2026-03-01 09:01,SO1001,
    P1002,payment,90.00,2026-03-05 09:01,SO1002,
    RF101,refund,120.00,2026-03-06 11:00,SO1001,RC120
    """,
    "notes.txt": "Dear colleagues,",
  ]

  private static let secondDay = [
    "orders-corrected.csv": """
    order_id,line_no,sku,quantity,unit_price,ordered_at,paid_amount,delivered_at
    SO1002,1,PEN,2,48.00,2026-03-05 09:00,90.00,
    """
  ]

  private func play(_ body: (GeneratedWorkspace) throws -> Void) throws {
    let workspace = try GeneratedWorkspace()
    defer { workspace.remove() }
    for (day, files) in [(12, Self.firstDay), (13, Self.secondDay)] {
      for (name, text) in files { try write(text, to: workspace.root + "/inbox/" + name) }
      try workspace.run(day)
    }
    try write("txn_id,type,amount,settled_at", to: workspace.root + "/inbox/tomorrow.csv")
    try body(workspace)
  }

  private func write(_ text: String, to path: String) throws {
    try (text + "\n").write(toFile: path, atomically: true, encoding: .utf8)
  }

  @Test(arguments: [
    ("case", "RC102"), ("corrected-order", "SO1002"), ("exception", "hjmzwtmvxgkmgbp"),
  ])
  func explainAnswers(_ name: String, _ id: String) throws {
    try play { workspace in
      try compare("explain-\(name)", workspace, ["explain", workspace.root, id], code: 0)
    }
  }

  @Test func statusAnswers() throws {
    try play { workspace in
      try compare("status", workspace, ["status", workspace.root], code: 0)
    }
  }

  /// Before the first run there is nothing open, and what waits is shown all the same.
  @Test func statusOfAFreshWorkspace() throws {
    let workspace = try GeneratedWorkspace()
    defer { workspace.remove() }
    try write("a,b", to: workspace.root + "/inbox/first.csv")
    try compare("status-fresh", workspace, ["status", workspace.root], code: 0)
  }

  @Test func checkAnswers() throws {
    let workspace = try GeneratedWorkspace()
    defer { workspace.remove() }
    let path = workspace.scratch.appending(path: "parcels.csv").path
    try write(
      """
      waybill,carrier,direction,status,reference,status_at,weight_g,freight_fee,colour
      SF0001,SF,return,delivered,RC102,2026-03-05 10:00,1200,14.00,red
      SF0002,SF,return,delivered,RC103,2026-03-05 11:00,900,12.5o,red
      SF0003,SF,sideways,delivered,RC104,2026-03-05 12:00,900,12.00,red
      """, to: path)
    try compare("check", workspace, ["check", path], code: 3)
  }

  @Test func anIdNearAKnownOneIsNamed() throws {
    try play { workspace in
      let answer = try Backhaul.run(
        ["explain", workspace.root, "RC12"], scratch: workspace.scratch)
      #expect(answer.code == 2)
      #expect(answer.output.isEmpty)
      #expect(answer.errors.contains("did you mean RC102?"), "\(answer.errors)")
    }
  }

  /// A transaction, a waybill, a payment and another spelling of a case lead to the same dossier.
  @Test func everyIdOfADossierLeadsToIt() throws {
    try play { workspace in
      let answers = try ["RC102", "SO1001", "RF101", "P1001", "SF0001", "rc-102"].map {
        try Backhaul.run(["explain", workspace.root, $0], scratch: workspace.scratch).output
      }
      #expect(Set(answers).count == 1 && !answers[0].isEmpty)
    }
  }

  private func compare(
    _ name: String, _ workspace: GeneratedWorkspace, _ arguments: [String], code: Int32
  ) throws {
    let answer = try Backhaul.run(arguments, scratch: workspace.scratch)
    #expect(answer.code == code, "\(answer.errors)")
    let started = /[0-9-]+T[0-9:]+\+00:00/
    let found = answer.output.replacing(workspace.root, with: "SHOP")
      .replacing(workspace.scratch.path, with: "FOLDER").replacing(started, with: "STARTED")
    let file = Self.texts.appending(path: name + ".txt")
    if ScenarioTests.isUpdating {
      try FileManager.default.createDirectory(at: Self.texts, withIntermediateDirectories: true)
      try found.write(to: file, atomically: true, encoding: .utf8)
    }
    let expected = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    if found != expected {
      Issue.record(
        "Tests/Answers/\(name).txt\n\(lineDifference(expected: expected, found: found))")
    }
  }
}
