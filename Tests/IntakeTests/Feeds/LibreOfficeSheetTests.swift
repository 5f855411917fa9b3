import Foundation
import Returns
import Testing

@testable import Intake

/// Workbooks that another program wrote: LibreOffice opens the CSV as a person would, with ids as
/// text, and saves it as .xlsx. Where it is not installed there is nothing to compare.
@Suite("Sheets that LibreOffice wrote", .enabled(if: LibreOffice.program != nil))
struct LibreOfficeSheetTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let orders = """
    order_id,line_no,sku,quantity,unit_price,ordered_at,paid_amount,delivered_at,product_name
    000123,1,007,1,129.00,2026-03-01 09:00:00,129.00,2026-03-02 15:00:30,"杯, 蓝"
    202603010000000001,1,0E5,3,0.10,2026-03-01 23:59:59,0.30,2026-03-02,"a ""b"" c"
    000124,2,1-2,1,1999.99,2028-02-29 00:00:00,1999.99,,<&>

    """

  private static let bill = """
    顺丰速运月结对账单,,,,,,,,
    "月结账号：7551234567,账单编号：B202607",,,,,,,,
    序号,日期,订单号码,运单号码,计费重量(公斤),付款方式,应收费用,费用类型,签收时间
    1,2026-07-01,0000123,SF0012345678901,1.5,寄付月结,12.50,运费,2026-07-03 10:00:00
    2,2026-07-01,0000123,SF0012345678901,,寄付月结,2,保价,
    3,2026-12-31,0000124,123456789012345678,0.1,到付,1234.05,运费,

    """

  /// In the filter's list of columns 2 is text; all others are what LibreOffice takes them for:
  /// numbers, dates, dates with a time.
  @Test(arguments: [
    (orders, "1/2/3/2/9/2", Profile.canonicalName), (bill, "3/2/4/2", "sf-bill"),
  ])
  func sheetsAreReadLikeTheirText(_ text: String, _ asText: String, _ profile: String) throws {
    let sheet = try saved(text, columns: asText)
    let plain = read(text)
    #expect(plain.refusal == nil && plain.rejects.isEmpty, "\(plain.firstReject ?? "")")
    #expect(sheet.profile == profile && plain.profile == profile)
    #expect(sheet.lines == plain.lines, "\(sheet.firstReject ?? "")")
    #expect(sheet.read == plain.read && sheet.rejected == 0)
    #expect(sheet.account == plain.account)
  }

  /// A long number that the program took for one has lost its last digits: no order is guessed.
  @Test func idsThatBecameNumbersAreRejected() throws {
    let sheet = try saved(Self.orders, columns: "9/2")
    #expect(sheet.rejects.map(\.field) == ["order_id"])
    #expect(sheet.rejects.map(\.line) == [3])
    // The zeros of a shorter one are gone before the file is here: that no reader can see.
    #expect(sheet.values("order_id") == ["123", "124"])
  }

  private func saved(_ text: String, columns: String) throws -> MemberReading {
    try folder.write("table.csv", Array(text.utf8))
    try LibreOffice.save("table.csv", asWorkbookIn: folder.path, textColumns: columns)
    let file = try openInput(root: folder.path, path: "table.xlsx")
    let context = IntakeContext(
      shops: oneShop, workspaceZone: .shanghai, workspaceCurrency: .cny,
      profiles: Profile.builtIn)
    return readMember(
      file.members[0], path: "file", fileNumber: 7, run: 3, shopHint: nil, context: context)
  }
}

private enum LibreOffice {
  static let program = ["/usr/bin/soffice", "/usr/bin/libreoffice"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// - Parameter textColumns: `1/2/3/2`: the first and the third column are text.
  static func save(_ name: String, asWorkbookIn folder: String, textColumns: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program ?? "")
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.arguments = [
      "-env:UserInstallation=file://\(folder)/office", "--headless",
      // Commas, quotes, UTF-8, from the first line; American English, and dates are looked for.
      "--infilter=Text - txt - csv (StarCalc):44,34,76,1,\(textColumns),1033,false,true",
      "--convert-to", "xlsx", "--outdir", folder, name,
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}
