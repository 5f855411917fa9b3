import Foundation
import Testing

/// Edges of movements and parcels that a review found.
@Suite struct MovementTests {
  /// A provider books its fee under the number of the payment: another movement, whatever its sign.
  @Test func aFeeUnderThePaymentsNumberLeavesTheProofClosed() throws {
    let workspace = try GeneratedWorkspace()
    defer { workspace.remove() }
    try workspace.put(
      "orders.csv",
      """
      order_id,line_no,sku,quantity,unit_price,ordered_at,currency,paid_amount
      O1,1,A,1,10.00,2026-03-02 10:00:00,CNY,10.00

      """)
    try workspace.put(
      "settlements.csv",
      """
      txn_id,type,amount,settled_at,order_id,currency
      T1,payment,10.00,2026-03-02 11:00:00,O1,CNY
      T1,fee,-0.06,2026-03-02 11:00:00,O1,CNY

      """)
    let ending = try workspace.run(3)
    #expect(ending.code == 0, "\(ending.errors)")
    #expect(workspace.output(3, "matches.csv")?.contains(",10.00,10.00,CNY,exact,") == true)
  }

  /// A parcel without a reference follows the record that names its case, in whichever order the
  /// two come.
  @Test(arguments: [false, true])
  func aParcelFollowsTheRecordThatNamesItsCase(isSwapped: Bool) throws {
    let workspace = try GeneratedWorkspace()
    defer { workspace.remove() }
    try workspace.put(
      "orders.csv",
      """
      order_id,line_no,sku,quantity,unit_price,ordered_at,currency,paid_amount,delivered_at
      O1,1,A,1,10.00,2026-03-01 10:00:00,CNY,10.00,2026-03-02 10:00:00

      """)
    try workspace.put(
      "cases.csv",
      """
      case_id,order_id,kind,reason,applied_at
      RC1,O1,return,no_longer_needed,2026-03-03 10:00:00

      """)
    #expect(try workspace.run(3).code <= 1)
    var rows = [
      "W1,SF,return,picked_up,,2026-03-04 10:00:00",
      "W1,SF,return,delivered,RC1,2026-03-05 10:00:00",
    ]
    if isSwapped { rows.reverse() }
    try workspace.put(
      "parcels.csv",
      (["waybill,carrier,direction,status,reference,status_at"] + rows + [""])
        .joined(separator: "\n"))
    #expect(try workspace.run(5).code <= 1)
    let found = workspace.output(5, "exceptions.csv") ?? ""
    #expect(!found.contains("PARCEL_ORPHAN"), "\(found)")
  }

  /// A rehearsal refuses to write over the books.
  @Test func aRehearsalLeavesTheBooksAlone() throws {
    let workspace = try GeneratedWorkspace()
    defer { workspace.remove() }
    for folder in ["out/2026-03-03", "inbox", ""] {
      let ending = try workspace.run(3, ["--dry-run", "--out", workspace.path(folder)])
      #expect(ending.code == 2, "\(folder): \(ending.errors)")
    }
  }
}

extension GeneratedWorkspace {
  fileprivate func path(_ folder: String) -> String { folder.isEmpty ? root : root + "/" + folder }

  fileprivate func put(_ name: String, _ text: String) throws {
    try text.write(toFile: path("inbox/" + name), atomically: true, encoding: .utf8)
  }
}
