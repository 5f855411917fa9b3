import Foundation
import Testing

/// Tickets and stock movements in the answers of `explain`, and calendars in those of `run`.
@Suite struct ServiceAnswerTests {
  private static let files = [
    "orders.csv": """
    order_id,line_no,sku,quantity,unit_price,ordered_at,paid_amount,delivered_at
    SO1001,1,MUG,1,129.00,2026-03-01 09:00,129.00,2026-03-02 15:00
    """,
    "cases.csv": """
    case_id,order_id,kind,reason,applied_at,line_no,quantity,channel
    RC101,SO1001,return,no_longer_needed,2026-03-03 10:00,1,1,live chat
    """,
    "inspections.csv": """
    case_id,inspected_at,result,quantity,line_no,disposition
    RC101,2026-03-05 09:00,accepted,1,1,scrap
    """,
    "stock.csv": """
    movement_id,sku,quantity,moved_at,kind,case_id
    M1,MUG,1,2026-03-06 09:00,scrap,RC101
    """,
    "tickets.csv": """
    ticket_id,class,opened_at,case_id,resolved_at,result_told_at
    T1,quality,2026-03-03 11:00,RC101,2026-03-09 09:00,2026-03-09 09:10
    T2,service,2026-03-09 11:00,,,
    """,
  ]

  private func play(_ body: (GeneratedWorkspace) throws -> Void) throws {
    let workspace = try GeneratedWorkspace()
    defer { workspace.remove() }
    for (name, text) in Self.files {
      try (text + "\n").write(
        toFile: workspace.root + "/inbox/" + name, atomically: true, encoding: .utf8)
    }
    #expect(try workspace.run(11).code <= 1)
    try body(workspace)
  }

  private func explain(_ workspace: GeneratedWorkspace, _ id: String) throws -> String {
    let answer = try Backhaul.run(["explain", workspace.root, id], scratch: workspace.scratch)
    #expect(answer.code == 0, "\(answer.errors)")
    return answer.output
  }

  /// The way by which the customer applied is kept with the case (R3.1).
  @Test func theChannelOfAnApplicationIsTold() throws {
    try play { workspace in
      let answer = try explain(workspace, "RC101")
      #expect(answer.contains("channel=live chat"), "\(answer)")
    }
  }

  /// All ids lead to one answer, which shows the ticket and the movement, what was expected of them
  /// and what met it.
  @Test func ticketsAndMovementsAreExplainedWithTheirCase() throws {
    try play { workspace in
      let answers = try ["RC101", "M1", "T1"].map { try explain(workspace, $0) }
      #expect(Set(answers).count == 1)
      let lines = answers[0].split(separator: "\n").map {
        $0.split(separator: " ").joined(separator: " ")
      }
      for line in [
        "at stock.csv:2 feed stock version stands", "at tickets.csv:2 feed tickets version stands",
      ] {
        #expect(lines.contains(line), "\(answers[0])")
      }
      for part in [
        " restock RC101 met", " ticket_answer T1 2026-03-06 met late",
        " restock stock M1 exact case_id, sku, quantity",
        " ticket_answer tickets T1 exact resolved_at, result_told_at",
        " code TICKET_BREACHED severity warning owner service status resolved",
      ] {
        #expect(lines.contains { $0.contains(part) }, "\(part) is not in\n\(answers[0])")
      }
    }
  }

  /// A ticket of no case and no order stands alone, and is found by its id.
  @Test func aLooseTicketIsExplained() throws {
    try play { workspace in
      let answer = try explain(workspace, "T2")
      #expect(answer.contains("feed tickets") && !answer.contains("SO1001"), "\(answer)")
      #expect(answer.contains("TICKET_BREACHED") && answer.contains("overdue"), "\(answer)")
    }
  }

  /// The year is named once, where tickets are delivered.
  @Test func aYearWithoutHolidaysIsSaid() throws {
    try play { workspace in
      let notice = "calendar CN does not cover 2027: only its weekends count as free then"
      func run(_ day: String) throws -> Int {
        let ending = try Backhaul.run(
          ["run", workspace.root, "--as-of", day], scratch: workspace.scratch)
        return ending.errors.components(separatedBy: notice).count - 1
      }
      #expect(try run("2026-12-24") == 0)
      #expect(try run("2027-01-04") == 1)
      try "calendars: {CN: {2027: {holidays: [2027-01-01]}}}\n".write(
        toFile: workspace.root + "/policy/calendars.yaml", atomically: true, encoding: .utf8)
      #expect(try run("2027-01-05") == 0)
    }
  }
}
