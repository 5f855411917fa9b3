import Foundation
import Testing

/// A day on which thousands of things went wrong: its pages can still be opened and mailed.
@Suite struct LargeDayTests {
  private static let count = 3000
  private static let mostBytes = 5_000_000

  /// Orders refunded to nobody, charges and parcels that belong to nothing, tickets too late.
  private static var files: [String: [String]] {
    var orders = [
      "order_id,line_no,sku,quantity,unit_price,ordered_at,paid_amount,delivered_at"
    ]
    var cases = ["case_id,order_id,kind,reason,applied_at,line_no,quantity,description,evidence"]
    var payments = ["txn_id,type,amount,settled_at,order_id"]
    var parcels = ["waybill,carrier,direction,status,reference,status_at"]
    var charges = ["carrier,invoice_no,charge_type,amount,waybill,billed_at"]
    var tickets = ["ticket_id,class,opened_at,case_id,order_id"]
    for number in 10_000..<(10_000 + count) {
      orders.append(
        "SO\(number),1,MUG-\(number % 50),1,59.00,2026-03-01 09:00,59.00,2026-03-03 15:00")
      cases.append(
        "RC\(number),SO\(number),refund_only,damaged,2026-03-04 10:00,1,1,"
          + "the handle came off when it was unpacked,photo-\(number).jpg")
      payments.append("P\(number),payment,59.00,2026-03-01 09:01,SO\(number)")
      parcels.append("RET\(number),SF,return,delivered,NOBODY\(number),2026-03-05 10:00")
      charges.append("SF,INV-1,freight,12.00,GONE\(number),2026-03-05 08:00")
      tickets.append("TK\(number),quality,2026-03-04 09:00,RC\(number),SO\(number)")
    }
    return [
      "orders": orders, "cases": cases, "settlements": payments, "parcels": parcels,
      "charges": charges, "tickets": tickets,
    ]
  }

  @Test(arguments: PlayedSample.Language.allCases)
  func pagesStayBelowFiveMegabytes(language: PlayedSample.Language) throws {
    let workspace = try GeneratedWorkspace()
    defer { workspace.remove() }
    let settings = workspace.root + "/backhaul.yaml"
    try String(contentsOfFile: settings, encoding: .utf8)
      .replacing("language: en", with: "language: \(language.rawValue)")
      .write(toFile: settings, atomically: true, encoding: .utf8)
    for (name, lines) in Self.files {
      try (lines.joined(separator: "\n") + "\n").write(
        toFile: workspace.root + "/inbox/\(name).csv", atomically: true, encoding: .utf8)
    }
    #expect(try workspace.run(20).code <= 1)
    let exceptions = Table(workspace.output(20, "exceptions.csv") ?? "")
    #expect(exceptions.rows.count > 3 * Self.count)
    for name in ["finance", "logistics", "service", "management"] {
      let page = try #require(workspace.output(20, name + ".html"), "\(name)")
      #expect(page.utf8.count < Self.mostBytes, "\(name): \(page.utf8.count) bytes")
      // Rows of exceptions carry their id as an anchor.
      let listed = page.components(separatedBy: " id=\"x-").count - 1
      #expect(listed <= 500, "\(name) lists \(listed)")
      if name != "management" { #expect(listed == 500, "\(name) lists \(listed)") }
      let leadsToAll = page.contains("href=\"exceptions.csv\"")
      #expect(leadsToAll, "\(name)")
    }
  }
}
