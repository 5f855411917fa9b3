import Returns
import Testing

@testable import Reports

/// A file for each carrier, whatever its code.
@Suite struct DisputeFileTests {
  private static func part(_ code: String) -> String {
    carrierFileNamePart(Text(code)) { _ in "digest" }
  }

  @Test(arguments: [
    ("SF", "SF"), ("sf", "_sf"), ("SFexpress", "SF_express"), ("DHL-2", "DHL-2"),
    ("dhl 24 Express", "_dhl~2024~20_E_xpress"), ("顺丰", "顺丰"), ("", "~"), ("~", "~7E"),
    ("_sf", "~5F_sf"), ("../etc", "~2E~2E~2F_etc"), ("CON", "CON"), ("a.csv\u{0}", "_a~2Ecsv~00"),
    ("é", "~C3~A9"),
  ])
  func aCodeBecomesAName(_ code: String, _ name: String) { #expect(Self.part(code) == name) }

  /// Also where a file system takes capital and small letters for the same.
  @Test func noTwoCodesShareAName() {
    let letters = ["S", "s", "F", "f", "1", "-", "_", "~", ".", "/", " ", "2", "E", "顺", "é", "É"]
    var names: [String: String] = [:]
    for one in [""] + letters {
      for two in [""] + letters {
        for three in [""] + letters {
          let code = one + two + three
          let name = Self.part(code).lowercased()
          #expect(names[name] == nil || names[name] == code, "\(code)")
          names[name] = code
          #expect(!name.contains("/") && !name.contains("."))
        }
      }
    }
  }

  @Test func aLongCodeIsCutAndTellsItselfByItsChecksum() {
    let name = Self.part(String(repeating: "顺", count: 500))
    #expect(name == String(repeating: "顺", count: 40) + "~~digest")
    #expect(Self.part(String(repeating: "A", count: 120)).utf8.count == 120)
  }

  private func files(carriers: [(code: String, rows: Int)]) -> DisputeFiles {
    let rows = carriers.flatMap { code, count in
      (0..<count).map { number in
        FeeDispute(
          carrier: Text(code), invoiceNo: "I", waybill: Text("W\(number)"), type: .freight,
          check: .rate, billed: 1500, expected: 1200, recoverable: 300, currency: .cny)
      }
    }
    return DisputeFiles(
      TableRows([rows.reversed()]), SampleDay.context(), TableOptions(), digest: { _ in "" })
  }

  @Test func carriersShareTheRowsBetweenThem() {
    let files = files(carriers: [("YTO", 2), ("SF", 3)])
    #expect(files.all.name == "fee_disputes.csv" && files.all.rowCount == 5)
    #expect(files.totals == [AmountTotal(currency: .cny, amount: 1500)])
    #expect(files.carriers.map(\.sheet.name) == ["fee_disputes-SF.csv", "fee_disputes-YTO.csv"])
    #expect(files.carriers.map(\.sheet.rowCount) == [3, 2])
    #expect(files.carriers.map(\.totals[0].amount) == [900, 600])
    #expect(files.unlisted == 0)
  }

  /// A column that holds a number for each parcel instead of a carrier makes no million of files.
  @Test func theLargestCarriersHaveFiles() {
    let carriers = (100..<301).map { ("C\($0)", $0 == 100 ? 1 : 2) }
    let files = files(carriers: carriers)
    #expect(files.carriers.count == 200 && files.unlisted == 1)
    #expect(files.all.rowCount == 401)
    #expect(files.carriers.first?.carrier == "C101")
  }
}
