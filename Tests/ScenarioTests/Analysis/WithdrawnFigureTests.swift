import Foundation
import Testing

/// What a withdrawn file had said leaves the figures of all dates: they are those of a shop that
/// never had the file.
@Suite struct WithdrawnFigureTests {
  private static let tables = [
    "causes", "descriptive", "drivers", "associations", "trends", "forecast", "service_figures",
    "satisfaction", "customer_scores", "call_list", "suggestions", "risk_register",
  ]
  private static let all = ["orders", "cases", "more-cases", "tickets", "surveys"]

  /// Two orders and a case of one on 4 March; on the 5th a case of the other, an answer, a ticket.
  private static let files: [Int: [String: String]] = [
    4: [
      "orders": """
      order_id,line_no,sku,quantity,unit_price,ordered_at,supplier_id,customer_id,delivered_at
      O1,1,CUP,1,100.00,2026-03-01 10:00,S1,C1,2026-03-03 10:00
      O2,1,CUP,1,100.00,2026-03-01 11:00,S1,C2,2026-03-03 10:00
      """,
      "cases": """
      case_id,order_id,kind,reason,applied_at,line_no,quantity,channel,description,evidence
      K1,O1,refund_only,damaged,2026-03-04 10:00,1,1,app,broken,photo.jpg
      """,
    ],
    5: [
      "more-cases": """
      case_id,order_id,kind,reason,applied_at,line_no,quantity,channel,description,evidence
      K2,O2,refund_only,damaged,2026-03-04 11:00,1,1,app,broken,photo.jpg
      """,
      "surveys": """
      case_id,answered_at,ease,staff,speed,outcome
      K2,2026-03-05 11:00,1,1,1,1
      """,
      "tickets": """
      ticket_id,class,opened_at,order_id,resolved_at,result_told_at
      T1,service,2026-03-05 09:00,O2,2026-03-05 11:00,2026-03-05 11:00
      """,
    ],
  ]

  /// A shop after 4 and 5 March.
  private func shop(without missing: [String] = []) throws -> GeneratedWorkspace {
    let workspace = try GeneratedWorkspace()
    try "people: [{name: Ann, roles: [desk]}]\nroles: {desk: {actions: [withdraw]}}\n".write(
      toFile: workspace.root + "/people.yaml", atomically: true, encoding: .utf8)
    for day in Self.files.keys.sorted() {
      for (name, text) in Self.files[day] ?? [:] where !missing.contains(name) {
        try (text + "\n").write(
          toFile: workspace.root + "/inbox/\(name).csv", atomically: true, encoding: .utf8)
      }
      try workspace.run(day)
    }
    return workspace
  }

  private func figures(_ workspace: GeneratedWorkspace, _ day: Int) -> [String: String] {
    Self.tables.reduce(into: [:]) { $0[$1] = workspace.output(day, $1 + ".csv") }
  }

  private func compare(_ found: [String: String], _ wanted: [String: String], _ what: String) {
    for name in Self.tables where found[name] != wanted[name] {
      Issue.record(
        "\(what): \(name)\n\(found[name] ?? "none")instead of\n\(wanted[name] ?? "none")")
    }
  }

  @Test(
    arguments: [
      ["more-cases"], ["more-cases", "surveys"], ["surveys", "tickets"], ["orders"], all,
    ])
  func whatAFileSaidIsGone(_ files: [String]) throws {
    let (shop, never) = (try shop(), try shop(without: files))
    defer {
      shop.remove()
      never.remove()
    }
    #expect(figures(shop, 5) != figures(never, 5))
    for file in files {
      let ending = try Backhaul.run(
        ["withdraw", shop.root, file + ".csv", "--by", "Ann", "--note", "wrong"],
        scratch: shop.scratch)
      #expect(ending.code == 0, "\(ending.errors)")
    }
    for workspace in [shop, never] { try workspace.run(6) }
    compare(figures(shop, 6), figures(never, 6), "the day after")
    let first = shop.files(below: "out/2026-03-06")
    try shop.run(6)
    #expect(shop.files(below: "out/2026-03-06") == first)
    for workspace in [shop, never] { try workspace.run(7) }
    compare(figures(shop, 7), figures(never, 7), "two days after")
    try reportThePast(shop, never)
  }

  /// As known then the 5th says what it said; as known now it never had the files.
  private func reportThePast(_ shop: GeneratedWorkspace, _ never: GeneratedWorkspace) throws {
    for (knowledge, wanted) in [("then", figures(shop, 5)), ("now", figures(never, 5))] {
      let out = shop.scratch.appending(path: knowledge).path
      let ending = try Backhaul.run(
        ["report", shop.root, "--day", "2026-03-05", "--known", knowledge, "--out", out],
        scratch: shop.scratch)
      #expect(ending.code == 0, "\(ending.errors)")
      let found = Self.tables.reduce(into: [String: String]()) {
        $0[$1] = try? String(contentsOfFile: "\(out)/\($1).csv", encoding: .utf8)
      }
      compare(found, wanted, "the 5th as known \(knowledge)")
    }
  }
}
