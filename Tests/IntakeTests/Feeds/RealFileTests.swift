import Foundation
import Returns
import Testing

@testable import Intake

/// The real exports that lie beside the repository, where they do: what they state about themselves
/// must come out exactly, or as the difference that it is. Several were cut short on their way into
/// the collection.
@Suite("Real files")
struct RealFileTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("shared/formats").path

  private func reading(_ path: String) throws -> MemberReading? {
    guard FileManager.default.fileExists(atPath: "\(Self.folder)/\(path)") else {
      print("not here, so not read: \(path)")
      return nil
    }
    let file = try openInput(root: Self.folder, path: path)
    let context = IntakeContext(
      shops: oneShop, workspaceZone: .shanghai, workspaceCurrency: .cny)
    return readMember(
      file.members[0], path: path, fileNumber: 1, run: 1, shopHint: nil, context: context)
  }

  @Test(arguments: [
    (
      "wechat-merchant/tradebill-ALL-with-two-partial-refunds.csv", "wechat-pay-trade-bill", 3, 0,
      [String]()
    ),
    (
      "wechat-merchant/tradebill-official-doc-example.csv", "wechat-pay-trade-bill", 1, 0,
      [
        "rows 12/1", "orders settled 0.06/0.01", "refunds 0.06/0.00", "orders 0.06/0.01",
        "refunds requested 0.06/0.00",
      ]
    ),
    (
      "wechat-merchant/tradebill-empty-day.csv", "wechat-pay-trade-bill", 0, 0,
      ["rows 3/0", "orders settled 1299.02/0.00", "fees 7.79000/0.00000", "orders 1299.02/0.00"]
    ),
    (
      "wechat-merchant/fundflow-with-refunds.csv", "wechat-pay-fund-flow", 2, 0,
      ["rows 3/2", "rows of income 1/0", "income 0.01/0.00"]
    ),
    ("alipay-merchant/trade-detail-gbk.csv", "alipay-trade-detail", 10, 0, []),
    ("alipay-merchant/account-detail-gbk.csv", "alipay-account-detail", 1, 0, []),
    ("alipay-merchant/account-summary-gbk.csv", "alipay-summary", 0, 0, []),
    ("iso20022-camt/business_sample_camt.054.001.04.xml", "camt", 1, 0, []),
    ("iso20022-camt/camt052.v2.xml", "camt", 1, 0, []),
    (
      "iso20022-camt/camt053.v2.five.decimals.xml", "camt", 1, 0,
      ["statement 253EURNL26VAYB8060476890: closing balance 27.050/27.000"]
    ),
    ("iso20022-camt/camt053.v2.minimal.xml", "camt", 1, 0, []),
    ("iso20022-camt/camt053.v2.multi.statement.xml", "camt", 2, 0, []),
    ("iso20022-camt/camt053.v4.xml", "camt", 1, 0, []),
    ("iso20022-camt/camt054.v2.xml", "camt", 1, 0, []),
    ("iso20022-camt/camt054.v8.xml", "camt", 1, 0, []),
    ("iso20022-camt/camt53.only-Dt-with-DtTm.xml", "camt", 0, 0, []),
    ("iso20022-camt/statement_ac04.xml", "camt", 2, 1, []),
    ("iso20022-camt/test-camt-parse-5200108-missing-date.xml", "camt", 1, 0, []),
  ])
  func whatTheyStateComesOut(
    _ path: String, _ profile: String, _ records: Int, _ rejected: Int, _ differing: [String]
  ) throws {
    guard let reading = try reading(path) else { return }
    #expect(reading.profile == profile)
    #expect(reading.records.count == records)
    #expect(reading.rejected == rejected)
    let found = reading.controlTotals.filter { !$0.agrees }
    #expect(found.map { "\($0.name) \($0.expected)/\($0.found)" } == differing)
  }

  @Test func refundsThatCameBack() throws {
    guard let reading = try reading("iso20022-camt/statement_ac04.xml") else { return }
    #expect(
      reading.values("type", "status", "refund_ref", "amount") == [
        "refund reversed E2E-0001 150000", "refund reversed E2E-0002 98050",
      ])
    #expect(
      reading.firstReject
        == "53 BookgDt/DtTm MISSING_FIELD: settlements.settled_at is required and empty")
  }

  @Test func aStatementWithoutStatementIsRefused() throws {
    guard let reading = try reading("iso20022-camt/camt053.v2.wrong.xml") else { return }
    #expect(reading.refusal?.code == .notUnderstood)
  }
}
